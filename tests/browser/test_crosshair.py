"""The crosshair by mouse, touch and keys, and the reading it gives."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import (
    SPECIES,
    WIDTHS,
    WORKHORSES,
    crosshair,
    drag,
    expected,
    finger,
    number,
    plane,
    printed,
    reading,
    settle,
    visit,
)

# The middle of each dot on the screen, and none of one that is hidden.
DOTS = """(all) => all.map((dot) => {
    const box = dot.getBoundingClientRect();
    const middle = [box.left + box.width / 2, box.top + box.height / 2];
    return [dot.dataset.slug, ...(dot.checkVisibility() ? middle : [null, null])];
})"""


def reads(page, x):
    """The crosshair, its flag, the field and every number agree on x."""
    assert crosshair(page) == pytest.approx(x, abs=1e-12)
    assert number(page.locator(".flag text").text_content()) == pytest.approx(x, abs=5e-4)
    assert number(page.locator("#x-exact").input_value()) == pytest.approx(x, abs=5e-4)
    assert reading(page) == expected(WORKHORSES, crosshair(page))


@pytest.mark.parametrize("width", [1440, 360])
def test_follows_the_mouse(open_guide, width):
    page = open_guide("?derivatives=1", width)
    page.locator(".plane").scroll_into_view_if_needed()
    here = plane(page)
    tenth = (here.right - here.left) / 10
    half_a_pixel = 5 / (here.right - here.left) + 0.005
    for i in (0.5, 5, 7.3):
        spot = here.left + i * tenth, (here.top + here.bottom) / 2
        page.mouse.move(*spot)
        settle(page)
        x = crosshair(page)
        assert x == pytest.approx(-5 + i, abs=half_a_pixel)
        reads(page, x)
        hair = page.locator(".plane .hair").bounding_box()
        assert hair["x"] == pytest.approx(spot[0], abs=0.6 + 0.005 * tenth)
        dots = page.locator(".plane .at").evaluate_all(DOTS)
        readings = reading(page)
        for slug in WORKHORSES:
            values = [number(text) for text in readings[slug]]
            own = [middle for other, *middle in dots if other == slug]
            for middle, value in zip(own, reversed(values), strict=True):
                if -1.4 < value < 3.2:
                    assert middle == pytest.approx(here.at(x, value), abs=0.2)
                else:
                    assert middle == [None, None]


@pytest.mark.parametrize("width", [768, 360])
def test_follows_a_finger(open_guide, width):
    page = open_guide(width=width, has_touch=True)
    page.locator(".plane").scroll_into_view_if_needed()
    here, touch = plane(page), finger(page)
    touch("start", here.at(2.5, 1))
    first = crosshair(page)
    assert first == pytest.approx(2.5, abs=0.03)
    for x in (2, 0.7, -1.4, -3.2):
        touch("move", here.at(x, 1.02))
        assert crosshair(page) == pytest.approx(x, abs=0.03)
        reads(page, crosshair(page))
    touch("end")
    settle(page)
    assert crosshair(page) == pytest.approx(-3.2, abs=0.03)
    assert plane(page).window == pytest.approx(here.window)


def test_follows_the_keys(open_guide):
    page = open_guide()
    page.locator(".plane").focus()
    for key, x in (
        ("ArrowRight", 1.1),
        ("ArrowUp", 1.2),
        ("Shift+ArrowRight", 1.21),
        ("Shift+ArrowLeft", 1.2),
        ("ArrowLeft", 1.1),
        ("ArrowDown", 1.0),
        ("PageUp", 2.0),
        ("PageDown", 1.0),
        ("PageDown", 0.0),
        ("Home", -5.0),
        ("End", 5.0),
    ):
        page.keyboard.press(key)
        settle(page)
        reads(page, x)
    text = page.locator(".plane").get_attribute("aria-valuetext")
    assert "5.000" in text
    assert all(value in text for value, _ in expected(WORKHORSES, 5.0).values())


def test_keys_take_the_window_along_and_stop_at_fifty(open_guide):
    page = open_guide()
    page.locator(".plane").focus()
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    settle(page)
    reads(page, 5.3)
    assert plane(page).window[:2] == pytest.approx((-4.7, 5.3), abs=2e-3)
    expect(page.locator(".plane .flag rect")).to_be_visible()
    for _ in range(60):
        page.keyboard.press("PageUp")
    settle(page)
    reads(page, 50.0)
    assert plane(page).window[:2] == pytest.approx((40, 50), abs=2e-3)


def test_steps_are_finer_in_a_narrower_window(open_guide):
    page = open_guide("?view=0.9,1.1,0.6,0.8")
    page.locator(".plane").focus()
    for key, x in (("ArrowRight", 1.001), ("Shift+ArrowRight", 1.0011), ("PageUp", 1.0111)):
        page.keyboard.press(key)
        settle(page)
        assert crosshair(page) == pytest.approx(x, abs=1e-12)
        assert number(page.locator("#x-exact").input_value()) == pytest.approx(x, abs=1e-12)
        assert reading(page) == expected(WORKHORSES, x)


READ_AT = ("-50", "37", "1e-3", "12.3456", "0", "-0.00001", "−2.5")


@pytest.mark.parametrize("width", WIDTHS)
def test_types_exactly_and_never_jumps(open_guide, width):
    page = open_guide(f"?show={','.join(SPECIES)}", width)
    field = page.locator("#x-exact")
    boxes = set()
    for i, text in enumerate(READ_AT):
        field.fill(text)
        field.press("Enter" if i % 2 else "Tab")
        settle(page)
        assert crosshair(page) == number(text)
        assert reading(page) == expected(SPECIES, number(text))
        expect(page.locator("#x-problem")).to_be_empty()
        expect(page.locator(".plane .flag rect")).to_be_visible()
        boxes.add(
            page.evaluate(
                """() => JSON.stringify([...document.querySelectorAll(
                    ".plane, curve-readout, curve-readout *:not(p, input), .under")].map((e) => {
                    const box = e.getBoundingClientRect();
                    return [box.left, box.top + scrollY, box.width, box.height];
                }))"""
            )
        )
        cells = page.locator("curve-readout td").evaluate_all(
            "(all) => all.filter((c) => c.scrollWidth > c.clientWidth).map((c) => c.innerText)"
        )
        assert cells == []
    assert len(boxes) == 1


def test_prints_small_zero_and_one(open_guide):
    page = open_guide("?x=37")
    assert reading(page)["sigmoid"] == ("1.000", "8.533e−17")
    visit(page, "?x=-3")
    assert reading(page)["relu"] == ("0", "0")
    visit(page, "?x=0&show=identity,tanh,sigmoid")
    assert reading(page) == {
        "sigmoid": ("0.5000", "0.2500"),
        "tanh": ("0", "1.000"),
        "identity": ("0", "1.000"),
    }
    visit(page, "?x=-40")
    assert reading(page) == expected(WORKHORSES, -40.0)
    assert printed(4.248354255291589e-18) == reading(page)["sigmoid"][0] == "4.248e−18"


@pytest.mark.parametrize("has_touch", [False, True])
def test_hover_never_redraws_a_curve(open_guide, has_touch):
    page = open_guide("?derivatives=1&focus=gelu", has_touch=has_touch)
    page.locator(".plane").scroll_into_view_if_needed()
    here, start = plane(page), crosshair(page)
    page.evaluate(
        """() => {
            window.touched = new Set();
            new MutationObserver((all) => all.forEach(({ target, attributeName }) => {
                const at = target.nodeType === 1 ? target : target.parentElement;
                const place = [".crosshair", ".plane", "curve-readout", ".mini"]
                    .find((selector) => at.closest(selector)) ?? "elsewhere";
                window.touched.add(`${place} ${at.localName} ${attributeName ?? "content"}`);
            })).observe(document.querySelector("main"), { subtree: true, childList: true,
                attributes: true, characterData: true });
        }"""
    )
    if has_touch:
        touch = finger(page)
        touch("start", here.at(0, 1))
        for x in (-1, -2, 2, 3):
            touch("move", here.at(x, 1))
        touch("end")
    else:
        page.mouse.move(*here.at(-4.5, 2))
        page.mouse.move(*here.at(4.5, 0), steps=40)
    settle(page)
    assert crosshair(page) != start
    touched = {tuple(entry.split()) for entry in page.evaluate("() => [...window.touched]")}
    assert (".crosshair", "line", "x1") in touched
    assert (".crosshair", "circle", "cx") in touched
    assert ("curve-readout", "td", "content") in touched
    assert not [entry for entry in touched if entry[1:] == ("path", "d")]
    # On the chart the slider's own value moves, in the readout numbers, and nothing else.
    plane_itself = {"aria-valuenow", "aria-valuetext", "class"}
    assert {name for place, _, name in touched if place == ".plane"} <= plane_itself
    readout = {entry[1:] for entry in touched if entry[0] == "curve-readout"}
    assert readout <= {("td", "content"), ("td", "title"), ("input", "value")}


def test_leaving_the_plane_keeps_the_last_reading(open_guide):
    page = open_guide()
    here = plane(page)
    page.mouse.move(*here.at(-2, 1))
    settle(page)
    x = crosshair(page)
    page.mouse.move(here.left + 100, here.top - 120)
    settle(page)
    reads(page, x)
    expect(page).to_have_url(page.url.partition("?")[0] + f"?x={x:g}")


def test_a_drag_reads_nothing(open_guide):
    page = open_guide()
    here = plane(page)
    page.mouse.move(*here.at(2, 1))
    settle(page)
    x = crosshair(page)
    drag(page, here.at(2, 1), here.at(-1, 1))
    assert crosshair(page) == x
