"""The plate of a typed formula under the chart, without the server, and for everyone."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import watch
from tests.browser.driving import LOOKS, reading
from tests.browser.formulas import drawn, open_formula, paste, type_in
from tests.browser.test_axe import clean


def test_the_plate_follows_with_warnings_and_similar_species(open_guide):
    page = open_formula(open_guide, "log(1+exp(x))")
    plate = page.locator("formula-plate")
    expect(plate.get_by_role("heading", name="Where this formula fails")).to_be_visible(
        timeout=20_000
    )
    expect(plate.locator("#formula-warnings")).to_contain_text("overflows")
    expect(plate.locator("#formula-facts")).to_contain_text("Forward gain")
    softplus = plate.locator("#formula-similar").get_by_role("link", name="Softplus")
    assert softplus.get_attribute("href").endswith("/species/softplus")
    whole = plate.get_by_role("link", name="The whole plate").get_attribute("href")
    assert unquote(whole) == "species/formula?formula=log(1+exp(x))"
    type_in(page, "x*sigmoid(x)")
    drawn(page, "x*sigmoid(x)")
    expect(plate.locator("#formula-similar")).to_contain_text("SiLU", timeout=20_000)
    expect(plate.locator("#formula-warnings")).to_have_count(0)
    type_in(page, "log(x)")
    drawn(page, "log(x)")
    expect(plate).to_contain_text("This formula has no plate", timeout=20_000)


def test_without_the_server_the_curve_stays_and_can_be_asked_for_again(chromium, guide_url):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    troubles: list[str] = []
    watch(context, guide_url, troubles)
    page = context.new_page()
    page.goto(f"{guide_url}?show=gelu&formula=x*2&show=gelu,formula".replace("show=gelu&", "", 1))
    expect(page.locator('.curve[data-slug="formula"]')).to_be_attached()
    plate = page.locator("formula-plate")
    expect(plate.locator("#formula-facts")).to_be_attached(timeout=20_000)
    assert troubles == []
    context.set_offline(True)
    type_in(page, "x*3")
    expect(page.locator("#formula-problem")).to_contain_text("does not answer")
    assert reading(page)["formula"] == ("2.000", "2.000")
    # What was drawn before needs no server.
    type_in(page, "x*2")
    expect(page.locator("#formula-problem")).to_be_empty()
    type_in(page, "x*3")
    again = page.locator("formula-field").get_by_role("button", name="Try again")
    again.click()
    expect(again).to_be_visible()
    context.set_offline(False)
    again.press("Enter")
    drawn(page, "x*3")
    assert reading(page)["formula"] == ("3.000", "3.000")
    expect(plate.locator(".formula-busy")).to_be_empty(timeout=20_000)
    context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_runs_over(open_guide, width, scheme):
    page = open_guide("?show=gelu", width, color_scheme=scheme, reduced_motion="reduce")
    chart = "#fig-1"
    paste(page, "log(1+exp(x))/(1+abs(x))*x^2 + where(x > 1, exp(-x), sqrt(abs(x)))")
    expect(page.locator("#formula-facts")).to_be_attached(timeout=20_000)
    clean(page, chart)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    type_in(page, "a*x")
    expect(page.get_by_role("button", name="Make a a slider")).to_be_visible()
    page.get_by_text("What is allowed").click()
    clean(page, chart)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
