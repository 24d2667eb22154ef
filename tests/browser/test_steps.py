"""The three steps of Try this: the state each sets, what it says, and its undoing."""

from functools import partial

import mpmath
import pytest
from playwright.sync_api import expect

from tests.browser.driving import (
    WIDTHS,
    WORKHORSES,
    crosshair,
    expected,
    plane,
    query,
    reading,
    settle,
)

FROM = "?show=tanh,identity&x=-2&depth=7&negative_slope=0.3"
AFTER = (
    "?derivatives=1&x=4&focus=sigmoid&depth=7&negative_slope=0.3",
    "?show=relu,leaky_relu&derivatives=1&x=-1&depth=7",
    "?depth=7&negative_slope=0.3",
)


def logistic(x):
    return 1 / (1 + mpmath.exp(-mpmath.mpf(x)))


def says():
    """What each note must print, from formulas at 15 digits and a root of its own."""
    slope = logistic(4) * (1 - logistic(4))
    tenth = mpmath.findroot(lambda x: logistic(x) * (1 - logistic(x)) - mpmath.mpf("0.025"), 3.6)
    at_one = (mpmath.ncdf(1), mpmath.tanh(1), logistic(1))
    return (
        [
            "0.25",
            f"{float(slope):.5f}".rstrip("0"),
            f"{float(slope * 400):.1f}%",
            f"{float(tenth):.3f}",
        ],
        ["0", "0.1", "1"],
        [f"{float(v):.4f}" for v in at_one],
    )


@pytest.fixture
def open_calm(open_guide):
    """Without smooth scrolling, so that nothing moves under the mouse."""
    return partial(open_guide, reduced_motion="reduce")


def button(page, step):
    return page.locator("try-step").nth(step).get_by_role("button")


def shown(page, step):
    """The chart and URL stand where the step puts them, and the note beside the chart says so."""
    assert query(page) == AFTER[step]
    expect(button(page, step)).to_have_text("Undo")
    note = page.locator("aside .note")
    numbers = note.locator("data.n").all_inner_texts()
    assert set(says()[step]) <= set(numbers)
    if step == 0:
        assert reading(page) == expected(WORKHORSES, 4.0)
        assert page.locator(".saturation").get_attribute("data-slug") == "sigmoid"
    elif step == 1:
        assert reading(page) == expected(("relu", "leaky_relu"), -1.0)
        assert page.locator(".slope-curve").count() == 2
    else:
        assert reading(page) == expected(WORKHORSES, 1.0)
        expect(note).to_contain_text("Only left of zero")


def untouched(page):
    assert query(page) == FROM
    assert crosshair(page) == -2
    assert tuple(reading(page)) == ("tanh", "identity")
    expect(page.locator("aside .note")).to_be_empty()
    for step in range(3):
        expect(button(page, step)).to_have_text("Show me")


@pytest.mark.parametrize(("step", "width"), [(0, 1440), (0, 360), (1, 768), (2, 360)])
def test_step_sets_says_and_is_undone(open_calm, step, width):
    page = open_calm(FROM, width)
    untouched(page)
    own, beside = button(page, step), page.locator("aside .note").get_by_role("button")
    own.click()
    settle(page)
    shown(page, step)
    beside.click()
    settle(page)
    untouched(page)
    own.press("Enter")
    settle(page)
    shown(page, step)
    own.press("Space")
    settle(page)
    untouched(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_pressing_brings_the_chart_and_what_it_says_into_sight(open_calm, width):
    page = open_calm(width=width, height=800)
    for step in range(3):
        button(page, step).click()
        settle(page)
        here = plane(page)
        assert 0 <= here.top < here.bottom <= 800
        note = page.locator("aside .note").bounding_box()
        assert note["y"] + note["height"] <= 800


def test_pressing_another_takes_its_place(open_calm):
    page = open_calm(FROM)
    button(page, 0).click()
    settle(page)
    button(page, 1).click()
    settle(page)
    assert query(page) == AFTER[1]
    expect(button(page, 0)).to_have_text("Show me")
    expect(button(page, 1)).to_have_text("Undo")
    button(page, 1).click()
    settle(page)
    # Back to where it was pressed, not further.
    assert query(page) == AFTER[0]
    expect(page.locator("aside .note")).to_be_empty()


def test_back_takes_a_step_back(open_calm):
    page = open_calm(FROM)
    button(page, 0).click()
    settle(page)
    page.go_back()
    settle(page)
    untouched(page)
    page.go_forward()
    settle(page)
    assert query(page) == AFTER[0]


def test_undo_by_keys_keeps_the_focus_on_the_page(open_calm):
    page = open_calm()
    button(page, 1).press("Enter")
    settle(page)
    page.locator("aside .note").get_by_role("button").press("Enter")
    settle(page)
    # The button that was pressed is gone; whoever reads by keys is not sent to the top.
    assert page.evaluate("() => document.activeElement !== document.body")


def test_what_a_step_says_is_hidden_until_pressed(open_calm):
    page = open_calm()
    for see in page.locator("try-step .see").all():
        expect(see).to_be_hidden()
    button(page, 2).click()
    expect(page.locator("aside .note[role=status]")).to_contain_text("GELU gives 0.8413")
