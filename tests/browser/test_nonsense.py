"""Nonsense in the URL falls back to the default, says so, and puts nothing into the page."""

import pytest
from playwright.sync_api import expect

from fieldguide.guide.pages.front_page import LEAK
from tests.browser.driving import (
    HOME,
    WIDTHS,
    WORKHORSES,
    crosshair,
    expected,
    plane,
    query,
    reading,
    settle,
    visit,
)

# What is asked for, and what the page must say of it. Each setting and each way to get it wrong is
# tested without a browser.
ASKED = {
    "show=gleu": ["“gleu”", "nearest is “gelu”"],
    "view=-60,60,-1,1": ["is not a window"],
    "__proto__=1": ["“__proto__” is not a setting"],
    "show=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E": ["“<img src=x onerror=alert(1)>”"],
    "%3Cscript%3Ealert(1)%3C/script%3E=1": ["“<script>alert(1)</script>”"],
    "x=" + "9" * 5000: ["nearest is 50", "9…”"],
}


def at_defaults(page):
    assert reading(page) == expected(WORKHORSES, 1.0)
    assert plane(page).window == pytest.approx(HOME, abs=5e-3)
    assert page.get_by_role("switch").is_checked() is False
    assert page.locator("input[type=range]").evaluate_all("(all) => all.map((s) => +s.value)") == [
        LEAK,
        10,
        1,
        1,
        0.5,
        1.5,
    ]
    assert page.locator(".saturation").count() == 0


def test_each_falls_back_and_says_so(open_guide):
    page = open_guide()
    for asked, says in ASKED.items():
        visit(page, f"?{asked}")
        notice = page.get_by_role("alert")
        assert notice.get_by_role("listitem").count() == 1
        line = notice.get_by_role("listitem").inner_text()
        for words in says:
            assert words in line
        assert len(line) < 160
        at_defaults(page)
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate(
        "() => ({}).x === undefined && Object.prototype.valueOf.name === 'valueOf'"
    )


@pytest.mark.parametrize("asked", ["%zz", "x=" + "9" * 5000])
def test_a_loaded_page_says_so_too(open_guide, asked):
    page = open_guide(f"?{asked}")
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(1)
    at_defaults(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_right_beside_nonsense_is_kept(open_guide, width):
    page = open_guide("?show=sigmoid,gelu&x=banana&derivatives=1&weight=9", width)
    notice = page.get_by_role("alert")
    expect(notice.get_by_role("listitem")).to_have_count(2)
    assert reading(page) == expected(("sigmoid", "gelu"), 1.0)
    expect(page.get_by_role("switch")).to_be_checked()
    box = notice.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_many_problems_are_counted(open_guide):
    page = open_guide("?" + "&".join(f"key{i}=1" for i in range(40)))
    items = page.get_by_role("alert").get_by_role("listitem")
    expect(items).to_have_count(6)
    expect(items.last).to_have_text("And 35 more.")


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_the_notice_is_dismissed(open_guide, by):
    page = open_guide("?x=banana&show=tanh")
    dismiss = page.get_by_role("alert").get_by_role("button", name="Dismiss")
    dismiss.click() if by == "pointer" else dismiss.press("Enter")
    expect(page.get_by_role("alert")).to_be_empty()
    assert tuple(reading(page)) == ("tanh",)


def test_back_to_a_good_address_takes_the_notice_away(open_guide):
    page = open_guide("?x=2")
    visit(page, "?x=banana")
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.go_back()
    settle(page)
    expect(page.get_by_role("alert")).to_be_empty()
    assert crosshair(page) == 2


def test_the_next_change_writes_a_clean_address(open_guide):
    page = open_guide("?x=banana&shwo=1")
    page.locator('.chip[data-slug="tanh"]').click()
    settle(page)
    assert query(page) == "?show=sigmoid,relu,leaky_relu,gelu"
