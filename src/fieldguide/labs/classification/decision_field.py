"""Decision fields: the probability of class 1 on a grid of the plane."""

from collections.abc import Generator
from typing import Any

import numpy as np

from fieldguide.labs.frames import ByteCube, Progress
from fieldguide.labs.pacing import NetworkWork, Pacer, pieces
from fieldguide.nets import Network

EXTENT = 1.5
RESOLUTION = 100

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]


def _pixel_centers() -> Floats:
    line = (np.arange(RESOLUTION) + 0.5) * (2 * EXTENT / RESOLUTION) - EXTENT
    x, y = np.meshgrid(line, -line)
    return np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float32)


POINTS = _pixel_centers()
"""The centers of a field's pixels, row by row from the top."""


def decision_field(
    network: Network, work: NetworkWork, pacer: Pacer, progress: float
) -> Generator[Progress, None, ByteCube]:
    """Compute the probability of class 1 on the grid, times 255, (replicas, rows, columns).

    It is rounded to even numbers: finer than an eye sees, and a sixth shorter on the wire.

    Args:
      network: has one output.
      work: of the network.
      pacer: of the run; progress lines come where it asks for them.
      progress: how far the run is.
    """
    logits = np.empty((network.replicas, len(POINTS)), np.float32)
    for rows in pieces(len(POINTS), work.example):
        yield from pacer.before(work.forward(len(POINTS[rows])), progress)
        logits[:, rows] = network.logits(POINTS[rows])[..., 0]
    with np.errstate(invalid="ignore"):
        # (1 + tanh(z/2)) / 2 is the sigmoid and does not overflow.
        shades = np.minimum(2 * np.rint(63.75 + 63.75 * np.tanh(logits / 2)), 254)
    field: ByteCube = np.nan_to_num(shades).astype(np.uint8)
    return field.reshape(-1, RESOLUTION, RESOLUTION)
