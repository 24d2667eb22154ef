"""Units of networks that train: which are dead, which have died, which came back."""

from math import nan
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis import curve
from fieldguide.labs.confidence_intervals import Interval, clustered
from fieldguide.nets import Network, Trainer, toy

Array = np.ndarray[Any, Any]
EXAMPLES, NOISE, BATCH = 500, 0.1, 50
ALIVE, BORN_DEAD, DIED, REVIVED = range(4)
_AFTER = np.array([[ALIVE, REVIVED, REVIVED, REVIVED], [DIED, BORN_DEAD, DIED, DIED]], np.uint8)
"""What a unit is after a look: [dead now][what it was before]."""


def flat(activation: Activation, z: Array) -> Array:
    """Where the slope is exactly 0, by where the function is constant.

    Not by the derivative's arithmetic, which underflows far out on a tail. At a kink the left
    slope counts, as everywhere.
    """
    found = np.zeros(z.shape, bool)
    for low, high in curve(activation).flat:
        found |= (z > low) & (z <= high)
    return found


class Population:
    """The networks of one activation, and what has become of their units."""

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
        self.on = np.ones(seeds, bool)
        self.units = np.zeros((seeds, depth, width), np.uint8)
        self.died, self.revived = self.units > 0, self.units > 0

    def train(self, steps: int) -> None:
        """Take some steps."""
        for _ in range(steps):
            self._trainer.step()

    def look(self, *, first: bool) -> dict[int, str]:
        """See which units live; says why of each network whose loss is no longer finite."""
        *hidden, logits = self.network.layers(self._data.x)
        z = logits[..., 0].astype(np.float64)
        with np.errstate(invalid="ignore"):
            losses = (np.logaddexp(0, z) - self._data.y * z).mean(1)
        reasons = {
            int(s): f"The loss of network {s + 1} of {self.activation.label} is {losses[s]}"
            + ("." if first else f", after {self.losses[s]:.3g} when last seen.")
            for s in np.flatnonzero(self.on & ~np.isfinite(losses))
        }
        self.on &= np.isfinite(losses)
        self.losses = losses
        dead = np.stack([flat(self.activation, z).all(1) for z in hidden], 1)
        if first:
            self.units[dead] = BORN_DEAD
        else:
            seen = _AFTER[dead.astype(int), self.units]
            # The units of a network that has diverged stay as last seen.
            self.units[self.on] = seen[self.on]
        self.died |= self.units == DIED
        self.revived |= self.units == REVIVED
        return reasons

    @property
    def loss(self) -> float:
        """The median of the networks that have not diverged: one may be on its way there."""
        return float(np.median(self.losses[self.on])) if self.on.any() else nan

    @property
    def share(self) -> Interval:
        """The share of units that are dead now."""
        dead = (self.units == BORN_DEAD) | (self.units == DIED)
        return clustered(dead.mean((1, 2)), dead[0].size)
