"""Screenshots of the guide: `make screenshots`, or with names of states to take some.

Each state at 1920, 1440, 768 and 360 px, light and dark, goes into docs/screenshots/, which git
ignores. Those that the README shows are copied to docs/pictures/. The page is asked for reduced
motion and drawn at one device pixel a CSS pixel, so that a picture changes only when the page does.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.chromium import browser, server

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {1920: 1080, 1440: 900, 768: 1024, 360: 740}
# States whose screenshot at 1440 px, light, stands in the README.
IN_README = ("guide", "plate", "lab-bend")
# The address of each state, relative to the guide's.
STATES = {
    "guide": "",
    "derivatives": "?derivatives=1&focus=sigmoid&x=4#fig-1",
    "empty": "?show=#fig-1",
    "problem": "?show=gelo&x=80#fig-1",
    "steps": "#try",
    "why": "#fig-4",
    "examples": "#fig-7",
    "reading": "#reading",
    "finder": "#fig-1",
    "formula": "?formula=x*tanh(log(1%2Bexp(x)))&show=gelu,formula#fig-1",
    "fault": "?formula=x*tanh(log(1%2Bexp(x))&show=gelu,formula#fig-1",
    "index": "species/",
    "key": "species/?bounded=half&kink=no",
    "plate": "species/gelu",
    "parameter": "species/elu?alpha=2",
    "gate": "species/swiglu",
    "compare": "compare?show=gelu,silu,mish",
    "lab-die": "#lab-die",
    "lab-collapse": "#lab-collapse",
    "lab-vanish": "#lab-vanish",
    "lab-bend": "#lab-bend",
    "lab-controls": "#lab-bend",
    "lab-diverged": "?bend.optimizer=sgd&bend.learning_rate=10&bend.epochs=40#lab-bend",
    "lab-refused": "?vanish.depth=900#lab-vanish",
}


def at_rest(page: Page, lab: str) -> None:
    """Scroll to a lab once its run rests at the last frame."""
    article = page.locator(f"#{lab}")
    state = article.locator(".lab-state")
    state.wait_for(state="attached")
    page.wait_for_function(
        "state => /recorded|done/.test(state.textContent) && !/playing/.test(state.textContent)",
        arg=state.element_handle(),
    )
    article.evaluate("lab => lab.scrollIntoView()")


def take(chromium: Browser, url: str, name: str, width: int, scheme: str) -> Path:
    """Save the screenshot of one state and return its path."""
    context = chromium.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=width < 500,
    )
    page: Page = context.new_page()
    page.goto(url + STATES[name])
    # Wait for the last number from the server.
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if name == "finder":
        page.locator(".more").click()
    if name.startswith("lab-"):
        at_rest(page, STATES[name].partition("#")[2])
    if name == "lab-controls":
        page.locator("#lab-bend lab-controls").scroll_into_view_if_needed()
    path = OUT / f"{name}-{width}-{scheme}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    """Take every state asked for, or all of them."""
    OUT.mkdir(parents=True, exist_ok=True)
    names = sys.argv[1:] or list(STATES)
    with server() as url, browser() as chromium:
        for name in names:
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    path = take(chromium, url, name, width, scheme)
                    print(path.relative_to(ROOT))
            if name in IN_README:
                shutil.copy(OUT / f"{name}-1440-light.png", PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
