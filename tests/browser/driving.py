"""Reading and driving the page: what every browser test shares."""

import re
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Locator, Page

import fieldguide
from fieldguide.guide.pages.front_page import LEAK
from tests.printed_numbers import number, printed

WIDTHS = (1440, 768, 360)
# Colors are the same at every width, and what is where is the same in both schemes.
LOOKS = ((1440, "light"), (768, "dark"), (360, "light"))
WORKHORSES = ("sigmoid", "tanh", "relu", "leaky_relu", "gelu")
SPECIES = (*WORKHORSES, "identity")


class Window(NamedTuple):
    x0: float
    x1: float
    y0: float
    y1: float


HOME = Window(-5, 5, -1.4, 3.2)


def parameters(slug: str, negative_slope: float = LEAK) -> dict[str, float]:
    return {"negative_slope": negative_slope} if slug == "leaky_relu" else {}


def expected(
    slugs: tuple[str, ...], x: float, negative_slope: float = LEAK
) -> dict[str, tuple[str, str]]:
    """Value and slope of each species at x from Python, as the page should print them."""
    answer = {}
    for slug in slugs:
        one, leak = fieldguide.get(slug), parameters(slug, negative_slope)
        answer[slug] = (printed(one(x, **leak)), printed(one.at(**leak).derivative(x)))
    return answer


def settle(page: Page) -> None:
    """Wait until the page has drawn what it was asked for: two frames."""
    page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")


def visit(page: Page, query: str) -> None:
    """Go to another state as Back and Forward do, without loading the page again."""
    page.evaluate(
        """(query) => {
            history.pushState(null, "", location.pathname + query);
            dispatchEvent(new PopStateEvent("popstate"));
        }""",
        query,
    )
    settle(page)


def query(page: Page) -> str:
    """The query the page has written, commas as they stand."""
    return page.evaluate("() => location.search")


def crosshair(page: Page) -> float:
    return float(page.locator(".plane").get_attribute("aria-valuenow") or "nan")


def reading(page: Page) -> dict[str, tuple[str, str]]:
    """Value and slope of each species as the readout prints them."""
    rows = page.locator("curve-readout tbody tr").evaluate_all(
        """(rows) => rows.map(
            (r) => [r.dataset.slug, ...[...r.cells].slice(1).map((c) => c.innerText)])"""
    )
    return {slug: (value, slope) for slug, value, slope in rows}


def facts(figure: Locator) -> dict[str, str]:
    """The numbers under a figure, by what they are called, once it is in sight."""
    bring(figure)
    return dict(
        figure.locator(".facts > div").evaluate_all(
            "(rows) => rows.map((r) => [...r.children].map((c) => c.innerText))"
        )
    )


def bring(figure: Locator) -> None:
    """Scroll to a figure: out of sight it may be a moment behind."""
    figure.evaluate("(f) => f.scrollIntoView({ behavior: 'instant', block: 'nearest' })")
    settle(figure.page)


class Plane(NamedTuple):
    """Where the chart's plane lies on the screen, and the window its axes show."""

    left: float
    right: float
    top: float
    bottom: float
    window: Window

    def at(self, x: float, y: float) -> tuple[float, float]:
        x0, x1, y0, y1 = self.window
        return (
            self.left + (x - x0) / (x1 - x0) * (self.right - self.left),
            self.bottom - (y - y0) / (y1 - y0) * (self.bottom - self.top),
        )


def plane(page: Page) -> Plane:
    """Measure the plane; its window is read off the tick labels, not from the page's state."""
    box = page.locator(".plane svg").bounding_box()
    read = page.locator(".plane").evaluate(
        """(plane) => {
            const clip = plane.querySelector("clipPath rect");
            const ticks = [...plane.querySelectorAll(".axes .tick")].map((t) => [
                t.getAttribute("text-anchor"), +t.getAttribute("x"), +t.getAttribute("y"),
                t.textContent]);
            const size = ["x", "y", "width", "height"].map((k) => +clip.getAttribute(k));
            return { ticks, size };
        }"""
    )
    assert box
    x, y, width, height = read["size"]
    across = [(px, number(text)) for anchor, px, _, text in read["ticks"] if anchor == "middle"]
    up = [(py, number(text)) for anchor, _, py, text in read["ticks"] if anchor == "end"]
    window = (*_line(across, x, x + width), *_line(up, y + height, y))
    left, top = box["x"] + x, box["y"] + y
    return Plane(left, left + width, top, top + height, Window(*window))


def _line(ticks: list[tuple[float, float]], *pixels: float) -> list[float]:
    """The coordinate at each pixel, on the line through the outermost ticks."""
    (p, a), (q, b) = min(ticks), max(ticks)
    return [a + (b - a) * (pixel - p) / (q - p) for pixel in pixels]


def points(path: str) -> list[tuple[float, float]]:
    """The corners of an SVG path made of straight lines."""
    corners = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path)
    assert len(corners) == len(re.findall("[MLHVCSQTAZ]", path.upper()))
    return [(float(x), float(y)) for x, y in corners]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press the mouse, move in four steps, release."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    settle(page)


def slide(page: Page, slider: Locator, share: float) -> None:
    """Drag a slider's thumb from where it is to a share of the track."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    low, high, value = (
        float(slider.evaluate("(s, name) => s[name]", name)) for name in ("min", "max", "value")
    )
    thumb = slider.evaluate(
        "() => 1.1 * parseFloat(getComputedStyle(document.body.parentElement).fontSize)"
    )
    run = box["width"] - thumb
    middle = box["y"] + box["height"] / 2
    start = box["x"] + thumb / 2 + run * (value - low) / (high - low)
    drag(page, (start, middle), (box["x"] + thumb / 2 + run * share, middle))


def finger(page: Page) -> Callable[..., None]:
    """Real touch: call with start, move or end, and the points touched."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *spots: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {
                "type": f"touch{kind.title()}",
                "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(spots)],
            },
        )
        settle(page)

    return touch
