"""What happens in a deep network: the sizes in it, measured and predicted, and its training."""

from functools import lru_cache
from math import isfinite, nan
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis import mean_square, mean_square_slope
from fieldguide.nets import Network, Trainer

Array = np.ndarray[Any, Any]
PROBES = 16
"""Inputs whose signal is measured, in each network."""
EXAMPLES = 64
BATCH = 16
LEARNING_RATE = 5e-4


@lru_cache(maxsize=64)
def predicted(activation: Activation, depth: int, variance: float) -> tuple[Array, Array]:
    """The sizes that mean-field theory predicts, forward and backward, layer by layer.

    Relative to an input of mean square 1 and to the gradient at the top: arrays
    (depth + 1,), as Network.signals has them for infinite width. The variance
    evolves with the layers: q = variance E[f^2] of the layer below. NaN where q
    leaves float64, and where a moment is infinite.
    """
    squares, factors, q = [1.0], [], variance
    for _ in range(depth):
        # Beyond these ends the moments' own squares over- or underflow.
        known = 1e-150 < q < 1e150
        square = mean_square(activation, q) if known else nan
        slope = mean_square_slope(activation, q) if known else nan
        squares.append(square if isinstance(square, float) else nan)
        factors.append(variance * slope if isinstance(slope, float) else nan)
        # Twelve digits: once q has settled, its moments are found in the cache.
        q = float(f"{variance * squares[-1]:.12g}")
    backward = np.cumprod([1.0, *np.sqrt(factors[::-1])])[::-1]
    return np.sqrt(squares), backward


def sizes_of(network: Network, seed: int) -> Array:
    """Forward and backward, relative to the input and to the gradient at the top.

    Array (2, replicas, depth + 1).
    """
    # The weights are drawn from the seed itself; inputs and gradients must not be the same numbers.
    x = np.random.default_rng([seed, 1]).standard_normal((PROBES, network.sizes[0]))
    with np.errstate(all="ignore"):
        forward, backward = network.signals(x, 1000 + seed)
        return np.array([forward / forward[:, :1], backward / backward[:, -1:]])


class Student:
    """The first network of an activation: its sizes and its loss as it trains."""

    def __init__(self, name: str, network: Network, sizes: Array) -> None:
        random, inputs = np.random.default_rng([0, 2]), network.sizes[0]
        self._x = random.standard_normal((EXAMPLES, inputs))
        self._y = (self._x @ random.standard_normal(inputs) > 0).astype(np.int64)
        self._network = network
        self._trainer = Trainer(
            self._network,
            self._x,
            self._y,
            optimizer="adam",
            learning_rate=LEARNING_RATE,
            batch=BATCH,
            seed=0,
        )
        self.name, self.sizes = name, sizes
        self.losses: list[float] = []
        self.diverged = False

    def study(self, steps: int) -> str:
        """Take some steps; says why, where the loss is no longer finite after them."""
        if self.diverged:
            return ""
        for _ in range(steps):
            self._trainer.step()
        self.losses.append(float(self._trainer.losses(self._x, self._y)[0]))
        self.diverged = not isfinite(self.losses[-1])
        if not self.diverged:
            self.sizes = sizes_of(self._network, 0)[:, 0]
            return ""
        growth = self.sizes[0, -1]
        return f"The loss of {self.name} is {self.losses[-1]}: " + (
            f"its signal was {growth:.3g} times the input's when last seen."
            if isfinite(growth)
            else "its signal is beyond float64 from the start."
        )
