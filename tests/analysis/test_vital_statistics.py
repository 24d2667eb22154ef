"""Statistics against what is known by hand, and against a scan of every curve."""

import dataclasses
import json
import math

import numpy as np
import pytest

import fieldguide
from fieldguide import Absent, Statistics, catalogue, gelu, identity, leaky_relu, relu, tanh
from fieldguide.analysis import Asymptote, Extremum, Point, Range, gap, lowest, statistics, steepest
from tests.analysis import species as own

OWN = [value for value in vars(own).values() if isinstance(value, fieldguide.Activation)]
OWN.remove(own.logarithm)
EVERY = pytest.mark.parametrize("activation", [*catalogue(), *OWN], ids=lambda a: a.slug)
NONE = (None, None)


def test_the_method_and_the_function():
    found = leaky_relu.at(negative_slope=0.2).statistics()
    assert isinstance(found, Statistics)
    assert found == statistics(leaky_relu.at(negative_slope=0.2))
    assert found.parameters == {"negative_slope": 0.2}
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.mean = 0.0


@EVERY
def test_it_goes_into_json(activation):
    found = activation.statistics()
    plain = found.as_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert set(plain) == {field.name for field in dataclasses.fields(found)}


def test_json_of_what_is_infinite_or_absent():
    plain = own.squared_relu.statistics().as_dict()
    assert plain["range"]["high"] == "Infinity"
    assert float(plain["range"]["high"]) == math.inf
    assert plain["lipschitz"] == {"absent": "the slope grows without bound"}
    assert plain["extrema"][0]["low"] == "-Infinity"


@pytest.mark.parametrize(
    ("activation", "text"),
    [
        (identity, "(-inf, inf)"),
        (tanh, "(-1, 1)"),
        (relu, "[0, inf)"),
        (gelu, "[-0.169971, inf)"),
        (own.step, "[0, 1]"),
        (own.hardtanh, "[-1, 1]"),
        (own.sine, "[-1, 1]"),
        (own.snake, "(-inf, inf)"),
        (own.elu, "(-1, inf)"),
        (own.bump, "(0, 1]"),
        (own.softsign, "(-1, 1)"),
        (own.exponential, "(0, inf)"),
        (own.zero, "[0, 0]"),
    ],
    ids=lambda a: getattr(a, "slug", ""),
)
def test_range(activation, text):
    assert str(activation.statistics().range) == text


@EVERY
def test_a_scan_finds_nothing_else(activation):
    """200,000 values and slopes against range, direction, extreme slopes and roots."""
    found = activation.statistics()
    x = np.random.default_rng(4).uniform(-20, 20, 200_000)
    x.sort()
    values, slopes = activation(x), activation.derivative(x)
    slack = 1e-12 * np.abs(values).max()
    assert found.range.low - slack <= values.min() <= values.max() <= found.range.high + slack
    steps = np.diff(values)
    rises, falls = bool((steps > slack).any()), bool((steps < -slack).any())
    directions = {(True, False): "increasing", (False, True): "decreasing", (True, True): "no"}
    assert found.monotone == directions.get((rises, falls), "constant")
    if not isinstance(found.lipschitz, Absent):
        assert found.smallest_slope.value - 1e-12 <= slopes.min()
        assert slopes.max() <= found.largest_slope.value + 1e-12
        assert np.abs(slopes).max() == pytest.approx(found.lipschitz, rel=1e-3)
    odd, even = (np.abs(activation(-x) + s * values).max() <= slack for s in (1, -1))
    assert found.parity == ("even" if even else "odd" if odd else "neither")
    flat = sum(((low < x) & (x < high)).sum() for low, high in found.flat)
    assert flat == (np.abs(slopes) == 0).sum()
    if found.period is None:
        zero = [
            math.copysign(20, low) if math.isinf(low) else low for low, _ in found.zero_intervals
        ]
        signs = np.sign(values[values != 0])
        assert (signs[1:] != signs[:-1]).sum() <= len(found.roots) + len(zero)
        assert all(activation(root) == pytest.approx(0, abs=1e-15) for root in found.roots)


@pytest.mark.parametrize(
    ("activation", "parameters", "smoothness", "kinks"),
    [
        (own.step, {}, "discontinuous", ()),
        (relu, {}, "C0", (0.0,)),
        (leaky_relu, {"negative_slope": 1}, "C∞", ()),
        (own.hardswish, {}, "C0", (-3.0, 3.0)),
        (own.selu, {}, "C0", (0.0,)),
        (own.elu, {}, "C1", ()),
        (own.elu, {"alpha": 0.5}, "C0", (0.0,)),
        (own.squared_relu, {}, "C1", ()),
        (own.softsign, {}, "C1", ()),
        (own.softplus, {"beta": 50}, "C∞", ()),
        (own.softplus, {"beta": 0.1}, "C∞", ()),
        (gelu, {}, "C∞", ()),
        (own.mish, {}, "C∞", ()),
        (own.sine, {}, "C∞", ()),
    ],
    ids=lambda a: getattr(a, "slug", ""),
)
def test_smoothness(activation, parameters, smoothness, kinks):
    found = activation.at(**parameters).statistics()
    assert (found.smoothness, found.kinks) == (smoothness, kinks)


@pytest.mark.parametrize("power", [1.5, 2, 3, 4, 5])
@pytest.mark.parametrize("place", [0.0, 0.3, -7.25])
def test_smoothness_of_powers(power, place):
    """max(x - c, 0)^p has p - 1 continuous derivatives, or the whole part of p."""
    ramp = own.record(
        "ramp",
        lambda x, xp: xp.maximum(x - place, 0 * x) ** power,
        lambda x, xp: power * xp.maximum(x - place, 0 * x) ** (power - 1),
    )
    assert ramp.statistics().smoothness == f"C{math.ceil(power) - 1}"


def test_smoothness_of_a_power_that_mirrors_itself():
    cusp = own.record(
        "cusp",
        lambda x, xp: xp.abs(x) ** 1.5,
        lambda x, xp: 1.5 * xp.sign(x) * xp.abs(x) ** 0.5,
    )
    assert cusp.statistics().smoothness == "C1"


def test_kinks_that_repeat_are_those_of_one_period():
    wave = own.record(
        "wave", lambda x, xp: xp.abs(xp.sin(x)), lambda x, xp: xp.sign(xp.sin(x)) * xp.cos(x)
    )
    found = wave.statistics()
    assert found.kinks == found.roots == (0.0,)
    assert found.period == pytest.approx(math.pi, rel=1e-12)
    assert found.mean_square == pytest.approx(-math.expm1(-2) / 2, rel=1e-12)


def test_flat_stretches_that_repeat_are_those_of_one_period():
    half = own.record(
        "half",
        lambda x, xp: xp.maximum(xp.sin(x), 0.0 * x),
        lambda x, xp: xp.where(xp.sin(x) > 0, xp.cos(x), 0.0),
    )
    found = half.statistics()
    assert len(found.flat) == len(found.zero_intervals) == 1
    assert found.flat_share == pytest.approx(0.5, abs=1e-12)


def test_roots_and_extrema():
    assert relu.statistics().roots == ()
    assert relu.statistics().zero_intervals == ((-math.inf, 0.0),)
    assert relu.statistics().extrema == (Extremum(-math.inf, 0.0, 0.0, "minimum", True),)
    assert own.step.statistics().extrema == (
        Extremum(-math.inf, 0.0, 0.0, "minimum", True),
        Extremum(0.0, math.inf, 1.0, "maximum", True),
    )
    for activation in (identity, tanh, gelu, own.elu, own.selu, own.silu, own.snake, leaky_relu):
        assert activation.statistics().roots == (0.0,)
    (dip,) = gelu.statistics().extrema
    assert dip.low == dip.high == pytest.approx(lowest(gelu).x, abs=1e-13)
    flat, dip = own.hardswish.statistics().extrema
    assert (flat.kind, flat.low, flat.high) == ("maximum", -math.inf, -3.0)
    assert dip == pytest.approx((-1.5, -1.5, -0.375, "minimum", True))
    assert own.zero.statistics().extrema == ()


@pytest.mark.parametrize("place", [0.0, 0.3, 1 / 3])
def test_a_root_that_touches(place):
    square = own.record("square", lambda x, _: (x - place) ** 2, lambda x, _: 2 * (x - place))
    assert square.statistics().roots == pytest.approx((place,), abs=1e-8)


def test_a_pole_is_no_root():
    pole = own.record("pole", lambda x, _: 1 / (x - 0.3), lambda x, _: -1 / (x - 0.3) ** 2)
    assert pole.statistics().roots == ()
    assert isinstance(pole.statistics().mean_square, Absent)


@pytest.mark.parametrize("omega", [0.1, 0.5, 1.0, 3.0, 30.0, 100.0])
def test_a_sine_repeats(omega):
    found = own.sine.at(omega=omega).statistics()
    period = 2 * math.pi / omega
    assert found.period == found.slope_period == pytest.approx(period, rel=1e-12)
    assert found.endless
    assert found.roots == pytest.approx((0.0, period / 2), abs=1e-12)
    low, high = found.extrema
    assert (low.low, high.low) == pytest.approx((-period / 4, period / 4), rel=1e-12)
    assert found.largest_slope == pytest.approx((0.0, omega), abs=1e-11)
    assert found.left_limit == Absent("f has no limit: it oscillates")
    assert isinstance(found.right_asymptote, Absent)
    assert len(found.saturation[0.1]) == 2


def test_a_snake_repeats_in_its_slope_alone():
    found = own.snake.at(alpha=2.0).statistics()
    assert found.period is None
    assert found.slope_period == pytest.approx(math.pi / 2, rel=1e-12)
    assert (found.left_limit, found.right_limit) == (-math.inf, math.inf)
    assert found.right_asymptote == Absent("the slope has no limit")
    assert found.monotone == "increasing"


def test_a_period_too_long_to_be_seen_is_not_claimed():
    found = own.sine.at(omega=1e-4).statistics()
    assert found.period is None
    assert isinstance(found.range, Absent)
    assert found.lipschitz == pytest.approx(1e-4, rel=1e-12)


def test_what_oscillates_without_a_period():
    chirp = own.record(
        "chirp", lambda x, xp: x * xp.sin(x), lambda x, xp: xp.sin(x) + x * xp.cos(x)
    )
    found = chirp.statistics()
    assert found.endless
    assert isinstance(found.range, Absent)
    assert found.roots == pytest.approx([k * math.pi for k in range(-9, 10)], abs=1e-12)
    assert not gelu.statistics().endless


@pytest.mark.parametrize(
    ("activation", "left", "right"),
    [
        (relu, (0, 0), (1, 0)),
        (gelu, (0, 0), (1, 0)),
        (tanh, (0, -1), (0, 1)),
        (leaky_relu, (0.01, 0), (1, 0)),
        # As written NaN at -inf.
        (own.silu, (0, 0), (1, 0)),
        (own.softplus, (0, 0), (1, 0)),
        (own.arctan, (0, -math.pi / 2), (0, math.pi / 2)),
        (own.softsign, (0, -1), (0, 1)),
        (own.selu, (0, -own.SCALE * own.ALPHA), (own.SCALE, 0)),
        (own.step, (0, 0), (0, 1)),
    ],
    ids=lambda a: getattr(a, "slug", ""),
)
def test_asymptotes(activation, left, right):
    found = activation.statistics()
    assert found.left_asymptote == pytest.approx(left, abs=1e-14)
    assert found.right_asymptote == pytest.approx(right, abs=1e-14)


def test_asymptotes_that_are_approached_slowly_or_not_at_all():
    hyperbola = own.record(
        "hyperbola", lambda x, xp: xp.sqrt(1 + x * x) + 3, lambda x, xp: x / xp.sqrt(1 + x * x)
    )
    found = hyperbola.statistics()
    assert isinstance(found.right_asymptote, Asymptote)
    assert found.left_asymptote == pytest.approx((-1, 3), abs=1e-9)
    assert found.right_asymptote == pytest.approx((1, 3), abs=1e-9)
    slow = own.record("slow", lambda x, xp: xp.log1p(x * x), lambda x, _: 2 * x / (1 + x * x))
    assert slow.statistics().right_limit == math.inf
    assert "without bound" in slow.statistics().right_asymptote.reason


def test_the_steepest_place_may_be_a_limit():
    assert steepest(own.softplus) == steepest(own.softplus.at(beta=50)) == Point(math.inf, 1.0)
    assert own.softplus.statistics().lipschitz == 1.0
    assert steepest(own.squared_relu) == Point(math.inf, math.inf)
    with pytest.raises(ValueError, match="squared_relu has no largest slope"):
        fieldguide.analysis.flat_intervals(own.squared_relu)
    # The slopes of a step are 0, and its jump has none.
    assert own.step.statistics().lipschitz == Absent("f jumps at 0")


def test_saturation_beyond_thirty():
    # sigmoid(x/10) is 1% at 10 ln 99.
    ((low, high),) = own.softplus.at(beta=0.1).statistics().saturation[0.01]
    assert (low, high) == (-math.inf, pytest.approx(-10 * math.log(99), abs=1e-11))


def test_lowest_is_attained_or_none():
    # The left tail of softplus(50 x)/50 underflows to 0, which it never is.
    assert lowest(own.softplus.at(beta=50)) is None
    assert lowest(own.sine) == pytest.approx((-math.pi / 2, -1.0))
    assert lowest(own.step) == Point(0.0, 0.0)


def test_the_gap_may_be_a_limit():
    assert gap(own.arctan, tanh) == pytest.approx((-math.inf, 1 - math.pi / 2), abs=1e-15)
    assert gap(own.step, own.hardtanh).value == pytest.approx(1, abs=1e-12)


def test_outside_the_line():
    with pytest.raises(ValueError, match="logarithm is -inf at x = 0; its statistics need"):
        own.logarithm.statistics()
    for gate in ("swiglu", fieldguide.swiglu):
        with pytest.raises(
            TypeError, match=r"swiglu is a gate.* is known of its inner activation, silu"
        ):
            statistics(gate)


def test_an_absent_number_cannot_be_computed_with():
    absent = own.step.statistics().lipschitz
    with pytest.raises(TypeError):
        absent + 1.0
    assert str(absent) == "none: f jumps at 0"
    assert isinstance(relu.statistics().range, Range)
