"""What cannot be is refused in one line."""

import re

import numpy as np
import pytest

import fieldguide
from fieldguide.nets import Network, Trainer

X, Y = np.zeros((6, 2)), np.array([0, 1, 0, 1, 0, 1])


def network(outputs=1, **options):
    given = {"sizes": (2, 3, outputs), "activations": [fieldguide.relu], "seeds": [0], **options}
    return Network(given.pop("sizes"), given.pop("activations"), given.pop("seeds"), **given)


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"sizes": (2,)}, ValueError, "at least two numbers"),
        ({"sizes": (2, 0, 1)}, ValueError, "at least 1"),
        ({"activations": []}, ValueError, "at least one activation"),
        ({"seeds": []}, ValueError, "one seed"),
        ({"init": "lecum"}, ValueError, "nearest: lecun. Choose from lecun, he, glorot, critical"),
        ({"dtype": np.float16}, TypeError, "float32 or float64"),
        (
            {"activations": [fieldguide.step], "init": "critical"},
            ValueError,
            "step has no critical",
        ),
        ({"init": "critical", "bias_std": 0.5}, ValueError, "relu has no critical"),
        ({"device": "nowhere"}, ValueError, 'no device "nowhere"'),
    ],
)
def test_a_network(options, kind, words):
    with pytest.raises(kind, match=re.escape(words)) as caught:
        network(**options)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("outputs", "y", "options", "words"),
    [
        (1, Y, {"loss": "hinge"}, "Choose from cross_entropy, mse"),
        (1, Y, {"optimizer": "adamw"}, "nearest: adam. Choose from sgd, momentum, adam"),
        (1, Y, {"batch": 7}, "between 1 and 6"),
        (1, Y, {"batch": 0}, "between 1 and 6"),
        (1, Y, {"learning_rate": 0.0}, "more than 0"),
        (1, Y, {"learning_rate": np.nan}, "more than 0"),
        (1, Y + 1, {}, "0 and 1"),
        (1, Y[:5], {}, "one length, got 6 and 5"),
        (3, Y - 1, {}, "from 0 to 2"),
        (3, Y / 2, {}, "integers"),
        (2, Y, {"loss": "mse"}, "(n, 2), got (6,)"),
    ],
)
def test_a_trainer(outputs, y, options, words):
    given = {"learning_rate": 0.1, "batch": 2, "seed": 0, **options}
    with pytest.raises(ValueError, match=re.escape(words)) as caught:
        Trainer(network(outputs), X, y, **given)
    assert "\n" not in str(caught.value)


def test_examples_of_another_shape():
    for wrong in (np.zeros((6, 3)), np.zeros(2), np.zeros((5, 6, 2)), np.zeros((0, 2))):
        with pytest.raises(ValueError, match=r"x must be \(n, 2\)"):
            network().logits(wrong)
        with pytest.raises(ValueError, match=r"x must be \(n, 2\)"):
            Trainer(network(), wrong, Y, learning_rate=0.1, batch=2, seed=0)


def test_losses_of_examples_and_targets_that_do_not_match():
    trainer = Trainer(network(), X, Y, learning_rate=0.1, batch=2, seed=0)
    with pytest.raises(ValueError, match="one length, got 6 and 3"):
        trainer.losses(X, Y[:3])


def test_accuracies_without_classes():
    trainer = Trainer(network(), X, Y[:, None], loss="mse", learning_rate=0.1, batch=2, seed=0)
    with pytest.raises(ValueError, match="need classes"):
        trainer.accuracies(X, Y[:, None])


def test_signals_without_a_hidden_layer():
    with pytest.raises(ValueError, match="hidden layer"):
        network(sizes=(2, 1)).signals(X)
