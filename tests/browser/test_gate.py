"""The map of a gate: its colors, contours and sections beside Python's numbers."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

import fieldguide
from fieldguide.analysis import lowest
from tests.browser.driving import (
    WIDTHS,
    drag,
    finger,
    number,
    points,
    printed,
    query,
    settle,
    slide,
    visit,
)

REACH = 4.0
PARTS = ("f", "da", "db")
SCHEMES = ("light", "dark")


def surface(slug, part, a, b):
    gate = fieldguide.get(slug)
    return gate(a, b) if part == "f" else gate.derivatives(a, b)[PARTS.index(part) - 1]


class Map(NamedTuple):
    """Where the map lies on the screen."""

    left: float
    top: float
    side: float

    def at(self, a, b):
        unit = self.side / (2 * REACH)
        return self.left + (a + REACH) * unit, self.top + (REACH - b) * unit

    def inverse(self, x, y):
        unit = self.side / (2 * REACH)
        return (x - self.left) / unit - REACH, REACH - (y - self.top) / unit


def square(page):
    page.locator(".plane").scroll_into_view_if_needed()
    box = page.locator(".plane").bounding_box()
    assert box["width"] == pytest.approx(box["height"], abs=0.02)
    return Map(box["x"], box["y"], box["width"])


def drawing(page):
    """The map in the coordinates of the drawing, where its paths are."""
    read = page.locator(".sheet .border").evaluate(
        "(r) => ['x', 'y', 'width'].map((k) => +r.getAttribute(k))"
    )
    return Map(*read)


def reading(page):
    """The five numbers beside the map: f, both slopes, g and its slope."""
    return tuple(page.locator("gate-reading td").all_inner_texts())


def where(page):
    return tuple(number(page.locator(f"#{key}-exact").input_value()) for key in "ab")


def reads(page, slug, a, b):
    """The crosshair, the fields, the sliders and every number agree on a and b."""
    gate = fieldguide.get(slug)
    slopes = gate.derivatives(a, b)
    inner = gate.inner(a), gate.inner.derivative(a)
    assert where(page) == pytest.approx((a, b), abs=5e-4)
    assert reading(page) == tuple(map(printed, (gate(a, b), *slopes, *inner)))
    for key, value in zip("ab", (a, b), strict=True):
        assert float(page.locator(f"input[aria-label={key}]").input_value()) == value
    plane = page.locator(".plane")
    assert float(plane.get_attribute("aria-valuenow")) == a
    said = plane.get_attribute("aria-valuetext")
    assert all(printed(value) in said for value in (gate(a, b), *slopes))
    dot = page.locator(".on-map").evaluate("(c) => [+c.getAttribute('cx'), +c.getAttribute('cy')]")
    assert dot == pytest.approx(drawing(page).at(a, b), abs=1e-6)


def scale_end(page):
    """The value at the right end of the color bar, on the line through two of its ticks."""
    read = page.locator(".color-scale").evaluate(
        """(scale) => ({
            bar: ["x", "width"].map((k) => +scale.querySelector(".bar").getAttribute(k)),
            ticks: [...scale.querySelectorAll(".tick")].map((t) => [
                +t.getAttribute("x"), t.textContent]),
        })"""
    )
    x, width = read["bar"]
    (p, low), *_, (q, high) = [(at, number(text)) for at, text in read["ticks"]]
    ends = [low + (high - low) * (at - p) / (q - p) for at in (x, x + width)]
    assert ends[0] == pytest.approx(-ends[1])
    return ends[1]


def token(page, name):
    """A color of the style sheet, as red, green and blue."""
    text = page.evaluate(
        """(name) => {
            const probe = document.createElement("i");
            document.querySelector("gate-map").append(probe);
            probe.style.color = `var(${name})`;
            const text = getComputedStyle(probe).color;
            probe.remove();
            return text;
        }""",
        name,
    )
    return [int(v) for v in re.findall(r"\d+", text)[:3]]


def pixel(page, i, j):
    """A pixel of the map: its color, and the a and b of its middle."""
    red, green, blue, alpha, width = page.locator(".plane canvas").evaluate(
        """(canvas, [i, j]) => [
            ...canvas.getContext("2d").getImageData(i, j, 1, 1).data, canvas.width]""",
        [i, j],
    )
    assert alpha == 255
    unit = 2 * REACH / width
    return [red, green, blue], (i + 0.5) * unit - REACH, REACH - (j + 0.5) * unit


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("slug", ["glu", "reglu", "swiglu"])
def test_colors_are_the_values(open_guide, slug, part, scheme):
    page = open_guide(f"species/{slug}?part={part}", color_scheme=scheme)
    end = scale_end(page)
    level, below, above = (token(page, name) for name in ("--panel", "--sigmoid", "--relu"))
    side = int(page.locator(".plane canvas").evaluate("(c) => c.width"))
    seen = set()
    for i, j in ((0.9, 0.1), (0.9, 0.9), (0.1, 0.1), (0.35, 0.8), (0.6, 0.4), (0.999, 0.001)):
        color, a, b = pixel(page, int(i * side), int(j * side))
        share = surface(slug, part, a, b) / end
        assert abs(share) <= 1
        far = above if share > 0 else below
        mixed = [zero + abs(share) * (full - zero) for zero, full in zip(level, far, strict=True)]
        assert color == pytest.approx(mixed, abs=1)
        seen.add(tuple(color))
    assert len(seen) > 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("slug", ["glu", "bilinear", "reglu", "geglu", "swiglu"])
def test_contours_are_where_the_value_is(open_guide, slug, width):
    page = open_guide(f"species/{slug}", width)
    for part in PARTS:
        page.locator(f"input[value={part}]").check()
        settle(page)
        here, end = drawing(page), scale_end(page)
        drawn = page.locator(".contour").evaluate_all(
            "(all) => all.map((p) => [+p.dataset.level, p.getAttribute('d')])"
        )
        assert len({level for level, _ in drawn}) == 8
        found = 0
        for level, path in drawn:
            for x, y in points(path.replace("Z", "")):
                a, b = here.inverse(x, y)
                # A jump of the slope is a cliff, where all the levels run together.
                if max(abs(a), abs(b)) > REACH or (
                    (slug, part) == ("reglu", "da") and abs(a) < 0.06
                ):
                    continue
                found += 1
                # A tenth of a pixel is the precision of the path.
                slack = 0.1 * 2 * REACH / here.side * end
                assert surface(slug, part, a, b) == pytest.approx(level, abs=slack + 0.003 * end)
        constant = (slug, part) == ("bilinear", "da")
        assert found > (100 if constant else 200)
        labels = page.locator(".contour-label[data-share]").all_text_contents()
        assert {number(text) for text in labels} <= {level for level, _ in drawn}
        assert len(labels) >= 3


ZEROS = {
    ("glu", "f"): [],
    ("glu", "db"): [],
    ("bilinear", "f"): [0.0],
    ("bilinear", "da"): [],
    ("reglu", "f"): [0.0],
    ("geglu", "db"): [0.0],
    ("geglu", "da"): [lowest("gelu").x],
    ("swiglu", "da"): [lowest("silu").x],
}


@pytest.mark.parametrize(("slug", "part"), ZEROS)
def test_zero_contour(open_guide, slug, part):
    page = open_guide(f"species/{slug}?part={part}")
    here = drawing(page)
    lines = page.locator(".zero-contour").evaluate_all(
        "(all) => all.map((l) => ['x1', 'y1', 'x2', 'y2'].map((k) => +l.getAttribute(k)))"
    )
    upright = [here.inverse(x1, 0)[0] for x1, _, x2, _ in lines if x1 == x2]
    level = [here.inverse(0, y1)[1] for _, y1, _, y2 in lines if y1 == y2]
    assert upright == pytest.approx(ZEROS[slug, part], abs=1e-9)
    assert level == pytest.approx([] if part == "db" else [0.0], abs=1e-9)
    nothing = page.locator(".nothing").count()
    assert nothing == (slug == "reglu")


@pytest.mark.parametrize("width", WIDTHS)
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


@pytest.mark.parametrize("width", WIDTHS)
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("part", PARTS)
def test_sections_are_cuts_through_the_map(open_guide, part, width):
    a, b = 0.75, -1.5
    page = open_guide(f"species/swiglu?a={a}&b={b}&part={part}", width)
    here = drawing(page)
    clip = page.locator("#section-1 rect, #section-2 rect").evaluate_all(
        "(all) => all.map((r) => ['x', 'y', 'width', 'height'].map((k) => +r.getAttribute(k)))"
    )
    below, beside = clip
    # Each shares an axis with the map.
    assert (below[0], below[2]) == (here.left, here.side)
    assert (beside[1], beside[3]) == (here.top, here.side)
    ticks = page.locator(".sheet .axes .tick").evaluate_all(
        """(all) => all.map((t) => [
            t.getAttribute("text-anchor"), +t.getAttribute("x"), +t.getAttribute("y"),
            t.textContent])"""
    )
    up = sorted((y, number(t)) for side, _, y, t in ticks if side == "end" and y > below[1])
    over = sorted((x, number(t)) for side, x, _, t in ticks if side == "middle" and x > beside[0])

    def value(at, scale):
        (p, low), (q, high) = scale[0], scale[-1]
        return low + (high - low) * (at - p) / (q - p)

    along = points(page.locator(".along-a").get_attribute("d"))
    assert len(along) > 50
    slack = 0.06 * abs((up[-1][1] - up[0][1]) / (up[-1][0] - up[0][0]))
    for x, y in along[::7]:
        at = here.inverse(x, 0)[0]
        assert value(y, up) == pytest.approx(surface("swiglu", part, at, b), abs=slack + 0.002)
    ends = points(page.locator(".along-b").get_attribute("d"))
    for x, y in ends:
        at = here.inverse(0, y)[1]
        assert value(x, over) == pytest.approx(surface("swiglu", part, a, at), abs=1e-9)
    dots = page.locator(".on-a, .on-b").evaluate_all(
        "(all) => all.map((c) => [+c.getAttribute('cx'), +c.getAttribute('cy')])"
    )
    exact = surface("swiglu", part, a, b)
    assert here.inverse(dots[0][0], 0)[0] == pytest.approx(a)
    assert value(dots[0][1], up) == pytest.approx(exact)
    assert here.inverse(0, dots[1][1])[1] == pytest.approx(b)
    assert value(dots[1][0], over) == pytest.approx(exact)
    tangents = page.locator(".tangent")
    if part != "f":
        assert all(not tangent.is_visible() for tangent in tangents.all())
        return
    lines = tangents.evaluate_all(
        "(all) => all.map((l) => ['x1', 'y1', 'x2', 'y2'].map((k) => +l.getAttribute(k)))"
    )
    slopes = fieldguide.get("swiglu").derivatives(a, b)
    (x1, y1, x2, y2), (u1, v1, u2, v2) = lines
    run = here.inverse(x2, 0)[0] - here.inverse(x1, 0)[0]
    assert (value(y2, up) - value(y1, up)) / run == pytest.approx(slopes[0])
    rise = here.inverse(0, v2)[1] - here.inverse(0, v1)[1]
    assert (value(u2, over) - value(u1, over)) / rise == pytest.approx(slopes[1])


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
    page = open_guide("species/swiglu?a=9&b=banana&part=dc&x=1&view=1,2,3,4&b=1")
    reads(page, "swiglu", 1.0, 2.0)
    assert page.locator("input[value=f]").is_checked()
    lines = page.locator(".notice li").all_inner_texts()
    for part in (
        "a: “9” is not a number from −4 to 4; the nearest is 4. The default is used.",
        "b: “banana” is not a number from −4 to 4. The default is used.",
        "part: “dc” is none of f, da, db; the nearest is “da”. The default is used.",
        "“x” is not a setting",
        "“view” is not a setting",
    ):
        assert any(part in line for line in lines), (part, lines)
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".notice li")).to_have_count(0)


def test_the_front_page_has_no_settings_of_a_gate(open_guide):
    page = open_guide("?a=1&part=f")
    assert len(page.locator(".notice li").all_inner_texts()) == 2
