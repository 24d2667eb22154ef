"""What the page costs a reader: bytes, time to a usable chart, work in a frame. `make bench`.

Bytes are those on the wire of a first visit. Times are medians over fresh browser contexts on
loopback. A hover frame is one pointer move over the chart with every curve and every derivative
shown; its script time is what Chromium itself accounts to JavaScript.
"""

import statistics
import sys
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.chromium import browser, server  # noqa: E402  the root is put on the path above

VISITS = 9
MOVES = 400
EVERYTHING = "?show=sigmoid,tanh,relu,leaky_relu,gelu,identity&derivatives=1"
# Runs before the page's own script: notes when the crosshair first has its values.
WATCH = """
addEventListener('DOMContentLoaded', () => {
  const look = () => document.querySelector('.crosshair .at[cx]') && document.querySelector('.reading td.value')?.textContent
    ? (window.usable = performance.now()) : requestAnimationFrame(look);
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


def spent(session: CDPSession) -> tuple[float, float]:
    """Milliseconds so far in script, and in script, style and layout together."""
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    script = 1000 * metrics["ScriptDuration"]
    return script, script + 1000 * (metrics["RecalcStyleDuration"] + metrics["LayoutDuration"])


def hover(chromium: Browser, url: str) -> list[tuple[float, float]]:
    """Script, and script with style and layout, in milliseconds, for each frame of a hover."""
    page = fresh(chromium)
    page.goto(url + EVERYTHING)
    plane = page.locator(".plane")
    plane.wait_for()
    box = plane.bounding_box()
    if box is None:
        raise RuntimeError("the chart is not on the page")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    frames: list[tuple[float, float]] = []
    next_frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    for i in range(MOVES):
        x = box["x"] + 50 + (i * 7) % (box["width"] - 180)
        before = spent(session)
        page.mouse.move(x, box["y"] + 200 + i % 60)
        page.evaluate(next_frame)
        after = spent(session)
        frames.append((after[0] - before[0], after[1] - before[1]))
    page.context.close()
    return frames


def percentile(values: list[float], share: int) -> float:
    """The value that `share` percent of them do not exceed."""
    return statistics.quantiles(values, n=100)[share - 1]


def main() -> None:
    """Measure and print."""
    table = Table("What", "Measured", "Aim", title="The guide's page")
    with server() as url, browser() as chromium:
        by_kind = transferred(chromium, url)
        times = [first_chart(chromium, url) for _ in range(VISITS)]
        frames = hover(chromium, url)
    for kind, size in sorted(by_kind.items(), key=lambda item: -item[1]):
        table.add_row(f"transferred: {kind.lower()}", f"{size / 1000:.1f} kB", "")
    table.add_row("transferred", f"{sum(by_kind.values()) / 1000:.1f} kB", "under 150 kB")
    table.add_row(
        f"first usable chart, median of {VISITS}", f"{statistics.median(times):.0f} ms", ""
    )
    for name, values, aim in (
        ("script", [script for script, _ in frames], "p95 under 8 ms"),
        ("script, style and layout", [all_ for _, all_ in frames], ""),
    ):
        figures = f"{statistics.median(values):.2f} ms, p95 {percentile(values, 95):.2f} ms"
        table.add_row(f"hover frame, {name}, median", figures, aim)
    Console().print(table)


if __name__ == "__main__":
    main()
