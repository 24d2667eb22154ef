"""A formula typed on the chart: drawn as Python computes it, kept in the URL, or put right."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

import fieldguide
from tests.browser.driving import (
    WORKHORSES,
    expected,
    points,
    printed,
    query,
    reading,
    settle,
)
from tests.browser.formulas import drawn, open_formula, paste, type_in

AT = (-4.5, -0.75, 0.0, 1.0, 20.0)
TYPED = ("x*tanh(log(1+exp(x)))", "max(x, 0) - 0.1*max(-x, 0)", "where(x > 1, x^2, e^(-x^2))")

# What each of them says, and the character it points at. The parser's own tests have many more.
WRONG = {
    "x**": ("found the end", 3),
    "x + (2": ("operator or )", 6),
    "__import__('os').system('x')": ("__import__", 0),
    "<img src=x onerror=alert(1)>": ("comparison", 0),
    "x + 😀": ("U+1F600", 4),
    "(" * 200 + "x" + ")" * 200: ("nested", 64),
    "x" * 10_000: ("1000 characters", None),
    "toString": ("toString", 0),
}


def read_at(page: Page, x: float) -> tuple[str, str]:
    page.locator("#x-exact").fill(repr(x))
    page.locator("#x-exact").press("Enter")
    settle(page)
    return reading(page)["formula"]


@pytest.mark.parametrize("text", TYPED[::2])
def test_what_is_typed_is_drawn_as_python_computes_it(open_guide, text):
    page = open_guide("?show=gelu&derivatives=1")
    here = fieldguide.formula(text)
    type_in(page, text)
    drawn(page, text)
    assert tuple(reading(page)) == ("gelu", "formula")
    for x in AT:
        assert read_at(page, x) == (printed(here(x)), printed(here.derivative(x)))


def test_the_curve_and_its_slope_lie_where_python_says(open_guide):
    text = TYPED[2]
    page = open_formula(open_guide, text, "&derivatives=1&view=-5,5,-6,6")
    here = fieldguide.formula(text)
    size = page.locator("#plane-clip rect").evaluate(
        "(r) => ['x', 'y', 'width', 'height'].map((k) => +r.getAttribute(k))"
    )
    left, top, width, height = size
    for selector, function in (
        ('.curve[data-slug="formula"]', here),
        ('.slope-curve[data-slug="formula"] path', here.derivative),
    ):
        corners = points(page.locator(selector).get_attribute("d"))
        inside = [(px, py) for px, py in corners if top < py < top + height]
        assert len(inside) > 100
        for px, py in inside:
            x = (px - left) / width * 10 - 5
            y = 6 - (py - top) / height * 12
            # Coordinates are rounded to a tenth of a pixel.
            near = [function(x + h) for h in (-0.05 / width * 10, 0.0, 0.05 / width * 10)]
            room = 0.06 / height * 12
            assert min(near) - room <= y <= max(near) + room


def test_kinks_are_drawn_sharp_and_their_slope_on_both_sides(open_guide):
    page = open_formula(open_guide, "abs(x-0.123)", "&derivatives=1")
    path = page.locator('.curve[data-slug="formula"]').get_attribute("d")
    assert path.count("M") == 2
    circles = page.locator('.slope-curve[data-slug="formula"] circle')
    assert circles.evaluate_all("(all) => all.map((c) => c.getAttribute('class'))") == [
        "closed",
        "open",
    ]


def test_a_pole_and_a_missing_half_are_drawn_without_complaint(open_guide):
    page = open_formula(open_guide, "1/x", "&derivatives=1")
    assert page.locator('.curve[data-slug="formula"]').get_attribute("d").count("M") == 2
    assert read_at(page, 0.0)[0] in ("∞", "−∞", "undefined")
    type_in(page, "sqrt(-x)")
    drawn(page, "sqrt(-x)")
    assert read_at(page, 2.0) == ("undefined", "undefined")
    assert page.locator('.end[data-slug="formula"] text').get_attribute("y") != "NaN"


def test_it_can_be_put_in_focus_shaded_and_tabled(open_guide):
    page = open_guide(f"?formula={quote('2*tanh(x)')}&show=gelu,formula&focus=formula")
    expect(page.locator('.saturation[data-slug="formula"] rect')).to_have_count(2)
    # |2 sech^2 x| < 0.2, where cosh x > sqrt(10).
    edge = page.locator(".saturation rect").last.get_attribute("data-from")
    assert float(edge) == pytest.approx(1.8184464592320668, abs=1e-9)
    page.get_by_text("The same numbers as a table").click()
    row = page.get_by_role("region", name="Table of values").locator("tbody tr").last
    here = fieldguide.formula("2*tanh(x)")
    cells = row.locator("td").all_inner_texts()[-2:]
    assert cells == [printed(here(5.0)), printed(here.derivative(5.0))]


@pytest.mark.parametrize("by", ["keys", "paste"])
def test_what_is_wrong_is_said_and_pointed_at_and_the_last_good_curve_stays(open_guide, by):
    page = open_guide("?show=gelu")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    paste(page, "x*2")
    drawn(page, "x*2")
    field, problem = page.locator("#formula-text"), page.locator("#formula-problem")
    wide = page.locator("#formula-text").evaluate(
        """(input) => {
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = getComputedStyle(input).font;
            return pen.measureText('x').width;
        }"""
    )
    for text, (says, place) in WRONG.items():
        if by == "keys" and len(text) > 60:
            continue
        (type_in if by == "keys" else paste)(page, text)
        expect(problem).to_contain_text(says if place is None else f"Column {place + 1}: ")
        expect(problem).to_contain_text(says)
        line = problem.inner_text()
        assert "\n" not in line
        assert len(line) < 160
        expect(field).to_have_value(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator("activation-chart")).to_have_attribute("data-stale", "")
        assert reading(page)["formula"] == ("2.000", "2.000")
        assert query(page) == "?show=gelu,formula&formula=x*2"
        if place is not None and place < 40:
            caret = page.locator(".formula-caret").bounding_box()
            box = field.bounding_box()
            assert caret["x"] == pytest.approx(box["x"] + place * wide, abs=1)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("activation-chart img, activation-chart script").count() == 0
    assert dialogs == []
    paste(page, "x*3")
    drawn(page, "x*3")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(page.locator("activation-chart")).not_to_have_attribute("data-stale", "")
    assert reading(page)["formula"] == ("3.000", "3.000")


def test_typing_on_waits_for_nothing_and_only_the_last_text_counts(open_guide):
    page = open_guide("?show=gelu")
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile(r"api/formula\?formula=x\*2$"), hold)
    with page.expect_request(re.compile(r"formula=x\*2$")):
        type_in(page, "x*2")
    page.keyboard.type("0")
    drawn(page, "x*20")
    # The answer about the shorter text arrives last; nobody waits for it any more.
    (route,) = held
    route.continue_()
    settle(page)
    assert reading(page)["formula"] == ("20.00", "20.00")
    assert query(page) == "?show=gelu,formula&formula=x*20"
    page.unroute_all(behavior="wait")


def test_an_address_opens_the_formula_and_its_slider(open_guide):
    page = open_guide("?formula=x*sigmoid(b*x)&formula.b=2&show=gelu,formula")
    here = fieldguide.formula("x*sigmoid(b*x)", b=2.0)
    expect(page.locator('.curve[data-slug="formula"]')).to_be_attached()
    expect(page.locator("#formula-text")).to_have_value("x*sigmoid(b*x)")
    expect(page.locator(".printed math")).to_be_visible()
    settle(page)
    assert reading(page)["formula"] == (printed(here(1.0)), printed(here.derivative(1.0)))
    slider = page.get_by_role("slider", name="Formula’s b")
    assert slider.input_value() == "2"
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    settle(page)
    assert reading(page)["formula"][0] == printed(here(1.0, b=2.2))
    page.wait_for_function("() => location.search.includes('formula.b=2.2')")
    slider.press("End")
    settle(page)
    assert slider.get_attribute("max") == "10"
    assert reading(page)["formula"][0] == printed(here(1.0, b=10.0))


def test_a_name_becomes_a_slider_and_goes_when_it_leaves_the_text(open_guide):
    page = open_guide("?show=gelu")
    type_in(page, "max(x, b) + a")
    make = page.get_by_role("button", name="Make b, a sliders")
    make.press("Enter")
    drawn(page, "max(x, b) + a")
    expect(page.locator("#formula-text")).to_be_focused()
    b = page.get_by_role("slider", name="Formula’s b")
    assert (b.input_value(), b.get_attribute("min")) == ("1", "-10")
    b.press("ArrowLeft")
    b.press("ArrowLeft")
    page.wait_for_function("() => location.search.includes('formula.b=0.8')")
    here = fieldguide.formula("max(x, b) + a", a=1.0, b=0.8)
    assert read_at(page, 0.5) == (printed(here(0.5)), printed(here.derivative(0.5)))
    # The kink goes along.
    page.get_by_text("Show derivatives").click()
    page.wait_for_function(
        """() => {
            // NaN until the circle is drawn.
            const place = (s) => +document.querySelector(s)?.getAttribute('cx');
            const clip = document.querySelector('#plane-clip rect');
            const x = (px) => (px - clip.getAttribute('x')) / clip.getAttribute('width') * 10 - 5;
            return Math.abs(x(place('.slope-curve[data-slug=formula] circle')) - 0.8) < 1e-3;
        }"""
    )
    type_in(page, "x + a")
    drawn(page, "x + a")
    assert "formula.b" not in query(page)
    assert "formula.a=1" in query(page)
    expect(b).to_have_count(0)
    # A name typed again finds the value it had.
    type_in(page, "b*x")
    drawn(page, "b*x")
    assert "formula.b=0.8" in query(page)
    assert "formula.a" not in query(page)


def test_a_parameter_called_constructor_is_a_parameter(open_guide):
    page = open_guide("?formula=constructor*x&formula.constructor=3&show=formula")
    expect(page.locator('.curve[data-slug="formula"]')).to_be_attached()
    settle(page)
    assert reading(page) == {"formula": ("3.000", "3.000")}


def test_typing_is_one_step_of_the_history(open_guide):
    page = open_guide("?show=gelu&x=2")
    type_in(page, "x*2")
    drawn(page, "x*2")
    page.keyboard.type("+1")
    drawn(page, "x*2+1")
    page.keyboard.press("Enter")
    page.keyboard.type("0")
    drawn(page, "x*2+10")
    assert reading(page)["formula"][0] == "14.00"
    page.go_back()
    drawn(page, "x*2+1")
    expect(page.locator("#formula-text")).to_have_value("x*2+1")
    assert reading(page)["formula"][0] == "5.000"
    page.go_back()
    settle(page)
    assert query(page) == "?show=gelu&x=2"
    expect(page.locator("#formula-text")).to_have_value("")
    assert tuple(reading(page)) == ("gelu",)
    page.go_forward()
    drawn(page, "x*2+1")
    assert reading(page)["formula"][0] == "5.000"


def test_the_fields_own_undo_and_escape(open_guide):
    page = open_guide("?show=gelu")
    field = page.locator("#formula-text")
    type_in(page, "x*2")
    drawn(page, "x*2")
    page.keyboard.type("*")
    expect(page.locator("#formula-problem")).to_contain_text("found the end")
    page.keyboard.press("Escape")
    expect(field).to_have_value("x*2")
    expect(page.locator("#formula-problem")).to_be_empty()
    page.keyboard.press("ControlOrMeta+z")
    expect(field).to_have_value("x*2*")
    expect(page.locator("#formula-problem")).to_contain_text("found the end")
    page.keyboard.press("ControlOrMeta+Shift+z")
    expect(field).to_have_value("x*2")
    expect(page.locator("#formula-problem")).to_be_empty()


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_examples_are_drawn_and_clearing_takes_the_species_away(open_guide, by):
    page = open_guide("?show=gelu")
    examples = page.locator(".formula-examples button")
    texts = examples.all_inner_texts()
    assert len(texts) == 4
    for i, text in enumerate(texts):
        examples.nth(i).click() if by == "pointer" else examples.nth(i).press("Enter")
        drawn(page, text)
    page.locator("#formula-text").press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    expect(page.locator('.curve[data-slug="formula"]')).to_have_count(0)
    page.wait_for_function("() => location.search === '?show=gelu'")
    assert page.locator('.chip[data-slug="formula"]').count() == 0
    expect(page.locator("formula-plate details")).to_have_count(0)
    page.go_back()
    drawn(page, texts[-1])


def test_a_bad_formula_in_the_address_is_said_and_the_rest_is_shown(open_guide):
    page = open_guide("?formula=x**&show=gelu,formula&x=2")
    expect(page.locator("#formula-problem")).to_contain_text("Column 4: found the end")
    expect(page.locator("#formula-text")).to_have_value("x**")
    assert reading(page) == expected(("gelu",), 2.0)
    page.locator("#formula-text").press("End")
    page.keyboard.type("2")
    drawn(page, "x**2")
    assert reading(page)["formula"] == ("4.000", "4.000")


def test_a_show_without_a_formula_is_said(open_guide):
    page = open_guide("?show=gelu,formula")
    expect(
        page.locator("activation-chart").get_by_role("alert").get_by_role("listitem")
    ).to_contain_text("no formula to show")
    assert tuple(reading(page)) == ("gelu",)


def test_the_opening_page_is_as_it_was(open_guide):
    page = open_guide()
    expect(page.locator("#formula-text")).to_have_value("")
    assert reading(page) == expected(WORKHORSES, 1.0)
    assert query(page) == ""
