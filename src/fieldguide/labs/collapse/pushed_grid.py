"""A grid of points pushed through random layers of two units, with and without a bend."""

from collections.abc import Callable, Iterator
from math import cos, sin, tau
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

SIDE = 21
_RADIUS = 1.35
"""The distance of a cloud's farthest point from its center, after every layer."""
_STRETCH = (0.7, 1.4)
_BIAS = (0.0, 1.0)
"""Positive, so that a rectifier does not send the whole cloud to 0 in the first layers."""
_SHIFT = 0.1
_LARGEST_CONDITION = 3.0
_POINT = 1e-9
"""A cloud of a smaller radius is a point: scaled up it would show rounding."""


class Layer(NamedTuple):
    """z = x matrix + bias, x a row; ``shift`` is where the cloud's center is put afterwards."""

    matrix: Array
    bias: Array
    shift: Array


class Clouds(NamedTuple):
    """Where the points are after a number of layers, (SIDE^2, 2) each.

    Attributes:
      linear: through the layers one by one.
      single: through one matrix and offset in their place, x matrix + offset.
      matrix, offset: the product of the layers.
      bent: through the same layers with the activation in each; NaN from the layer on where the
        activation is not finite.
    """

    linear: Array
    single: Array
    matrix: Array
    offset: Array
    bent: Array

    @property
    def difference(self) -> float:
        """The largest distance between linear and single, in widths of the cloud."""
        return float(np.abs(self.linear - self.single).max() / np.ptp(self.linear))


def grid() -> Array:
    """The points before the first layer, on [-1, 1]^2, row by row from the top."""
    line = np.linspace(-1, 1, SIDE)
    return np.stack(np.meshgrid(line, -line), axis=-1).reshape(-1, 2)


def random_layers(depth: int, seed: int) -> list[Layer]:
    """Random layers: a rotation, a stretch of 0.7 to 1.4 along each axis, another rotation.

    A layer is drawn again where the product of all layers so far would have a condition number
    above 3: random products flatten to a line with depth, which is not this lab's subject.
    """
    random = np.random.default_rng(seed)
    product = np.eye(2)
    layers: list[Layer] = []
    while len(layers) < depth:
        first, second = random.uniform(0, tau, 2)
        matrix = _rotation(first) @ np.diag(random.uniform(*_STRETCH, 2)) @ _rotation(second)
        if np.linalg.cond(product @ matrix) > _LARGEST_CONDITION:
            continue
        product = product @ matrix
        product /= np.sqrt(np.abs(np.linalg.det(product)))
        layers.append(Layer(matrix, random.uniform(*_BIAS, 2), random.uniform(-_SHIFT, _SHIFT, 2)))
    return layers


def push(layers: list[Layer], activation: Callable[[Array], Array]) -> Iterator[Clouds]:
    """The grid, then the grid after each layer.

    After each layer a cloud is scaled to the same radius and moved to the layer's shift. Both
    are affine, so without an activation they are part of the layer's own matrix and bias.
    """
    points = linear = bent = grid()
    matrix, offset = np.eye(2), np.zeros(2)
    yield Clouds(linear, points, matrix, offset, bent)
    for layer in layers:
        scale, shift = _normalization(linear @ layer.matrix + layer.bias, layer.shift)
        weights, bias = scale * layer.matrix, scale * layer.bias + shift
        linear = linear @ weights + bias
        matrix, offset = matrix @ weights, offset @ weights + bias
        with np.errstate(all="ignore"):
            bent = activation(bent @ layer.matrix + layer.bias)
            scale, shift = _normalization(bent, layer.shift)
            bent = scale * bent + shift
        if not np.isfinite(bent).all():
            bent = np.full_like(bent, np.nan)
        yield Clouds(linear, points @ matrix + offset, matrix, offset, bent)


def _rotation(angle: float) -> Array:
    return np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])


def _normalization(cloud: Array, shift: Array) -> tuple[float, Array]:
    """The scale and shift that give a cloud its radius and its center."""
    center = cloud.mean(axis=0)
    radius = float(np.hypot(*(cloud - center).T).max())
    scale = _RADIUS / radius if radius > _POINT else 1.0
    return scale, shift - scale * center
