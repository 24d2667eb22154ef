"""What the presets of bend and collapse tell is what their runs show."""

from functools import cache

import numpy as np
import pytest

from fieldguide.labs import bend, collapse, get, read


@cache
def told(name, slug):
    """The setup, the drawn frames and the summary of a preset."""
    lab = get(name)
    (preset,) = [one for one in lab.presets if one.slug == slug]
    run = [line.as_dict() for line in lab.run(read(lab, preset.params.items()))]
    drawn = [line for line in run if line["kind"] == "frame"]
    return run[0], drawn, run[-1]


def border(field):
    return np.concatenate([field[0], field[-1], field[:, 0], field[:, -1]])


def closed(field):
    """The network has class 1 in the middle and nowhere on the border."""
    return field[50, 50] > 127.5 and border(field).max() < 127.5


@pytest.mark.parametrize("lab", [bend.LAB, collapse.LAB], ids=lambda lab: lab.name)
def test_the_first_preset_is_the_default_and_each_has_its_words(lab):
    assert not lab.presets[0].params
    assert 2 <= len(lab.presets) <= 4
    assert len({one.slug for one in lab.presets}) == len(lab.presets)
    for one in lab.presets:
        assert one.title
        assert one.story.endswith(".")


def test_spirals():
    setup, drawn, summary = told("bend", "spirals")
    assert len(drawn) == 46
    plain, *bent = summary["epochs_to_95"]
    assert plain is None
    assert summary["train_accuracy"][0] < 0.75
    assert all(reached is not None for reached in bent)
    names = setup["names"][1:]
    assert names[int(np.argmin(bent))] == "GELU"
    assert names[int(np.argmax(bent))] == "Sigmoid"
    for first in drawn[0]["bends"][1:]:
        np.testing.assert_array_equal(first, drawn[0]["bends"][0])
    assert summary["says"].startswith("Epochs until 95% of the training points were right: GELU ")
    assert "Identity (59% right)" in summary["says"]


def test_fence():
    setup, drawn, summary = told("bend", "fence")
    assert setup["sizes"] == [2, 3, 1]
    fields = dict(zip(setup["names"], drawn[-1]["field"], strict=True))
    assert [closed(fields[name]) for name in ("Tanh", "Sigmoid")] == [True, True]
    for name in ("Identity", "ReLU"):
        assert (border(fields[name]) > 127.5).any(), name
        assert fields[name][50, 50] > 127.5, name
    assert [reached is None for reached in summary["epochs_to_95"]] == [True, False, False, True]


def test_too_fast():
    setup, drawn, summary = told("bend", "too-fast")
    lost = [n for n, gone in zip(setup["names"], summary["diverged"], strict=True) if gone]
    assert lost == ["Identity", "Leaky ReLU"]
    points = np.asarray(setup["inputs"])
    columns, rows = (np.floor((points * [1, -1] + 1.5) / 0.03).astype(int)).T
    for name, field in zip(setup["names"], drawn[-1]["field"], strict=True):
        if name in {"Tanh", "ReLU", "GELU"}:
            assert len(np.unique(field[rows, columns] > 127.5)) == 1, name
    assert summary["epochs_to_95"][setup["names"].index("Sigmoid")] is not None


def test_look_alikes():
    _, _, summary = told("bend", "look-alikes")
    assert np.ptp(summary["epochs_to_95"]) <= 12


@pytest.mark.parametrize("slug", ["eight", "fifty"])
def test_one_matrix(slug):
    setup, drawn, summary = told("collapse", slug)
    assert summary["difference"] < 1e-14
    plain, bent = drawn[-1]["field"]
    assert closed(bent)
    assert not closed(plain)
    assert summary["accuracy"][0] < 0.75
    assert summary["accuracy"][1] == 1
    last = [frame for frame in drawn if frame["stage"] == "push"][-1]
    assert last["layer"] == {"eight": 8, "fifty": 50}[slug]
    assert setup["names"] == ["none", "Tanh"]


def test_creases():
    _, drawn, _ = told("collapse", "creases")
    last = [frame for frame in drawn if frame["stage"] == "push"][-1]

    def alone(cloud):
        """Points that no other point has fallen together with."""
        _, times = np.unique(np.round(cloud, 9), axis=0, return_counts=True)
        return (times == 1).sum()

    assert alone(last["linear"]) == 441
    assert alone(last["bent"]) < 441 / 2


def test_too_deep():
    _, drawn, summary = told("collapse", "too-deep")
    assert np.ptp(drawn[-1]["field"][1].astype(int)) <= 1
    assert summary["accuracy"][1] < summary["accuracy"][0]
