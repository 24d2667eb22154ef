"""Reading the plate of a gate: what its browser tests share."""

import re
from typing import NamedTuple

import pytest

import fieldguide
from tests.browser.driving import number, printed

REACH = 4.0
PARTS = ("f", "da", "db")


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
