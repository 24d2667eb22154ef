"""The plane that networks divide: their fields on it, and when a run shows itself."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from fieldguide.nets import Network

EXTENT = 1.5
RESOLUTION = 100

# What a run costs, in nanoseconds of a common core, so that it shows itself often enough. Counted
# and not timed: the same run gives the same frames on every machine.
_CALLS = 20_000
_PRODUCT = 0.03
_VALUE = 2.5
_PATIENCE = 30_000_000

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


def schedule(epochs: int, most: int) -> set[int]:
    """The epochs that are drawn: 0, the last one, and evenly between them; ``most`` after 0."""
    shown = min(epochs, most)
    return {round(epochs * i / shown) for i in range(shown + 1)}


class Pace:
    """When a run must give its reader a frame, counted in work.

    Args:
      network: what is trained.
      batch: examples in a step.
    """

    def __init__(self, network: Network, batch: int) -> None:
        inputs, units = network.sizes[:-1], network.sizes[1:]
        products = sum(a * b for a, b in zip(inputs, units, strict=True))
        self._layers = len(units)
        self._example = network.replicas * (products * _PRODUCT + sum(units) * _VALUE)
        self._batch = batch
        self._spent = 0.0

    @property
    def most(self) -> int:
        """As many examples as one pass may take between two frames."""
        return max(1, int(_PATIENCE / self._example))

    def step(self) -> bool:
        """Count a step of training; True where a frame is due."""
        return self._due(_CALLS * self._layers * 3 + 3 * self._batch * self._example)

    def forward(self, examples: int) -> bool:
        """Count a forward pass; True where a frame is due."""
        return self._due(_CALLS * self._layers + examples * self._example)

    def shown(self) -> None:
        """Begin to count anew: a frame has been given."""
        self._spent = 0.0

    def _due(self, work: float) -> bool:
        self._spent += work
        if self._spent < _PATIENCE:
            return False
        self._spent = 0.0
        return True


def _points() -> Floats:
    line = (np.arange(RESOLUTION) + 0.5) * (2 * EXTENT / RESOLUTION) - EXTENT
    x, y = np.meshgrid(line, -line)
    return np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float32)


POINTS = _points()
"""The middles of a field's pixels, row by row from the top."""


def field(network: Network, pace: Pace) -> Iterator[Bytes | None]:
    """The probability of class 1 on the grid, times 255; before it None wherever a frame is due.

    In steps of 2, finer than an eye sees them, which takes a sixth off a stream.
    """
    logits = np.empty((network.replicas, len(POINTS)), np.float32)
    for start in range(0, len(POINTS), pace.most):
        rows = slice(start, start + pace.most)
        logits[:, rows] = network.logits(POINTS[rows])[..., 0]
        if pace.forward(len(POINTS[rows])):
            yield None
    with np.errstate(invalid="ignore"):
        # (1 + tanh(z/2)) / 2 is the sigmoid and does not overflow.
        shades = np.minimum(2 * np.rint(63.75 + 63.75 * np.tanh(logits / 2)), 254)
    yield np.nan_to_num(shades).astype(np.uint8).reshape(-1, RESOLUTION, RESOLUTION)
