"""The comparison: differences on the chart's axis, and a table that follows the chart."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import fieldguide
from tests.browser.driving import (
    LOOKS,
    WIDTHS,
    bring,
    crosshair,
    drag,
    number,
    plane,
    points,
    printed,
    query,
    settle,
    slide,
    visit,
)
from tests.browser.test_axe import clean


@pytest.fixture
def compare(open_guide):
    def opened(asked="", width=1440, **options):
        page = open_guide(f"compare{asked}", width, **options)
        if options.get("java_script_enabled", True):
            bring(page.locator("difference-plot"))
        return page

    return opened


def columns(page):
    return page.locator("#comparison thead th").evaluate_all(
        "(all) => all.map((t) => t.dataset.slug)"
    )


def cell(page, label, slug):
    """A number of the table, to all its digits."""
    at = 1 + columns(page).index(slug)
    row = page.locator("#comparison tr").filter(has=page.get_by_role("rowheader", name=label))
    return float(row.locator(f"td:nth-child({at + 1}) data").get_attribute("value"))


def table_of(page, *slugs):
    """Wait until the table is of these species."""
    expect(page.locator("#comparison")).to_have_attribute("data-shown", ",".join(slugs))
    expect(page.locator("#comparison")).not_to_have_attribute("aria-busy", "true")


def sentences(page):
    return dict(
        page.locator(".said > div").evaluate_all(
            """(all) => all.map((d) => [d.dataset.slug,
                d.querySelector(".furthest").textContent.replace(/\\s+/g, " ").trim()])"""
        )
    )


def readings(page):
    return dict(
        page.locator(".said > div").evaluate_all(
            "(all) => all.map((d) => [d.dataset.slug, d.querySelector('.gap').textContent])"
        )
    )


def difference(slug, against, x, **parameters):
    one, other = fieldguide.get(slug), fieldguide.get(against)
    return one(x, **parameters) - other(x)


def furthest(slug, against, x0=-5.0, x1=5.0):
    """Where two differ most, on a fine grid."""
    x = np.linspace(x0, x1, 1_000_001)
    d = difference(slug, against, x)
    at = int(np.abs(d).argmax())
    return float(x[at]), float(d[at])


def test_says_where_each_difference_is_largest(compare):
    page = compare("?show=gelu,silu,quick_gelu")
    said = sentences(page)
    assert list(said) == ["silu", "quick_gelu"]
    for slug in said:
        at, value = furthest(slug, "gelu")
        name = fieldguide.get(slug).name
        side = "below" if value < 0 else "above"
        found = re.fullmatch(
            rf"{re.escape(name)} is furthest {side} GELU at x = (±?)(−?[\d.]+), by (\S+)\.",
            said[slug],
        )
        assert found
        mirrored, x, by = found.groups()
        assert number(by) == pytest.approx(abs(value), rel=1e-3)
        assert abs(number(x)) == pytest.approx(abs(at), abs=6e-4)
        even = abs(difference(slug, "gelu", -at) - value) < 1e-9 * abs(value)
        assert bool(mirrored) == even


def test_an_edge_a_jump_and_equality_are_said(compare):
    page = compare("?show=relu,step")
    assert "at x = 5.000, the edge of the window, by 4.000." in sentences(page)["step"]
    visit(page, "?show=relu,step&view=-1,0.5,-1,1")
    # At the jump itself f is the left value; the difference is approached from the right.
    assert "furthest above ReLU at x = 0.000, by 1.000." in sentences(page)["step"]
    visit(page, "?show=elu,celu")
    assert sentences(page)["celu"] == "CELU and ELU are equal throughout this window."


def curve(page, slug):
    """The corners of a drawn difference, in the units of its axis ticks."""
    read = page.locator("difference-plot svg").evaluate(
        """(s, slug) => ({
            ticks: [...s.querySelectorAll(".axes .tick")].map((t) => [
                t.getAttribute("text-anchor"), +t.getAttribute("x"), +t.getAttribute("y"),
                t.textContent]),
            path: s.querySelector(`.curve[data-slug="${slug}"]`).getAttribute("d"),
            title: s.querySelector(".axis-title").textContent })""",
        slug,
    )
    power = re.search(r"in 10(−?\d+)", read["title"])
    unit = 10.0 ** int(power[1].replace("−", "-")) if power else 1.0
    across = sorted((px, number(t)) for anchor, px, _, t in read["ticks"] if anchor == "middle")
    up = sorted((py, number(t) * unit) for anchor, _, py, t in read["ticks"] if anchor == "end")

    def scale(ticks, pixels):
        (p, a), (q, b) = ticks[0], ticks[-1]
        return a + (b - a) * (pixels - p) / (q - p)

    px, py = np.array(points(read["path"])).T
    return scale(across, px), scale(up, py), abs(up[0][1] - up[-1][1])


@pytest.mark.parametrize(
    ("asked", "width"), [("?show=gelu,gelu_tanh,quick_gelu", 1440), ("?show=relu,hardtanh", 360)]
)
def test_curves_are_the_differences(compare, asked, width):
    page = compare(asked, width)
    against, *others = columns(page)
    for slug in others:
        x, d, height = curve(page, slug)
        assert x[0] == pytest.approx(-5, abs=0.02)
        assert x[-1] == pytest.approx(5, abs=0.02)
        # Labels are whole ticks set to four pixels or so of their lines; curves to a tenth.
        true = np.array([difference(slug, against, float(v)) for v in x])
        assert np.abs(d - true).max() < 0.02 * height


@pytest.mark.parametrize("width", [1440, 768])
def test_both_figures_share_one_x_axis(compare, width):
    page = compare("?show=gelu,silu,mish&view=-3,2,-1,2", width)
    ends = """(s) => { const r = s.querySelector("clipPath rect"), b = s.getBoundingClientRect();
        return [b.x + +r.getAttribute("x"), +r.getAttribute("width")]; }"""
    upper = page.locator(".plane svg").evaluate(ends)
    lower = page.locator("difference-plot svg").evaluate(ends)
    assert lower == pytest.approx(upper, abs=2)


@pytest.mark.parametrize("width", [1440, 360])
def test_the_crosshair_is_one(compare, width):
    page = compare("?x=-1", width)
    box = page.locator("difference-plot clipPath rect").evaluate(
        """(r) => { const s = r.ownerSVGElement.getBoundingClientRect();
            return [s.x + +r.getAttribute("x"), +r.getAttribute("width"), s.y + 60]; }"""
    )
    left, wide, y = box
    page.mouse.move(left + 0.7 * wide, y)
    settle(page)
    assert crosshair(page) == pytest.approx(2.0, abs=0.05)
    for slug, text in readings(page).items():
        d = difference(slug, "gelu", crosshair(page))
        assert text == f"{printed(abs(d))} {'below' if d < 0 else 'above'}"
    visit(page, "?x=0")
    assert set(readings(page).values()) == {"equal"}


def test_the_crosshair_by_keys_and_by_the_thumb(compare):
    page = compare("?x=1")
    handle = page.locator("difference-plot").get_by_role("slider")
    handle.focus()
    for key, x in {
        "ArrowRight": 1.1,
        "Shift+ArrowRight": 1.11,
        "PageDown": 0.11,
        "ArrowUp": 0.21,
        "Home": -5,
        "ArrowLeft": -5,
        "End": 5,
    }.items():
        page.keyboard.press(key)
        settle(page)
        assert crosshair(page) == pytest.approx(x)
    assert "SiLU (Swish) " in handle.get_attribute("aria-valuetext")
    slide(page, handle, 0.5)
    assert crosshair(page) == pytest.approx(0, abs=0.05)


def test_a_drag_pans_both(compare):
    page = compare("")
    box = page.locator("difference-plot svg").bounding_box()
    x, y = box["x"] + 300, box["y"] + 150
    drag(page, (x, y), (x + 100, y + 50))
    window = plane(page).window
    assert window.x0 < -5.5
    assert window.x1 - window.x0 == pytest.approx(10, rel=1e-3)
    assert window.y0 == pytest.approx(-1.4, abs=0.02)


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_the_reference_is_chosen(compare, by):
    page = compare("")
    choice = page.get_by_role("combobox", name="Each species minus")
    if by == "pointer":
        choice.select_option("mish")
    else:
        choice.focus()
        page.keyboard.type("Mi")
    settle(page)
    assert query(page) == "?against=mish"
    assert list(sentences(page)) == ["gelu", "silu"]
    _, value = furthest("gelu", "mish")
    assert f"by {printed(abs(value))}." in sentences(page)["gelu"]
    # Off the chart, it cannot be the reference, and that is said.
    page.locator('.chip[data-slug="mish"]').click()
    settle(page)
    assert list(sentences(page)) == ["silu"]
    expect(page.locator(".against")).to_contain_text("“mish” is not on the chart")


def test_the_table_follows_the_chart(compare):
    page = compare("")
    page.locator('.chip[data-slug="elu"]').click()
    table_of(page, "gelu", "silu", "mish", "elu")
    page.get_by_role("slider", name="ELU’s alpha").evaluate(
        "(s) => { s.value = 2; s.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(page.locator('#comparison th[data-slug="elu"] .setting')).to_have_text("alpha = 2")
    table_of(page, "gelu", "silu", "mish", "elu")
    want = fieldguide.get("elu").at(alpha=2.0).statistics()
    assert cell(page, "Mean E[f(z)]", "elu") == want.mean
    assert cell(page, "Lipschitz constant", "elu") == want.lipschitz
    page.go_back()
    table_of(page, "gelu", "silu", "mish")


def test_a_typed_formula_has_a_column_too(compare):
    page = compare("?show=relu,formula&formula=max(x,0)")
    table_of(page, "relu", "formula")
    expect(page.locator(".said > div")).to_have_attribute("data-slug", "formula")
    assert sentences(page)["formula"] == "Formula and ReLU are equal throughout this window."
    assert cell(page, "Forward gain", "formula") == pytest.approx(2**0.5)


def test_rows_that_agree_are_marked(compare):
    page = compare("?show=relu,gelu")
    table_of(page, "gelu", "relu")
    found = page.locator('#comparison tbody tr:has(th[scope="row"])').evaluate_all(
        """(rows) => rows.map((r) => [r.classList.contains("alike"),
            r.querySelector(".equal") !== null,
            new Set([...r.querySelectorAll("td")].map((c) => c.innerHTML)).size === 1])"""
    )
    assert all(alike == marked == same for alike, marked, same in found)
    assert {alike for alike, _, _ in found} == {True, False}


def test_the_latest_of_many_changes_wins(compare):
    page = compare("", fresh=True)
    held = []

    def hold(route):
        held.append(route)

    page.route("**/compare?*", hold)
    for slug in ("relu", "tanh"):
        with page.expect_request(re.compile(f"{slug}$")):
            page.locator(f'.chip[data-slug="{slug}"]').click()
        expect(page.locator("#comparison")).to_have_attribute("aria-busy", "true")
    assert len(held) == 2
    for route in reversed(held):
        route.continue_()
    table_of(page, "gelu", "silu", "mish", "relu", "tanh")


def test_an_unreached_server_is_said_and_asked_again(compare):
    page = compare("", fresh=True)
    # Answered by the test, so that no request fails in the browser's own eyes.
    page.route("**/compare?*", lambda route: route.fulfill(status=200, body="<p>elsewhere</p>"))
    page.locator('.chip[data-slug="relu"]').click()
    says = page.locator("#comparison .unreached")
    expect(says).to_contain_text("could not be fetched")
    assert columns(page) == ["gelu", "silu", "mish"]
    expect(page.locator("#comparison")).not_to_have_attribute("aria-busy", "true")
    page.unroute("**/compare?*")
    says.get_by_role("button", name="Retry").click()
    table_of(page, "gelu", "silu", "mish", "relu")
    expect(page.locator("#comparison .unreached")).to_be_empty()


@pytest.mark.parametrize(
    ("asked", "says"), [("?show=", "two species or more"), ("?show=relu", "ReLU")]
)
def test_fewer_than_two_say_what_to_do(compare, asked, says):
    page = compare(asked)
    expect(page.locator("difference-plot .too-few")).to_contain_text(says)
    expect(page.locator("#comparison .too-few")).to_be_visible()
    page.locator('.chip[data-slug="elu"]').click()
    page.locator('.chip[data-slug="selu"]').click()
    expect(page.locator("difference-plot svg")).to_be_visible()
    expect(page.locator("#comparison .too-few")).to_have_count(0)


def test_nonsense_shows_the_default_in_chart_and_table(compare):
    page = compare("?show=relu,gleu&against=banana&elu.alpha=x")
    lines = page.get_by_role("alert").get_by_role("listitem")
    expect(lines).to_have_count(3)
    # The server read what it could; the page has asked it again for what is shown.
    table_of(page, "gelu", "silu", "mish")
    assert list(sentences(page)) == ["silu", "mish"]


def test_links_lead_to_plates(compare):
    page = compare("")
    hrefs = page.locator("#comparison thead a").evaluate_all("(all) => all.map((a) => a.href)")
    assert [href.rpartition("/species/")[2] for href in hrefs] == ["gelu", "silu", "mish"]


@pytest.mark.parametrize("width", WIDTHS)
def test_all_species_at_once_are_still_labeled(compare, width):
    slugs = [one.slug for one in fieldguide.catalogue()]
    page = compare(f"?show={','.join(slugs)}", width)
    tops = page.locator("difference-plot .end text").evaluate_all(
        "(all) => all.map((t) => +t.getAttribute('y')).sort((a, b) => a - b)"
    )
    assert len(tops) == len(slugs) - 1
    # Text of 12 to 14 pixels is set at least 13 apart.
    assert np.diff(tops).min() >= 12.9
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(compare, width):
    page = compare("?show=gelu,gelu_tanh,quick_gelu,hardsigmoid,squared_relu", width)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    clipped = page.locator("difference-plot .end text").evaluate_all(
        """(all) => all.filter((t) => t.getBoundingClientRect().right
            > t.ownerSVGElement.getBoundingClientRect().right).map((t) => t.textContent)"""
    )
    assert clipped == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(compare, width, scheme):
    page = compare("", width, color_scheme=scheme, reduced_motion="reduce")
    clean(page)
    visit(page, "?show=relu,elu,gelu_tanh&against=tanh&x=banana")
    table_of(page, "relu", "elu", "gelu_tanh")
    clean(page)
    visit(page, "?show=relu")
    table_of(page, "relu")
    clean(page)


def test_without_a_script_the_table_stands(compare):
    page = compare("?show=relu,elu", java_script_enabled=False)
    assert columns(page) == ["relu", "elu"]
    expect(page.locator("#fig-2")).to_be_hidden()
    expect(page.locator("#fig-1")).to_contain_text("not running here")
    assert cell(page, "Forward gain", "relu") == pytest.approx(2**0.5)
