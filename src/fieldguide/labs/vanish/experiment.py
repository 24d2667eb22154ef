"""Vanish: how depth shrinks a signal on its way up, and a gradient on its way down."""

from collections.abc import Iterator, Sequence
from math import isfinite, isqrt
from typing import Any, Literal

import numpy as np
from pydantic import Field, model_validator

from fieldguide.activations import Activation
from fieldguide.analysis import Absent, Number, critical_weight_variance
from fieldguide.labs.activation_choices import ManyActivations, several
from fieldguide.labs.confidence_intervals import geometric
from fieldguide.labs.lab import Frame, Lab, Params, Preset
from fieldguide.labs.sentences import listed
from fieldguide.labs.vanish.signal_sizes import (
    BATCH,
    EXAMPLES,
    LEARNING_RATE,
    PROBES,
    Student,
    predicted,
    sizes_of,
)
from fieldguide.nets import Network

Array = np.ndarray[Any, Any]
MOST_WEIGHTS = 2**25
"""Of all activations together: what is trained has to fit in memory several times."""
WORK = 8e7
"""Weights times steps of the training: large networks take fewer steps."""
FRAMES = 90
HEAVY = 2**20
"""Weights of all activations from which on they are taken one by one."""


class VanishParams(Params):
    """The parameters of the lab vanish."""

    activations: ManyActivations = Field(
        several("sigmoid,tanh,relu"),
        title="Activations",
        description="Which functions follow each layer, side by side.",
    )
    depth: int = Field(20, ge=1, le=100, title="Depth", description="Hidden layers.")
    width: int = Field(
        128,
        ge=8,
        le=512,
        title="Width",
        description="Units of each hidden layer, and numbers of the input.",
        json_schema_extra={"scale": "log", "step": 8},
    )
    gain: float = Field(
        1.0,
        ge=0.1,
        le=4,
        title="Gain",
        description="What the random weights are multiplied by, on top of the initialization.",
        json_schema_extra={"scale": "log", "step": 0.01},
    )
    init: Literal["lecun", "he", "glorot", "critical"] = Field(
        "lecun",
        title="Initialization",
        description="The variance of a weight: lecun 1/width, he 2/width, glorot 1/width in these "
        "square layers, critical what the edge of chaos of each activation asks for.",
    )
    seeds: int = Field(
        8, ge=1, le=32, title="Networks", description="Random networks of each activation."
    )

    @model_validator(mode="after")
    def _possible(self) -> "VanishParams":
        if self.weights > MOST_WEIGHTS:
            width = isqrt(MOST_WEIGHTS // (len(self.activations) * self.depth))
            raise ValueError(
                f"activations x depth x width^2 must be at most {MOST_WEIGHTS}, "
                f"got {self.weights}; nearest: width={width}"
            )
        for one in self.activations:
            weight_variance(one, self)
        return self

    @property
    def weights(self) -> int:
        """Of the hidden layers, one network of each activation."""
        return len(self.activations) * self.depth * self.width**2


def weight_variance(one: Activation, params: VanishParams) -> float:
    """Variance of a weight times the fan-in; the layers are square.

    Raises:
      ValueError: the critical one is asked for, and there is none.
    """
    variance: Number = {"lecun": 1.0, "he": 2.0, "glorot": 1.0}.get(params.init, 0.0)
    if params.init == "critical":
        variance = critical_weight_variance(one)
    if isinstance(variance, Absent):
        raise ValueError(
            f"{one.label} has no critical initialization: {variance.reason}; nearest: init=he"
        )
    return params.gain**2 * variance


def _network(params: VanishParams, chosen: Sequence[Activation], seed: int) -> Network:
    # In float64: a gradient through a hundred layers of sigmoid is 1e-63.
    return Network(
        (params.width,) * (params.depth + 1) + (1,),
        chosen,
        [seed],
        init=params.init,
        gain=params.gain,
        dtype=np.float64,
    )


def _plan(params: VanishParams) -> tuple[int, int]:
    """Steps of the training, and steps from frame to frame."""
    steps = int(np.clip(WORK / params.weights, 40, 400))
    every = -(-steps // FRAMES)
    return steps // every * every, every


def run(params: VanishParams) -> Iterator[Frame]:
    """Measure at initialization, network after network; then train the first of each activation."""
    chosen = params.activations
    theory = [predicted(one, params.depth, weight_variance(one, params)) for one in chosen]
    steps, every = _plan(params)
    yield {
        "kind": "setup",
        "names": [one.label for one in chosen],
        "slugs": [one.slug for one in chosen],
        "depth": params.depth,
        "predicted_forward": np.array([forward for forward, _ in theory]),
        "predicted_backward": np.array([backward for _, backward in theory]),
        "task": f"On which side of a hidden plane does a random input lie? {steps} steps of Adam, "
        f"learning rate {LEARNING_RATE:g}, batches of {BATCH} from {EXAMPLES} examples.",
    }
    start = np.empty((2, len(chosen), params.seeds, params.depth + 1))
    share = params.seeds / (params.seeds + steps)
    # Together they are drawn once; apart, a run can be stopped between them.
    most = 1 if params.weights > HEAVY else len(chosen)
    parts = [slice(a, a + most) for a in range(0, len(chosen), most)]
    for seed in range(params.seeds):
        for part in parts:
            network = _network(params, chosen[part], seed)
            # Who has left needs no sizes of it.
            yield _waiting("start", share * seed / params.seeds)
            start[:, part, seed] = sizes_of(network, seed)
        yield {
            "kind": "frame",
            "stage": "start",
            "progress": share * (seed + 1) / params.seeds,
            "seed": seed + 1,
            "forward": start[0, :, : seed + 1].copy(),
            "backward": start[1, :, : seed + 1].copy(),
        }
    students = []
    for a, one in enumerate(chosen):
        students.append(Student(one.label, _network(params, [one], 0), start[:, a, 0]))
        yield _waiting("trained", share)
    for step in range(0, steps + 1, every):
        progress = share + (1 - share) * step / steps
        for a, student in enumerate(students):
            reason = student.study(every if step else 0)
            if reason:
                yield {"kind": "divergence", "step": step, "activation": a, "reason": reason}
            elif params.weights > HEAVY:
                yield _waiting("trained", progress)
        yield {
            "kind": "frame",
            "stage": "trained",
            "progress": progress,
            "step": step,
            "forward": np.array([student.sizes[0] for student in students]),
            "backward": np.array([student.sizes[1] for student in students]),
            "loss": [student.losses[-1] for student in students],
        }
    yield _summary(params, theory, start, students, steps)


def _waiting(stage: str, progress: float) -> Frame:
    return {"kind": "frame", "stage": stage, "progress": progress}


def _summary(
    params: VanishParams,
    theory: list[tuple[Array, Array]],
    start: Array,
    students: list[Student],
    steps: int,
) -> Frame:
    measured = [geometric(ratios) for ratios in start[1, :, :, 0]]
    expected = [backward[0] for _, backward in theory]
    names = [one.label for one in params.activations]
    arrived = listed(
        f"{name} {_number(found.value)} ({_number(ratio)})"
        for name, found, ratio in zip(names, measured, expected, strict=True)
    )
    learned = listed(
        f"{student.name} {_number(student.losses[0])} to {_number(student.losses[-1])}"
        for student in students
    )
    return {
        "kind": "summary",
        "measured": [found.value for found in measured],
        "low": [found.low for found in measured],
        "high": [found.high for found in measured],
        "predicted": expected,
        "forward_measured": [geometric(ratios).value for ratios in start[0, :, :, -1]],
        "forward_predicted": [forward[-1] for forward, _ in theory],
        "after": [student.sizes[1, 0] for student in students],
        "loss_before": [student.losses[0] for student in students],
        "loss_after": [student.losses[-1] for student in students],
        "says": "Gradient at the input over gradient at the top, at initialization (mean-field "
        f"theory in parentheses): {arrived}. Loss over {steps} steps: {learned}.",
    }


def _number(value: float) -> str:
    return f"{value:.3g}" if isfinite(value) else "none"


FIELDS = {
    "names": "[activation] The printed names, in the order asked for; so are all lists below.",
    "slugs": '[activation] The identifiers; "formula" for a typed one.',
    "depth": "Hidden layers.",
    "predicted_forward": "[activation][layer] Mean-field prediction of forward, for infinite "
    "width; layer 0 is the input. No unit; for a log scale. Null beyond float64.",
    "predicted_backward": "[activation][layer] The same of backward; the last layer is 1. Null "
    "also where the function jumps.",
    "task": "What the training is, in words.",
    "stage": '"start": at initialization, a network more of each activation. "trained": the first '
    "network of each, as it trains.",
    "progress": "0 to 1.",
    "seed": "Networks of each activation so far.",
    "forward": "[activation][network][layer] Root mean square of the signal, over "
    f"{PROBES} random inputs and all units, relative to the input's; layer 0 is the input. In "
    "stage trained [activation][layer]. No unit; for a log scale.",
    "backward": "[activation][network][layer] Root mean square of the gradient with respect to "
    "the same, for a random gradient put in at the last layer, relative to that. In stage trained "
    "[activation][layer]. No unit; for a log scale.",
    "step": "Minibatches so far.",
    "loss": f"[activation] Mean cross-entropy of the {EXAMPLES} examples, in nats; ln 2 is chance. "
    "Null after a divergence.",
    "activation": "Which activation diverged, by its place in names; its sizes stay as last seen.",
    "reason": "Why the run calls it diverged.",
    "measured": "[activation] Geometric mean over the networks of backward at the input: what is "
    "left of the gradient.",
    "low": "[activation] Lower end of the 95% interval of measured, by Student's t on the logs. It "
    "is of random networks of this width, not of infinite width. Null for one network, or a 0.",
    "high": "[activation] Upper end of that interval.",
    "predicted": "[activation] Mean-field prediction of measured.",
    "forward_measured": "[activation] Geometric mean over the networks of forward at the top.",
    "forward_predicted": "[activation] Mean-field prediction of forward_measured.",
    "after": "[activation] Backward at the input after training, of the first network.",
    "loss_before": "[activation] Loss before training.",
    "loss_after": "[activation] Loss after training; null after a divergence.",
    "says": "The result in words.",
}

LAB = Lab(
    name="vanish",
    title="Vanish",
    purpose="How depth shrinks or blows up a signal on its way up and a gradient on its way down.",
    Params=VanishParams,
    run=run,
    fields=FIELDS,
    presets=(
        Preset(
            "three-fates",
            "Three fates",
            "Twenty layers of three functions, with the same random numbers. Through sigmoid less "
            "than a trillionth of the gradient comes back, and its loss stays near 0.69, that of "
            "guessing. Through tanh a fifth comes back, through ReLU a thousandth, and both learn.",
            {},
        ),
        Preset(
            "sigmoid-thirty-deep",
            "Sigmoid, thirty deep",
            "Ten layers more. About 1e-19 of the gradient comes back through sigmoid, and it still "
            "guesses; of ReLU's some 3e-5 is left, and that is enough to learn from.",
            {"activations": "sigmoid,relu", "depth": "30"},
        ),
        Preset(
            "factor-of-two",
            "He's factor of two",
            "ReLU lets half of the signal's power through a layer, and half of the gradient's. "
            "Twice the weight variance makes up for that, which is the same as the square root of "
            "2 times ReLU: thirty layers keep both within a factor of two, where ReLU by itself "
            "leaves less than a ten-thousandth.",
            {"activations": "relu,sqrt(2)*relu(x)", "depth": "30"},
        ),
        Preset(
            "edge-of-chaos",
            "At the edge of chaos",
            "Each function has the weight variance at which gradients neither fade nor grow at a "
            "steady rate. Through fifty layers more than a hundredth comes back in each, and each "
            "loss falls.",
            {"activations": "tanh,relu,elu", "depth": "50", "width": "64", "init": "critical"},
        ),
    ),
)
