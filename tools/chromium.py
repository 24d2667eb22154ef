"""A real browser and a real server, for the browser tests, the bench and the pictures."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# The first is Chromium without what draws windows, and the fastest.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window: the one on PATH, else Playwright's own."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*quiet, *as_root, "--no-first-run", "--disable-quic"]
        )
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def server() -> Iterator[str]:
    """The URL of a guide served by the installed command."""
    command = [sys.executable, "-m", "fieldguide.cli", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            words = process.stdout.readline().split() if process.stdout else []
            yield next(word for word in words if word.startswith("http"))
        finally:
            process.terminate()
