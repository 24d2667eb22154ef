"""The figure of `fieldguide show`: every curve and slope where mpmath puts it, in its own look."""

import mpmath
import numpy as np
import pytest
from matplotlib.colors import to_hex

from fieldguide import catalogue, formula, get, palette
from fieldguide.figures import curves_figure

FIVE = ["sigmoid", "tanh", "relu", "leaky_relu", "gelu"]


def solid(axes):
    """The curves, in order: of the palette's width."""
    return [line for line in axes.lines if line.get_linewidth() == 1.8]


def dotted(axes):
    return [line for line in axes.lines if line.get_linewidth() == 1.3]


def marks(axes):
    """Dots and rings: where, color, and whether filled with that color."""
    return [
        (
            *line.get_xydata()[0],
            to_hex(line.get_markeredgecolor()),
            to_hex(line.get_markerfacecolor()) == to_hex(line.get_markeredgecolor()),
        )
        for line in axes.lines
        if line.get_marker() == "o"
    ]


@pytest.mark.parametrize("slugs", [["gelu"], FIVE, [each.slug for each in catalogue()]], ids=len)
def test_each_species_has_its_curve_and_name(slugs):
    drawn = curves_figure([get(slug) for slug in slugs])
    (axes,) = drawn.axes
    assert axes.get_xlim() == (-5, 5)
    assert axes.get_ylim() == (-1.4, 3.2)
    for slug, line in zip(slugs, solid(axes), strict=True):
        x, y = line.get_xydata().T
        seen = np.isfinite(x)
        assert x[seen][0] == -5
        assert x[seen][-1] == 5
        assert np.diff(x[seen]).max() <= 10 / 500
        expected = np.clip([get(slug)(float(at)) for at in x[seen]], -19.8, 21.6)
        np.testing.assert_allclose(y[seen], expected, rtol=1e-15)
        look = palette.SPECIES[slug]
        assert to_hex(line.get_color()) == palette.HUES[look.hue].curve.light
        pattern = line._dash_pattern[1]
        assert [*(pattern or ())] == [0.75 * length for length in look.dash]
    names = {text.get_text().rstrip(" ↑↓"): text for text in axes.texts}
    assert {*names} == {get(slug).name for slug in slugs}
    for slug in slugs:
        text = palette.HUES[palette.SPECIES[slug].hue].text.light
        assert to_hex(names[get(slug).name].get_color()) == text
    assert not dotted(axes)


def test_gelu_lies_where_mpmath_puts_it():
    """Curve and slope by another route: x * Phi(x), differentiated by hand."""
    (axes,) = curves_figure([get("gelu")], slopes=True).axes
    for line, function in (
        (solid(axes)[0], lambda x: x * mpmath.ncdf(x)),
        (dotted(axes)[0], lambda x: mpmath.ncdf(x) + x * mpmath.npdf(x)),
    ):
        points = line.get_xydata()[:-1:10]
        for x, y in points:
            assert y == pytest.approx(float(function(mpmath.mpf(x))), abs=1e-14)


def test_a_jump_of_the_slope_has_a_dot_and_a_ring():
    (axes,) = curves_figure([get("relu"), get("tanh"), get("celu")], slopes=True).axes
    blue = palette.HUES["relu"].curve.light
    # At the kink the slope is that from the left; celu's slope has none.
    assert [(x, round(y, 6), *look) for x, y, *look in marks(axes)] == [
        (0, 0, blue, True),
        (0, 1, blue, False),
    ]
    x, y = dotted(axes)[0].get_xydata().T
    (gap, _) = np.flatnonzero(np.isnan(x))
    assert (y[:gap] == 0).all()
    assert (y[gap + 1 : -1] == 1).all()
    assert x[gap + 1] - x[gap - 1] < 1e-7


def test_a_crosshair_marks_values_and_slopes():
    (axes,) = curves_figure([get("sigmoid"), get("sine")], slopes=True, at=1.0).axes
    found = {(x, round(y, 4)) for x, y, *_ in marks(axes)}
    # 1/(1 + 1/e), its product with 1 minus itself, sin 1 and cos 1.
    assert found == {(1, 0.7311), (1, 0.1966), (1, 0.8415), (1, 0.5403)}
    (outside,) = curves_figure([get("sigmoid")], at=7.0).axes
    assert not marks(outside)
    assert all("7" not in text.get_text() for text in outside.figure.texts)


def test_arrows_say_where_a_curve_has_left_the_window():
    functions = [get("relu"), formula("-2+0*x", "low"), get("sine"), formula("1/x", "pole")]
    (axes,) = curves_figure(functions).axes
    assert {text.get_text() for text in axes.texts} == {
        "ReLU ↑",
        "low ↓",
        "Sine",
        "pole",
    }


def test_a_pole_and_a_gap_are_drawn_without_a_warning():
    (axes,) = curves_figure([formula("1/x"), formula("log(x)")], slopes=True).axes
    reciprocal, logarithm = solid(axes)
    x, y = reciprocal.get_xydata().T
    assert np.nanmax(y) <= 3.2 + 4 * 4.6
    assert np.nanmin(y) >= -1.4 - 4 * 4.6
    x, y = logarithm.get_xydata().T
    assert np.isnan(y[x < 0]).all()
    assert np.isfinite(y[x > 0]).all()
