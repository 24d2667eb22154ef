"""Typing a formula on the chart: what the tests of the field and of its plate share."""

from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.browser.driving import settle


def type_in(page: Page, text: str) -> None:
    """Type over what the field holds, by keys."""
    page.locator("#formula-text").press("ControlOrMeta+a")
    page.keyboard.type(text)


def paste(page: Page, text: str) -> None:
    page.locator("#formula-text").press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def drawn(page: Page, text: str) -> None:
    """Wait until the chart shows a formula and not what was there before."""
    page.wait_for_function(
        "(text) => new URLSearchParams(location.search).get('formula') === text", arg=text
    )
    expect(page.locator("#formula-problem")).to_be_empty()
    expect(page.locator('.curve[data-slug="formula"]')).to_be_attached()
    settle(page)


def open_formula(open_guide, text: str, more: str = "", **options) -> Page:
    page = open_guide(f"?formula={quote(text)}&show=formula{more}", **options)
    expect(page.locator('.curve[data-slug="formula"]')).to_be_attached()
    return page
