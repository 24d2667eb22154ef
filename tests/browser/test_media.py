"""Dark, printed, calm, offline, and without a script."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from fieldguide.guide.pages.front_page import SPECIES
from tests.browser.driving import (
    WIDTHS,
    WORKHORSES,
    crosshair,
    expected,
    facts,
    number,
    parameters,
    plane,
    printed,
    reading,
    settle,
)
from tests.browser.labs import LABS, at


def lightness(color):
    """Relative luminance of "rgb(r, g, b)", from 0 to 1."""
    parts = [int(v) / 255 for v in color.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def colors(page):
    return page.evaluate(
        """() => ({
            paper: getComputedStyle(document.body).backgroundColor,
            ink: getComputedStyle(document.body).color,
            plane: getComputedStyle(document.querySelector(".plane")).backgroundColor,
            curves: [...document.querySelectorAll("curve-plot path.curve")]
                .map((p) => getComputedStyle(p).stroke),
        })"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_schemes(open_guide, scheme):
    page = open_guide("?show=sigmoid,tanh,relu,leaky_relu,gelu,identity", color_scheme=scheme)
    seen = colors(page)
    dark = scheme == "dark"
    assert (lightness(seen["paper"]) < 0.05) == dark
    assert (lightness(seen["ink"]) > 0.5) == dark
    # Graphics want a contrast of 3 at least (WCAG 1.4.11).
    ground = lightness(seen["plane"])
    assert len(set(seen["curves"])) == 6
    for stroke in seen["curves"]:
        low, high = sorted((ground, lightness(stroke)))
        assert (high + 0.05) / (low + 0.05) >= 3
    seen = page.locator(".tick, .end text, .direct:not(.soft)").evaluate_all(
        "(all) => all.map((e) => [e.textContent, getComputedStyle(e).fill])"
    )
    for text, fill in seen:
        low, high = sorted((ground, lightness(fill)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printed(open_guide, scheme):
    page = open_guide("?derivatives=1", color_scheme=scheme, fresh=True)
    page.emulate_media(media="print", color_scheme=scheme)
    seen = colors(page)
    assert seen["paper"] == "rgb(255, 255, 255)"
    assert lightness(seen["ink"]) < 0.05
    assert len(seen["curves"]) == 5
    controls = "button:not(.focus-name), input[type=range], input[type=checkbox], summary, nav a"
    visible = page.locator(controls).evaluate_all(
        "(all) => all.filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))"
    )
    assert visible == []
    for part in ("curve-plot path.curve", ".slope-curve path", "slope-product svg", "#reading li"):
        expect(page.locator(part).first).to_be_visible()
    assert reading(page) == expected(WORKHORSES, 1.0)


@pytest.mark.parametrize("width", [1440, 360])
def test_printed_sheet_holds_every_drawing(open_guide, width):
    page = open_guide("?derivatives=1", width, fresh=True)
    assert page.pdf(format="A4").startswith(b"%PDF")
    # A sheet is laid out without a word to the script, which would draw for the new width:
    # 718 CSS pixels are A4 less a margin of a centimeter.
    page.add_init_script("ResizeObserver.prototype.observe = () => {};")
    page.reload()
    page.locator(".plane[aria-valuenow]").wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1047})
    for drawing in page.locator(".plane svg, svg.mini").all():
        inner, outer = drawing.evaluate(
            """(svg) => [svg, svg.closest("figure")].map((e) => {
                const box = e.getBoundingClientRect();
                return [box.left, box.right];
            })"""
        )
        assert outer[0] - 1 <= inner[0] < inner[1] <= outer[1] + 1
    sheet = page.locator(".plane svg").bounding_box()
    names = [end.bounding_box() for end in page.locator(".plane .end text").all()]
    assert len(names) == 5
    for name in names:
        assert name["x"] + name["width"] <= sheet["x"] + sheet["width"]
    tops = sorted(name["y"] for name in names)
    assert all(b - a >= 0.75 * names[0]["height"] for a, b in pairwise(tops))


def test_calm_scrolls_at_once(open_guide):
    page = open_guide(reduced_motion="reduce")
    behavior = "() => getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behavior) == "auto"
    page.get_by_role("navigation").get_by_role("link", name="Further reading").click()
    settle(page)
    far = page.evaluate("() => scrollY")
    assert far > 1000
    page.locator("try-step button").first.evaluate("(b) => b.click()")
    settle(page)
    at_once = page.evaluate(
        "() => document.querySelector('activation-chart').getBoundingClientRect().top"
    )
    assert abs(at_once) < 60
    moving = page.locator(".press, .chip, .switch input").evaluate_all(
        "(all) => all.filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert moving == 0
    # The other way round, to know that the check can fail.
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(behavior) == "smooth"
    page.emulate_media(reduced_motion="reduce")


@pytest.mark.parametrize("width", [1440, 360])
def test_everything_works_offline_once_loaded(open_guide, width):
    page = open_guide(width=width, fresh=True, reduced_motion="reduce")
    for name in LABS:
        at(page, name)
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    settle(page)
    asked = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.locator('.chip[data-slug="tanh"]').click()
    page.get_by_text("Show derivatives").click()
    page.locator(".plane").press("ArrowRight")
    page.locator("curve-readout").get_by_role("button", name="GELU").click()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("slider", name="Leaky ReLU").press("ArrowRight")
    page.locator("#x-exact").fill("0.5")
    page.locator("#x-exact").press("Enter")
    page.get_by_text("The same numbers as a table").click()
    settle(page)
    assert reading(page) == expected(("sigmoid", "relu", "leaky_relu", "gelu"), 0.5, 0.11)
    for step in page.locator("try-step button").all():
        step.click()
    for name in ("Layers", "Threshold", "Weight"):
        page.get_by_role("slider", name=name).press("End")
    for figure in ("slope-contrast", "gelu-gap"):
        page.locator(figure).get_by_role("slider").press("Home")
    assert facts(page.locator("tanh-loop"))["comes to rest at"] == "±0.9993"
    assert crosshair(page) == -4
    page.go_back()
    settle(page)
    assert [url for url in asked if not url.startswith("data:")] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_without_a_script_the_text_and_a_table_are_there(open_guide, width):
    page = open_guide(width=width, java_script_enabled=False)
    for heading in ("Try this", "The concept", "Why ML cares", "Where you’ve seen this"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    for see in page.locator("try-step .see").all():
        expect(see).to_be_visible()
    expect(page.get_by_text("Show me")).to_have_count(0)
    expect(page.locator("activation-chart > p")).to_contain_text("not running here")
    table = page.locator("activation-chart table")
    expect(table).to_be_visible()
    heads = table.locator("thead th").all_inner_texts()[2:]
    at = [number(text.rpartition("=")[2]) for text in heads]
    bodies = table.locator("tbody").all()
    assert len(bodies) == len(SPECIES)
    for one, body in zip(SPECIES, bodies, strict=True):
        assert one.name in body.inner_text()
        leak = parameters(one.slug)
        values, slopes = (row.locator("td").all_inner_texts() for row in body.locator("tr").all())
        for x, value, slope in zip(at, values, slopes, strict=True):
            assert number(value) == number(printed(one(x, **leak)))
            assert number(slope) == number(printed(one.at(**leak).derivative(x)))


def test_without_a_script_empty_figures_take_no_room(open_guide):
    page = open_guide(java_script_enabled=False)
    for name in ("slope-product", "slope-contrast", "gelu-gap", "score-threshold", "tanh-loop"):
        box = page.locator(name).bounding_box()
        assert box is None or box["height"] < 10


def test_a_script_that_does_not_arrive_leaves_the_table(chromium, guide_url):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/guide.js", lambda route: route.abort())
    page.goto(guide_url)
    # Hidden at first, since the script is on its way as a rule.
    expect(page.locator("activation-chart > table")).to_be_hidden()
    expect(page.locator("activation-chart > table")).to_be_visible()
    expect(page.locator("activation-chart > p")).to_be_visible()
    expect(page.get_by_text("Show me")).to_have_count(0)
    context.close()


def test_the_plane_is_measured_again_when_turned(open_guide):
    page = open_guide(fresh=True)
    wide = plane(page)
    page.set_viewport_size({"width": 768, "height": 1024})
    page.wait_for_function("() => document.querySelector('.plane svg').clientWidth <= 728")
    settle(page)
    page.locator(".plane").scroll_into_view_if_needed()
    here = plane(page)
    assert here.right < wide.right
    page.mouse.move(*here.at(-2, 1))
    settle(page)
    assert crosshair(page) == pytest.approx(-2, abs=0.03)
