"""The page's state in its URL: opened, kept, copied, and gone through by Back and Forward."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.driving import (
    HOME,
    WORKHORSES,
    crosshair,
    expected,
    plane,
    query,
    reading,
    settle,
)

EVERYTHING = (
    "?show=sigmoid,gelu,leaky_relu,identity&derivatives=1&x=-0.25&negative_slope=0.35&focus=gelu"
    "&view=-2,3,-1,2&depth=33&threshold=0.8&weight=2.05"
)


def open_state(page):
    """What the chart shows, read from the page and not from its URL."""
    return {
        "reading": reading(page),
        "x": crosshair(page),
        "pressed": page.locator(".chip[aria-pressed=true]").all_inner_texts(),
        "derivatives": page.get_by_role("switch").is_checked(),
        "leak": page.locator("chart-controls").get_by_role("slider").input_value(),
        "focus": page.locator(".focus-name[aria-pressed=true]").all_inner_texts(),
        "window": [round(v, 2) for v in plane(page).window],
    }


def settings_below(page):
    """What the figures below are set to, as they show it."""
    names = ("slope-product", "score-threshold", "tanh-loop")
    return [page.locator(f"{name} output").inner_text() for name in names]


@pytest.mark.parametrize("width", [1440, 360])
def test_opens_exactly_what_is_asked(open_guide, width):
    page = open_guide("?show=sigmoid,gelu&derivatives=1&x=1&negative_slope=0.2", width)
    state = open_state(page)
    assert state["pressed"] == ["Sigmoid", "GELU"]
    assert state["reading"] == expected(("sigmoid", "gelu"), 1.0)
    assert state["derivatives"] is True
    assert state["leak"] == "0.2"
    assert state["focus"] == []
    assert state["window"] == list(HOME)
    expect(page.locator(".notice")).to_be_empty()
    # With leaky ReLU turned on, its slope is the one asked for.
    page.locator('.chip[data-slug="leaky_relu"]').click()
    settle(page)
    assert reading(page) == expected(("sigmoid", "leaky_relu", "gelu"), 1.0, 0.2)


def test_every_setting_opens_and_a_copied_link_opens_it_again(open_guide):
    page = open_guide(EVERYTHING, permissions=("clipboard-read", "clipboard-write"), fresh=True)
    state = open_state(page)
    assert state["reading"] == expected(("sigmoid", "leaky_relu", "gelu", "identity"), -0.25, 0.35)
    assert state["window"] == [-2, 3, -1, 2]
    assert state["focus"] == ["GELU"]
    assert settings_below(page) == ["33", "0.80", "2.05"]
    page.locator(".plane").press("ArrowLeft")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    state = open_state(page)
    again = open_guide("?" + link.partition("?")[2])
    assert open_state(again) == state
    assert state["x"] == pytest.approx(-0.35)
    assert settings_below(again) == ["33", "0.80", "2.05"]


def test_without_a_clipboard_the_link_is_in_the_address_bar(open_guide):
    page = open_guide("?x=2")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(page.get_by_role("button", name="See the address bar")).to_be_visible()
    page.evaluate("() => { delete navigator.clipboard.writeText; }")


def test_a_reload_keeps_everything(open_guide):
    page = open_guide()
    page.locator('.chip[data-slug="tanh"]').click()
    page.get_by_text("Show derivatives").click()
    page.locator(".plane").press("PageUp")
    page.get_by_role("slider", name="Layers").press("End")
    # What moves is written once it has come to rest.
    page.wait_for_function("() => location.search.endsWith('&x=2&depth=50')")
    state = open_state(page)
    page.reload()
    page.locator(".plane[aria-valuenow]").wait_for()
    assert open_state(page) == state
    assert settings_below(page)[0] == "50"
    assert query(page) == "?show=sigmoid,relu,leaky_relu,gelu&derivatives=1&x=2&depth=50"


def test_back_and_forward_go_through_the_changes(open_guide):
    page = open_guide("?x=2")
    states = [open_state(page)]
    changes = (
        lambda: page.locator('.chip[data-slug="relu"]').click(),
        lambda: page.get_by_text("Show derivatives").click(),
        lambda: page.locator("curve-readout").get_by_role("button", name="GELU").click(),
        lambda: page.get_by_role("button", name="Zoom in").click(),
        lambda: page.locator('.chip[data-slug="gelu"]').press("Enter"),
    )
    for change in changes:
        change()
        settle(page)
        states.append(open_state(page))
    assert all(a != b for a, b in pairwise(states))
    for state in reversed(states[:-1]):
        page.go_back()
        settle(page)
        assert open_state(page) == state
    for state in states[1:]:
        page.go_forward()
        settle(page)
        assert open_state(page) == state
    expect(page.locator(".notice")).to_be_empty()


def test_a_movement_is_no_step_in_the_history(open_guide):
    page = open_guide("?x=2")
    before = page.evaluate("() => history.length")
    page.locator(".plane").focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(page.url.partition("?")[0] + "?x=3.5")
    page.get_by_role("slider", name="Weight").press("ArrowRight")
    expect(page).to_have_url(page.url.partition("?")[0] + "?x=3.5&weight=1.55")
    assert page.evaluate("() => history.length") == before
    # A settled change keeps the movement before it in the step it leaves behind.
    page.locator(".plane").press("ArrowRight")
    page.locator('.chip[data-slug="relu"]').click()
    page.go_back()
    settle(page)
    assert crosshair(page) == pytest.approx(3.6)
    assert tuple(reading(page)) == WORKHORSES


def test_section_links_keep_the_state(open_guide):
    page = open_guide("?show=gelu&x=-1.5&derivatives=1")
    state = open_state(page)
    page.get_by_role("navigation").get_by_role("link", name="Why ML cares").click()
    # As it was asked for: a jump to a section writes nothing.
    assert page.url.endswith("?show=gelu&x=-1.5&derivatives=1#why")
    assert open_state(page) == state
    page.get_by_role("slider", name="Layers").press("End")
    page.wait_for_function("() => location.search.includes('depth=50')")
    assert page.url.endswith("#why")
    page.reload()
    page.locator(".plane[aria-valuenow]").wait_for()
    assert open_state(page)["reading"] == state["reading"]
    assert settings_below(page)[0] == "50"
    page.go_back()
    settle(page)
    assert open_state(page)["reading"] == state["reading"]
