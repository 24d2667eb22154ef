"""Names at the ends of curves, and the decades of a log axis."""

import numpy as np
import pytest

from fieldguide.figures.chart_axes import decades, set_up
from fieldguide.figures.end_labels import shortened, spread
from fieldguide.figures.sheet import Sheet
from fieldguide.figures.style import figure_style


def test_names_that_would_touch_are_moved_apart():
    places = spread([10.0, 11.0, 12.0, 90.0], 16, 8, 192)
    assert places == pytest.approx([8, 24, 40, 90])
    assert spread([50.0, 50.0], 16, 0, 100) == [42, 58]


@pytest.mark.parametrize("seed", range(20))
def test_places_move_no_further_than_they_must(seed):
    """Against the definition: least squares under the gaps, by projection of many small steps."""
    draw = np.random.default_rng(seed)
    wishes = np.sort(draw.uniform(0, 200, 8))
    places = np.array(spread([*wishes], 12, 0, 200))
    assert (np.diff(places) >= 12 - 1e-9).all()
    assert places[0] >= 0
    assert places[-1] <= 200
    best = ((places - wishes) ** 2).sum()
    for _ in range(200):
        other = np.sort(np.clip(places + draw.normal(0, 3, 8), 0, 200))
        if (np.diff(other) >= 12).all():
            assert ((other - wishes) ** 2).sum() >= best - 1e-9


def test_25_names_fit_where_they_all_wish_the_same_place():
    places = spread([300.0] * 25, 12, 6, 306)
    assert places == pytest.approx(np.linspace(306 - 24 * 12, 306, 25))


def test_a_long_name_is_cut():
    assert shortened("Leaky ReLU") == "Leaky ReLU"
    assert shortened("GELU (tanh form)") == "GELU (tanh form)"
    assert shortened("where(x<0,0.1*x,x)") == "where(x<0,0.1*x…"


def test_a_log_axis_ends_at_powers_of_ten():
    assert decades([0.02, 0.9]) == (0.01, 1)
    assert decades([0.5]) == pytest.approx((0.01, 1))
    assert decades([3e-20, 5.0]) == pytest.approx((1e-20, 10))
    assert decades([5e-324, 1.7e308]) == pytest.approx((1e-307, 1e308))


def test_the_ticks_of_a_log_axis_are_whole_decades_within_it():
    with figure_style():
        axes = Sheet("", 400).axes(40, 40, 200, 247)
        for y, labels in (
            ((1e-3, 10), ["0.001", "0.01", "0.1", "1", "10"]),
            (
                (1e-45, 1),
                [
                    "10⁻⁴⁵",
                    "10⁻⁴⁰",
                    "10⁻³⁵",
                    "10⁻³⁰",
                    "10⁻²⁵",
                    "10⁻²⁰",
                    "10⁻¹⁵",
                    "10⁻¹⁰",
                    "10⁻⁵",
                    "1",
                ],
            ),
            ((1e-307, 1e308), ["10⁻³⁰⁰", "10⁻²⁰⁰", "10⁻¹⁰⁰", "1", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"]),
        ):
            set_up(axes, "", "", x=(0, 1), y=y, scale="decades")
            ticks = axes.yaxis.get_major_formatter().format_ticks(axes.get_yticks())
            assert ticks == labels
