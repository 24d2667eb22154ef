"""The whole plate of a gate: axe, widths, print, schemes, and without a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import fieldguide
from fieldguide.guide.pages.gate_plate import TABLE_A, TABLE_B
from tests.browser.driving import LOOKS, WIDTHS, settle
from tests.browser.gates import pixel

GATES = [gate.slug for gate in fieldguide.gates()]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(open_guide, width, scheme):
    page = open_guide(
        "species/swiglu?a=banana&part=da", width, color_scheme=scheme, reduced_motion="reduce"
    )
    page.locator("#b-exact").fill("80")
    page.locator("#b-exact").press("Enter")
    page.get_by_text("Some of the numbers as a table").click()
    settle(page)
    assert page.locator(".notice li").count() == 1
    assert page.locator("#b-problem").inner_text()
    assert page.get_by_role("region", name="Table of values").is_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 5


@pytest.mark.parametrize(
    ("slug", "width"),
    [*(("swiglu", width) for width in WIDTHS), *((slug, 320) for slug in GATES)],
)
def test_nothing_is_wider_than_the_page(open_guide, slug, width):
    page = open_guide(f"species/{slug}?part=da", width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    inside = page.evaluate(
        """() => [...document.querySelectorAll(".sheet svg text")].every((t) => {
            const box = t.getBoundingClientRect();
            return box.left >= 0 && box.right <= innerWidth;
        })"""
    )
    assert inside
    # No two labels of an axis, and no two levels of the map, lie on each other.
    boxes = page.locator(".sheet .tick, .sheet .contour-label").evaluate_all(
        """(all) => all.map((t) => t.getBoundingClientRect())
            .map((b) => [b.left + 1, b.top + 3, b.right - 1, b.bottom - 3])"""
    )
    for i, (left, top, right, bottom) in enumerate(boxes):
        for x0, y0, x1, y1 in boxes[:i]:
            assert x1 <= left or right <= x0 or y1 <= top or bottom <= y0


@pytest.mark.parametrize("slug", GATES)
def test_without_script(open_guide, slug):
    page = open_guide(f"species/{slug}", java_script_enabled=False)
    gate = fieldguide.get(slug)
    table = page.locator("gate-figure table")
    expect(table).to_be_visible()
    shown = table.locator("td data").evaluate_all("(all) => all.map((d) => d.value)")
    expected = [
        value
        for b in TABLE_B
        for row in ([gate(a, b) for a in TABLE_A], [gate.derivatives(a, b)[0] for a in TABLE_A])
        for value in row
    ]
    assert [float(v) for v in shown] == [*expected, *(gate.inner(a) for a in TABLE_A)]
    for heading in ("Vital statistics", "Similar gates", "Elsewhere", "In a network"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_the_scheme_can_change(open_guide):
    page = open_guide("species/glu", fresh=True, color_scheme="light")
    light = pixel(page, 5, 280)[0]
    page.emulate_media(color_scheme="dark")
    settle(page)
    dark = pixel(page, 5, 280)[0]
    # Near zero the map is paper.
    assert min(light) > 230
    assert max(dark) < 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_on_white(open_guide, scheme):
    page = open_guide("species/swiglu", fresh=True, color_scheme=scheme)
    page.emulate_media(media="print")
    settle(page)
    assert min(pixel(page, 5, 280)[0]) > 250
    for selector in (".parts", ".gate-board input[type=range]", ".keys", ".neighbors"):
        expect(page.locator(selector).first).to_be_hidden()
    map_, sheet = (page.locator(s).bounding_box() for s in (".plane", ".sheet svg"))
    border = page.locator(".border").bounding_box()
    # The map keeps to its frame when both shrink to the sheet.
    for side in ("x", "y", "width", "height"):
        assert map_[side] == pytest.approx(border[side], abs=1.5)
    assert sheet["x"] + sheet["width"] <= 1440
    assert page.pdf(format="A4")[:4] == b"%PDF"


def test_plates_lead_to_each_other(open_guide):
    page = open_guide("species/glu")
    for slug in GATES[1:]:
        page.locator(".neighbors [rel=next]").click()
        page.locator(".plane[aria-valuenow]").wait_for()
        assert re.search(rf"/species/{slug}$", page.url)
    page.locator(".particulars a").first.click()
    expect(page).to_have_url(re.compile(r"/species/silu$"))
