"""Collapse: what depth is worth without a bend, and with one."""

from collections.abc import Iterator
from math import isnan

import numpy as np
from pydantic import Field

from fieldguide.activations import Activation, identity
from fieldguide.analysis import Absent, gain
from fieldguide.labs.activation_choices import OneActivation, species
from fieldguide.labs.classification.decision_field import EXTENT, RESOLUTION, Floats
from fieldguide.labs.classification.training import Training
from fieldguide.labs.collapse.pushed_grid import SIDE, Clouds, layers, push
from fieldguide.labs.lab import Frame, Lab, Params, Preset
from fieldguide.labs.sentences import percent
from fieldguide.nets import Network, toy

_COUNT = 200
_NOISE = 0.1
_WIDTH = 8
_EPOCHS = 60
_DRAWN = 40
_BATCH = 20
_LEARNING_RATE = 0.06
"""Over the depth, for Adam: the deeper, the more a step changes."""


class CollapseParams(Params):
    """How many layers, and which activation bends them."""

    depth: int = Field(8, ge=1, le=50, title="Depth", description="Layers.")
    activation: OneActivation = Field(
        species("tanh"),
        title="Activation",
        description="Between the layers; beside it the same layers with none.",
    )
    seed: int = Field(1, ge=0, le=9999, title="Seed", description="Draws the layers.")


def _network(params: CollapseParams) -> Network:
    """Two networks of the same random numbers, one without and one with the activation.

    Fifty narrow layers train only from weights that keep lengths: orthogonal
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

    The smaller of the two: in a deep network those of tanh become small, those of GELU do not.
    1 where there is neither.
    """
    gains = (gain(activation, "backward", variance) for variance in (1, 0.01))
    return min((one for one in gains if not isinstance(one, Absent)), default=1.0)


def _pushed(params: CollapseParams, clouds: list[Clouds], label: str) -> Iterator[Frame]:
    told = False
    for layer, cloud in enumerate(clouds):
        if not told and np.isnan(cloud.bent).any():
            told = True
            yield {
                "kind": "divergence",
                "stage": "push",
                "layer": layer,
                "activation": 1,
                "reason": f"{label} is not finite at a pre-activation of layer {layer}",
            }
        yield {
            "kind": "frame",
            "stage": "push",
            "layer": layer,
            "progress": 0.5 * layer / params.depth,
            "linear": cloud.linear.round(3),
            "single": cloud.single.round(3),
            # Columns, as the page writes it: point = matrix (x, y) + offset.
            "matrix": cloud.matrix.T,
            "offset": cloud.offset,
            "difference": cloud.difference,
            "bent": cloud.bent.round(3),
        }


def _says(difference: float, depth: int, accuracy: Floats, label: str) -> str:
    layers = "one layer" if depth == 1 else f"{depth} layers"
    plain, bent = (float(share) for share in accuracy)
    ended = "diverged" if isnan(bent) else f"gets {percent(bent)}"
    return (
        f"Without an activation, {layers} moved the grid as a single matrix does, "
        f"to {difference:.1e} of its width. On the circles, the network without one draws a "
        f"straight line and gets {percent(plain)} of the points right; "
        f"the one with {label} {ended}."
    )


def run(params: CollapseParams) -> Iterator[Frame]:
    """Push the grid, then train; frames as ``LAB.fields`` says."""
    one = params.activation
    data = toy("circles", _COUNT, _NOISE, params.seed)
    yield {
        "kind": "setup",
        "names": ["none", one.label],
        "slugs": ["identity", one.slug],
        "grid": [SIDE, SIDE],
        "extent": EXTENT,
        "resolution": RESOLUTION,
        "inputs": data.x,
        "targets": data.y,
    }
    clouds = list(push(layers(params.depth, params.seed), one))
    yield from _pushed(params, clouds, one.label)
    training = Training(
        _network(params),
        data,
        ["none", one.label],
        learning_rate=_LEARNING_RATE / max(params.depth, 6),
        batch=_BATCH,
        epochs=_EPOCHS,
        seed=params.seed,
        most=_DRAWN,
    )
    for frame in training.run():
        staged = frame | {"stage": "train"}
        if "progress" in frame:
            staged["progress"] = (1 + frame["progress"]) / 2
        if "field" in frame:
            staged |= {"loss": training.loss, "accuracy": training.accuracy}
        yield staged
    difference = max(cloud.difference for cloud in clouds)
    yield {
        "kind": "summary",
        "difference": difference,
        "loss": training.loss,
        "accuracy": training.accuracy,
        "diverged": training.diverged,
        "says": _says(difference, params.depth, training.accuracy, one.label),
    }


LAB = Lab(
    name="collapse",
    title="Collapse",
    purpose="A grid pushed through random layers, with no activation and with one; then two "
    "networks as deep, trained on circles.",
    Params=CollapseParams,
    run=run,
    fields={
        "names": "[network] Two printed names: none, for the one without an activation, and that "
        "of the activation; so are the lists below.",
        "slugs": '[network] The identifiers; "formula" for a typed one.',
        "grid": "Points of the grid down and across; they come row by row from the top.",
        "extent": "The axes of clouds and fields go from -extent to extent, both ways.",
        "resolution": "Pixels of a field, across and down.",
        "inputs": "[point][2] The circles: x and y.",
        "targets": "[point] Their class, 0 or 1.",
        "stage": '"push": the grid through random layers. "train": two networks on the circles.',
        "progress": "0 to 1.",
        "layer": "Layers passed, from 0.",
        "linear": "[point][2] The grid through the layers one by one, without an activation.",
        "single": "[point][2] The grid through one matrix and offset in their place.",
        "matrix": "[2][2] The product of the layers' matrices; a point goes to matrix (x, y) + "
        "offset. After each layer the cloud is set back to one size, which is part of its matrix.",
        "offset": "[2] The layers' biases, folded in the same way.",
        "difference": "The largest distance between linear and single, in widths of the cloud; in "
        "the summary of all layers.",
        "bent": "[point][2] The grid through the same layers with the activation in each, set back "
        "to one size too. Null from the layer on where it is not finite.",
        "epoch": "Passes over the circles.",
        "field": f"uint8 [network][{RESOLUTION}][{RESOLUTION}] Probability of class 1, times 255; "
        "the first row is the top.",
        "loss": "[network] Mean cross-entropy of the circles, in nats; ln 2 is chance. Null after "
        "a divergence.",
        "accuracy": "[network] Share of the circles' points on the right side, 0 to 1.",
        "activation": "Which network diverged, by its place in names.",
        "reason": "Why the run calls it diverged.",
        "diverged": "[network] Whether its loss became infinite or NaN.",
        "says": "The result in words.",
    },
    presets=(
        Preset(
            "eight",
            "One matrix for eight layers",
            "Eight random layers with nothing between them make a parallelogram, and one matrix "
            "makes the same one. With tanh in each of them they bend the grid. Trained on circles, "
            "the first stays a line; the second closes around the disc.",
            {},
        ),
        Preset(
            "fifty",
            "One matrix for fifty",
            "Depth buys nothing without a bend: fifty layers and one matrix put every point of the "
            "grid in the same place, to the rounding of the computer's numbers.",
            {"depth": "50"},
        ),
        Preset(
            "creases",
            "Straight creases",
            "ReLU folds along straight lines: whatever is below zero is laid flat onto an edge. "
            "After eight layers more than half of the points have fallen together with others; "
            "without an activation none ever do.",
            {"activation": "relu", "seed": "2"},
        ),
        Preset(
            "too-deep",
            "A bend is not enough",
            "Thirty layers of ReLU, eight units wide, train to one answer for every point, and get "
            "fewer right than the straight line does.",
            {"depth": "30", "activation": "relu"},
        ),
    ),
)
