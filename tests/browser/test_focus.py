"""One species in focus: shaded exactly where its slope is under a tenth of its peak."""

import pytest
from playwright.sync_api import expect

import fieldguide
from fieldguide.analysis import flat_intervals, steepest
from tests.browser.driving import (
    HOME,
    SPECIES,
    parameters,
    plane,
    printed,
    query,
    settle,
    visit,
)

WINDOWS = (HOME, (0.5, 8, -1, 2))


def flat(slug, window, negative_slope=0.1):
    """The intervals of the analysis, cut to the window."""
    leak = parameters(slug, negative_slope)
    cut = [
        (max(low, window[0]), min(high, window[1]))
        for low, high in flat_intervals(fieldguide.get(slug).at(**leak))
    ]
    return [pair for pair in cut if pair[0] < pair[1]]


def shaded(page):
    return page.locator(".saturation rect").evaluate_all(
        "(all) => all.map((r) => [+r.dataset.from, +r.dataset.to])"
    )


def agrees(page, slug, window, negative_slope=0.1):
    wanted = flat(slug, window, negative_slope)
    assert len(shaded(page)) == len(wanted)
    for seen, pair in zip(shaded(page), wanted, strict=True):
        assert seen == pytest.approx(pair, abs=1e-6)


def test_shaded_where_the_analysis_says(open_guide):
    # Every species in every window is tested without a browser.
    page = open_guide()
    for slug, window in zip(("gelu", "tanh"), WINDOWS, strict=True):
        view = ",".join(f"{v:g}" for v in window)
        visit(page, f"?show={','.join(SPECIES)}&focus={slug}&view={view}")
        agrees(page, slug, window)
        # By itself it needs no focus.
        visit(page, f"?show={slug}&view={view}")
        agrees(page, slug, window)
    visit(page, "?show=leaky_relu&negative_slope=0.05")
    agrees(page, "leaky_relu", HOME, 0.05)


@pytest.mark.parametrize("width", [1440, 360])
def test_a_name_puts_in_focus_and_releases(open_guide, width):
    page = open_guide("?derivatives=1", width)
    assert shaded(page) == []
    for by, slug in (("pointer", "gelu"), ("keys", "sigmoid")):
        name = page.get_by_role("button", name=fieldguide.get(slug).name, exact=True)
        name = page.locator("curve-readout").locator(name)
        for on in (True, False):
            name.click() if by == "pointer" else name.press("Enter")
            settle(page)
            expect(name).to_have_attribute("aria-pressed", "true" if on else "false")
            assert ("focus" in query(page)) == on
            if on:
                agrees(page, slug, HOME)
                peak = abs(steepest(fieldguide.get(slug)).value)
                expect(page.locator(".hint")).to_contain_text(printed(peak))
                focused = page.locator("curve-plot path.curve[data-focus]")
                expect(focused).to_have_count(1)
                expect(focused).to_have_attribute("data-slug", slug)
            else:
                assert shaded(page) == []


def test_shading_is_drawn_where_it_says(open_guide):
    page = open_guide("?focus=sigmoid")
    here = plane(page)
    for rect, (low, high) in zip(
        page.locator(".saturation rect").all(), flat("sigmoid", HOME), strict=True
    ):
        box = rect.bounding_box()
        assert box["x"] == pytest.approx(here.at(low, 0)[0], abs=0.2)
        assert box["x"] + box["width"] == pytest.approx(here.at(high, 0)[0], abs=0.2)
        assert box["y"] == pytest.approx(here.top, abs=0.2)
        assert box["height"] == pytest.approx(here.bottom - here.top, abs=0.2)


def test_focus_moves_and_goes_with_its_curve(open_guide):
    page = open_guide("?focus=tanh")
    page.locator("curve-readout").get_by_role("button", name="Sigmoid").click()
    settle(page)
    agrees(page, "sigmoid", HOME)
    page.locator('.chip[data-slug="sigmoid"]').click()
    settle(page)
    assert shaded(page) == []
    assert query(page) == "?show=tanh,relu,leaky_relu,gelu"
    page.go_back()
    settle(page)
    agrees(page, "sigmoid", HOME)


def test_nowhere_flat_is_said(open_guide):
    page = open_guide("?show=identity,relu&focus=identity")
    assert shaded(page) == []
    expect(page.locator(".hint")).to_contain_text("Nowhere")
