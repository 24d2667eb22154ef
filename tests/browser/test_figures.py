"""Fig. 3 to 6: each example's numbers, by keys and by pointer."""

import mpmath
import pytest
from playwright.sync_api import expect

import fieldguide
from fieldguide.analysis import gap
from fieldguide.guide.example_scores import logistic_scores
from tests.browser.driving import (
    crosshair,
    drag,
    facts,
    finger,
    number,
    printed,
    settle,
    slide,
    visit,
)

TANH, RELU, GELU, SIGMOID = map(fieldguide.get, ("tanh", "relu", "gelu", "sigmoid"))


def contrast(page, x):
    seen = facts(page.locator("slope-contrast"))
    tanh = 1 / mpmath.cosh(x) ** 2
    relu = mpmath.mpf(1 if x > 0 else 0)
    assert number(seen["x"]) == pytest.approx(x, abs=5e-4)
    assert seen["Tanh′"] == printed(float(tanh))
    assert seen["ReLU′"] == printed(float(relu))
    assert seen["ReLU′ over tanh′"] == printed(float(relu / tanh))


def difference(page, x):
    seen = facts(page.locator("gelu-gap"))
    gelu, relu = x * mpmath.ncdf(x), max(x, 0)
    assert number(seen["x"]) == pytest.approx(x, abs=5e-4)
    assert seen["GELU"] == printed(float(gelu))
    assert seen["ReLU"] == printed(float(relu))
    assert seen["gap"] == printed(GELU(x) - RELU(x))
    assert GELU(x) - RELU(x) == pytest.approx(float(gelu - relu), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(
    ("name", "agrees", "width"),
    [
        ("slope-contrast", contrast, 1440),
        ("gelu-gap", difference, 360),
    ],
)
def test_figures_share_the_crosshair(open_guide, name, agrees, width):
    page = open_guide("?x=0.5", width)
    figure = page.locator(name)
    agrees(page, 0.5)
    slider = figure.get_by_role("slider")
    for key, x in (("ArrowRight", 0.51), ("Home", -4.0), ("End", 4.0)):
        slider.press(key)
        settle(page)
        assert crosshair(page) == pytest.approx(x)
        agrees(page, x)
    slide(page, slider, 0.25)
    assert crosshair(page) == pytest.approx(-2, abs=0.1)
    agrees(page, crosshair(page))
    plot = figure.locator("svg")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    for share in (0.3, 0.7, 0.95):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + 60)
        settle(page)
        agrees(page, crosshair(page))
        hair = plot.locator(".hair").bounding_box()
        assert hair["x"] - box["x"] == pytest.approx(share * box["width"], abs=1)


@pytest.mark.parametrize("name", ["slope-contrast", "gelu-gap"])
def test_figures_follow_a_finger(open_guide, name):
    page = open_guide(width=360, has_touch=True)
    plot = page.locator(f"{name} svg")
    plot.scroll_into_view_if_needed()
    box, touch = plot.bounding_box(), finger(page)
    touch("start", (box["x"] + 100, box["y"] + 80))
    touch("move", (box["x"] + 220, box["y"] + 80))
    touch("end")
    hair = plot.locator(".hair").bounding_box()
    assert hair["x"] == pytest.approx(box["x"] + 220, abs=1)
    (contrast if name == "slope-contrast" else difference)(page, crosshair(page))


def test_far_from_zero_the_numbers_stay_true(open_guide):
    page = open_guide("?x=37")
    contrast(page, 37.0)
    for x in (-37.0, 0.0, -4.5, 1e-3):
        visit(page, f"?x={x:g}")
        contrast(page, x)
    visit(page, "?x=-0.75")
    difference(page, -0.75)


def test_the_widest_gap_is_marked(open_guide):
    page = open_guide()
    wide = gap(GELU, RELU)
    plot = page.locator("gelu-gap svg")
    ticks = plot.locator(".tick[text-anchor=middle]").evaluate_all(
        "(all) => all.map((t) => [t.textContent, +t.getAttribute('x')])"
    )
    at = {number(text): px for text, px in ticks}
    unit = (at[4] - at[-4]) / 8
    marks = plot.locator(".mark").evaluate_all("(all) => all.map((l) => +l.getAttribute('x1'))")
    assert sorted(marks) == pytest.approx(
        [at[0] - abs(wide.x) * unit, at[0] + abs(wide.x) * unit], abs=0.15
    )


def counts(page, threshold):
    seen = facts(page.locator("score-threshold"))
    scores = logistic_scores()
    cut = mpmath.log(mpmath.mpf(threshold) / (1 - mpmath.mpf(threshold)))
    hits = sum(score >= cut for score in scores.positive)
    alarms = sum(score >= cut for score in scores.negative)
    assert seen["flagged"] == f"{hits + alarms} of 60"
    assert seen["false alarms"] == str(alarms)
    assert seen["missed"] == str(len(scores.positive) - hits)
    assert number(seen["score at the threshold"]) == pytest.approx(float(cut), rel=6e-4, abs=1e-12)
    flagged = page.locator("score-threshold .score.flagged")
    assert flagged.count() == hits + alarms
    assert page.locator("score-threshold output").inner_text() == f"{threshold:.2f}"


@pytest.mark.parametrize("width", [1440, 360])
def test_threshold(open_guide, width):
    page = open_guide(width=width)
    slider = page.get_by_role("slider", name="Threshold")
    counts(page, 0.5)
    for key, threshold in (("ArrowRight", 0.51), ("Home", 0.01), ("End", 0.99)):
        slider.press(key)
        settle(page)
        counts(page, threshold)
    slide(page, slider, 0.2)
    counts(page, float(slider.input_value()))
    plot = page.locator("score-threshold svg")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    middle = box["y"] + 120
    drag(page, (box["x"] + 0.5 * box["width"], middle), (box["x"] + 0.62 * box["width"], middle))
    threshold = float(slider.input_value())
    assert 0.7 < threshold < 0.95
    counts(page, threshold)
    expect(page).to_have_url(page.url.partition("?")[0] + f"?threshold={threshold:g}")


def rests(page, weight):
    """The state that tanh(w h) leaves alone, found by mpmath, and the slope of a turn there."""
    seen = facts(page.locator("tanh-loop"))
    w = mpmath.mpf(weight)
    rest = mpmath.findroot(lambda h: mpmath.tanh(w * h) - h, 0.99) if w > 1 else mpmath.mpf(0)
    slope = w * (1 - rest**2)
    sign = "±" if rest else ""
    assert seen["comes to rest at"] == sign + printed(float(rest))
    assert seen["slope of a turn there"] == printed(float(slope))
    assert seen["after 24 turns"] == printed(float(slope**24))
    assert page.locator("tanh-loop output").inner_text() == f"{weight:.2f}"


@pytest.mark.parametrize("width", [768, 360])
def test_tanh_comes_to_rest(open_guide, width):
    page = open_guide(width=width)
    slider = page.get_by_role("slider", name="Weight")
    rests(page, 1.5)
    for key, weight in (("ArrowRight", 1.55), ("End", 4.0), ("Home", 0.0)):
        slider.press(key)
        settle(page)
        rests(page, weight)
    slide(page, slider, 0.5)
    rests(page, float(slider.input_value()))
    for weight in (0.5, 0.95, 1.0, 1.05, 2.5):
        visit(page, f"?weight={weight}")
        rests(page, weight)
    # Both courses drawn end at the state of rest, which the dashed line marks.
    line = float(page.locator("tanh-loop .mark").get_attribute("y1"))
    last = page.locator("tanh-loop .orbit-at").evaluate_all(
        "(all) => [24, 49].map((i) => +all[i].getAttribute('cy'))"
    )
    assert last == pytest.approx([line, line], abs=0.5)
