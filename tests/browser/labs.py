"""Driving the labs: what their tests share."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import settle

LABS = ("die", "collapse", "vanish", "bend")

# Runs that take a moment, in the order of the parameters.
SMALL = {
    "die": "die.width=4&die.depth=2&die.steps=40&die.seeds=2",
    "collapse": "collapse.depth=3",
    "vanish": "vanish.depth=4&vanish.width=8&vanish.seeds=2",
    "bend": "bend.activations=relu,tanh&bend.width=4&bend.epochs=8",
}
ENDED = r"recorded|done|failed|stopped"


def at(page: Page, name: str) -> Locator:
    """The lab in sight, once its first run has ended."""
    article = page.locator(f"#lab-{name}")
    article.evaluate("(lab) => lab.scrollIntoView({ behavior: 'instant' })")
    player = article.locator("lab-player")
    ended(player)
    return player


def ended(player: Locator) -> None:
    """Waits until the run asked for last has ended, and what it plays with it."""
    # A change starts the next run a frame later.
    settle(player.page)
    expect(player).not_to_have_attribute("data-behind", "", timeout=30_000)
    player.page.wait_for_function(
        """([player, ended]) => {
            const state = player.querySelector(".lab-state")?.textContent ?? "";
            return new RegExp(ended).test(state) && !state.includes("playing");
        }""",
        arg=[player.element_handle(), ENDED],
        timeout=30_000,
    )
    settle(player.page)


def state(player: Locator) -> str:
    """How the run stands, in the page's words."""
    return player.locator(".lab-state").inner_text().lower()


def scrubber(player: Locator) -> Locator:
    return player.get_by_role("slider", name="Place in the run")


def place(player: Locator) -> str:
    """Where the run stands, as a screen reader is told."""
    return scrubber(player).get_attribute("aria-valuetext") or ""


def shown(player: Locator) -> dict:
    """What the figure was given: the parameters of its run, where in it, and how many frames."""
    return player.evaluate(
        """(player) => {
            const { run, at } = player.querySelector(`${player.getAttribute("lab")}-figure`);
            return { params: run.header.params, at, frames: run.frames.length,
                summary: run.summary ?? null };
        }"""
    )


def printed(line: str) -> str:
    """A line of the server's with the page's apostrophes and minus signs."""
    return re.sub(r"(\de)-(\d)", r"\1−\2", line.replace("'", "’"))


def press(page: Page, button: Locator, by: str) -> None:
    """Press a button by pointer or by keys."""
    if by == "pointer":
        button.click()
    else:
        button.press("Enter")
    settle(page)
