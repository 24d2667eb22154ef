"""axe-core finds nothing, whatever the page's state, width and scheme."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driving import LOOKS, settle, visit


def clean(page, part=None):
    found = Axe().run(page, context=part)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 5


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(open_guide, width, scheme):
    # Fading colors would be judged half way.
    page = open_guide(width=width, color_scheme=scheme, reduced_motion="reduce")
    clean(page)
    chart = "#fig-1"
    visit(page, "?show=")
    clean(page, chart)
    visit(page, "?x=banana&shwo=1&derivatives=1&focus=gelu")
    clean(page, chart)
    page.locator("#x-exact").fill("banana")
    page.locator("#x-exact").press("Enter")
    page.get_by_text("The same numbers as a table").click()
    page.locator("try-step button").first.click()
    settle(page)
    page.locator("#x-exact").fill("80")
    page.locator("#x-exact").press("Enter")
    settle(page)
    # A step's note, a typing error and the open table, and the steps with one pressed.
    assert page.locator(".note button").is_visible()
    assert page.locator("#x-problem").inner_text()
    assert page.get_by_role("region", name="Table of values").is_visible()
    clean(page)
