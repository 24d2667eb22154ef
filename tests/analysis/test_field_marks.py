"""Each mark by a second route: closed forms, mpmath, and a scan of the definitions."""

import math

import numpy as np
import pytest
from mpmath import mp

from fieldguide import catalogue, gelu, identity, leaky_relu, relu, sigmoid, tanh
from fieldguide.analysis import Point, flat_intervals, gap, lowest, steepest

EVERY = pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)


def gelu_slope(x):
    return mp.ncdf(x) + x * mp.npdf(x)


@pytest.mark.parametrize(
    ("activation", "parameters", "x", "value"),
    [
        (identity, {}, 0.0, 1.0),
        (sigmoid, {}, 0.0, 0.25),
        (tanh, {}, 0.0, 1.0),
        (relu, {}, 0.0, 1.0),
        (leaky_relu, {}, 0.0, 1.0),
        (leaky_relu, {"negative_slope": 1}, 0.0, 1.0),
    ],
)
def test_steepest(activation, parameters, x, value):
    assert steepest(activation.at(**parameters)) == Point(x, value)


def test_steepest_gelu():
    # f'' = (2 - x^2) phi(x) is 0 at sqrt 2.
    found = steepest(gelu)
    assert found.x == pytest.approx(math.sqrt(2), abs=1e-11)
    assert found.value == pytest.approx(float(gelu_slope(mp.sqrt(2))), rel=1e-14)
    assert found.value == pytest.approx(1.129, abs=5e-4)


@EVERY
def test_nothing_is_steeper(activation):
    x = np.random.default_rng(1).uniform(-12, 12, 20_000)
    assert np.abs(activation.derivative(x)).max() <= steepest(activation).value * (1 + 1e-14)


def test_lowest():
    root = mp.findroot(gelu_slope, -0.75)
    found = lowest(gelu)
    assert found.x == pytest.approx(float(root), abs=1e-14)
    assert found.value == pytest.approx(float(root * mp.ncdf(root)), rel=1e-14)
    assert (round(found.x, 4), round(found.value, 4)) == (-0.7518, -0.17)
    assert lowest(relu) == lowest(leaky_relu.at(negative_slope=0)) == Point(0.0, 0.0)
    # tanh and sigmoid only approach theirs; the lines have none.
    for activation in (identity, sigmoid, tanh, leaky_relu):
        assert lowest(activation) is None


def test_flat_sigmoid_and_tanh():
    # s(1-s) = 1/40 and sech^2 = 1/10, solved.
    end = -math.log((1 - math.sqrt(0.9)) / (1 + math.sqrt(0.9)))
    assert round(end, 2) == 3.64
    for activation, edge in [(sigmoid, end), (tanh, math.acosh(math.sqrt(10)))]:
        (left, right) = flat_intervals(activation)
        assert (left[0], right[1]) == (-math.inf, math.inf)
        assert (left[1], right[0]) == pytest.approx((-edge, edge), abs=1e-12)
    assert flat_intervals(sigmoid, 0.01)[1][0] == pytest.approx(5.99, abs=5e-3)


def test_flat_gelu_has_a_dip_and_a_tail():
    tenth = gelu_slope(mp.sqrt(2)) / 10
    ends = [
        mp.findroot(lambda x: gelu_slope(x) + tenth, -1.7),
        mp.findroot(lambda x: gelu_slope(x) + tenth, -1.1),
        mp.findroot(lambda x: gelu_slope(x) - tenth, -0.5),
    ]
    (tail, dip) = flat_intervals(gelu)
    assert tail[0] == -math.inf
    assert (tail[1], *dip) == pytest.approx([float(end) for end in ends], abs=1e-11)


def test_flat_pieces_end_at_the_kink():
    assert flat_intervals(relu) == ((-math.inf, 0.0),)
    assert flat_intervals(leaky_relu) == ((-math.inf, 0.0),)
    assert flat_intervals(leaky_relu.at(negative_slope=0.1)) == ()
    assert flat_intervals(leaky_relu.at(negative_slope=0.2), 0.3) == ((-math.inf, 0.0),)
    assert flat_intervals(identity) == ()


@EVERY
@pytest.mark.parametrize("fraction", [0.02, 0.1, 0.5])
def test_flat_where_the_slope_says_so(activation, fraction):
    top = abs(steepest(activation).value)
    if math.isinf(top):
        with pytest.raises(ValueError, match="has no largest slope"):
            flat_intervals(activation, fraction)
        return
    # Of a slope that repeats, one period is listed; what reaches over its ends belongs to one end.
    half = (activation.statistics().slope_period or 50) / 2
    x = np.random.default_rng(2).uniform(-half, half, 5000)
    flat = np.abs(activation.derivative(x)) < fraction * top
    inside = np.zeros_like(flat)
    for low, high in flat_intervals(activation, fraction):
        for shift in (0,) if half == 25 else (-2 * half, 0, 2 * half):
            inside |= (low < x + shift) & (x + shift < high)
    assert np.array_equal(flat, inside)


@pytest.mark.parametrize("fraction", [0, -0.1, 1.1, math.nan])
def test_bad_fraction(fraction):
    with pytest.raises(ValueError, match="fraction must be above 0 and at most 1"):
        flat_intervals(gelu, fraction)


def test_gap():
    # relu - gelu = |x| Q(|x|) is even: of its two tops the left one.
    found = gap(relu, gelu)
    assert found.x == pytest.approx(lowest(gelu).x, abs=1e-12)
    assert found.value == pytest.approx(-lowest(gelu).value, abs=1e-15)
    assert gap(gelu, relu) == pytest.approx(Point(found.x, -found.value), abs=1e-14)
    root = mp.findroot(lambda x: mp.sech(x) ** 2 - 1 / (4 * mp.cosh(x / 2) ** 2), -1.66)
    assert gap(sigmoid, tanh).x == pytest.approx(float(root), abs=1e-12)
    assert gap(tanh, tanh) == Point(0.0, 0.0)


@pytest.mark.parametrize("pair", [(identity, relu), (leaky_relu, relu), (tanh, gelu)])
def test_gap_without_bound(pair):
    with pytest.raises(ValueError, match="grows without bound") as raised:
        gap(*pair)
    assert "\n" not in str(raised.value)
