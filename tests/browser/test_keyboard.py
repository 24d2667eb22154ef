"""By keys alone: every control is reached in reading order, seen when it is, and left again."""

import pytest
from playwright.sync_api import expect

from fieldguide.guide.pages.front_page import LEAK
from tests.browser.driving import WIDTHS, crosshair, query, settle

FOCUSABLE = """() => [...document.querySelectorAll(
    "a[href], button, input, summary, [tabindex='0']")].filter((e) =>
        e.checkVisibility() && !e.disabled && e.tabIndex >= 0)"""
NAME = """(e) => `${e.localName} ${e.getAttribute("aria-label") ?? e.textContent.trim()
    ?? ""}`.replace(/\\s+/g, " ").slice(0, 60)"""


def walk(page, key):
    """What Tab or Shift+Tab goes through, with how each shows that it has the focus."""
    page.evaluate(
        f"""() => {{
            window.walked = [];
            window.naming = {NAME};
            const look = (e) => {{
                // A card is a link as a whole.
                const s = getComputedStyle(e.closest(".card") ?? e);
                return [s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
                    s.borderBottomWidth, s.borderBottomColor].join();
            }};
            window.rest = new Map(({FOCUSABLE})().map((e) => [e, look(e)]));
            document.addEventListener("focusin", ({{ target }}) => {{
                const box = target.getBoundingClientRect();
                walked.push([naming(target), look(target) !== rest.get(target),
                    box.width > 0 && box.bottom > 0 && box.top < innerHeight]);
            }});
        }}"""
    )
    count = page.evaluate(f"() => ({FOCUSABLE})().length")
    for _ in range(count):
        page.keyboard.press(key)
    settle(page)
    return page.evaluate("() => walked")


def without_labs(page):
    """The page less its labs, which arrive while it is walked through."""
    page.evaluate("() => document.querySelectorAll('.lab').forEach((lab) => lab.remove())")


@pytest.mark.parametrize("width", WIDTHS)
def test_tab_reaches_everything_in_order(open_guide, width):
    page = open_guide("?x=banana", width, fresh=True, reduced_motion="reduce")
    without_labs(page)
    page.get_by_text("The same numbers as a table").evaluate("(s) => s.click()")
    settle(page)
    wanted = page.evaluate(f"() => ({FOCUSABLE})().map({NAME})")
    walked = walk(page, "Tab")
    assert [name for name, _, _ in walked] == wanted
    assert [name for name, changes, _ in walked if not changes] == []
    assert [name for name, _, in_sight in walked if not in_sight] == []
    # Chips and the finder, formulas to try, zoom bar (reset rests), names to focus, steps, copy and
    # dismiss; the fields, switch and leak, and a slider in each figure below: none has quietly lost
    # its place.
    assert sum(name.startswith("button") for name in wanted) == 7 + 4 + 6 + 5 + 3 + 2
    assert sum(name.startswith("input") for name in wanted) == 4 + 5
    assert any("Crosshair" in name for name in wanted)
    # And out of the page at its end, where a trap would hold.
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement === document.body") or (
        page.evaluate(f"() => document.activeElement === ({FOCUSABLE})()[0]")
    )


def test_shift_tab_goes_back_the_same_way(open_guide):
    page = open_guide(fresh=True, reduced_motion="reduce")
    without_labs(page)
    wanted = page.evaluate(f"() => ({FOCUSABLE})().map({NAME})")
    page.evaluate(f"() => {{ ({FOCUSABLE})().at(-1).focus(); }}")
    walked = [name for name, _, _ in walk(page, "Shift+Tab")]
    assert walked[: len(wanted) - 1] == wanted[-2::-1]


@pytest.mark.parametrize("width", WIDTHS)
def test_reading_order_is_the_order_on_the_page(open_guide, width):
    page = open_guide(width=width)
    tops = page.locator("main h1, main h2, main h3, main figcaption").evaluate_all(
        "(all) => all.map((e) => Math.round(e.getBoundingClientRect().top))"
    )
    sections = page.locator("main > *").evaluate_all(
        "(all) => all.map((e) => Math.round(e.getBoundingClientRect().top))"
    )
    assert sections == sorted(sections)
    assert len(tops) > 15
    if width == 360:
        assert tops == sorted(tops)


def test_skip_link_leads_to_the_chart(open_guide):
    page = open_guide("?x=2", fresh=True, reduced_motion="reduce")
    skip = page.get_by_role("link", name="Skip to the chart")
    box = skip.bounding_box()
    assert box["y"] + box["height"] <= 0
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    # It comes into sight at once.
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    settle(page)
    assert page.evaluate("() => location.hash") == "#fig-1"
    assert query(page) == "?x=2"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#fig-1') !== null")


def test_keys_are_left_alone_where_they_mean_something_else(open_guide):
    page = open_guide()
    page.locator(".plane").focus()
    for key in ("Control+ArrowRight", "Alt+Shift+ArrowUp", "a", "Escape", "Control+0"):
        page.keyboard.press(key)
    settle(page)
    assert crosshair(page) == 1
    # Typing into the field moves its caret, not the crosshair.
    page.locator("#x-exact").focus()
    for key in ("ArrowLeft", "Home", "End"):
        page.keyboard.press(key)
    settle(page)
    assert crosshair(page) == 1


def test_targets_are_large_enough_for_a_finger(open_guide):
    page = open_guide("?x=banana", 360, has_touch=True, reduced_motion="reduce")
    page.get_by_text("The same numbers as a table").evaluate("(s) => s.click()")
    page.locator("try-step button").first.evaluate("(b) => b.click()")
    settle(page)
    # Links within a sentence are as high as their line (WCAG 2.5.8 excepts them).
    small = page.evaluate(
        f"""() => ({FOCUSABLE})().filter((e) => {{
            if (e.closest("p:not(.masthead p), li:not(.masthead li), .skip")
                && e.localName === "a") return false;
            const box = (e.closest("label") ?? e).getBoundingClientRect();
            return Math.min(box.width, box.height) < 24;
        }}).map({NAME})"""
    )
    assert [name for name in small if "Skip" not in name] == []


def test_everything_has_a_name_and_a_role(open_guide):
    page = open_guide()
    plane = page.get_by_role("slider", name="Crosshair: the input x")
    expect(plane).to_have_attribute("aria-valuemin", "-50")
    expect(plane).to_have_attribute("aria-valuemax", "50")
    expect(page.get_by_role("textbox", name="x, the input")).to_be_visible()
    for name in ("Layers", "Threshold", "Weight", "Leaky ReLU’s negative slope"):
        expect(page.get_by_role("slider", name=name)).to_have_count(1)
    for image in page.locator("main svg[role=img]").all():
        assert len(image.get_attribute("aria-label") or "") > 10
    assert page.locator("main svg:not([role=img]):not([aria-hidden=true])").count() == 0


def test_the_leak_at_start_is_the_one_the_text_uses(open_guide):
    page = open_guide()
    slider = page.get_by_role("slider", name="Leaky ReLU’s negative slope")
    assert float(slider.input_value()) == LEAK
