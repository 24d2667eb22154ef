"""Bend: the same network with each activation, what it draws and what it says."""

import math

import numpy as np
import pytest

import fieldguide
from fieldguide.labs import bend, read, stream
from fieldguide.labs.classification.training import drawn_epochs
from fieldguide.nets import Network, Trainer, toy

QUICK = {"layers": "1", "width": "6", "epochs": "7", "dataset": "moons"}


def frames(**given):
    return [line.as_dict() for line in bend.LAB.run(read(bend.LAB, (QUICK | given).items()))]


def drawn(run):
    return [frame for frame in run if "field" in frame]


def parameters(network, replica):
    return [w[replica].astype(float) for w in network.weights], [
        b[replica, 0].astype(float) for b in network.biases
    ]


def by_hand(activation, network, replica, points):
    """The logits at points: one network, in float64, layer by layer."""
    values = np.atleast_2d(points)
    for layer, (w, b) in enumerate(zip(*parameters(network, replica), strict=True)):
        values = (activation(values) if layer else values) @ w + b
    return values[:, 0]


@pytest.mark.parametrize(
    ("epochs", "most", "shown"),
    [
        (1, 60, [0, 1]),
        (5, 60, [0, 1, 2, 3, 4, 5]),
        (10, 4, [0, 2, 5, 8, 10]),
        (120, 60, list(range(0, 121, 2))),
    ],
)
def test_the_schedule_is_even(epochs, most, shown):
    assert sorted(drawn_epochs(epochs, most)) == shown


@pytest.mark.parametrize("epochs", [59, 60, 61, 100, 777, 2000])
def test_at_most_sixty_epochs_are_drawn_after_the_first(epochs):
    shown = sorted(drawn_epochs(epochs, 60))
    assert (shown[0], shown[-1]) == (0, epochs)
    assert len(shown) == min(epochs, 60) + 1
    assert np.ptp(np.diff(shown)) <= 1


def test_a_run_is_a_setup_then_frames_then_a_summary():
    run = frames(activations="identity,relu,gelu")
    kinds = [frame["kind"] for frame in run if frame["kind"] != "progress"]
    assert kinds == ["setup", *["frame"] * 8, "summary"]
    assert [frame["epoch"] for frame in drawn(run)] == list(range(8))
    assert [f["progress"] for f in run[1:-1]] == sorted(f["progress"] for f in run[1:-1])
    assert run[0]["names"] == ["Identity", "ReLU", "GELU"]
    assert run[0]["kinks"] == [[0.0], [0.0], [0.0]]
    assert run[0]["smooth"] == [True, False, True]
    assert np.shape(run[0]["inputs"]) == (400, 2)
    for frame in drawn(run):
        assert frame["field"].shape == (3, 100, 100)
        assert frame["field"].dtype == np.uint8
        assert np.shape(frame["bends"]) == (3, 6, 3)
    told = {key for frame in run for key in frame} - {"kind"}
    assert told == set(bend.LAB.fields) - {"activation", "reason"}


def test_the_same_parameters_give_the_same_bytes():
    one, other, another = (
        b"".join(stream(bend.LAB, read(bend.LAB, (QUICK | {"seed": seed}).items())))
        for seed in ("3", "3", "4")
    )
    assert one == other != another


def test_all_start_from_the_same_draws():
    first = drawn(frames(activations="sigmoid,relu,gelu,elu(alpha=2)"))[0]
    for other in first["bends"][1:]:
        np.testing.assert_array_equal(other, first["bends"][0])


def test_the_first_field_is_that_of_the_fresh_network():
    run = frames(activations="tanh,relu", layers="2", seed="5")
    setup, first = run[0], drawn(run)[0]
    network = Network(setup["sizes"], [fieldguide.tanh, fieldguide.relu], [5])
    for replica, activation in enumerate([fieldguide.tanh, fieldguide.relu]):
        for row, column in [(0, 0), (0, 99), (99, 0), (40, 63)]:
            point = (-1.5 + (column + 0.5) * 0.03, 1.5 - (row + 0.5) * 0.03)
            probability = 1 / (1 + math.exp(-by_hand(activation, network, replica, point)[0]))
            assert abs(int(first["field"][replica, row, column]) - 255 * probability) < 1.01
        weights, biases = parameters(network, replica)
        np.testing.assert_allclose(first["bends"][replica][:, :2], weights[0].T, rtol=1e-6)
        np.testing.assert_allclose(first["bends"][replica][:, 2], biases[0], rtol=1e-6)


def test_scores_and_epochs_to_95_are_those_of_a_plain_loop():
    given = {"dataset": "circles", "width": "8", "epochs": "30", "learning_rate": "0.05"}
    activations = [fieldguide.tanh, fieldguide.relu, fieldguide.identity]
    run = frames(activations="tanh,relu,identity", seed="2", **given)
    x, y = toy("circles", 400, 0.05, 2)
    for a, activation in enumerate(activations):
        network = Network((2, 8, 1), [activation], [2])
        trainer = Trainer(
            network, x[:200], y[:200], optimizer="adam", learning_rate=0.05, batch=20, seed=2
        )
        right = []
        for epoch in range(31):
            if epoch:
                trainer.epoch()
            right.append(np.mean((by_hand(activation, network, 0, x[:200]) > 0) == y[:200]))
        reached = [epoch for epoch, share in enumerate(right) if share >= 0.95]
        assert run[-1]["epochs_to_95"][a] == (reached[0] if reached else None)
        assert run[-1]["train_accuracy"][a] == right[-1]
        logits = by_hand(activation, network, 0, x[200:])
        assert run[-1]["test_accuracy"][a] == np.mean((logits > 0) == y[200:])
        losses = [
            math.log1p(math.exp(-z if c else z)) for z, c in zip(logits, y[200:], strict=True)
        ]
        assert run[-1]["test_loss"][a] == pytest.approx(np.mean(losses), rel=1e-3)
    assert [reached is None for reached in run[-1]["epochs_to_95"]] == [False, False, True]


def test_the_network_without_an_activation_draws_a_line():
    """Its logit is an affine function of the plane, to the field's steps of 2/255."""
    for frame in drawn(frames(activations="identity", layers="3", dataset="spirals")):
        shades = frame["field"][0].astype(float) / 255
        rows, columns = np.nonzero((shades > 0.02) & (shades < 0.98))
        p = shades[rows, columns]
        table = np.column_stack([columns, rows, np.ones(len(p))])
        logit = np.log(p / (1 - p))
        plane, *_ = np.linalg.lstsq(table * (p * (1 - p))[:, None], logit * p * (1 - p), rcond=None)
        assert (np.abs(1 / (1 + np.exp(-table @ plane)) - p) * 255).max() < 1.6


def test_a_network_that_diverges_says_so_and_the_others_go_on():
    given = {"optimizer": "sgd", "learning_rate": "10", "epochs": "9", "batch": "10"}
    run = frames(activations="identity,sigmoid", layers="3", width="16", **given)
    (lost,) = [frame for frame in run if frame["kind"] == "divergence"]
    assert lost["activation"] == 0
    assert lost["reason"].startswith("Identity's loss is no longer finite in epoch ")
    assert lost["reason"].endswith(", and the learning rate is 10")
    assert "\n" not in lost["reason"]
    after = [frame for frame in drawn(run) if frame["epoch"] >= lost["epoch"]]
    before = [frame for frame in drawn(run) if frame["epoch"] < lost["epoch"]]
    for frame in after:
        assert np.isnan(frame["train_loss"][0])
        np.testing.assert_array_equal(frame["field"][0], before[-1]["field"][0])
        np.testing.assert_array_equal(frame["bends"][0], before[-1]["bends"][0])
    alone = frames(activations="sigmoid", layers="3", width="16", **given)
    for one, both in zip(drawn(alone), drawn(run), strict=True):
        np.testing.assert_allclose(both["train_loss"][1], one["train_loss"][0], rtol=1e-3)
    assert run[-1]["diverged"].tolist() == [True, False]
    assert "Diverged: Identity." in run[-1]["says"]


def test_a_run_ends_when_all_have_diverged():
    given = {"optimizer": "sgd", "learning_rate": "10", "epochs": "500", "batch": "10"}
    run = frames(activations="identity", layers="3", width="16", **given)
    lost = next(frame for frame in run if frame["kind"] == "divergence")
    assert drawn(run)[-1]["epoch"] == lost["epoch"] < 100
    assert run[-1]["kind"] == "summary"
    assert run[-1]["says"] == "Diverged: Identity."


def test_a_function_without_a_value_is_told_before_the_first_step():
    run = frames(activations="log(x)", epochs="50")
    (lost,) = [frame for frame in run if frame["kind"] == "divergence"]
    assert lost["epoch"] == 0
    assert lost["reason"].startswith("log(x)'s loss is not finite before the first step")
    assert [frame["epoch"] for frame in drawn(run)] == [0]
    assert run[-1]["says"] == "Diverged: log(x)."


def test_drawn_points_are_trained_on():
    points = ";".join(f"{x},{y},{int(x > 0)}" for x in (-90, -50, 50, 90) for y in (-60, 0, 60))
    run = frames(dataset="drawn", points=points, activations="tanh", epochs="60")
    setup = run[0]
    assert setup["training"] == 6
    assert np.shape(setup["inputs"]) == (12, 2)
    for (x, _), c in zip(setup["inputs"], setup["targets"], strict=True):
        assert c == int(x > 0)
    assert run[-1]["test_accuracy"][0] == 1


def test_long_epochs_show_that_they_go_on(monkeypatch):
    """With one example a step a line comes before many steps have passed, and before the field."""
    steps = 0
    step = Trainer.step

    def counted(self):
        nonlocal steps
        steps += 1
        step(self)

    monkeypatch.setattr(Trainer, "step", counted)
    given = {"layers": "6", "width": "64", "batch": "1", "epochs": "1"}
    most, shown, progress = 0, 0, [0.0]
    for line in bend.LAB.run(read(bend.LAB, (QUICK | given).items())):
        most, steps = max(most, steps), 0
        shown += line.kind == "progress"
        progress.append(getattr(line, "progress", progress[-1]))
    assert 0 < most <= 100
    assert shown > 5
    assert progress == sorted(progress)
