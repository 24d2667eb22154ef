"""Die: units whose slope is zero for every example, from birth or by training."""

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from fieldguide.labs.confidence_intervals import wilson
from fieldguide.labs.die.dead_at_birth import count_dead, lu_bound, simulation_work
from fieldguide.labs.die.frames import (
    DieBirthFrame,
    DieDivergence,
    DieSetup,
    DieSummary,
    DieTrainFrame,
)
from fieldguide.labs.die.params import DieParams
from fieldguide.labs.die.training import BATCH, EXAMPLES, Population
from fieldguide.labs.frames import Progress, Record
from fieldguide.labs.pacing import NetworkWork, Pacer
from fieldguide.labs.sentences import listed

BornDead = list[tuple[int, int, int, float, float]]

_NETS, _NETS_PER_FRAME = 5000, 250
"""Networks simulated of each width."""
_TRAIN_FRAMES = 80
_BIRTH_SHARE = 0.15
"""The share of a run, by its progress, that the simulation takes."""


def run(params: DieParams) -> Iterator[Record]:
    """Count networks dead at birth; then train some of each activation and observe their units."""
    chosen = params.activations
    pacer = Pacer()
    yield DieSetup(
        names=[activation.label for activation in chosen],
        slugs=[activation.slug for activation in chosen],
        bound=[(n, lu_bound(n, params.depth)) for n in _widths(params)],
        examples=EXAMPLES,
    )
    born_dead: BornDead = []
    for line in _births(params, pacer):
        if isinstance(line, DieBirthFrame):
            born_dead = line.born_dead
        yield line
    populations = []
    sizes = (2, *[params.width] * params.depth, 1)
    work = NetworkWork(sizes, activations=1, replicas=params.seeds)
    for activation in chosen:
        yield from pacer.before(work.drawing + work.preparing, _BIRTH_SHARE)
        populations.append(
            Population(activation, params.width, params.depth, params.learning_rate, params.seeds)
        )
    interval = -(-params.steps // _TRAIN_FRAMES)
    steps_before = 0
    for step in [*range(0, params.steps, interval), params.steps]:
        progress = _BIRTH_SHARE + (1 - _BIRTH_SHARE) * step / params.steps
        for a, population in enumerate(populations):
            for _ in range(step - steps_before):
                yield from pacer.before(work.step(BATCH), progress)
                population.step()
            yield from pacer.before(work.layers(EXAMPLES), progress)
            for seed, reason in population.observe(first=step == 0).items():
                pacer.line()
                yield DieDivergence(step=step, activation=a, seed=seed, reason=reason)
        steps_before = step
        pacer.line()
        yield DieTrainFrame(
            progress=progress,
            step=step,
            **_dead_units(populations),
            loss=[population.loss for population in populations],
            units=np.stack([population.units[0] for population in populations]),
        )
    yield DieSummary(
        **_dead_units(populations),
        sample=[population.units.size for population in populations],
        born_dead=born_dead,
        says=_sentences(params, populations, born_dead),
    )


def _births(params: DieParams, pacer: Pacer) -> Iterator[Progress | DieBirthFrame]:
    """Simulate networks beside Lu's bound, some more a frame."""
    random = np.random.default_rng(0)
    widths = _widths(params)
    dead = dict.fromkeys(widths, 0)
    for nets in range(_NETS_PER_FRAME, _NETS + 1, _NETS_PER_FRAME):
        for width in widths:
            work = simulation_work(width, params.depth, _NETS_PER_FRAME)
            yield from pacer.before(work, _BIRTH_SHARE * (nets - _NETS_PER_FRAME) / _NETS)
            dead[width] += count_dead(width, params.depth, _NETS_PER_FRAME, random)
        pacer.line()
        yield DieBirthFrame(
            progress=_BIRTH_SHARE * nets / _NETS,
            nets=nets,
            born_dead=[(n, dead[n], nets, *wilson(dead[n], nets)[1:]) for n in widths],
        )


def _widths(params: DieParams) -> list[int]:
    return sorted({*range(2, 9), params.width})


class _DeadUnits(TypedDict):
    dead: list[float]
    low: list[float]
    high: list[float]
    died: list[int]
    revived: list[int]


def _dead_units(populations: list[Population]) -> _DeadUnits:
    """The fields that frames and summary have in common."""
    shares = [population.dead_share for population in populations]
    return {
        "dead": [share.value for share in shares],
        "low": [share.low for share in shares],
        "high": [share.high for share in shares],
        "died": [int(population.died.sum()) for population in populations],
        "revived": [int(population.revived.sum()) for population in populations],
    }


def _sentences(params: DieParams, populations: list[Population], born_dead: BornDead) -> str:
    shares = listed(
        f"{population.activation.label} {share.value:.1%} ({share.low:.1%} to {share.high:.1%})"
        for population in populations
        for share in [population.dead_share]
    )
    changes = [
        f" Of {population.activation.label}'s units {population.died.sum()} died on the way and "
        f"{population.revived.sum()} came back."
        for population in populations
        if population.died.any()
    ]
    _, dead, nets, *_ = next(row for row in born_dead if row[0] == params.width)
    return (
        f"Dead after {params.steps} steps, with 95% intervals: {shares}.{''.join(changes)} Dead "
        f"from birth: {dead} of {nets} random ReLU networks {params.width} wide and "
        f"{params.depth} deep, {dead / nets:.2%}; "
        f"Lu's bound is {lu_bound(params.width, params.depth):.2%}."
    )
