"""A deep network that learns, with its signal propagation as it trains."""

from math import isfinite

import numpy as np

from fieldguide.labs.vanish.signal_propagation import Array, measured
from fieldguide.nets import Network, Trainer

EXAMPLES = 64
BATCH = 16
LEARNING_RATE = 5e-4


class TrainedNetwork:
    """A network that learns on which side of a hidden plane a random input lies.

    Args:
      name: of its activation.
      network: of one replica.
      sizes: of signal and gradient before training, (2, depth + 1), as
        ``measured`` has them.

    Attributes:
      sizes: as last measured.
      losses: at each measurement.
      diverged: whether the last loss is infinite or NaN.
    """

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

    def step(self) -> None:
        """Take a step of training."""
        self._trainer.step()

    def measure(self) -> str:
        """Measure the loss and the sizes; why it has diverged, or "" where it has not."""
        self.losses.append(float(self._trainer.losses(self._x, self._y)[0]))
        self.diverged = not isfinite(self.losses[-1])
        if not self.diverged:
            self.sizes = measured(self._network, 0)[:, 0]
            return ""
        growth = self.sizes[0, -1]
        return f"The loss of {self.name} is {self.losses[-1]}: " + (
            f"its signal was {growth:.3g} times the input's when last seen."
            if isfinite(growth)
            else "its signal is beyond float64 from the start."
        )
