"""All species on the chart: found by typing, put on, taken off, and read as Python has them."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

import fieldguide
from fieldguide import analysis
from tests.browser.driving import (
    SPECIES,
    WIDTHS,
    WORKHORSES,
    expected,
    printed,
    query,
    reading,
    settle,
    visit,
)

CATALOGUE = tuple(one.slug for one in fieldguide.catalogue())
ORDER = (*SPECIES, *(slug for slug in CATALOGUE if slug not in SPECIES))
ALL = f"?show={','.join(CATALOGUE)}"


@pytest.fixture
def finder(open_guide):
    def opened(width=1440):
        page = open_guide("", width)
        page.get_by_role("button", name="+ 19 more").click()
        return page, page.get_by_role("combobox", name="Find a species")

    return opened


def options(page):
    return page.get_by_role("option").evaluate_all("(all) => all.map((o) => o.dataset.slug)")


def test_lists_every_species_once_by_family(finder):
    page, field = finder()
    expect(field).to_be_focused()
    assert sorted(options(page)) == sorted(CATALOGUE)
    groups = (
        page.get_by_role("listbox")
        .get_by_role("group")
        .evaluate_all(
            "(all) => all.map((g) => [g.getAttribute('aria-label'), g.children.length - 1])"
        )
    )
    families = [one.family for one in fieldguide.catalogue()]
    assert dict(groups) == {family: families.count(family) for family in families}


@pytest.mark.parametrize("width", WIDTHS)
def test_typing_finds_and_enter_puts_on_and_takes_off(finder, width):
    page, field = finder(width)
    page.keyboard.type("Mis")
    assert options(page) == ["mish"]
    page.keyboard.press("Enter")
    settle(page)
    assert query(page) == f"?show={','.join((*WORKHORSES, 'mish'))}"
    assert reading(page) == expected((*WORKHORSES, "mish"), 1.0)
    expect(page.get_by_role("option", name="Mish")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    settle(page)
    assert query(page) == ""
    # Its chip stays where it was pressed.
    expect(page.locator('.chip[data-slug="mish"]')).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(page.get_by_role("button", name="+ 18 more")).to_be_focused()


def test_the_name_that_begins_so_comes_first_and_arrows_move(finder):
    page, field = finder()
    page.keyboard.type("soft")
    assert options(page) == ["softsign", "softplus"]
    expect(field).to_have_attribute("aria-activedescendant", "find-softsign")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "find-softplus")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "find-softsign")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    settle(page)
    assert tuple(reading(page)) == (*WORKHORSES, "softplus")
    field.fill("el")
    # ReLU has "el" in it too.
    expect(field).to_have_attribute("aria-activedescendant", "find-elu")
    field.fill("smooth rect")
    assert {fieldguide.get(slug).family for slug in options(page)} == {"smooth rectifier"}


def test_a_name_there_is_not_gives_the_nearest(finder):
    page, field = finder()
    field.fill("zwish")
    assert options(page) == ["mish"]
    expect(page.locator(".finder-none")).to_have_text("No species is called “zwish”. The nearest:")
    field.fill("<img src=x onerror=alert(1)>" * 400)
    assert len(options(page)) == 1
    assert page.locator("main img").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    field.fill("")
    assert len(options(page)) == len(CATALOGUE)


def test_a_pointer_picks_several_and_leaves_by_a_click_elsewhere(finder):
    page, field = finder()
    for name in ("Mish", "Sine", "ReLU6"):
        page.get_by_role("option", name=name, exact=True).click()
    settle(page)
    assert tuple(reading(page)) == (*WORKHORSES, "relu6", "mish", "sine")
    expect(field).to_be_focused()
    page.locator("h1").click()
    expect(field).to_have_count(0)


def test_every_species_reads_what_python_says(open_guide):
    x = -3.0
    page = open_guide()
    visit(page, f"{ALL}&x={x}&derivatives=1")
    assert reading(page) == expected(ORDER, x)
    curves = page.locator(".plane .curve").evaluate_all("(all) => all.map((c) => c.dataset.slug)")
    assert tuple(curves) == ORDER
    assert page.locator("curve-readout td").get_by_text("undefined").count() == 0


def test_what_the_shading_is_a_tenth_of(open_guide):
    page = open_guide()
    visit(page, "?show=gelu")
    hint = page.locator(".hint")
    assert hint.inner_text().endswith(f" {printed(analysis.steepest('gelu').value)}.")
    visit(page, "?show=squared_relu")
    assert "grows without bound" in hint.inner_text()


@pytest.mark.parametrize("slug", ["elu", "sine"])
def test_a_parameter_has_a_slider_and_a_place_in_the_address(open_guide, slug):
    (parameter,) = fieldguide.get(slug).parameters
    page = open_guide(f"?show={slug}&x=-1.5&{slug}.{parameter.name}=2")
    assert page.locator("activation-chart").get_by_role("alert").inner_text() == ""
    one = fieldguide.get(slug)
    slider = page.get_by_role("slider", name=f"{one.name}’s {parameter.name}")
    expect(slider).to_have_value("2")

    def agrees(value):
        there = one.at(**{parameter.name: value})
        value_and_slope = (printed(there(-1.5)), printed(there.derivative(-1.5)))
        assert reading(page) == {slug: value_and_slope}

    agrees(2.0)
    slider.press("ArrowRight")
    settle(page)
    stepped = float(slider.input_value())
    assert 2 < stepped <= 2 + (parameter.high - parameter.low) / 40
    agrees(stepped)
    slider.press("Home")
    settle(page)
    agrees(parameter.low)
    visit(page, f"?show={slug}&{slug}.{parameter.name}={parameter.high + 1}")
    assert "the nearest is" in page.locator("activation-chart").get_by_role("alert").inner_text()
    expect(slider).to_have_value(f"{parameter.default:g}")


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_of_all_species_do_not_overlap(open_guide, width):
    page = open_guide(ALL, width)
    boxes = page.locator(".end text").evaluate_all(
        "(all) => all.map((t) => [+t.getAttribute('y'), parseFloat(getComputedStyle(t).fontSize)])"
    )
    assert len(boxes) == len(CATALOGUE)
    places = sorted(y for y, _ in boxes)
    size = boxes[0][1]
    assert min(b - a for a, b in pairwise(places)) >= 0.85 * size
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
