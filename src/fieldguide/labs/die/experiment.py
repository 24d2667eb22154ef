"""Die: units whose slope is zero for every example, from birth or by training."""

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from fieldguide.labs.activation_choices import ManyActivations, several
from fieldguide.labs.confidence_intervals import wilson
from fieldguide.labs.die.dead_at_birth import bound, stillborn
from fieldguide.labs.die.dead_units import BATCH, EXAMPLES, Population
from fieldguide.labs.lab import Frame, Lab, Params, Preset
from fieldguide.labs.sentences import listed

NETS, CHUNK = 5000, 250
"""Networks born of each width, and how many of them a frame."""
FRAMES = 80
BIRTHS = 0.15
"""The share of a run, by its progress, that the births take."""
WORK = 2**16
"""Units times steps at one go; where a frame needs more, frames without news come between."""


class DieParams(Params):
    """The parameters of the lab die."""

    activations: ManyActivations = Field(
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
    seeds: int = Field(
        16, ge=1, le=16, title="Networks", description="Networks of each activation."
    )


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
        populations.append(
            Population(one, params.width, params.depth, params.learning_rate, params.seeds)
        )
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


def _counted(populations: list[Population]) -> Frame:
    shares = [population.share for population in populations]
    return {
        "dead": [share.value for share in shares],
        "low": [share.low for share in shares],
        "high": [share.high for share in shares],
        "died": [int(population.died.sum()) for population in populations],
        "revived": [int(population.revived.sum()) for population in populations],
    }


def _said(params: DieParams, populations: list[Population], born: list[list[float]]) -> str:
    shares = listed(
        f"{population.activation.label} {share.value:.1%} ({share.low:.1%} to {share.high:.1%})"
        for population in populations
        for share in [population.share]
    )
    fates = [
        f" Of {population.activation.label}'s units {population.died.sum()} died on the way and "
        f"{population.revived.sum()} came back."
        for population in populations
        if population.died.any()
    ]
    _, dead, nets, *_ = next(row for row in born if row[0] == params.width)
    return (
        f"Dead after {params.steps} steps, with 95% intervals: {shares}.{''.join(fates)} Dead from "
        f"birth: {dead} of {nets} random ReLU networks {params.width} wide and {params.depth} "
        f"deep, {dead / nets:.2%}; Lu's bound is {bound(params.width, params.depth):.2%}."
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
    presets=(
        Preset(
            "too-high",
            "A learning rate too high",
            "Steps of 1. About a ninth of ReLU's units are dead at birth; a thousand steps later "
            "more than twice as many are. Some came back, but more died. Leaky ReLU and GELU have "
            "no flat piece to die on.",
            {},
        ),
        Preset(
            "a-tenth-of-it",
            "A tenth of it",
            "Steps of 0.1. ReLU's units still die, and about as many come back, since the layers "
            "below them go on moving: the dead share ends near where it began.",
            {"learning_rate": "0.1"},
        ),
        Preset(
            "leaky-escapes",
            "Leaky escapes",
            "Six layers, steps of 1. More than a third of ReLU's units are dead and its median "
            "network still guesses. Leaky ReLU slopes everywhere: none of its units is dead, and "
            "its median network has learned.",
            {"activations": "relu,leaky_relu", "depth": "6"},
        ),
        Preset(
            "born-dead",
            "Born dead",
            "Three units wide and nine layers deep, more than half of 5,000 random ReLU networks "
            "answer the same whatever the input, and training cannot mend that. Lu's bound says "
            "at most 70%.",
            {
                "activations": "relu,leaky_relu",
                "width": "3",
                "depth": "9",
                "learning_rate": "0.1",
            },
        ),
    ),
)
