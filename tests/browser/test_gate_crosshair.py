"""The crosshair on the map of a gate by mouse, touch, keys and typing, and its address."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import drag, finger, number, query, settle, slide, visit
from tests.browser.gates import REACH, reads, square, where


@pytest.mark.parametrize("width", [1440, 360])
def test_follows_the_mouse(open_guide, width):
    page = open_guide("species/swiglu", width)
    here = square(page)
    for a, b in ((-3.5, 3.5), (0.4, -1), (2.2, 2.2), (3.9, -3.9)):
        page.mouse.move(*here.at(a, b))
        settle(page)
        found = where(page)
        assert found == pytest.approx((a, b), abs=0.006 + 0.5 * 2 * REACH / here.side)
        reads(page, "swiglu", *found)
    # Past the edge the last reading stays.
    page.mouse.move(here.left - 15, here.top - 15)
    settle(page)
    assert where(page) == found


@pytest.mark.parametrize("width", [768, 360])
def test_follows_a_finger(open_guide, width):
    page = open_guide("species/geglu", width, has_touch=True)
    here, touch = square(page), finger(page)
    top = page.evaluate("scrollY")
    touch("start", here.at(1, 1))
    for a, b in ((1, 1), (0, 2), (-1.5, 3), (-1.5, -2), (3, -3.5)):
        touch("move", here.at(a, b))
        assert where(page) == pytest.approx((a, b), abs=0.006 + 0.5 * 2 * REACH / here.side)
        reads(page, "geglu", *where(page))
    # A drag past the edge stops there.
    touch("move", (here.left + here.side + 9, here.top - 9))
    assert where(page) == (REACH, REACH)
    touch("end")
    assert page.evaluate("scrollY") == top


def test_follows_the_keys(open_guide):
    page = open_guide("species/glu")
    page.locator(".plane").focus()
    for key, a, b in (
        ("ArrowRight", 1.1, 2.0),
        ("Shift+ArrowRight", 1.11, 2.0),
        ("ArrowLeft", 1.01, 2.0),
        ("ArrowUp", 1.01, 2.1),
        ("Shift+ArrowDown", 1.01, 2.09),
        ("ArrowDown", 1.01, 1.99),
        ("PageUp", 1.01, 2.99),
        ("PageUp", 1.01, 3.99),
        ("PageUp", 1.01, 4.0),
        ("PageDown", 1.01, 3.0),
        ("Home", -4.0, 3.0),
        ("ArrowLeft", -4.0, 3.0),
        ("End", 4.0, 3.0),
    ):
        page.keyboard.press(key)
        settle(page)
        reads(page, "glu", a, b)


def test_slides_and_types(open_guide):
    page = open_guide("species/reglu")
    slide(page, page.get_by_label("a", exact=True), 0.25)
    a, b = where(page)
    assert a == pytest.approx(-2, abs=0.03)
    reads(page, "reglu", a, b)
    expect(page.locator("gate-reading .hint")).to_contain_text("shut")
    page.get_by_label("b", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    settle(page)
    reads(page, "reglu", a, pytest.approx(b - 0.01).expected)
    for key, text in (("a", "1.2345"), ("b", "−0.5"), ("a", "-4"), ("b", "+4")):
        page.locator(f"#{key}-exact").fill(text)
        page.locator(f"#{key}-exact").press("Enter" if key == "a" else "Tab")
        settle(page)
        assert dict(zip("ab", where(page), strict=True))[key] == pytest.approx(
            number(text), abs=5e-4
        )
    reads(page, "reglu", -4.0, 4.0)


def test_what_is_mistyped_stays_and_is_said(open_guide):
    page = open_guide("species/swiglu?a=1.5&b=-2")
    for key, text, says in (
        ("a", "5", "nearest is 4"),
        ("b", "-80", "nearest is −4"),
        ("b", "banana", "is not a number from −4 to 4"),
    ):
        field = page.locator(f"#{key}-exact")
        field.fill(text)
        field.press("Enter")
        expect(page.locator(f"#{key}-problem")).to_contain_text(says)
        assert field.input_value() == text
        assert field.get_attribute("aria-invalid") == "true"
        assert float(page.locator(".plane").get_attribute("aria-valuenow")) == 1.5
    page.locator(".plane").focus()
    page.keyboard.press("ArrowUp")
    settle(page)
    expect(page.locator("#b-problem")).to_be_empty()
    assert where(page)[1] == pytest.approx(-1.9)


def test_moving_draws_the_map_once(open_guide):
    page = open_guide("species/geglu?a=0.5&b=0.5")
    here = square(page)
    page.evaluate(
        """() => {
            window.painted = 0;
            const put = CanvasRenderingContext2D.prototype.putImageData;
            CanvasRenderingContext2D.prototype.putImageData = function (...given) {
                window.painted += 1;
                return put.apply(this, given);
            };
            window.touched = new Set();
            new MutationObserver((all) => all.forEach(({ target }) => {
                const at = target.nodeType === 1 ? target : target.parentElement;
                const place = [".crosshair", ".plane"].find((s) => at.closest(s));
                window.touched.add(place ?? "drawing");
            })).observe(document.querySelector("gate-map"), { subtree: true, childList: true,
                attributes: true, characterData: true });
        }"""
    )
    drag(page, here.at(-3, 3), here.at(3, -3))
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert where(page) == pytest.approx((2.9, -3), abs=0.02)
    assert page.evaluate("window.painted") == 0
    assert page.evaluate("() => [...window.touched].sort()") == [".crosshair", ".plane"]
    page.get_by_label("slope ∂f/∂b").check()
    settle(page)
    assert page.evaluate("window.painted") == 1
    assert query(page).endswith("part=db")


def test_the_address_is_the_state(open_guide):
    page = open_guide("species/swiglu?a=1&b=-2&part=da")
    reads(page, "swiglu", 1.0, -2.0)
    assert page.locator("input[value=da]").is_checked()
    page.locator("input[value=db]").check()
    settle(page)
    # What equals the default is left out.
    assert query(page) == "?b=-2&part=db"
    page.locator("#a-exact").fill("-0.5")
    page.locator("#a-exact").press("Enter")
    settle(page)
    assert query(page) == "?a=-0.5&b=-2&part=db"
    page.go_back()
    settle(page)
    reads(page, "swiglu", 1.0, -2.0)
    page.go_back()
    settle(page)
    assert page.locator("input[value=da]").is_checked()
    visit(page, "")
    reads(page, "swiglu", 1.0, 2.0)
    assert page.locator("input[value=f]").is_checked()


def test_nonsense_falls_back_and_says_so(open_guide):
    page = open_guide("species/swiglu?a=9&b=banana&part=dc")
    reads(page, "swiglu", 1.0, 2.0)
    assert page.locator("input[value=f]").is_checked()
    assert page.locator(".notice li").all_inner_texts() == [
        "a: “9” is not a number from −4 to 4; the nearest is 4. The default is used.",
        "b: “banana” is not a number from −4 to 4. The default is used.",
        "part: “dc” is none of f, da, db; the nearest is “da”. The default is used.",
    ]
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".notice li")).to_have_count(0)
