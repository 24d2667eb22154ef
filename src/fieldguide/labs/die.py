"""Die: units whose slope is zero for every example, from birth or by training."""

from collections.abc import Iterator
from math import nan
from typing import Any

import numpy as np
from pydantic import Field

from fieldguide.analysis._curve import curve
from fieldguide.labs._intervals import Interval, clustered, wilson
from fieldguide.labs._lab import Frame, Lab, Params, Preset
from fieldguide.labs._species import ManySpecies, Species, several
from fieldguide.labs._words import listed
from fieldguide.nets import Network, Trainer, toy

Array = np.ndarray[Any, Any]
NETS, CHUNK = 5000, 250
"""Networks born of each width, and how many of them a frame."""
EXAMPLES, NOISE, BATCH = 500, 0.1, 50
FRAMES = 80
BIRTHS = 0.15
"""The share of a run, by its progress, that the births take."""
WORK = 2**16
"""Units times steps at one go; where a frame needs more, frames without news come between."""
ALIVE, BORN_DEAD, DIED, REVIVED = range(4)
_AFTER = np.array([[ALIVE, REVIVED, REVIVED, REVIVED], [DIED, BORN_DEAD, DIED, DIED]], np.uint8)
"""What a unit is after a look: [dead now][what it was before]."""


class DieParams(Params):
    """The parameters of the lab die."""

    activations: ManySpecies = Field(
        several("relu,leaky_relu,gelu"),
        title="Activations",
        description="Which functions follow each hidden layer, side by side.",
    )
    width: int = Field(8, ge=2, le=32, title="Width", description="Units of each hidden layer.")
    depth: int = Field(4, ge=1, le=12, title="Depth", description="Hidden layers.")
    learning_rate: float = Field(
        1.0,
        ge=1e-4,
        le=10,
        title="Learning rate",
        description="Of plain gradient descent, in batches of 50.",
        json_schema_extra={"scale": "log"},
    )
    steps: int = Field(1000, ge=1, le=2000, title="Steps", description="Batches to learn from.")
    seeds: int = Field(8, ge=1, le=16, title="Networks", description="Networks of each activation.")


def bound(width: int, depth: int) -> float:
    """1 - (1 - 2^-width)^depth: at most so many ReLU networks are dead from birth.

    Source: Lu et al. 2019, arXiv:1903.06733, whose L counts the layers of weights: depth + 1.
    """
    return 1 - (1 - 2.0**-width) ** depth


def stillborn(width: int, depth: int, nets: int, random: np.random.Generator) -> int:
    """How many of ``nets`` random ReLU networks are constant: a layer of theirs is all zero.

    Networks of one input and no biases, symmetric weights. ReLU(c z) = c ReLU(z) for c > 0, so
    the inputs -1 and 1 stand for all on their sides, and the answer is of every input.
    """
    h = np.broadcast_to(np.array([[-1], [1]], np.float32), (nets, 2, 1))
    for _ in range(depth):
        fan_in = h.shape[2]
        weights = random.standard_normal((nets, fan_in, width), np.float32)
        h = np.maximum(h @ (weights * np.float32(np.sqrt(2 / fan_in))), 0)
    return nets - int(h.any((1, 2)).sum())


def flat(one: Species, z: Array) -> Array:
    """Where the slope is exactly 0, by where the function is constant.

    Not by the derivative's arithmetic, which underflows far out on a tail. At a kink the left
    slope counts, as everywhere.
    """
    activation, given = one.unit
    found = np.zeros(z.shape, bool)
    for low, high in curve(activation, given).flat:
        found |= (z > low) & (z <= high)
    return found


class _Population:
    """The networks of one activation, and what has become of their units."""

    def __init__(self, params: DieParams, one: Species) -> None:
        sizes = (2, *[params.width] * params.depth, 1)
        self.species = one
        self.network = Network(sizes, [one.unit], range(params.seeds), init="he")
        self._data = toy("moons", EXAMPLES, NOISE, 0)
        self._trainer = Trainer(
            self.network,
            self._data.x,
            self._data.y,
            learning_rate=params.learning_rate,
            batch=BATCH,
            seed=0,
        )
        self.losses = np.zeros(params.seeds)
        self.on = np.ones(params.seeds, bool)
        self.units = np.zeros((params.seeds, params.depth, params.width), np.uint8)
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
            int(s): f"The loss of network {s + 1} of {self.species.label} is {losses[s]}"
            + ("." if first else f", after {self.losses[s]:.3g} when last seen.")
            for s in np.flatnonzero(self.on & ~np.isfinite(losses))
        }
        self.on &= np.isfinite(losses)
        self.losses = losses
        dead = np.stack([flat(self.species, z).all(1) for z in hidden], 1)
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


def _births(params: DieParams) -> Iterator[Frame]:
    """The simulation beside Lu's bound, some networks more a frame."""
    random = np.random.default_rng(0)
    widths = _widths(params)
    dead = dict.fromkeys(widths, 0)
    for nets in range(CHUNK, NETS + 1, CHUNK):
        for width in widths:
            dead[width] += stillborn(width, params.depth, CHUNK, random)
        rows = [[n, dead[n], nets, *wilson(dead[n], nets)[1:]] for n in widths]
        yield {
            "kind": "frame",
            "stage": "birth",
            "progress": BIRTHS * nets / NETS,
            "nets": nets,
            "born_dead": rows,
        }


def _widths(params: DieParams) -> list[int]:
    return sorted({*range(2, 9), params.width})


def run(params: DieParams) -> Iterator[Frame]:
    """Count networks dead from birth; then train some of each activation and watch their units."""
    chosen = params.activations
    yield {
        "kind": "setup",
        "names": [one.label for one in chosen],
        "slugs": [one.slug for one in chosen],
        "bound": [[n, bound(n, params.depth)] for n in _widths(params)],
        "examples": EXAMPLES,
    }
    born: Frame = {}
    for born in _births(params):
        yield born
    every = -(-params.steps // FRAMES)
    units = params.seeds * params.depth * params.width
    heavy = len(chosen) * units * every > WORK
    populations = []
    for one in chosen:
        populations.append(_Population(params, one))
        if heavy:
            yield {"kind": "frame", "stage": "train", "progress": BIRTHS}
    before = 0
    for step in [*range(0, params.steps, every), params.steps]:
        progress = BIRTHS + (1 - BIRTHS) * step / params.steps
        for a, population in enumerate(populations):
            for steps in _slices(step - before, max(1, WORK // units)):
                population.train(steps)
                if heavy:
                    yield {"kind": "frame", "stage": "train", "progress": progress}
            for seed, reason in population.look(first=step == 0).items():
                yield {
                    "kind": "divergence",
                    "step": step,
                    "activation": a,
                    "seed": seed,
                    "reason": reason,
                }
        before = step
        yield {
            "kind": "frame",
            "stage": "train",
            "progress": progress,
            "step": step,
            **_counted(populations),
            "loss": [population.loss for population in populations],
            "units": np.stack([population.units[0] for population in populations]),
        }
    yield {
        "kind": "summary",
        **_counted(populations),
        "sample": [population.units.size for population in populations],
        "born_dead": born["born_dead"],
        "says": _said(params, populations, born["born_dead"]),
    }


def _slices(steps: int, most: int) -> list[int]:
    return [min(most, steps - taken) for taken in range(0, steps, most)]


def _counted(populations: list[_Population]) -> Frame:
    shares = [population.share for population in populations]
    return {
        "dead": [share.value for share in shares],
        "low": [share.low for share in shares],
        "high": [share.high for share in shares],
        "died": [int(population.died.sum()) for population in populations],
        "revived": [int(population.revived.sum()) for population in populations],
    }


def _said(params: DieParams, populations: list[_Population], born: list[list[float]]) -> str:
    parts = []
    for population in populations:
        share = population.share
        parts.append(
            f"{population.species.label} {share.value:.1%} ({share.low:.1%} to {share.high:.1%})"
        )
    width, dead, nets = next(row for row in born if row[0] == params.width)[:3]
    return (
        f"Units dead after {params.steps} steps, with 95% intervals: {listed(parts)}. "
        f"Of {nets} random ReLU networks {width} wide and {params.depth} deep, "
        f"{dead} were dead from birth; Lu's bound says at most "
        f"{bound(params.width, params.depth):.3g} of them."
    )


FIELDS = {
    "names": "[activation] The printed names, in the order asked for; so are all lists below.",
    "slugs": '[activation] The identifiers; "formula" for a typed one.',
    "bound": "[[width, probability] ...] Lu's bound on being dead from birth, for ReLU networks of "
    "this depth: 1 - (1 - 2^-width)^depth.",
    "examples": "Points of the data set (two moons) on which a unit is tested: it is dead when its "
    "slope is exactly 0 for every one.",
    "stage": '"birth": ReLU networks are drawn and tested. "train": networks of each activation '
    "learn.",
    "progress": "0 to 1.",
    "nets": "Random networks so far, of each width.",
    "born_dead": "[[width, dead, networks, low, high] ...] Random ReLU networks, of one input and "
    "without biases, that are constant; a share's 95% interval after Wilson.",
    "step": f"Minibatches so far, of {BATCH} points. Units are looked at in the frames alone.",
    "dead": "[activation] Share of units of all networks that are dead now, 0 to 1; a diverged one "
    "counts as it was last seen.",
    "low": "[activation] Lower end of the 95% interval of dead: Wilson's, for a sample made "
    "smaller by as much as the networks differ more than their units alone would make them.",
    "high": "[activation] Upper end of that interval.",
    "died": "[activation] Units that were alive in one frame and dead in a later one.",
    "revived": "[activation] Units that were dead in one frame and alive in a later one.",
    "loss": "[activation] Cross-entropy of all points, in nats, the median of the networks that "
    "have not diverged; ln 2 is chance. Null when all have.",
    "units": "[activation][layer][unit] uint8, of the first network: 0 alive, 1 dead from birth, "
    "2 died, 3 revived.",
    "activation": "Which activation diverged, by its place in names.",
    "seed": "Which of its networks, from 0; the others go on.",
    "reason": "Why the run calls it diverged.",
    "sample": "[activation] Units counted.",
    "says": "The result in words.",
}

LAB = Lab(
    name="die",
    title="Die",
    purpose="Which units stop learning for good, from birth or by too large a step.",
    Params=DieParams,
    run=run,
    fields=FIELDS,
    presets=(Preset("too-high", "A learning rate too high", "", {}),),
)
