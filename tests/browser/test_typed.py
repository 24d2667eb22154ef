"""Nonsense typed for x: one clear line, nothing else changes, and a right value clears it."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import WIDTHS, WORKHORSES, crosshair, expected, plane, reading, settle

# Which texts are no number is tested without a browser.
NONSENSE = {
    "banana": "banana",
    "80": "nearest is 50",
    "": "number from −50 to 50",
    "x" * 10_000: "xxx…",
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
}


@pytest.mark.parametrize("width", WIDTHS)
def test_nonsense_gets_one_line_and_changes_nothing(open_guide, width):
    page = open_guide("?x=-2", width)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    field, problem = page.locator("#x-exact"), page.locator("#x-problem")
    for i, (text, says) in enumerate(NONSENSE.items()):
        field.fill(text)
        field.press("Enter" if i % 2 else "Tab")
        settle(page)
        expect(problem).to_contain_text(says)
        line = problem.inner_text()
        assert "number from −50 to 50" in line
        assert "\n" not in line
        assert len(line) < 120
        expect(field).to_have_value(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        assert crosshair(page) == -2
        assert reading(page) == expected(WORKHORSES, -2.0)
        assert page.locator("curve-readout img").count() == 0
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        field.fill("-2")
        field.press("Tab" if i % 2 else "Enter")
        settle(page)
        expect(problem).to_be_empty()
        expect(field).to_have_attribute("aria-invalid", "false")
    assert dialogs == []


def test_typing_says_nothing_before_it_is_done(open_guide):
    page = open_guide()
    field = page.locator("#x-exact")
    field.focus()
    page.keyboard.type("-1e-")
    settle(page)
    expect(page.locator("#x-problem")).to_be_empty()
    assert crosshair(page) == 1
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    settle(page)
    assert crosshair(page) == -1e-3
    assert page.url.endswith("?x=-0.001")


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_moving_the_crosshair_otherwise_takes_the_nonsense_back(open_guide, by):
    page = open_guide()
    field = page.locator("#x-exact")
    field.fill("banana")
    field.press("Enter")
    if by == "pointer":
        page.mouse.move(*plane(page).at(-3, 1))
    else:
        page.locator(".plane").press("ArrowRight")
    settle(page)
    # The numbers below are read at the new x, so nothing else may stand above them.
    expect(page.locator("#x-problem")).to_be_empty()
    expect(field).to_have_value(f"{crosshair(page):.3f}".replace("-", "−"))
    expect(field).to_have_attribute("aria-invalid", "false")


def test_an_x_out_of_sight_brings_the_window_along(open_guide):
    page = open_guide()
    field = page.locator("#x-exact")
    field.fill("37")
    field.press("Enter")
    settle(page)
    x0, x1, y0, y1 = plane(page).window
    assert x0 < 37 < x1
    assert (x1 - x0, y0, y1) == pytest.approx((10, -1.4, 3.2), abs=5e-3)
    page.go_back()
    settle(page)
    assert crosshair(page) == 1
    assert plane(page).window[:2] == pytest.approx((-5, 5), abs=2e-3)
