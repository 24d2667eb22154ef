"""What the page costs a reader: bytes, time to a usable chart, work in a frame. `make bench`.

Bytes are those on the wire of a first visit. Times are medians over fresh browser contexts on
loopback. A frame answers one input, with every curve and every derivative shown; its script time is
read from Chromium's own trace.
"""

import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, FloatRect, Page
from rich.console import Console
from rich.table import Table

from tools.chromium import browser, server

VISITS = 9
MOVES = 400
SCRIPT = {"EventDispatch", "EvaluateScript", "FireAnimationFrame", "FunctionCall", "RunMicrotasks"}
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
Event = dict[str, Any]
Act = Callable[[Page, FloatRect, int], None]
EVERYTHING = "?show=sigmoid,tanh,relu,leaky_relu,gelu,identity&derivatives=1"
# Runs before the page's own script: notes when the crosshair first has its values.
WATCH = """
addEventListener('DOMContentLoaded', () => {
  const ready = () => document.querySelector('.crosshair .at[cx]')
    && document.querySelector('.reading td.value')?.textContent;
  const look = () => ready() ? (window.usable = performance.now()) : requestAnimationFrame(look);
  look();
});
"""


def fresh(chromium: Browser) -> Page:
    """A page with an empty cache."""
    return chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()


def transferred(chromium: Browser, url: str) -> dict[str, int]:
    """Bytes on the wire by kind of resource, headers included."""
    page = fresh(chromium)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    total: dict[str, int] = defaultdict(int)
    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))

    def finished(event: dict[str, str]) -> None:
        total[kinds[event["requestId"]]] += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="networkidle")
    page.context.close()
    return dict(total)


def first_chart(chromium: Browser, url: str) -> float:
    """Milliseconds from navigation until the chart shows its readings."""
    page = fresh(chromium)
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_function("window.usable")
    milliseconds: float = page.evaluate("window.usable")
    page.context.close()
    return milliseconds


def script_times(events: list[Event]) -> list[float]:
    """Milliseconds of JavaScript, microtasks included, between each pair of frame marks."""
    marks = sorted(e["ts"] for e in events if e["name"] == "bench-frame")
    thread = next((e["pid"], e["tid"]) for e in events if e["name"] == "bench-frame")
    spans = sorted(
        (e["ts"], e["ts"] + e["dur"])
        for e in events
        if e["name"] in SCRIPT and "dur" in e and (e["pid"], e["tid"]) == thread
    )
    times = [0.0] * (len(marks) - 1)
    end = 0.0
    for start, stop in spans:
        # A call inside a call counts once.
        frame = bisect_right(marks, start) - 1
        if 0 <= frame < len(times):
            times[frame] += max(0.0, stop - max(start, end)) / 1000
        end = max(end, stop)
    return times


def hover(page: Page, plane: FloatRect, i: int) -> None:
    """Move the pointer over the chart."""
    page.mouse.move(plane["x"] + 50 + (i * 7) % (plane["width"] - 180), plane["y"] + 200 + i % 60)


def pan(page: Page, plane: FloatRect, i: int) -> None:
    """Drag the plane to and fro."""
    hover(page, plane, i % 40)
    if i == 0:
        page.mouse.down()


def slope(page: Page, _plane: FloatRect, i: int) -> None:
    """Press an arrow key on the slider of leaky ReLU's slope."""
    if i == 0:
        page.locator("chart-controls input[type=range]").focus()
    page.keyboard.press("ArrowRight" if i % 80 < 40 else "ArrowLeft")


def frames(chromium: Browser, url: str, act: Act) -> list[float]:
    """Script in milliseconds for each frame of an action."""
    page = fresh(chromium)
    page.goto(url + EVERYTHING)
    plane = page.locator(".plane").bounding_box()
    if plane is None:
        raise RuntimeError("the chart is not on the page")
    session = chromium.new_browser_cdp_session()
    events: list[Event] = []
    complete: list[Event] = []
    session.on("Tracing.dataCollected", lambda e: events.extend(e["value"]))
    session.on("Tracing.tracingComplete", lambda e: complete.append(e))  # noqa: PLW0108
    categories = "devtools.timeline,v8.execute,blink.user_timing"
    session.send("Tracing.start", {"categories": categories, "transferMode": "ReportEvents"})
    for i in range(MOVES + 1):
        page.evaluate("performance.mark('bench-frame')")
        act(page, plane, i)
        page.evaluate(NEXT_FRAME)
    session.send("Tracing.end")
    while not complete:
        page.wait_for_timeout(50)
    session.detach()
    page.context.close()
    return script_times(events)


def percentile(values: list[float], share: int) -> float:
    """The value that `share` percent of them do not exceed."""
    return statistics.quantiles(values, n=100)[share - 1]


def main() -> None:
    """Measure and print."""
    table = Table("What", "Measured", "Aim", title="The guide's page", title_justify="left")
    with server() as url, browser() as chromium:
        by_kind = transferred(chromium, url)
        visits = [first_chart(chromium, url) for _ in range(VISITS)]
        actions = {act.__name__: frames(chromium, url, act) for act in (hover, slope, pan)}
    for kind, size in sorted(by_kind.items(), key=lambda item: -item[1]):
        table.add_row(f"transferred: {kind.lower()}", f"{size / 1000:.1f} kB")
    table.add_row("transferred", f"{sum(by_kind.values()) / 1000:.1f} kB", "under 150 kB")
    table.add_row(f"first usable chart, median of {VISITS}", f"{statistics.median(visits):.0f} ms")
    for name, times in actions.items():
        figures = f"{statistics.median(times):.1f} ms, p95 {percentile(times, 95):.1f} ms"
        table.add_row(f"script in a {name} frame, median", figures, "p95 under 8 ms")
    Console().print(table)


if __name__ == "__main__":
    main()
