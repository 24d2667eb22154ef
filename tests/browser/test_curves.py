"""The curves: which are shown, where they run, and the controls that change them."""

import pytest
from playwright.sync_api import expect

import fieldguide
from tests.browser.driving import (
    HOME,
    SPECIES,
    WORKHORSES,
    expected,
    parameters,
    plane,
    points,
    query,
    reading,
    settle,
    slide,
)

SWITCH = "Show derivatives"
LEAK_SLIDER = "Leaky ReLU’s negative slope"


def drawn(page, kind):
    """Each curve of a kind, by slug, as the SVG path."""
    found = page.locator(kind).evaluate_all(
        "(all) => all.map((e) => [e.closest('[data-slug]').dataset.slug, e.getAttribute('d')])"
    )
    return dict(found)


def follows(path, here, box, function):
    """Every corner of a path lies on the function, to the tenth of a pixel it is written with."""
    corners = points(path)
    for px, py in corners:
        across = (box["x"] + px - here.left) / (here.right - here.left)
        x = here.window.x0 + across * (here.window.x1 - here.window.x0)
        blur = 0.06 / (here.right - here.left) * (here.window.x1 - here.window.x0)
        rows = [here.at(0, function(x + d))[1] - box["y"] for d in (-blur, 0, blur)]
        assert min(rows) - 0.11 <= py <= max(rows) + 0.11
    return corners


@pytest.mark.parametrize("width", [1440, 360])
def test_five_at_start_each_drawn_where_python_says(open_guide, width):
    page = open_guide("?derivatives=1", width)
    values, slopes = drawn(page, "curve-plot path.curve"), drawn(page, ".slope-curve path")
    assert tuple(values) == tuple(slopes) == WORKHORSES
    here, box = plane(page), page.locator(".plane svg").bounding_box()
    assert here.window == pytest.approx(HOME, abs=2e-3)
    for slug in WORKHORSES:
        one = fieldguide.get(slug).at(**parameters(slug))
        corners = follows(values[slug], here, box, one)
        assert corners[0][0] == pytest.approx(here.left - box["x"], abs=0.1)
        assert corners[-1][0] == pytest.approx(here.right - box["x"], abs=0.1)
        corners = follows(slopes[slug], here, box, one.derivative)
        assert len(corners) >= (here.right - here.left) / 2


def test_each_curve_goes_off_and_on(open_guide):
    page = open_guide()
    on = set(WORKHORSES)
    # All six once by pointer, and back again by keys.
    for turn, slug in enumerate((*SPECIES, *SPECIES)):
        chip = page.locator(f'.chip[data-slug="{slug}"]')
        expect(chip).to_have_attribute("aria-pressed", "true" if slug in on else "false")
        if turn < len(SPECIES):
            chip.click()
        else:
            chip.press("Space" if slug in on else "Enter")
        on ^= {slug}
        settle(page)
        expect(chip).to_have_attribute("aria-pressed", "true" if slug in on else "false")
        shown = tuple(s for s in SPECIES if s in on)
        assert tuple(drawn(page, "curve-plot path.curve")) == shown
        assert tuple(reading(page)) == shown
        ends = page.locator(".end").evaluate_all("(all) => all.map((g) => g.dataset.slug)")
        assert sorted(ends) == sorted(shown)
    assert query(page) == ""


def test_derivatives_switch(open_guide):
    page = open_guide()
    switch = page.get_by_role("switch", name=SWITCH)
    for by in ("pointer", "keys"):
        for on in (True, False):
            if by == "pointer":
                page.get_by_text(SWITCH).click()
            else:
                switch.press("Space")
            settle(page)
            expect(switch).to_be_checked(checked=on)
            assert tuple(drawn(page, ".slope-curve path")) == (WORKHORSES if on else ())
            assert query(page) == ("?derivatives=1" if on else "")


def test_nothing_shown_is_said(open_guide):
    page = open_guide()
    for slug in WORKHORSES:
        page.locator(f'.chip[data-slug="{slug}"]').click()
    expect(page.locator(".plane .empty")).to_contain_text("Nothing is shown")
    assert reading(page) == {}
    assert query(page) == "?show="
    page.reload()
    expect(page.locator(".plane .empty")).to_be_visible()
    expect(page.locator(".notice")).to_be_empty()


@pytest.mark.parametrize("width", [1440, 360])
def test_leak_bends_curve_reading_and_silhouette(open_guide, width):
    page = open_guide("?x=-2", width)
    slider = page.get_by_role("slider", name=LEAK_SLIDER)
    chip = page.locator('.chip[data-slug="leaky_relu"] path')
    for by in ("keys", "pointer"):
        before = drawn(page, "curve-plot path.curve")
        silhouette = chip.get_attribute("d")
        if by == "pointer":
            slide(page, slider, 0.6)
            assert float(slider.input_value()) == pytest.approx(0.6, abs=0.03)
        else:
            slider.focus()
            for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
                page.keyboard.press(key)
            settle(page)
            assert float(slider.input_value()) == pytest.approx(0.12)
        leak = float(slider.input_value())
        assert page.locator("chart-controls output").inner_text() == f"{leak:.2f}"
        assert reading(page) == expected(WORKHORSES, -2.0, leak)
        after = drawn(page, "curve-plot path.curve")
        assert after.pop("leaky_relu") != before.pop("leaky_relu")
        assert after == before
        assert chip.get_attribute("d") != silhouette
        expect(page).to_have_url(page.url.partition("?")[0] + f"?x=-2&negative_slope={leak:g}")


def test_leak_reaches_both_ends_by_keys(open_guide):
    page = open_guide("?x=-2&derivatives=1")
    slider = page.get_by_role("slider", name=LEAK_SLIDER)
    slider.focus()
    for key, leak in (("End", 1.0), ("Home", 0.0)):
        page.keyboard.press(key)
        settle(page)
        assert reading(page) == expected(WORKHORSES, -2.0, leak)


def test_leak_rests_while_leaky_relu_is_off(open_guide):
    page = open_guide("?show=relu")
    expect(page.get_by_role("slider", name=LEAK_SLIDER)).to_be_disabled()
    page.locator('.chip[data-slug="leaky_relu"]').click()
    expect(page.get_by_role("slider", name=LEAK_SLIDER)).to_be_enabled()


def test_slope_ends_at_a_kink_say_which_side_counts(open_guide):
    page = open_guide("?show=relu,leaky_relu,selu,elu&derivatives=1&elu.alpha=2")
    here = plane(page)
    selu = fieldguide.get("selu").derivative
    sides = {
        "relu": (0.0, 1.0),
        "leaky_relu": (0.1, 1.0),
        "selu": (selu(0.0), selu(1.0)),
        "elu": (2.0, 1.0),
    }
    for slug, (left, right) in sides.items():
        curve = page.locator(f'.slope-curve[data-slug="{slug}"]')
        for kind, slope in (("closed", left), ("open", right)):
            box = curve.locator(f"circle.{kind}").bounding_box()
            spot = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            assert spot == pytest.approx(here.at(0.0, slope), abs=0.3)
