"""Fig. 2: the product of slopes through depth."""

import mpmath
import pytest
from playwright.sync_api import expect

import fieldguide
from tests.browser.driving import (
    LEAK,
    WORKHORSES,
    bring,
    parameters,
    printed,
    settle,
    slide,
    visit,
)

FIGURE = "slope-product"


def steepest(slug):
    """The largest slope by formula: GELU's at the root of its second derivative."""
    if slug != "gelu":
        return mpmath.mpf("0.25") if slug == "sigmoid" else mpmath.mpf(1)
    x = mpmath.findroot(lambda t: mpmath.npdf(t) * (2 - t * t), 1.4)
    return mpmath.ncdf(x) + x * mpmath.npdf(x)


def agrees(page, depth, x=1.0, leak=LEAK):
    bring(page.locator(FIGURE))
    rows = page.locator(f"{FIGURE} tbody tr").evaluate_all(
        """(all) => all.map(
            (r) => [r.dataset.slug, ...[...r.cells].slice(1).map((c) => c.innerText)])"""
    )
    assert [row[0] for row in rows] == list(WORKHORSES)
    for slug, peak, best, here in rows:
        slope = fieldguide.get(slug).at(**parameters(slug, leak)).derivative(x)
        assert peak == printed(float(steepest(slug)))
        assert best == printed(float(steepest(slug) ** depth))
        assert here == printed(float(mpmath.mpf(slope) ** depth))
    assert page.locator(f"{FIGURE} output").inner_text() == str(depth)


@pytest.mark.parametrize("width", [1440, 360])
def test_products_by_keys_and_pointer(open_guide, width):
    page = open_guide(width=width)
    slider = page.get_by_role("slider", name="Layers")
    agrees(page, 10)
    for key, depth in (("Home", 1), ("End", 50), ("ArrowLeft", 49)):
        slider.press(key)
        settle(page)
        agrees(page, depth)
    slide(page, slider, 0.5)
    depth = int(slider.input_value())
    assert depth == pytest.approx(25.5, abs=2)
    agrees(page, depth)
    expect(page).to_have_url(page.url.partition("?")[0] + f"?depth={depth}")


@pytest.mark.parametrize("width", [768, 360])
def test_the_plot_is_dragged(open_guide, width):
    page = open_guide(width=width)
    plot = page.locator(f"{FIGURE} svg")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    left, right = plot.locator(".grid").evaluate_all(
        """(all) => [Math.min(...all.map((l) => +l.getAttribute("x1"))),
            Math.max(...all.map((l) => +l.getAttribute("x2")))]"""
    )

    def at(depth):
        return box["x"] + left + (right - left) * depth / 50, box["y"] + 100

    page.mouse.move(*at(30))
    settle(page)
    agrees(page, 10)  # a hover alone moves nothing
    page.mouse.down()
    settle(page)
    agrees(page, 30)
    page.mouse.move(*at(44), steps=5)
    settle(page)
    agrees(page, 44)
    page.mouse.move(*at(90), steps=2)
    page.mouse.up()
    settle(page)
    agrees(page, 50)
    hair = plot.locator(".hair").bounding_box()
    assert hair["x"] == pytest.approx(at(50)[0], abs=0.6)


def test_slopes_at_the_crosshair_follow_it(open_guide):
    page = open_guide("?depth=50&x=-2")
    agrees(page, 50, -2.0)
    page.locator(".plane").press("ArrowRight")
    settle(page)
    agrees(page, 50, -1.9)
    visit(page, "?depth=3&x=-3&negative_slope=0.5")
    agrees(page, 3, -3.0, 0.5)


def test_lines_run_where_the_powers_are(open_guide):
    page = open_guide("?depth=20")
    plot = page.locator(f"{FIGURE} svg")
    zero, ten = (
        float(plot.locator(".axes line[x1][y1]").nth(i).get_attribute("y1")) for i in (3, 2)
    )
    decade = (ten - zero) / 10
    for slug in ("sigmoid", "gelu"):
        dot = plot.locator(f'.at[data-slug="{slug}"]')
        wanted = zero - float(mpmath.log10(steepest(slug))) * 20 * decade
        assert float(dot.get_attribute("cy")) == pytest.approx(wanted, abs=0.2)
