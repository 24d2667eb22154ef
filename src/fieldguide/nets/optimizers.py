"""Steps down a gradient, each parameter by itself, as prepared calls."""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from fieldguide.nets.arrays.numpy import Call, Step


class Sgd:
    """p -= rate g."""

    kept = 0
    """How many numbers a parameter keeps from step to step."""

    def __init__(self, arrays: Any, parameters: Any, gradients: Any, rate: float) -> None:
        self.arrays = arrays
        self.rate = rate
        kept = [arrays.empty(len(parameters)) for _ in range(self.kept)]
        for one in kept:
            one[...] = 0
        self.calls = [*self.before()]
        for start in range(0, len(parameters), arrays.block):
            block = slice(start, start + arrays.block)
            p, own = parameters[block], [k[block] for k in kept]
            self.calls += arrays.program(self.block(p, gradients[block], *own), keep=[p, *own])

    def before(self) -> Iterator[Call]:
        """What is to be done once a step."""
        yield from ()

    def block(self, p: Any, g: Any, *_: Any) -> Iterator[Step]:
        """What is done with some parameters."""
        yield "*", (g, self.arrays.array(self.rate)), g
        yield "-", (p, g), p


class Momentum(Sgd):
    """v = 0.9 v + g; p -= rate v."""

    kept = 1

    def block(self, p: Any, g: Any, *kept: Any) -> Iterator[Step]:
        """What is done with some parameters."""
        (v,) = kept
        yield "*", (v, self.arrays.array(0.9)), v
        yield "+", (v, g), v
        yield "*", (v, self.arrays.array(self.rate)), g
        yield "-", (p, g), p


class Adam(Sgd):
    """m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g^2; p -= rate m' / (sqrt(v') + 1e-8).

    m' = m / (1 - 0.9^t) and v' = v / (1 - 0.999^t) at step t: Kingma and Ba
    2015, arXiv:1412.6980, algorithm 1. Here 10 m and 1000 v are kept, and the
    constants go into one factor and one epsilon a step.
    """

    kept = 2

    def before(self) -> Iterator[Call]:
        """What is to be done once a step."""
        self._step = 0
        self._factor, self._epsilon = self.arrays.array(0.0), self.arrays.array(0.0)
        yield self._advance

    def _advance(self) -> None:
        self._step += 1
        root = sqrt(1000.0 * (1.0 - 0.999**self._step))
        self._factor[...] = self.rate * 0.1 * root / (1.0 - 0.9**self._step)
        self._epsilon[...] = 1e-8 * root

    def block(self, p: Any, g: Any, *kept: Any) -> Iterator[Step]:
        """What is done with some parameters."""
        m, v = kept
        number = self.arrays.array
        yield "*", (m, number(0.9)), m
        yield "+", (m, g), m
        yield "*", (g, g), g
        yield "*", (v, number(0.999)), v
        yield "+", (v, g), v
        yield "sqrt", (v,), g
        yield "+", (g, self._epsilon), g
        yield "/", (m, g), g
        yield "*", (g, self._factor), g
        yield "-", (p, g), p


OPTIMIZERS = {"sgd": Sgd, "momentum": Momentum, "adam": Adam}
