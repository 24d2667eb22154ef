"""Two charts on one page: each has its own functions, parameters, window and crosshair."""

from collections import Counter

import pytest
from playwright.sync_api import Page

import fieldguide

from .driving import number, printed, settle

OTHER = "show=elu,silu&elu.alpha=2&x=-1&view=-2,2,-2,2&derivatives=1"
FIRST, SECOND = "activation-chart", "#beside activation-chart"


@pytest.fixture
def two(open_guide) -> Page:
    """The guide, with a second chart above its own that has its own state."""
    page = open_guide("?x=2")
    page.evaluate(
        """(settings) => {
            const beside = document.createElement("div");
            const chart = document.createElement("activation-chart");
            beside.id = "beside";
            chart.setAttribute("settings", settings);
            beside.append(chart);
            document.querySelector("main").append(beside);
        }""",
        OTHER,
    )
    page.locator(f"{SECOND} .plane[aria-valuenow]").wait_for()
    page.locator(SECOND).scroll_into_view_if_needed()
    settle(page)
    return page


def looks(page: Page, chart: str) -> dict[str, object]:
    """All that a chart shows: its curves, its readings, its crosshair, its window, its sliders."""
    return page.locator(chart).first.evaluate(
        """(chart) => ({
            curves: [...chart.querySelectorAll(".curve, .slope-curve path")].map(
                (path) => [path.closest("[data-slug]").dataset.slug, path.getAttribute("d")]),
            readings: chart.querySelector("curve-readout").innerText,
            x: chart.querySelector(".x-field input").value,
            at: chart.querySelector(".plane").getAttribute("aria-valuetext"),
            ticks: [...chart.querySelectorAll(".tick")].map((tick) => tick.textContent),
            chips: [...chart.querySelectorAll(".chip[aria-pressed='true']")].map(
                (chip) => chip.dataset.slug),
            sliders: [...chart.querySelectorAll(".slider input")].map((slider) => slider.value),
            shaded: [...chart.querySelectorAll(".saturation rect")].map(
                (rect) => rect.dataset.from),
            focus: [...chart.querySelectorAll(".focus-name[aria-pressed='true']")].map(
                (name) => name.textContent.trim()),
            steep: chart.querySelector("[role=switch]").checked,
        })"""
    )


def readings(page: Page, chart: str) -> dict[str, tuple[float, float]]:
    rows = page.locator(f"{chart} curve-readout tbody tr").evaluate_all(
        "(rows) => rows.map((r) => [r.dataset.slug, ...[...r.cells].map((c) => c.innerText)])"
    )
    return {slug: (number(value), number(slope)) for slug, _, value, slope in rows}


def test_a_chart_of_its_own_shows_what_its_settings_ask_for(two):
    elu, silu = fieldguide.get("elu"), fieldguide.get("silu")
    expected = {
        "elu": (elu(-1.0, alpha=2), elu.at(alpha=2).derivative(-1.0)),
        "silu": (silu(-1.0), silu.derivative(-1.0)),
    }
    rounded = {
        slug: tuple(number(printed(value)) for value in pair) for slug, pair in expected.items()
    }
    assert readings(two, SECOND) == rounded
    assert two.locator(f"{SECOND} .plane").get_attribute("aria-valuenow") == "-1"
    assert two.locator(f"{SECOND} copy-link").count() == 0
    assert two.locator(f"{FIRST}").first.locator(".chip[data-slug=elu]").count() == 0


CHANGES = {
    "show": lambda chart: chart.locator(".chip").first.click(),
    "x by keys": lambda chart: chart.locator(".plane").press("ArrowRight"),
    "x typed": lambda chart: chart.locator(".x-field input").fill("0.25"),
    "window": lambda chart: chart.get_by_role("button", name="Zoom in").click(),
    "parameter": lambda chart: chart.locator(".slider input").first.press("ArrowRight"),
    "focus": lambda chart: chart.locator(".focus-name").first.click(),
    "derivatives": lambda chart: chart.locator(".switch").click(),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize(("changed", "other"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_a_change_in_one_chart_leaves_the_other_as_it_was(two, what, changed, other):
    before, there = looks(two, changed), looks(two, other)
    address = two.url
    chart = two.locator(changed).first
    CHANGES[what](chart)
    if what == "x typed":
        chart.locator(".x-field input").press("Enter")
    # A chart out of sight waits: it catches up before it is read. The URL follows after 250 ms.
    two.locator(other).first.scroll_into_view_if_needed()
    settle(two)
    two.wait_for_timeout(300)
    assert looks(two, other) == there
    assert looks(two, changed) != before
    assert (two.url == address) == (changed == SECOND)


def test_a_formula_typed_in_one_chart_is_not_in_the_other(two):
    first, second = two.locator(FIRST).first, two.locator(SECOND)
    second.locator(".formula-text input").fill("sin(x)")
    second.locator(".chip[data-slug=formula]").wait_for()
    settle(two)
    assert first.locator("[data-slug=formula]").count() == 0
    first.locator(".formula-text input").fill("x^2")
    first.locator(".chip[data-slug=formula]").wait_for()
    settle(two)
    assert readings(two, SECOND)["formula"] == (-0.8415, 0.5403)
    assert readings(two, f"#fig-1 {FIRST}")["formula"] == (4, 4)
    for chart in (first, second):
        # The server measures the formula for these.
        chart.locator(".formula-sections section").first.wait_for()
    assert repeated(two) == []


def test_no_id_occurs_twice(two):
    two.locator(f"{FIRST} .chip.more").first.click()
    two.locator(f"{SECOND} .chip.more").click()
    for summary in two.locator(".as-table:not([open]) > summary").all():
        summary.click()
    settle(two)
    assert repeated(two) == []


def repeated(page: Page) -> list[str]:
    """The ids that occur more than once, and the references that lead to no element."""
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) > 30
    lost = page.evaluate(
        """() => [...document.querySelectorAll("activation-chart *")].flatMap((e) =>
            ["aria-describedby", "aria-labelledby", "for", "clip-path", "fill"].flatMap((name) => {
                const text = e.getAttribute(name) ?? "";
                const id = text.match(/^url\\(#(.*)\\)$/)?.[1]
                    ?? (name.startsWith("aria") || name === "for" ? text : "");
                return id && !document.getElementById(id) ? [id] : [];
            }))"""
    )
    return [name for name, count in Counter(ids).items() if count > 1] + lost
