"""Opens the guide in a browser context of the test's own, and lets no complaint pass."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

expect.set_options(timeout=5_000)


def watch(context: BrowserContext, origin: str, troubles: list[str]) -> None:
    """Note console errors, script errors, refused or failed requests, and other hosts."""

    def console(message) -> None:
        # A refusal by the Content-Security-Policy is an error on the console.
        if message.type in ("error", "warning"):
            troubles.append(f"console: {message.text}")

    def request(asked) -> None:
        at = urlsplit(asked.url)
        if at.scheme not in ("data", "blob") and at.netloc != urlsplit(origin).netloc:
            troubles.append(f"another host: {asked.url}")

    def response(answer) -> None:
        if answer.status >= 400:
            troubles.append(f"{answer.status}: {answer.url}")

    context.on("console", console)
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.on("request", request)
    context.on("requestfailed", lambda asked: troubles.append(f"failed: {asked.url}"))
    context.on("response", response)


@pytest.fixture
def open_guide(chromium: Browser, guide_url: str) -> Iterator[Callable[..., Page]]:
    """Opens the guide at a query and width; further options are the context's."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_(query: str = "", width: int = 1440, height: int = 900, **options) -> Page:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, **options)
        contexts.append(context)
        watch(context, guide_url, troubles)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(guide_url + query)
        if options.get("java_script_enabled", True):
            page.locator(".plane[aria-valuenow]").wait_for()
            page.evaluate("() => document.fonts.ready.then(() => null)")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not troubles
