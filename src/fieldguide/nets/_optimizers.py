"""Steps down a gradient, each parameter by itself."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class Sgd:
    """p -= rate * g."""

    def __init__(self, parameters: list[Array], rate: float) -> None:
        self.parameters, self.rate = parameters, rate

    def step(self, gradients: list[Array]) -> None:
        """Move every parameter."""
        for p, g in zip(self.parameters, gradients, strict=True):
            p -= self.rate * g


class Momentum(Sgd):
    """v = 0.9 v + g; p -= rate * v."""

    def __init__(self, parameters: list[Array], rate: float) -> None:
        super().__init__(parameters, rate)
        self.velocities = [np.zeros_like(p) for p in parameters]

    def step(self, gradients: list[Array]) -> None:
        """Move every parameter."""
        for v, g in zip(self.velocities, gradients, strict=True):
            v *= 0.9
            v += g
        super().step(self.velocities)


class Adam(Sgd):
    """Kingma and Ba 2015, arXiv:1412.6980, algorithm 1: 0.9, 0.999, 1e-8."""

    def __init__(self, parameters: list[Array], rate: float) -> None:
        super().__init__(parameters, rate)
        self.means = [np.zeros_like(p) for p in parameters]
        self.squares = [np.zeros_like(p) for p in parameters]
        self.steps = 0

    def step(self, gradients: list[Array]) -> None:
        """Move every parameter."""
        self.steps += 1
        first, second = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for p, m, v, g in zip(self.parameters, self.means, self.squares, gradients, strict=True):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            p -= self.rate / first * m / (np.sqrt(v / second) + 1e-8)


OPTIMIZERS = {"sgd": Sgd, "momentum": Momentum, "adam": Adam}
