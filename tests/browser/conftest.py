"""Opens the guide in a real browser, and lets no complaint pass."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

expect.set_options(timeout=3_000)


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

    def failed(asked) -> None:
        # A page that is left gives up what it was loading; a refused script is on the console.
        if asked.failure not in ("net::ERR_ABORTED", "csp"):
            troubles.append(f"{asked.failure}: {asked.url}")

    context.on("console", console)
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.on("request", request)
    context.on("response", response)
    context.on("requestfailed", failed)


@pytest.fixture(scope="session")
def _pages() -> dict[object, tuple[Page, list[str]]]:
    """The pages opened so far, by what they were opened with, each with its complaints."""
    return {}


@pytest.fixture
def open_guide(chromium: Browser, guide_url: str, _pages) -> Iterator[Callable[..., Page]]:
    """Opens the guide at a query and width; further options are the browser context's.

    All of the page's state is in its URL, so a page is used again by the next test that asks for
    the same options. What changes a context for good asks for a `fresh` one.
    """
    used: list[list[str]] = []
    own: list[BrowserContext] = []

    def open_(
        query="", width=1440, height=900, fresh=False, ready=".plane[aria-valuenow]", **options
    ) -> Page:
        key = (width, height, *sorted(options.items()))
        if fresh or key not in _pages:
            size = {"width": width, "height": height}
            context = chromium.new_context(viewport=size, **options)
            troubles: list[str] = []
            watch(context, guide_url, troubles)
            page = context.new_page()
            page.set_default_timeout(10_000)
            if fresh:
                own.append(context)
            else:
                # Used again, it must not come back where the last test had scrolled it.
                page.add_init_script("history.scrollRestoration = 'manual';")
                _pages[key] = (page, troubles)
        else:
            page, troubles = _pages[key]
            page.mouse.move(0, 0)
        used.append(troubles)
        page.goto(guide_url + query)
        if options.get("java_script_enabled", True):
            page.locator(ready).first.wait_for()
            page.evaluate("() => document.fonts.ready.then(() => null)")
        return page

    yield open_
    for context in own:
        context.close()
    found = [trouble for troubles in used for trouble in troubles]
    for troubles in used:
        troubles.clear()
    assert not found
