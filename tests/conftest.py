"""What the whole suite shares: one browser and one running guide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tools.chromium import browser, server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium without a window; give each test a context of its own."""
    with browser() as launched:
        yield launched


@pytest.fixture(scope="session")
def guide_url() -> Iterator[str]:
    """The URL of a running guide, with its final slash."""
    with server() as url:
        yield url
