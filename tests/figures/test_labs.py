"""The figure of each lab's run holds the run's numbers: read from the artists, not the pixels."""

import base64
from functools import cache

import numpy as np
import pytest
from matplotlib.collections import FillBetweenPolyCollection, LineCollection
from matplotlib.colors import to_hex

from fieldguide.figures import lab_figure
from tests.figures.runs import SMALL, diverged, lines, small

TEAL, PURPLE, BLUE, INK = "#2f8580", "#7b5497", "#1d5c88", "#221d16"


@cache
def figure(name):
    return lab_figure(small(name))


def words(drawn):
    return [text.get_text() for text in drawn.findobj(match=lambda a: hasattr(a, "get_text"))]


def squares(drawn):
    return [axes for axes in drawn.axes if not axes.get_xticks().size]


def chart(drawn, title):
    (found,) = [axes for axes in drawn.axes if axes.get_title("left").startswith(title)]
    return found


def curves(axes, color):
    """The lines of a color that are not dots."""
    return [
        line.get_xydata()
        for line in axes.lines
        if line.get_marker() == "None" and to_hex(line.get_color()) == color
    ]


def dots(axes, color, *, ring=False):
    """The dots of a color, or the rings; all of a figure's artist in one array."""
    return [
        line.get_xydata()
        for line in axes.lines
        if line.get_marker() == "o"
        and to_hex(line.get_markeredgecolor()) == color
        and (line.get_markeredgewidth() > 0) == ring
    ]


def last(run, field):
    return [line for line in run if line["kind"] == "frame" and field in line][-1]


@pytest.mark.parametrize("name", SMALL)
def test_it_says_what_was_run_and_what_came_of_it(name):
    written = words(figure(name))
    assert name.capitalize() in written
    assert f"fieldguide {small(name)[0]['version']}" in written
    everything = " ".join(" ".join(written).split())
    for key, value in SMALL[name].items():
        assert f"{key}={value}" in everything
    assert " ".join(small(name)[-1]["says"].split()) in everything
    for label in small(name)[1]["names"]:
        assert label in written or f"{label[:15]}…" in everything


def test_bend_shows_each_field_and_its_points():
    run = small("bend")
    fields = np.frombuffer(base64.b64decode(last(run, "field")["field"]), np.uint8)
    for axes, values in zip(squares(figure("bend")), fields.reshape(2, 100, 100), strict=True):
        (image,) = axes.images
        np.testing.assert_array_equal(image.get_array(), values)
        assert image.get_extent() == [-1.5, 1.5, -1.5, 1.5]
        assert image.origin == "upper"
        shown = image.to_rgba(values, bytes=True)[..., :3].astype(int)
        for end, color in ((0, (0x8F, 0xB4, 0xCF)), (255, (0xE3, 0xA7, 0x8F))):
            assert (image.to_rgba(np.uint8([[end]]), bytes=True)[0, 0, :3] == color).all()
        red, _, blue = np.moveaxis(shown, 2, 0)
        assert (blue[values < 60] > red[values < 60]).all()
        assert (blue[values > 127] < red[values > 127]).all()
        targets = np.array(run[1]["targets"])
        (filled,), (rings,) = dots(axes, "#164c74"), dots(axes, "#8a3212", ring=True)
        np.testing.assert_allclose(filled, np.array(run[1]["inputs"])[targets == 0])
        np.testing.assert_allclose(rings, np.array(run[1]["inputs"])[targets == 1])


def test_the_bends_lie_where_the_units_bend():
    axes = squares(figure("bend"))[0]
    (drawn,) = [each for each in axes.collections if isinstance(each, LineCollection)]
    units = last(small("bend"), "bends")["bends"][0]
    near = [(w1, w2, b) for w1, w2, b in units if abs(b) <= 3 * np.hypot(w1, w2)]
    assert len(drawn.get_segments()) == len(near) > 0
    for (w1, w2, b), line in zip(near, drawn.get_segments(), strict=True):
        assert np.ptp(line, axis=0).max() > 3
        np.testing.assert_allclose(line @ [w1, w2] + b, 0, atol=1e-9 * np.hypot(w1, w2))


def test_bends_of_what_has_no_kink_are_dashed():
    run = lines("bend", epochs="1", activations="gelu,relu", width="4")
    styles = []
    for axes in squares(lab_figure(run)):
        (drawn,) = [each for each in axes.collections if isinstance(each, LineCollection)]
        styles.append([*(drawn.get_linestyle()[0][1] or ())])
    assert styles == [[1.5, 2.25], []]


def test_the_losses_are_those_of_the_frames():
    run, axes = small("bend"), chart(figure("bend"), "Cross-entropy")
    frames = [line for line in run if "train_loss" in line and line["kind"] == "frame"]
    assert axes.get_yscale() == "log"
    for place, color in enumerate((BLUE, INK)):
        drawn = curves(axes, color)
        for field, curve in zip(("train_loss", "test_loss"), drawn, strict=True):
            expected = [(frame["epoch"], frame[field][place]) for frame in frames]
            np.testing.assert_allclose(curve, expected)
        np.testing.assert_allclose(dots(axes, color), [drawn[0][-1:]])


def test_a_diverged_network_is_marked():
    run, drawn = diverged(), lab_figure(diverged())
    assert run[-1]["diverged"] == [True, False]
    lost = next(line for line in run if line["kind"] == "divergence")
    written = words(drawn)
    assert written.count("diverged") == 1
    assert f"in epoch {lost['epoch']}" in written
    assert "✕ Identity" in written
    alarmed = [text for text in drawn.texts if to_hex(text.get_color()) == "#9c2f12"]
    assert [text.get_text() for text in alarmed] == ["diverged", f"in epoch {lost['epoch']}"]
    losses = chart(drawn, "Cross-entropy")
    (curve, _) = curves(losses, "#8c8271")
    seen = np.flatnonzero(np.isfinite(curve[:, 1]))
    assert 0 <= seen[-1] < len(curve) - 1
    np.testing.assert_allclose(dots(losses, "#8c8271"), [curve[seen[-1:]]])


def test_collapse_shows_three_grids_and_two_fields():
    pushed, drawn = last(small("collapse"), "linear"), squares(figure("collapse"))
    assert len(drawn) == 5
    for axes, field in zip(drawn[:3], ("linear", "single", "bent"), strict=True):
        (grid,) = axes.collections
        assert len(grid.get_segments()) == 42
        points = np.array(pushed[field]).reshape(21, 21, 2)
        np.testing.assert_allclose(grid.get_segments()[:21], points)
        np.testing.assert_allclose(grid.get_segments()[21:], points.swapaxes(0, 1))
    assert [len(axes.images) for axes in drawn] == [0, 0, 0, 1, 1]
    written = words(figure("collapse"))
    assert f"{100 * small('collapse')[-1]['accuracy'][0]:g}%" in " ".join(written)


def test_vanish_puts_dots_beside_the_theory():
    run = small("vanish")
    start = [line for line in run if line.get("stage") == "start" and "forward" in line][-1]
    trained = [line for line in run if line.get("stage") == "trained" and "forward" in line][-1]
    for title, direction in (("Signal", "forward"), ("Gradient", "backward")):
        axes = chart(figure("vanish"), title)
        means = np.exp(np.log(np.array(start[direction][0])).mean(axis=0))
        (theory,) = curves(axes, PURPLE)
        np.testing.assert_allclose(theory[:, 1], run[1][f"predicted_{direction}"][0])
        measured, end = dots(axes, PURPLE)
        np.testing.assert_allclose(measured, list(enumerate(means)))
        np.testing.assert_allclose(end[0, 0], 6 if direction == "forward" else 0)
        (rings,) = dots(axes, PURPLE, ring=True)
        np.testing.assert_allclose(rings[:, 1], trained[direction][0])
        x0, x1 = axes.get_xlim()
        assert (x0 < x1) == (direction == "forward")


def test_die_shows_shares_with_their_intervals():
    run, axes = small("die"), chart(figure("die"), "Units dead")
    frames = [line for line in run if line["kind"] == "frame" and "dead" in line]
    (curve,) = curves(axes, BLUE)
    np.testing.assert_allclose(curve, [(frame["step"], frame["dead"][0]) for frame in frames])
    bands = [b for b in axes.collections if isinstance(b, FillBetweenPolyCollection)]
    outline = bands[0].get_paths()[0].vertices
    for field in ("low", "high"):
        for frame in frames:
            corner = (frame["step"], frame[field][0])
            assert np.isclose(outline, corner).all(axis=1).any()


def test_die_shows_each_width_beside_its_bound():
    run, axes = small("die"), chart(figure("die"), "Networks dead from birth")
    rows = np.array(run[-1]["born_dead"])
    (shares,) = dots(axes, INK)
    np.testing.assert_allclose(shares[:, 1], rows[:, 1] / rows[:, 2])
    (bound,) = curves(axes, "#6d6354")
    np.testing.assert_allclose(bound[:, 1], [share for _, share in run[1]["bound"]])
    (intervals,) = [each for each in axes.collections if isinstance(each, LineCollection)]
    ends = np.array(intervals.get_segments())[:, :, 1]
    np.testing.assert_allclose(ends, rows[:, 3:])
    ticks = [label.get_text() for label in axes.get_xticklabels()]
    assert ticks == [f"{width}" for width, _ in run[1]["bound"]]


def test_what_is_no_run_is_refused():
    with pytest.raises(ValueError, match="a run needs its summary; these lines have none"):
        lab_figure(small("collapse")[:-1])
    other = [{**line, "lab": "fold"} if line["kind"] == "header" else line for line in small("die")]
    with pytest.raises(ValueError, match='no figure for the lab "fold"'):
        lab_figure(other)
