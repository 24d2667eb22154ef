"""Points drawn by pointer and by keys, as the text that the lab reads."""

import math

import pytest
from playwright.sync_api import expect

from fieldguide.labs import bend
from tests.browser.alone import EXTENT, alone, show, told
from tests.browser.driving import drag, finger, settle
from tests.browser.test_bend_figure import TAG, run


@pytest.fixture
def pad(open_guide, guide_url):
    """A page with the pad open."""

    def open_(lines=None, **options):
        page = open_guide("compare", **options)
        alone(page, guide_url)
        show(page, TAG, lines or run())
        if not lines:
            page.get_by_role("button", name="Draw your own points").click()
        page.locator(".pad").scroll_into_view_if_needed()
        settle(page)
        return page

    return open_


def at(page, x, y):
    """Where a place of the data is on the screen."""
    box = page.locator(".pad svg").bounding_box()
    unit = box["width"] / (2 * EXTENT)
    return box["x"] + (x + EXTENT) * unit, box["y"] + (EXTENT - y) * unit


def sent(page):
    """The points of the last run asked for."""
    page.wait_for_function("() => window.told.length > 0")
    kind, detail = told(page)[-1]
    assert kind == "lab-params"
    assert detail["dataset"] == "drawn"
    bend.LAB.Params(**detail)  # The lab reads what the pad writes.
    return [tuple(map(int, part.split(","))) for part in detail["points"].split(";")]


def count(page):
    return int(page.locator(".pad-count b").inner_text())


def test_clicks_put_points_of_the_chosen_class(pad):
    page = pad()
    spots = [(-1, 0.5), (0.75, 0.25), (1.2, -1.2), (0, 0)]
    for i, spot in enumerate(spots):
        page.get_by_role("radio", name=f"class {i % 2}").check()
        page.mouse.click(*at(page, *spot))
    drawn = sent(page)
    assert [c for *_, c in drawn] == [0, 1, 0, 1]
    for (x, y, _), spot in zip(drawn, spots, strict=True):
        # The mouse stands on whole pixels.
        assert (x / 100, y / 100) == pytest.approx(spot, abs=0.011)
    assert len(told(page)) == 1
    page.get_by_role("radio", name="erase").check()
    page.mouse.click(*at(page, 0.8, 0.25))
    expect(page.locator(".pad-count b")).to_have_text("3")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".pad-count b")).to_have_text("4")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".pad-count b")).to_have_text("0")
    assert len(told(page)) == 1


def test_a_stroke_sprays(pad):
    page = pad()
    drag(page, at(page, -1, 1), at(page, 1, 1))
    assert count(page) > 3
    page.get_by_role("radio", name="class 1").check()
    drag(page, at(page, -1, -1), at(page, 1, -1))
    drawn = sent(page)
    assert {c for *_, c in drawn} == {0, 1}
    assert all(abs(y - (100 if c == 0 else -100)) <= 16 for _, y, c in drawn)
    assert len({(x, y) for x, y, _ in drawn}) > len(drawn) / 2
    # A stroke is taken back as one.
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert count(page) == sum(c == 0 for *_, c in drawn)


def test_points_by_keys(pad):
    page = pad()
    page.locator(".pad").focus()
    status = page.locator("drawing-pad [role=status]")
    keys = [
        "ArrowRight",
        "ArrowRight",
        "ArrowUp",
        " ",
        "c",
        "Shift+ArrowLeft",
        "Enter",
        "ArrowDown",
    ]
    for key in keys:
        page.keyboard.press(key)
    expect(status).to_have_text("0.19, 0.00")
    page.keyboard.press("Space")
    expect(status).to_have_text("class 1 at 0.19, 0.00: 3 points")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    # The nearest of the three is the first, right under the cursor.
    page.keyboard.press("Backspace")
    expect(status).to_have_text("class 0 at 0.20, 0.10 removed: 2 left")
    page.keyboard.press("Control+z")
    expect(status).to_have_text("undone: 3 points")
    assert told(page) == []
    page.keyboard.press("Space")
    assert sent(page) == [(20, 10, 0), (19, 10, 1), (19, 0, 1), (20, 10, 1)]


def test_the_cursor_stays_on_the_pad(pad):
    page = pad()
    page.locator(".pad").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("drawing-pad [role=status]")).to_have_text("−1.50, 0.00")


def test_what_is_missing_is_said_and_not_run(pad):
    page = pad()
    words = page.locator(".pad-count")
    for i in range(3):
        page.mouse.click(*at(page, 0.3 * i, 0.5))
    expect(words).to_contain_text("Class 1 has none yet.")
    page.get_by_role("radio", name="class 1").check()
    page.mouse.click(*at(page, 0.3, -0.5))
    assert len(sent(page)) == 4


def test_four_hundred_points_are_the_most(pad):
    text = ";".join(f"{i % 20 * 10 - 100},{i // 20 * 10 - 100},{i % 2}" for i in range(400))
    page = pad(run(dataset="drawn", points=text))
    assert count(page) == 400
    page.mouse.click(*at(page, 1.4, 1.4))
    expect(page.locator("drawing-pad [role=status]")).to_have_text(
        "400 points are the most: erase some first"
    )
    assert count(page) == 400
    page.get_by_role("button", name="Undo").click()
    assert told(page) == []


def test_the_pad_shows_the_points_of_the_run(pad):
    page = pad(run(dataset="drawn", points="10,20,0;-30,40,1;50,-60,0;0,0,1"))
    assert count(page) == 4
    assert page.get_by_role("button", name="Put the pad away").is_visible()
    # What a run shows that was asked for here does not disturb the next stroke.
    page.mouse.click(*at(page, 1, 1))
    drawn = sent(page)
    assert drawn[:4] == [(10, 20, 0), (-30, 40, 1), (50, -60, 0), (0, 0, 1)]
    page.mouse.click(*at(page, -1, 1))
    show(page, TAG, run(dataset="drawn", points=told(page)[-1][1]["points"]))
    assert count(page) == 6


def test_a_finger_draws_and_the_page_stays(pad):
    page = pad(width=360, height=740, has_touch=True)
    touch = finger(page)
    before = page.evaluate("() => scrollY")
    (x, y), (u, v) = at(page, -1, 1), at(page, 1, -1)
    touch("start", (x, y))
    for share in (0.25, 0.5, 0.75, 1):
        touch("move", (x + share * (u - x), y + share * (v - y)))
    touch("end")
    assert count(page) >= 4
    assert page.evaluate("() => scrollY") == before
    box = page.locator(".pad").bounding_box()
    # Beside the pad there is room to scroll by.
    assert box["width"] <= 360 - 2 * 16 - 30
    assert math.isclose(box["width"], box["height"], abs_tol=0.5)
