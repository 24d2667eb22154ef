"""Runs made by hand and played on the page in place of the server's, and how to read a figure."""

import json
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.driving import settle

Line = dict[str, Any]


def play(open_guide, lab: str, lines: Iterable[Line], width: int = 1440, **options) -> Page:
    """Open the front page at a lab whose server answers with these lines, and wait for the last."""
    body = "".join(json.dumps(line) + "\n" for line in lines)
    one = {"name": lab, "title": lab, "schema": {"properties": {}}, "presets": []}
    # Where motion is reduced the last frame is there as soon as it has come.
    options = {"reduced_motion": "reduce"} | options
    page = open_guide("species/", width, fresh=True, ready="main", **options)
    page.route("**/api/labs", lambda route: route.fulfill(json=[one]))
    page.route(
        f"**/labs/{lab}*",
        lambda route: route.fulfill(content_type="application/x-ndjson", body=body),
    )
    page.goto(page.url.removesuffix("species/"))
    page.locator(f"#lab-{lab}").scroll_into_view_if_needed()
    figure = page.locator(f"{lab}-figure")
    figure.locator("svg.mini").wait_for()
    page.wait_for_function(
        """(lab) => {
            const figure = document.querySelector(`${lab}-figure`);
            return figure.run?.summary && figure.at === figure.run.frames.length - 1;
        }""",
        arg=lab,
    )
    figure.evaluate("(f) => f.scrollIntoView({ behavior: 'instant', block: 'start' })")
    page.evaluate("() => document.fonts.ready.then(() => null)")
    settle(page)
    return page


def seek(figure: Locator, at: int) -> None:
    """Show a frame of the run, as the player does."""
    figure.evaluate("async (f, at) => { f.at = at; await f.updateComplete; }", at)


def table(figure: Locator) -> list[dict[str, str]]:
    """The numbers of the figure at its frame, a row each, by the head of their column."""
    read = figure.evaluate("(f) => f.table()")
    return [dict(zip(read["head"], row, strict=True)) for row in read["rows"]]


def line_through(marks: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Slope and intercept from the outermost of (pixel, value)."""
    (p, a), *_, (q, b) = sorted(marks)
    slope = (b - a) / (q - p)
    return slope, a - slope * p


def standalone(figure: Locator) -> dict[str, Any]:
    """What the picture for download consists of: sizes, colors, and what would need the page."""
    return figure.evaluate(
        """(figure) => {
            const drawing = figure.picture();
            const all = [...drawing.querySelectorAll("*")];
            return {
                attached: drawing.isConnected,
                size: [drawing.getAttribute("width"), drawing.getAttribute("height")].map(Number),
                text: drawing.textContent,
                needs: all.filter((e) => e.hasAttribute("class") || e.hasAttribute("style")).length,
                strokes: [...new Set(all.map((e) => e.getAttribute("stroke")))],
                unresolved: new XMLSerializer().serializeToString(drawing).match(/var\\(/g),
            };
        }"""
    )


def watched(figure: Locator, act) -> set[str]:
    """What in the figure an action touches: "overlay", "reading", or else the tag's name."""
    figure.evaluate(
        """(figure) => {
            window.touched = new Set();
            window.watcher = new MutationObserver((all) => all.forEach(({ target }) => {
                const at = target.nodeType === 1 ? target : target.parentElement;
                if (at === figure) return;
                const overlay = at.closest(".crosshair") && "overlay";
                const reading = at.closest(".readings, .slider") && "reading";
                window.touched.add(overlay || reading || at.outerHTML.slice(0, 80));
            }));
            window.watcher.observe(figure, { subtree: true, childList: true, attributes: true,
                characterData: true });
        }"""
    )
    act()
    settle(figure.page)
    return set(figure.evaluate("() => { watcher.disconnect(); return [...touched]; }"))
