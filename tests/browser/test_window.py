"""The chart's window: panned and zoomed by buttons, keys, mouse and fingers, and back home."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import HOME, crosshair, drag, finger, plane, query, settle, visit

BOUND, NARROWEST = 50, 0.02


def shows(page, window, within=2e-3):
    """The axes show the window, to a share of its width and height."""
    seen = plane(page).window
    assert seen[:2] == pytest.approx(window[:2], abs=within * (window[1] - window[0]))
    assert seen[2:] == pytest.approx(window[2:], abs=within * (window[3] - window[2]))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


@pytest.mark.parametrize("width", [1440, 360])
def test_buttons_pan_zoom_and_reset(open_guide, width):
    page = open_guide(width=width)
    reset = page.get_by_role("button", name="reset")
    expect(reset).to_be_disabled()
    for name, window in (
        ("Pan right", (-3, 7, -1.4, 3.2)),
        ("Pan left", HOME),
        ("Pan up", (-5, 5, -0.48, 4.12)),
        ("Pan down", HOME),
        # About the crosshair at x = 1 and the middle of the height, 0.9.
        ("Zoom in", (-2, 3, -0.25, 2.05)),
        ("Zoom out", HOME),
        ("Zoom out", (-11, 9, -3.7, 5.5)),
    ):
        press(page, name)
        shows(page, window)
    expect(page).to_have_url(page.url.partition("?")[0] + "?view=-11,9,-3.7,5.5")
    press(page, "reset")
    shows(page, HOME)
    assert query(page) == ""
    expect(reset).to_be_disabled()


def test_buttons_work_by_keys(open_guide):
    page = open_guide()
    page.get_by_role("button", name="Zoom in").press("Enter")
    settle(page)
    shows(page, (-2, 3, -0.25, 2.05))
    reset = page.get_by_role("button", name="reset")
    reset.press("Space")
    settle(page)
    shows(page, HOME)


def test_keys_on_the_plane_zoom(open_guide):
    page = open_guide()
    page.locator(".plane").focus()
    for key, window in (
        ("+", (-2, 3, -0.25, 2.05)),
        ("-", HOME),
        ("=", (-2, 3, -0.25, 2.05)),
        ("0", HOME),
    ):
        page.keyboard.press(key)
        settle(page)
        shows(page, window)
    assert crosshair(page) == 1


@pytest.mark.parametrize("width", [1440, 360])
def test_a_drag_pans(open_guide, width):
    page = open_guide(width=width)
    page.locator(".plane").scroll_into_view_if_needed()
    here = plane(page)
    drag(page, here.at(2, 1), here.at(-1, 0.5))
    shows(page, (-2, 8, -0.9, 3.7))
    expect(page.locator(".plane")).not_to_have_class("plane grabbed")
    # Released, the mouse only reads again.
    page.mouse.move(*here.at(0, 0))
    settle(page)
    shows(page, (-2, 8, -0.9, 3.7))


def test_a_drag_past_the_edge_of_the_plane_goes_on(open_guide):
    page = open_guide()
    here = plane(page)
    drag(page, here.at(-4, 1), (here.right + 150, here.at(0, 1)[1]))
    moved = 10 * (here.right + 150 - here.at(-4, 1)[0]) / (here.right - here.left)
    shows(page, (-5 - moved, 5 - moved, -1.4, 3.2))


@pytest.mark.parametrize("width", [1440, 360])
def test_ctrl_wheel_zooms_about_the_pointer_and_wheel_scrolls(open_guide, width):
    page = open_guide(width=width, height=700)
    page.locator(".plane").scroll_into_view_if_needed()
    here = plane(page)
    page.mouse.move(*here.at(-2.5, 2))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -50)
    page.keyboard.up("Control")
    settle(page)
    x0, x1, y0, y1 = plane(page).window
    factor = 2.718281828**-0.5
    assert x1 - x0 == pytest.approx(10 * factor, rel=5e-3)
    assert y1 - y0 == pytest.approx(4.6 * factor, rel=5e-3)
    # What was under the pointer still is.
    assert (-2.5 - x0) / (x1 - x0) == pytest.approx(0.25, abs=5e-3)
    assert (2 - y0) / (y1 - y0) == pytest.approx(3.4 / 4.6, abs=5e-3)
    before = page.evaluate("() => scrollY")
    page.mouse.wheel(0, 200)
    page.wait_for_function("(before) => scrollY > before", arg=before)
    shows(page, (x0, x1, y0, y1))


@pytest.mark.parametrize("width", [768, 360])
def test_two_fingers_pinch(open_guide, width):
    page = open_guide(width=width, has_touch=True)
    page.locator(".plane").scroll_into_view_if_needed()
    here, touch = plane(page), finger(page)
    x = crosshair(page)
    touch("start", here.at(-1, 1), here.at(1, 1))
    touched = crosshair(page)
    for spread in (1.25, 1.5, 2):
        touch("move", here.at(-spread, 1), here.at(spread, 1))
    touch("end")
    # Twice as far apart about (0, 1): half the window.
    shows(page, (-2.5, 2.5, -0.2, 2.1), within=0.02)
    assert crosshair(page) == touched
    assert x == 1
    assert page.evaluate("() => visualViewport.scale") == 1


def test_a_finger_down_the_plane_scrolls_the_page(open_guide):
    page = open_guide(width=360, height=640, has_touch=True)
    page.locator(".plane").scroll_into_view_if_needed()
    here, touch = plane(page), finger(page)
    before = page.evaluate("() => scrollY")
    x, y = here.at(1, 0)
    touch("start", (x, y))
    for up in range(20, 220, 20):
        touch("move", (x, y - up))
    touch("end")
    page.wait_for_function("(before) => scrollY > before + 50", arg=before)
    shows(page, HOME)


def test_never_outside_fifty(open_guide):
    page = open_guide()
    button = page.get_by_role("button", name="Pan right")
    button.evaluate("(b) => { for (let i = 0; i < 120; i++) b.click(); }")
    settle(page)
    shows(page, (40, 50, -1.4, 3.2))
    page.get_by_role("button", name="Zoom out").evaluate(
        "(b) => { for (let i = 0; i < 30; i++) b.click(); }"
    )
    settle(page)
    x0, x1, y0, y1 = plane(page).window
    assert min(x0, y0) >= -BOUND * 1.001
    assert max(x1, y1) <= BOUND * 1.001
    assert x1 - x0 == pytest.approx(2 * BOUND, rel=2e-3)


def test_never_narrower_than_the_least(open_guide):
    page = open_guide("?x=0.5")
    page.locator(".plane").focus()
    for _ in range(20):
        page.keyboard.press("+")
    settle(page)
    x0, x1, y0, y1 = plane(page).window
    assert min(x1 - x0, y1 - y0) == pytest.approx(NARROWEST, rel=1e-2)
    assert x0 < 0.5 < x1
    # The window asked for by the URL is this one, and it opens again.
    page.wait_for_function("() => location.search.includes('view=')")
    page.reload()
    page.locator(".plane[aria-valuenow]").wait_for()
    shows(page, (x0, x1, y0, y1))
    expect(page.locator(".notice")).to_be_empty()


def test_a_drag_stops_at_fifty(open_guide):
    page = open_guide("?view=40,50,-1.4,3.2")
    here = plane(page)
    drag(page, here.at(49, 1), here.at(41, 1))
    shows(page, (40, 50, -1.4, 3.2))
    visit(page, "?view=-50,50,-50,50")
    drag(page, here.at(45, 1), here.at(42, 0))
    shows(page, (-50, 50, -50, 50))
