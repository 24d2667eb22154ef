"""The page of a plate: every one opens, at every width, with and without script."""

import pytest
from playwright.sync_api import expect

import fieldguide
from tests.browser.driving import LOOKS, plane, printed, reading, settle
from tests.browser.test_axe import clean

CATALOGUE = [one.slug for one in fieldguide.catalogue()]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_plate_opens_on_a_phone(open_guide):
    assert len(CATALOGUE) == 25
    for slug in CATALOGUE:
        # What it says on the console is looked at when the test ends.
        page = open_guide(f"species/{slug}", 360)
        assert page.evaluate(OVERFLOW) <= 0, slug
        page.locator("#gains details").evaluate_all(
            "(all) => all.forEach((d) => { d.open = true; })"
        )
        page.locator("similar-species").scroll_into_view_if_needed()
        settle(page)
        assert page.evaluate(OVERFLOW) <= 0, slug
        assert page.locator("h1").inner_text() == fieldguide.get(slug).name
        assert page.locator("plate-plot .curve").count() == 1
        assert page.locator("similar-species svg").count() == len(fieldguide.get(slug).similar)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_plates(open_guide, width, scheme):
    for query in ("gelu", "relu", "elu?alpha=2", "sine", "step"):
        page = open_guide(f"species/{query}", width, color_scheme=scheme, reduced_motion="reduce")
        page.locator("#gains details").evaluate_all(
            "(all) => all.forEach((d) => { d.open = true; })"
        )
        page.locator("similar-species").scroll_into_view_if_needed()
        settle(page)
        clean(page)


def test_without_script_the_page_is_whole(open_guide):
    page = open_guide("species/elu?alpha=2", java_script_enabled=False)
    for text in ("Vital statistics", "Initialization", "Similar species"):
        assert page.get_by_role("heading", name=text).is_visible()
    assert page.locator("math").first.is_visible()
    assert page.locator("form#parameters input[type=number]").input_value() == "2"
    rows = page.locator("activation-plate table tbody tr")
    assert rows.count() == 9
    assert rows.first.is_visible()
    assert page.locator("similar-species li").count() == len(fieldguide.get("elu").similar)
    assert page.locator("#facts [data-key=left_limit] dd").inner_text() == "−2"
    assert page.evaluate(OVERFLOW) <= 0


def test_without_script_the_form_sets_the_parameter(open_guide):
    page = open_guide("species/elu", java_script_enabled=False)
    page.locator("form#parameters input[type=number]").fill("3")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/species/elu?alpha=3")
    assert page.locator("#facts [data-key=left_limit] dd").inner_text() == "−3"


def test_nonsense_in_the_address_is_said(open_guide):
    page = open_guide("species/elu?alpha=banana&shwo=1&x=80")
    notice = page.get_by_role("alert")
    said = notice.get_by_role("listitem").all_inner_texts()
    assert len(said) == 3
    assert "alpha: “banana” is not a number from 0 to 5" in said[0]
    assert "“shwo” is not a setting" in said[1]
    assert "nearest is 50" in said[2]
    elu = fieldguide.get("elu")
    assert reading(page) == {"elu": (printed(elu(1.0)), printed(elu.derivative(1.0)))}
    assert page.locator("#facts [data-key=left_limit] dd").inner_text() == "−1"
    notice.get_by_role("button", name="Dismiss").click()
    settle(page)
    assert notice.inner_text() == ""


def test_a_setting_given_twice_is_the_same_above_and_below(open_guide):
    page = open_guide("species/elu?alpha=3&alpha=4")
    assert "given twice" in page.get_by_role("alert").inner_text()
    # The server took the last, the page takes the first: the numbers come round.
    expect(page.locator("#facts [data-key=left_limit] dd")).to_have_text("−3")


def test_code_is_copied(open_guide):
    page = open_guide("species/gelu", fresh=True, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Code for the forward gain").click()
    snippet = page.locator("#gains .snippet").first
    snippet.get_by_role("button", name="Copy").click()
    expect(snippet.get_by_role("button")).to_have_text("Copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == snippet.locator("pre").text_content()
    assert "torch" in copied


def test_twice_the_size(open_guide):
    page = open_guide("species/gelu", 720, 450, device_scale_factor=2)
    assert page.evaluate(OVERFLOW) <= 0
    assert plane(page).right <= 720


def test_neighbors_lead_on(open_guide):
    page = open_guide("species/gelu")
    page.get_by_role("navigation", name="Plates beside").locator("a[rel=next]").click()
    page.locator(".plane[aria-valuenow]").wait_for()
    assert (
        page.locator("h1").inner_text() == fieldguide.catalogue()[CATALOGUE.index("gelu") + 1].name
    )


def test_print_keeps_figure_and_numbers(open_guide):
    page = open_guide("species/gelu", fresh=True)
    page.emulate_media(media="print")
    for kept in ("h1", ".plane svg", "#facts", "#gains", "similar-species"):
        assert page.locator(kept).first.is_visible()
    for gone in (".zoom-bar", ".reading-line", ".neighbors", ".under .keys"):
        assert not page.locator(gone).first.is_visible()
