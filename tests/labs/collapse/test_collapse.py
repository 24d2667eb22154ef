"""Collapse: the grid and the circles, without an activation and with one."""

import numpy as np
import pytest

import fieldguide
from fieldguide.labs import collapse, read, stream
from fieldguide.labs.collapse.pushed_grid import push, random_layers


def frames(**given):
    return [line.as_dict() for line in collapse.LAB.run(read(collapse.LAB, given.items()))]


def of_stage(run, stage):
    return [frame for frame in run if frame["kind"] == "frame" and frame["stage"] == stage]


@pytest.fixture(scope="module")
def run():
    return frames(depth="5", activation="relu", seed="3")


def test_a_run_pushes_and_then_trains(run):
    assert (run[0]["kind"], run[-1]["kind"]) == ("setup", "summary")
    stages = [frame["stage"] for frame in run if frame["kind"] == "frame"]
    assert stages == sorted(stages)
    assert [frame["layer"] for frame in of_stage(run, "push")] == list(range(6))
    epochs = [frame["epoch"] for frame in of_stage(run, "train")]
    assert (epochs[0], epochs[-1], len(epochs)) == (0, 60, 41)
    progress = [frame["progress"] for frame in run[1:-1]]
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 1)
    assert run[0]["names"] == ["none", "ReLU"]
    assert run[0]["slugs"] == ["identity", "relu"]
    told = {key for frame in run for key in frame} - {"kind"}
    assert told == set(collapse.LAB.fields) - {"activation", "reason"}


def test_the_clouds_are_those_of_the_layers(run):
    clouds = push(random_layers(5, 3), fieldguide.relu)
    for frame, cloud in zip(of_stage(run, "push"), clouds, strict=True):
        np.testing.assert_allclose(frame["linear"], cloud.linear, atol=6e-4)
        np.testing.assert_allclose(frame["bent"], cloud.bent, atol=6e-4)
        # A column of the matrix is where an axis goes.
        for point, moved in zip(cloud.single[::50], frame["single"][::50], strict=True):
            np.testing.assert_allclose(point, moved, atol=6e-4)
    first, last = of_stage(run, "push")[0], of_stage(run, "push")[-1]
    for (x, y), moved in zip(first["linear"], last["linear"], strict=True):
        (a, b), (c, d) = last["matrix"]
        by_hand = [a * x + b * y + last["offset"][0], c * x + d * y + last["offset"][1]]
        np.testing.assert_allclose(moved, by_hand, atol=2e-3)
    assert run[-1]["difference"] == max(f["difference"] for f in of_stage(run, "push")) < 1e-14


def straight(field):
    """How far, in steps of 1/255, the field is from the sigmoid of an affine function."""
    rows, columns = np.nonzero((field > 5) & (field < 250))
    p = field[rows, columns] / 255
    weight = p * (1 - p)
    table = np.column_stack([columns, rows, np.ones(len(p))])
    logit = np.log(p / (1 - p))
    plane, *_ = np.linalg.lstsq(table * weight[:, None], logit * weight, rcond=None)
    return np.abs(1 / (1 + np.exp(-table @ plane)) - p).max() * 255


def test_the_trained_linear_network_stays_a_line_and_the_other_does_not(run):
    for frame in of_stage(run, "train"):
        assert straight(frame["field"][0]) < 1.6
    assert straight(of_stage(run, "train")[-1]["field"][1]) > 20
    assert run[-1]["accuracy"][0] < 0.75
    assert run[-1]["accuracy"][1] > 0.95
    # In the disc class 1, in the corners of the plane class 0.
    field = of_stage(run, "train")[-1]["field"][1]
    assert field[50, 50] > 250
    assert max(field[row, column] for row in (0, 99) for column in (0, 99)) < 5


def test_fifty_layers_still_train():
    last = frames(depth="50", activation="tanh")[-1]
    assert last["accuracy"][0] < 0.75
    assert last["accuracy"][1] > 0.95
    assert last["difference"] < 1e-14


def test_the_same_parameters_give_the_same_bytes():
    one, other, another = (
        b"".join(stream(collapse.LAB, read(collapse.LAB, [("depth", "2"), ("seed", seed)])))
        for seed in ("3", "3", "4")
    )
    assert one == other != another


def test_an_activation_that_is_not_finite_says_so():
    run = frames(depth="2", activation="log(x)")
    push, train = (frame for frame in run if frame["kind"] == "divergence")
    assert (push["stage"], push["layer"], push["activation"]) == ("push", 1, 1)
    assert push["reason"] == "log(x) is not finite at a pre-activation of layer 1"
    assert (train["stage"], train["activation"]) == ("train", 1)
    assert run[-1]["diverged"].tolist() == [False, True]
    assert "the one with log(x) diverged." in run[-1]["says"]


def test_one_layer_of_an_activation_without_a_slope_runs():
    last = frames(depth="1", activation="step")[-1]
    assert last["kind"] == "summary"
    assert "one layer" in last["says"]
