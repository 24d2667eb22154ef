"""Toy data: two classes of points in the plane."""

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from fieldguide.nets.datasets.dataset import Data
from fieldguide.refusals import nearest_hint

Array = np.ndarray[Any, np.dtype[np.float64]]
TURNS = 1.5
MOST_NOISE = 0.5


def toy(name: str, count: int, noise: float, seed: int) -> Data:
    """Points of two classes of equal size, in random order.

    Without noise the points lie in [-1, 1]^2 and the classes do not overlap. Noise adds to each
    coordinate a number drawn uniformly from [-noise, noise], and does not change the class.

    Args:
      name: "moons" (two interlocking half circles), "circles" (a disc, class 1, in a ring),
        "spirals" (two arms of one and a half turns), "xor" (class 1 where the coordinates
        have the same sign) or "blobs" (two round clouds).
      count: how many points, 2 or more; if it is odd, class 0 has one more.
      noise: 0 to 0.5, in the units of the plane.
      seed: 0 or more. The same seed gives the same points; more noise moves them further in the
        same directions.

    Returns:
      Data: x (count, 2) float64, y (count,) int64, 0 or 1.

    Raises:
      ValueError: there is no such toy data, or a number is out of its range.
    """
    if name not in TOYS:
        hint = nearest_hint(str(name), TOYS)
        raise ValueError(f'no toy data "{name}"{hint}. Choose from {", ".join(TOYS)}')
    if operator.index(count) < 2:
        raise ValueError(f"count must be 2 or more, got {count}")
    if not 0 <= noise <= MOST_NOISE:
        raise ValueError(f"noise must lie between 0 and {MOST_NOISE}, got {noise:g}")
    if operator.index(seed) < 0:
        raise ValueError(f"seed must be 0 or more, got {seed}")
    random = np.random.default_rng(seed)
    y = random.permutation(np.arange(count) % 2)
    x = _SAMPLERS[name](random, y)
    return Data(x + noise * random.uniform(-1, 1, x.shape), y)


def _polar(radius: Array, angle: Array) -> Array:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _moons(random: np.random.Generator, y: Array) -> Array:
    arc = _polar(np.full(y.size, 2 / 3), random.uniform(0, math.pi, y.size))
    # The second half circle is the first, rotated by half a turn about the origin.
    return np.where(y[:, None] == 0, 1.0, -1.0) * (arc - (1 / 3, 1 / 6))


def _circles(random: np.random.Generator, y: Array) -> Array:
    radius = np.where(y == 1, random.uniform(0, 0.5, y.size), random.uniform(0.7, 1, y.size))
    return _polar(radius, random.uniform(0, 2 * math.pi, y.size))


def _spirals(random: np.random.Generator, y: Array) -> Array:
    # The square root spreads the points evenly along an arm. The radius starts above 0, where the
    # arms would touch.
    radius = np.sqrt(random.uniform(0.01, 1, y.size))
    return _polar(radius, 2 * math.pi * TURNS * radius + math.pi * y)


def _xor(random: np.random.Generator, y: Array) -> Array:
    # No point is nearer than 0.06 to an axis.
    x: Array = random.uniform(0.06, 1, (y.size, 2)) * random.choice([-1.0, 1.0], (y.size, 1))
    x[y == 0, 0] *= -1
    return x


def _blobs(random: np.random.Generator, y: Array) -> Array:
    center = np.where(y[:, None] == 1, 0.5, -0.5)
    return center + _polar(random.uniform(0, 0.5, y.size), random.uniform(0, 2 * math.pi, y.size))


_SAMPLERS: dict[str, Callable[[np.random.Generator, Any], Array]] = {
    "moons": _moons,
    "circles": _circles,
    "spirals": _spirals,
    "xor": _xor,
    "blobs": _blobs,
}
TOYS = tuple(_SAMPLERS)
"""The names of the toy data."""
