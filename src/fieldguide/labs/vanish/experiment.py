"""Vanish: how depth shrinks a signal on its way up, and a gradient on its way down."""

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np

from fieldguide.activations import Activation
from fieldguide.labs.confidence_intervals import geometric
from fieldguide.labs.frames import Record
from fieldguide.labs.pacing import NetworkWork, Pacer, pieces
from fieldguide.labs.sentences import listed
from fieldguide.labs.vanish.frames import (
    VanishDivergence,
    VanishSetup,
    VanishStartFrame,
    VanishSummary,
    VanishTrainedFrame,
)
from fieldguide.labs.vanish.params import VanishParams, weight_variance
from fieldguide.labs.vanish.signal_propagation import (
    PREDICTION_WORK,
    PROBES,
    Array,
    measured,
    predicted,
)
from fieldguide.labs.vanish.training import BATCH, EXAMPLES, LEARNING_RATE, TrainedNetwork
from fieldguide.nets import Network

_WEIGHT_STEPS = 8e7
"""Weights times steps of the training: large networks take fewer steps."""
_TRAINED_FRAMES = 90


def run(params: VanishParams) -> Iterator[Record]:
    """Measure networks at initialization, seed by seed; then train the first of each activation."""
    chosen = params.activations
    pacer = Pacer()
    theory = []
    for activation in chosen:
        yield from pacer.before(PREDICTION_WORK * params.depth, 0)
        theory.append(predicted(activation, params.depth, weight_variance(activation, params)))
    steps, interval = _schedule(params)
    pacer.line()
    yield VanishSetup(
        names=[activation.label for activation in chosen],
        slugs=[activation.slug for activation in chosen],
        depth=params.depth,
        predicted_forward=np.array([forward for forward, _ in theory]),
        predicted_backward=np.array([backward for _, backward in theory]),
        task=f"On which side of a hidden plane does a random input lie? {steps} steps of Adam, "
        f"learning rate {LEARNING_RATE:g}, batches of {BATCH} from {EXAMPLES} examples.",
    )
    work = NetworkWork(_sizes(params), activations=1, replicas=1, itemsize=8)
    start = np.empty((2, len(chosen), params.seeds, params.depth + 1))
    start_share = params.seeds / (params.seeds + steps)
    for seed in range(params.seeds):
        progress = start_share * seed / params.seeds
        # Networks made together share their random numbers, which are drawn once.
        for group in pieces(len(chosen), work.drawing + work.signals(PROBES)):
            count = len(chosen[group])
            yield from pacer.before(count * work.drawing, progress)
            network = _network(params, chosen[group], seed)
            yield from pacer.before(count * work.signals(PROBES), progress)
            start[:, group, seed] = measured(network, seed)
        pacer.line()
        yield VanishStartFrame(
            progress=start_share * (seed + 1) / params.seeds,
            seed=seed + 1,
            forward=start[0, :, : seed + 1].copy(),
            backward=start[1, :, : seed + 1].copy(),
        )
    networks = []
    for a, activation in enumerate(chosen):
        yield from pacer.before(work.drawing, start_share)
        network = _network(params, [activation], 0)
        yield from pacer.before(work.preparing, start_share)
        networks.append(TrainedNetwork(activation.label, network, start[:, a, 0]))
    for step in range(0, steps + 1, interval):
        progress = start_share + (1 - start_share) * step / steps
        for a, trained in enumerate(networks):
            if trained.diverged:
                continue
            for _ in range(interval if step else 0):
                yield from pacer.before(work.step(BATCH), progress)
                trained.step()
            yield from pacer.before(work.forward(EXAMPLES) + work.signals(PROBES), progress)
            if reason := trained.measure():
                pacer.line()
                yield VanishDivergence(step=step, activation=a, reason=reason)
        pacer.line()
        yield VanishTrainedFrame(
            progress=progress,
            step=step,
            forward=np.array([trained.sizes[0] for trained in networks]),
            backward=np.array([trained.sizes[1] for trained in networks]),
            loss=[trained.losses[-1] for trained in networks],
        )
    yield _summary(params, theory, start, networks, steps)


def _sizes(params: VanishParams) -> tuple[int, ...]:
    return (params.width,) * (params.depth + 1) + (1,)


def _network(params: VanishParams, chosen: Sequence[Activation], seed: int) -> Network:
    # In float64: a gradient through a hundred layers of sigmoid is 1e-63.
    return Network(
        _sizes(params),
        chosen,
        [seed],
        init=params.init,
        gain=params.gain,
        dtype=np.float64,
    )


def _schedule(params: VanishParams) -> tuple[int, int]:
    """Steps of the training, and steps from frame to frame."""
    steps = int(np.clip(_WEIGHT_STEPS / params.weights, 40, 400))
    interval = -(-steps // _TRAINED_FRAMES)
    return steps // interval * interval, interval


def _summary(
    params: VanishParams,
    theory: list[tuple[Array, Array]],
    start: Array,
    networks: list[TrainedNetwork],
    steps: int,
) -> VanishSummary:
    means = [geometric(ratios) for ratios in start[1, :, :, 0]]
    expected = [backward[0] for _, backward in theory]
    names = [activation.label for activation in params.activations]
    gradients = listed(
        f"{name} {_number(mean.value)} ({_number(ratio)})"
        for name, mean, ratio in zip(names, means, expected, strict=True)
    )
    losses = listed(
        f"{trained.name} {_number(trained.losses[0])} to {_number(trained.losses[-1])}"
        for trained in networks
    )
    return VanishSummary(
        measured=[mean.value for mean in means],
        low=[mean.low for mean in means],
        high=[mean.high for mean in means],
        predicted=expected,
        forward_measured=[geometric(ratios).value for ratios in start[0, :, :, -1]],
        forward_predicted=[forward[-1] for forward, _ in theory],
        after=[trained.sizes[1, 0] for trained in networks],
        loss_before=[trained.losses[0] for trained in networks],
        loss_after=[trained.losses[-1] for trained in networks],
        says="Gradient at the input over gradient at the top, at initialization (mean-field "
        f"theory in parentheses): {gradients}. Loss over {steps} steps: {losses}.",
    )


def _number(value: float) -> str:
    return f"{value:.3g}" if isfinite(value) else "none"
