"""Bend: one network, trained side by side with each activation."""

from collections.abc import Iterator

import numpy as np

from fieldguide.labs.bend.drawn_points import Halves, parse_points
from fieldguide.labs.bend.frames import BendDivergence, BendFrame, BendSetup, BendSummary
from fieldguide.labs.bend.params import TRAINING_POINTS, BendParams
from fieldguide.labs.classification.decision_field import EXTENT, RESOLUTION
from fieldguide.labs.classification.training import DivergedNetwork, DrawnEpoch, Training
from fieldguide.labs.frames import Record
from fieldguide.labs.pacing import Pacer
from fieldguide.labs.sentences import listed, percent
from fieldguide.nets import Data, Network, toy

_DRAWN_EPOCHS = 45


def run(params: BendParams) -> Iterator[Record]:
    """Train the networks, and draw their decision fields as they train."""
    data = _data(params)
    activations = params.activations
    labels = [activation.label for activation in activations]
    sizes = (2, *[params.width] * params.layers, 1)
    network = Network(sizes, activations, [params.seed])
    pacer = Pacer()
    yield BendSetup(
        names=labels,
        slugs=[activation.slug for activation in activations],
        sizes=list(sizes),
        extent=EXTENT,
        resolution=RESOLUTION,
        inputs=np.concatenate([half.x for half in data]),
        targets=np.concatenate([half.y for half in data]),
        training=len(data.training.y),
        kinks=[list(activation.kinks) or [0.0] for activation in activations],
        smooth=[not activation.kinks for activation in activations],
    )
    training = Training(
        network,
        data.training,
        labels,
        pacer,
        optimizer=params.optimizer,
        learning_rate=params.learning_rate,
        batch=params.batch,
        epochs=params.epochs,
        seed=params.seed,
        most=_DRAWN_EPOCHS,
    )
    test_loss = test_accuracy = np.full(len(labels), np.nan)
    bends = np.zeros((len(labels), params.width, 3))
    for event in training.run():
        if isinstance(event, DivergedNetwork):
            yield BendDivergence(
                epoch=event.epoch, activation=event.activation, reason=event.reason
            )
        elif isinstance(event, DrawnEpoch):
            test_loss, test_accuracy = training.scores(data.test)
            lines = np.concatenate([network.weights[0], network.biases[0]], axis=1).swapaxes(1, 2)
            bends = np.where(training.diverged[:, None, None], bends, lines)
            yield BendFrame(
                progress=event.progress,
                epoch=event.epoch,
                field=event.field,
                train_loss=training.loss,
                test_loss=test_loss,
                train_accuracy=training.accuracy,
                test_accuracy=test_accuracy,
                bends=bends,
            )
        else:
            yield event
    yield BendSummary(
        epochs_to_95=training.epochs_to_goal,
        train_loss=training.loss,
        test_loss=test_loss,
        train_accuracy=training.accuracy,
        test_accuracy=test_accuracy,
        diverged=training.diverged,
        says=_sentences(training, params.epochs),
    )


def _data(params: BendParams) -> Halves:
    if params.dataset == "drawn":
        return parse_points(params.points)
    x, y = toy(params.dataset, 2 * TRAINING_POINTS, params.noise, params.seed)
    return Halves(
        Data(x[:TRAINING_POINTS], y[:TRAINING_POINTS]),
        Data(x[TRAINING_POINTS:], y[TRAINING_POINTS:]),
    )


def _sentences(training: Training, epochs: int) -> str:
    """Which networks reached 95% and when, and what became of the others."""
    rows = list(
        zip(
            training.labels,
            training.epochs_to_goal,
            training.accuracy,
            training.diverged,
            strict=True,
        )
    )
    by_epoch = sorted((epoch, name) for name, epoch, _, _ in rows if epoch is not None)
    reached = [f"{name} after {epoch}" for epoch, name in by_epoch]
    diverged = [name for name, _, _, lost in rows if lost]
    short = [
        f"{name} ({percent(share)} right)"
        for name, epoch, share, lost in rows
        if epoch is None and not lost
    ]
    sentences = {
        "Epochs until 95% of the training points were right: ": reached,
        "Diverged: ": diverged,
        f"Not there after {epochs}: ": short,
    }
    return " ".join(f"{start}{listed(names)}." for start, names in sentences.items() if names)
