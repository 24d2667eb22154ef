"""A lab's figure on a page of its own, shown a run by hand."""

import base64
import re
from collections.abc import Callable
from typing import Any

import numpy as np
from playwright.sync_api import Page

from fieldguide.serve.security_headers import SECURITY_HEADERS
from tests.browser.driving import settle

EXTENT = 1.5
SIDE = 100
_PAGE = """<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>A figure</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="static/guide.css"><link rel="stylesheet" href="static/labs.css">
<script type="module" src="static/labs.js"></script></head>
<body><main><h1>A figure</h1><section id="lab"></section></main></body></html>"""
_SHOW = """async ([tag, lines, at]) => {
    await customElements.whenDefined(tag);
    const of = (kind) => lines.filter((line) => line.kind === kind);
    const before = (i) => lines.slice(0, i).filter((line) => line.kind === "frame").length;
    const divergences = lines.flatMap((line, i) =>
        line.kind === "divergence" ? [{ ...line, before: before(i) }] : []);
    let figure = document.querySelector(tag);
    if (!figure) {
        figure = document.createElement(tag);
        document.querySelector("#lab").append(figure);
        window.told = [];
        for (const kind of ["lab-seek", "lab-params"]) {
            addEventListener(kind, (event) => window.told.push([kind, event.detail]));
        }
        await new Promise(requestAnimationFrame);
    }
    figure.run = { header: of("header")[0], setup: of("setup")[0], frames: of("frame"),
        divergences, summary: of("summary")[0] };
    figure.at = at < 0 ? of("frame").length + at : at;
}"""


def alone(page: Page, url: str) -> None:
    """Open an empty page with the labs' script and style, as strict as the guide's."""
    address = url + "figure-alone"
    page.route(
        address,
        lambda route: route.fulfill(body=_PAGE, content_type="text/html", headers=SECURITY_HEADERS),
    )
    page.goto(address)
    page.evaluate("() => document.fonts.ready.then(() => null)")


def show(page: Page, tag: str, lines: list[dict[str, Any]], at: int = -1) -> None:
    page.evaluate(_SHOW, [tag, lines, at])
    settle(page)


def told(page: Page) -> list[Any]:
    """What the figure has asked of its player so far."""
    return page.evaluate("() => window.told")


def packed(fields: np.ndarray[Any, Any]) -> str:
    return base64.b64encode(fields.astype(np.uint8).tobytes()).decode()


def sampled(*functions: Callable[..., Any]) -> np.ndarray[Any, Any]:
    """Fields of probabilities in bytes, at the middles of the pixels, the first row at the top."""
    line = (np.arange(SIDE) + 0.5) * 2 * EXTENT / SIDE - EXTENT
    x, y = np.meshgrid(line, -line)
    return np.stack([np.rint(255 * f(x, y)) for f in functions])


def token(page: Page, tag: str, name: str) -> list[int]:
    """A color of the style sheet as the figure sees it."""
    text = page.evaluate(
        """([tag, name]) => {
            const probe = document.createElement("i");
            document.querySelector(tag).append(probe);
            probe.style.color = `var(${name})`;
            const text = getComputedStyle(probe).color;
            probe.remove();
            return text;
        }""",
        [tag, name],
    )
    return [int(v) for v in re.findall(r"\d+", text)[:3]]


def pixels(page: Page, panel: int, places: list[tuple[float, float]]) -> list[list[int]]:
    """The colors of a panel's canvas at places of the data."""
    colors = (
        page.locator("canvas")
        .nth(panel)
        .evaluate(
            """(canvas, places) => {
            const { width, height } = canvas;
            const copy = new OffscreenCanvas(width, height).getContext("2d");
            copy.drawImage(canvas, 0, 0);
            const { data } = copy.getImageData(0, 0, width, height);
            return places.map(([u, v]) => {
                const at = 4 * (Math.floor(v * height) * width + Math.floor(u * width));
                return [...data.slice(at, at + 4)];
            });
        }""",
            [((x + EXTENT) / (2 * EXTENT), (EXTENT - y) / (2 * EXTENT)) for x, y in places],
        )
    )
    assert all(alpha == 255 for *_, alpha in colors)
    return [color for *color, _ in colors]


def pixel(page: Page, panel: int, x: float, y: float) -> list[int]:
    """The color of a panel's canvas at a place of the data."""
    return pixels(page, panel, [(x, y)])[0]


def shade(page: Page, tag: str, share: float) -> list[float]:
    """The color that a probability of class 1 should have."""
    none, end = (token(page, tag, name) for name in ("--field-none", f"--field-{int(share > 0.5)}"))
    return [a + abs(2 * share - 1) * (b - a) for a, b in zip(none, end, strict=True)]
