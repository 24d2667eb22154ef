"""Collapse: what depth is worth without an activation, and with one."""

from collections.abc import Iterator
from math import isnan

import numpy as np

from fieldguide.activations import Activation, identity
from fieldguide.analysis import Absent, gain
from fieldguide.labs.classification.decision_field import EXTENT, RESOLUTION, Floats
from fieldguide.labs.classification.training import DivergedNetwork, DrawnEpoch, Training
from fieldguide.labs.collapse.frames import (
    CollapsePushDivergence,
    CollapsePushFrame,
    CollapseSetup,
    CollapseSummary,
    CollapseTrainDivergence,
    CollapseTrainFrame,
)
from fieldguide.labs.collapse.params import CollapseParams
from fieldguide.labs.collapse.pushed_grid import SIDE, Clouds, push, random_layers
from fieldguide.labs.frames import Progress, Record
from fieldguide.labs.pacing import Pacer
from fieldguide.labs.sentences import percent
from fieldguide.nets import Network, toy

_POINTS = 200
_NOISE = 0.1
_WIDTH = 8
_EPOCHS = 60
_DRAWN_EPOCHS = 40
_BATCH = 20
_LEARNING_RATE = 0.06
"""Divided by the depth, for Adam: in a deep network every layer's change adds up."""


def run(params: CollapseParams) -> Iterator[Record]:
    """Push the grid through the layers, then train the two networks."""
    activation = params.activation
    data = toy("circles", _POINTS, _NOISE, params.seed)
    yield CollapseSetup(
        names=["none", activation.label],
        slugs=["identity", activation.slug],
        grid=(SIDE, SIDE),
        extent=EXTENT,
        resolution=RESOLUTION,
        inputs=data.x,
        targets=data.y,
    )
    clouds = list(push(random_layers(params.depth, params.seed), activation))
    yield from _pushed(params, clouds, activation.label)
    training = Training(
        _network(params),
        data,
        ["none", activation.label],
        Pacer(),
        learning_rate=_LEARNING_RATE / max(params.depth, 6),
        batch=_BATCH,
        epochs=_EPOCHS,
        seed=params.seed,
        most=_DRAWN_EPOCHS,
    )
    for event in training.run():
        if isinstance(event, DivergedNetwork):
            yield CollapseTrainDivergence(
                epoch=event.epoch, activation=event.activation, reason=event.reason
            )
        elif isinstance(event, DrawnEpoch):
            yield CollapseTrainFrame(
                progress=(1 + event.progress) / 2,
                epoch=event.epoch,
                field=event.field,
                loss=training.loss,
                accuracy=training.accuracy,
            )
        else:
            yield Progress(progress=(1 + event.progress) / 2)
    difference = max(cloud.difference for cloud in clouds)
    yield CollapseSummary(
        difference=difference,
        loss=training.loss,
        accuracy=training.accuracy,
        diverged=training.diverged,
        says=_sentences(difference, params.depth, training.accuracy, activation.label),
    )


def _pushed(params: CollapseParams, clouds: list[Clouds], label: str) -> Iterator[Record]:
    """A frame a layer; no work is left between them."""
    diverged = False
    for layer, cloud in enumerate(clouds):
        if not diverged and np.isnan(cloud.bent).any():
            diverged = True
            yield CollapsePushDivergence(
                layer=layer,
                activation=1,
                reason=f"{label} is not finite at a pre-activation of layer {layer}",
            )
        yield CollapsePushFrame(
            layer=layer,
            progress=0.5 * layer / params.depth,
            linear=cloud.linear.round(3),
            single=cloud.single.round(3),
            # Columns, as the page writes it: point = matrix (x, y) + offset.
            matrix=cloud.matrix.T,
            offset=cloud.offset,
            difference=cloud.difference,
            bent=cloud.bent.round(3),
        )


def _network(params: CollapseParams) -> Network:
    """Two networks of the same random numbers, one without and one with the activation.

    Fifty narrow layers train only from weights that preserve norms: orthogonal
    ones (Saxe et al. 2014, arXiv:1312.6120), at the gain that keeps gradients level.
    """
    sizes = (2, *[_WIDTH] * params.depth, 1)
    network = Network(sizes, [identity, params.activation], [params.seed])
    for weights in network.weights[1:-1]:
        weights[:] = np.linalg.qr(weights)[0]
    for weights in network.weights[1:]:
        weights[1] *= _gain(params.activation)
    return network


def _gain(activation: Activation) -> float:
    """The gain that keeps gradients level at pre-activations of unit size, or at small ones.

    The smaller of the two: in a deep network the pre-activations of tanh become small, those
    of GELU do not. 1 where neither gain exists.
    """
    gains = (gain(activation, "backward", variance) for variance in (1, 0.01))
    return min((value for value in gains if not isinstance(value, Absent)), default=1.0)


def _sentences(difference: float, depth: int, accuracy: Floats, label: str) -> str:
    layers = "one layer" if depth == 1 else f"{depth} layers"
    plain, bent = (float(share) for share in accuracy)
    result = "diverged" if isnan(bent) else f"gets {percent(bent)}"
    return (
        f"Without an activation, {layers} moved the grid as a single matrix does, "
        f"to {difference:.1e} of its width. On the circles, the network without one draws a "
        f"straight line and gets {percent(plain)} of the points right; "
        f"the one with {label} {result}."
    )
