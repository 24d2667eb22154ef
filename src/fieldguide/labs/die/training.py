"""The networks that train in the lab die, on two moons, and the state of their units."""

from math import nan
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.labs.confidence_intervals import Interval, clustered
from fieldguide.labs.die.dead_units import BORN_DEAD, DIED, NEXT_STATE, REVIVED, slope_is_zero
from fieldguide.nets import Network, Trainer, toy

Array = np.ndarray[Any, Any]
EXAMPLES, NOISE, BATCH = 500, 0.1, 50


class Population:
    """The networks of one activation, and the state of their units.

    Args:
      activation: follows each hidden layer.
      width, depth: of the hidden layers.
      learning_rate: of plain gradient descent.
      seeds: how many networks there are.

    Attributes:
      activation: as given.
      network: its replicas, one a seed.
      losses: of the networks, when last observed.
      finite: whether the loss of each has been finite so far.
      units: uint8 (seeds, depth, width), ALIVE, BORN_DEAD, DIED or REVIVED.
      died, revived: which units have ever been in that state.
    """

    def __init__(
        self, activation: Activation, width: int, depth: int, learning_rate: float, seeds: int
    ) -> None:
        self.activation = activation
        self.network = Network((2, *[width] * depth, 1), [activation], range(seeds), init="he")
        self._data = toy("moons", EXAMPLES, NOISE, 0)
        self._trainer = Trainer(
            self.network,
            self._data.x,
            self._data.y,
            learning_rate=learning_rate,
            batch=BATCH,
            seed=0,
        )
        self.losses = np.zeros(seeds)
        self.finite = np.ones(seeds, bool)
        self.units = np.zeros((seeds, depth, width), np.uint8)
        self.died, self.revived = self.units > 0, self.units > 0

    def step(self) -> None:
        """Take a step of training."""
        self._trainer.step()

    def observe(self, *, first: bool) -> dict[int, str]:
        """Update losses and states; returns why, for each network that has just diverged."""
        *hidden, logits = self.network.layers(self._data.x)
        z = logits[..., 0].astype(np.float64)
        with np.errstate(invalid="ignore"):
            losses = (np.logaddexp(0, z) - self._data.y * z).mean(1)
        reasons = {
            int(s): f"The loss of network {s + 1} of {self.activation.label} is {losses[s]}"
            + ("." if first else f", after {self.losses[s]:.3g} when last seen.")
            for s in np.flatnonzero(self.finite & ~np.isfinite(losses))
        }
        self.finite &= np.isfinite(losses)
        self.losses = losses
        dead = np.stack([slope_is_zero(self.activation, z).all(1) for z in hidden], 1)
        if first:
            self.units[dead] = BORN_DEAD
        else:
            states = NEXT_STATE[dead.astype(int), self.units]
            # The units of a network that has diverged keep their last state.
            self.units[self.finite] = states[self.finite]
        self.died |= self.units == DIED
        self.revived |= self.units == REVIVED
        return reasons

    @property
    def loss(self) -> float:
        """The median of the networks that have not diverged; NaN where all have.

        The median, since a network about to diverge would dominate a mean.
        """
        return float(np.median(self.losses[self.finite])) if self.finite.any() else nan

    @property
    def dead_share(self) -> Interval:
        """The share of units that are dead now, with its 95% interval."""
        dead = (self.units == BORN_DEAD) | (self.units == DIED)
        return clustered(dead.mean((1, 2)), dead[0].size)
