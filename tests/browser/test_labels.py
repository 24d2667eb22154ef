"""The names at the ends of the curves, as wide and high as the browser sets them."""

from itertools import combinations

import pytest

import fieldguide
from tests.browser.driving import HOME, SPECIES, parameters, settle, visit

# Where the places of all selections in all windows come out is tested without a browser.
SELECTIONS = ((), SPECIES[2:3], ("sigmoid", "tanh"), ("relu", "leaky_relu", "gelu"), SPECIES)
WINDOWS = ((-50, 50, -50, 50), (0, 0.745, -1, 1), (4, 6, 0.999, 1.02))


def labels(page):
    return page.locator(".plane").evaluate(
        """(plane) => {
            const box = (e) => (({ left, right, top, bottom }) => [left, right, top, bottom])(
                e.getBoundingClientRect());
            return {
                room: box(plane),
                ends: [...plane.querySelectorAll(".end")].map((g) => {
                    const text = g.querySelector("text");
                    return [g.dataset.slug, text.textContent, box(text),
                        g.querySelector(".leader") !== null];
                }),
            };
        }"""
    )


def check(page, shown, window):
    seen = labels(page)
    left, right, top, bottom = seen["room"]
    assert sorted(end[0] for end in seen["ends"]) == sorted(shown)
    for slug, text, box, leader in seen["ends"]:
        assert left <= box[0] < box[1] <= right
        assert top <= box[2] < box[3] <= bottom
        one = fieldguide.get(slug)
        end = one(window[1], **parameters(slug))
        slack = (window[3] - window[2]) / 250  # a pixel or so
        arrow = text.removeprefix(one.name).strip()
        if end > window[3] + slack:
            assert (arrow, leader) == ("↑", False)
        elif end < window[2] - slack:
            assert (arrow, leader) == ("↓", False)
        elif window[2] < end < window[3]:
            assert (arrow, leader) == ("", True)
    for a, b in combinations([end[2] for end in seen["ends"]], 2):
        apart = max(a[2] - b[3], b[2] - a[3], a[0] - b[1], b[0] - a[1])
        assert apart >= -0.5
    # From top to bottom as the curves end.
    ends = [fieldguide.get(end[0])(window[1], **parameters(end[0])) for end in seen["ends"]]
    inside = [end for end in ends if window[2] < end < window[3]]
    assert inside == sorted(inside, reverse=True)


@pytest.mark.parametrize("width", [1440, 360])
def test_names_of_a_selection_do_not_overlap(open_guide, width):
    page = open_guide(width=width)
    for shown in SELECTIONS:
        visit(page, f"?show={','.join(shown)}")
        check(page, shown, HOME)


@pytest.mark.parametrize("width", [1440, 320])
def test_names_in_a_window_do_not_overlap(open_guide, width):
    page = open_guide(width=width)
    for window in WINDOWS:
        view = ",".join(f"{v:g}" for v in window)
        visit(page, f"?show={','.join(SPECIES)}&view={view}")
        check(page, SPECIES, window)


def test_follow_a_narrower_page(open_guide):
    page = open_guide(fresh=True)
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("() => document.querySelector('.plane svg').clientWidth < 340")
    settle(page)
    check(page, SPECIES[:5], HOME)
