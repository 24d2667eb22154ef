"""Optimizers: SGD, momentum and Adam, as prepared calls."""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from fieldguide.nets.backends.backend import ArrayOperation, Backend, BoundCall


class Sgd:
    """p -= rate g.

    Args:
      backend: whose arrays the others are.
      parameters: to be updated, (n,).
      gradients: of the parameters, (n,); a step overwrites them.
      rate: the learning rate.

    Attributes:
      calls: the calls of one step.
    """

    states = 0
    """How many numbers an optimizer keeps for each parameter from step to step."""

    def __init__(self, backend: Backend, parameters: Any, gradients: Any, rate: float) -> None:
        self.backend = backend
        self.rate = rate
        states = [backend.empty(len(parameters)) for _ in range(self.states)]
        for state in states:
            state[...] = 0
        self.calls = self.start_of_step()
        # Block by block, so that a block stays in the cache for all operations of its update.
        for start in range(0, len(parameters), backend.block):
            block = slice(start, start + backend.block)
            own_states = [state[block] for state in states]
            self.calls += backend.bind(
                *self.update(parameters[block], gradients[block], *own_states)
            )

    def start_of_step(self) -> list[BoundCall]:
        """Calls that run once a step, before the updates."""
        return []

    def update(self, p: Any, g: Any, *_: Any) -> Iterator[ArrayOperation]:
        """The operations that update some of the parameters."""
        yield "*", (g, self.backend.array(self.rate)), g
        yield "-", (p, g), p


class Momentum(Sgd):
    """v = 0.9 v + g; p -= rate v."""

    states = 1

    def update(self, p: Any, g: Any, *states: Any) -> Iterator[ArrayOperation]:
        """The operations that update some of the parameters."""
        (v,) = states
        yield "*", (v, self.backend.array(0.9)), v
        yield "+", (v, g), v
        yield "*", (v, self.backend.array(self.rate)), g
        yield "-", (p, g), p


class Adam(Sgd):
    """m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g^2; p -= rate m' / (sqrt(v') + 1e-8).

    m' = m / (1 - 0.9^t) and v' = v / (1 - 0.999^t) at step t.

    The states are 10 m and 1000 v, which saves a product each; the constants
    are merged into one factor and one epsilon for each step.

    Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.
    """

    states = 2

    def start_of_step(self) -> list[BoundCall]:
        """The call that computes this step's factor and epsilon."""
        self._step = 0
        self._factor, self._epsilon = self.backend.array(0.0), self.backend.array(0.0)
        return [self._advance]

    def _advance(self) -> None:
        self._step += 1
        root = sqrt(1000.0 * (1.0 - 0.999**self._step))
        self._factor[...] = self.rate * 0.1 * root / (1.0 - 0.9**self._step)
        self._epsilon[...] = 1e-8 * root

    def update(self, p: Any, g: Any, *states: Any) -> Iterator[ArrayOperation]:
        """The operations that update some of the parameters."""
        m, v = states
        number = self.backend.array
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
