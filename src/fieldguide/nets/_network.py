"""Many fully connected networks of one shape, held in one stack."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from fieldguide.activations import Activation
from fieldguide.nets._init import Unit, scale

Array = np.ndarray[Any, Any]


class Signals(NamedTuple):
    """Root mean squares, layer by layer: arrays (replicas, hidden layers + 1).

    Attributes:
      forward: of the input, then of what each hidden layer's activation gives.
      backward: of the gradient with respect to the same.
    """

    forward: Array
    backward: Array


class Network:
    """Replicas of one fully connected network, that differ in activation and weights.

    An activation follows each hidden layer; the last layer is linear, and its
    outputs are logits. With weights drawn from normal distributions of
    standard deviation gain * scale(init), replica a * len(seeds) + s has the
    activation a and the numbers of seed s.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[Activation | tuple[Activation, dict[str, float]]],
        seeds: Sequence[int],
        *,
        init: str = "lecun",
        gain: float = 1.0,
        bias_std: float = 0.0,
        dtype: Any = np.float32,
    ) -> None:
        self.sizes = tuple(int(size) for size in sizes)
        self.dtype = np.dtype(dtype)
        pairs = [one if isinstance(one, tuple) else (one, {}) for one in activations]
        self.units: list[Unit] = [(one, one.resolve(given)) for one, given in pairs]
        self.seeds = tuple(int(seed) for seed in seeds)
        self.replicas = len(self.units) * len(self.seeds)
        self.weights: list[Array] = []
        self.biases: list[Array] = []
        generators = [np.random.default_rng(seed) for seed in self.seeds]
        for fan_in, fan_out in zip(self.sizes, self.sizes[1:], strict=False):
            weights = np.stack([g.standard_normal((fan_in, fan_out)) for g in generators])
            biases = np.stack([g.standard_normal((1, fan_out)) for g in generators]) * bias_std
            scales = [gain * scale(init, unit, fan_in, fan_out, bias_std) for unit in self.units]
            stacked = np.concatenate([weights * one for one in scales])
            self.weights.append(stacked.astype(self.dtype))
            self.biases.append(np.concatenate([biases] * len(self.units)).astype(self.dtype))

    def _each(self) -> list[tuple[slice, Unit]]:
        """The replicas of each activation."""
        s = len(self.seeds)
        return [(slice(a * s, (a + 1) * s), unit) for a, unit in enumerate(self.units)]

    def value(self, z: Array) -> Array:
        """f(z), each replica's own f."""
        return np.concatenate([one(z[part], **given) for part, (one, given) in self._each()])

    def slope(self, z: Array) -> Array:
        """f'(z), each replica's own f."""
        return np.concatenate(
            [one.derivative(z[part], **given) for part, (one, given) in self._each()]
        )

    def layers(self, x: Any) -> list[Array]:
        """The pre-activations (replicas, n, width) of each hidden layer, then the logits.

        Args:
          x: examples (n, inputs), the same for all, or (replicas, n, inputs).
        """
        h = np.asarray(x, self.dtype)
        found = []
        with np.errstate(all="ignore"):
            for weights, biases in zip(self.weights, self.biases, strict=True):
                if found:
                    h = self.value(found[-1])
                found.append(h @ weights + biases)
        return found

    def logits(self, x: Any) -> Array:
        """The outputs (replicas, n, outputs) for examples as ``layers`` takes them."""
        return self.layers(x)[-1]

    def signals(self, x: Any, seed: int = 0) -> Signals:
        """The size of the signal forward and of the gradient backward.

        The gradient put in after the last hidden layer's activation is
        standard normal, drawn from ``seed`` and the same for all replicas.
        """
        hidden = self.layers(x)[:-1]
        h = np.broadcast_to(np.asarray(x, self.dtype), (self.replicas, *np.shape(x)[-2:]))
        forward = [_size(h), *(_size(self.value(z)) for z in hidden)]
        draw = np.random.default_rng(seed).standard_normal(hidden[-1].shape[1:])
        gradient = np.broadcast_to(draw.astype(self.dtype), hidden[-1].shape)
        backward = [_size(gradient)]
        for z, weights in zip(hidden[::-1], self.weights[-2::-1], strict=True):
            gradient = (gradient * self.slope(z)) @ weights.swapaxes(1, 2)
            backward.append(_size(gradient))
        return Signals(np.stack(forward, 1), np.stack(backward[::-1], 1))

    def dead(self, x: Any) -> list[Array]:
        """Which units have slope 0 for every example: bool (replicas, width), layer by layer."""
        return [(self.slope(z) == 0).all(axis=1) for z in self.layers(x)[:-1]]


def _size(a: Array) -> Array:
    """Root mean square of each replica; in float64, whose squares of small numbers are not 0."""
    wide = a.astype(np.float64)
    return np.sqrt(np.mean(wide * wide, axis=(1, 2)))
