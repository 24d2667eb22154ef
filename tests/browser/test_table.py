"""The same numbers as a table, under the chart."""

import pytest
from playwright.sync_api import expect

import fieldguide
from tests.browser.driving import (
    SPECIES,
    WIDTHS,
    WORKHORSES,
    expected,
    number,
    settle,
    visit,
)


def table(page):
    """Each x with the species' values and slopes, in the order of the head."""
    return page.locator("value-table table").evaluate(
        """(table) => ({
            names: [...table.querySelectorAll("th[data-slug]")].map((h) => h.dataset.slug),
            rows: [...table.tBodies[0].rows].map((r) => [...r.cells].map((c) => c.textContent)),
        })"""
    )


def agrees(page, slugs, leak=0.1):
    seen = table(page)
    assert tuple(seen["names"]) == tuple(slugs)
    for x, *cells in seen["rows"]:
        pairs = list(zip(cells[::2], cells[1::2], strict=True))
        assert dict(zip(slugs, pairs, strict=True)) == expected(slugs, number(x), leak)
    return [number(row[0]) for row in seen["rows"]]


def test_same_numbers(open_guide):
    page = open_guide()
    page.get_by_text("The same numbers as a table").click()
    assert agrees(page, WORKHORSES) == list(range(-5, 6))
    visit(page, "?show=leaky_relu,tanh,identity&negative_slope=0.35&view=0.9,1.1,0,1")
    xs = agrees(page, ("tanh", "leaky_relu", "identity"), 0.35)
    assert (xs[0], xs[-1]) == (0.9, 1.1)
    expect(page.locator("value-table caption")).to_contain_text("0.35")
    visit(page, f"?show={','.join(SPECIES)}&view=-50,50,-1,1")
    assert agrees(page, SPECIES) == list(range(-50, 51, 10))
    page.get_by_role("button", name="Zoom in").click()
    settle(page)
    assert max(agrees(page, SPECIES)) <= 26


@pytest.mark.parametrize("width", WIDTHS)
def test_opens_by_key_and_scrolls_by_key(open_guide, width):
    page = open_guide(width=width)
    summary = page.get_by_text("The same numbers as a table")
    region = page.get_by_role("region", name="Table of values and slopes")
    expect(region).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(region).to_be_visible()
    page.keyboard.press("Tab")
    expect(region).to_be_focused()
    wider = region.evaluate("(r) => r.scrollWidth > r.clientWidth")
    assert wider or width != 360
    if wider:
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(r) => r.scrollLeft > 0", arg=region.element_handle())
    summary.press("Space")
    expect(region).to_be_hidden()


def test_heads_name_every_cell(open_guide):
    page = open_guide("?show=sigmoid,gelu")
    page.get_by_text("The same numbers as a table").click()
    for slug in ("sigmoid", "gelu"):
        name = fieldguide.get(slug).name
        for what in ("value", "slope"):
            head = page.get_by_role("columnheader", name=f"{name} {what}")
            expect(head).to_have_count(1)
