"""Moments and gains by closed forms, mpmath, Monte Carlo and the published numbers."""

import math
from itertools import pairwise

import numpy as np
import pytest
from mpmath import mp

from fieldguide import Absent, catalogue, gelu, leaky_relu, relu, sigmoid, tanh
from fieldguide.analysis import (
    flat_share,
    gain,
    mean,
    mean_square,
    mean_square_slope,
    output_variance,
)
from tests.analysis import species as own

OWN = (own.elu, own.selu, own.softplus, own.silu, own.mish, own.hardswish, own.sine, own.snake)
OWN += (own.squared_relu, own.hardtanh, own.arctan, own.softsign, own.bump)
EVERY = pytest.mark.parametrize("activation", [*catalogue(), *OWN], ids=lambda a: a.slug)

# Forward, centred, backward.
PUBLISHED = [
    (relu, (1.4142, 1.7129, 1.4142)),
    (tanh, (1.5925, 1.5925, 1.4674)),
    (sigmoid, (1.8462, 4.8013, 4.7226)),
    (gelu, (1.5335, 1.7009, 1.4811)),
    (own.silu, (1.6765, 1.7872, 1.6233)),
    (own.mish, (1.4868, 1.5920, 1.4448)),
    (own.elu, (1.2452, 1.2708, 1.2234)),
]


@pytest.mark.parametrize(("activation", "gains"), PUBLISHED, ids=lambda a: getattr(a, "slug", ""))
def test_published_gains(activation, gains):
    found = tuple(gain(activation, kind) for kind in ("forward", "centred", "backward"))
    assert tuple(round(g, 4) for g in found) == gains


def test_selu_keeps_zero_and_one():
    # The fixed point its constants are solved for (Klambauer et al. 2017).
    assert mean(own.selu) == pytest.approx(0, abs=1e-15)
    assert output_variance(own.selu) == pytest.approx(1, rel=1e-14)
    assert gain(own.selu, "forward") == pytest.approx(1, rel=1e-14)
    assert round(gain(own.selu, "backward"), 4) == 0.9660


def normal(function, cuts=(), variance=1):
    """E[function(z)] at 30 digits; mpmath's density is zero to them beyond 13 deviations."""
    with mp.workdps(30):
        deviation = mp.sqrt(variance)
        ends = sorted({*(mp.mpf(i) * deviation for i in range(-13, 14)), *map(mp.mpf, cuts)})
        return mp.quad(lambda x: function(x) * mp.npdf(x, 0, deviation), ends)


def sech2(x):
    return mp.sech(x) ** 2


def logistic(x):
    return 1 / (1 + mp.exp(-x))


REFERENCES = [
    (tanh, mp.tanh, sech2, ()),
    (sigmoid, logistic, lambda x: logistic(x) * logistic(-x), ()),
    (gelu, lambda x: x * mp.ncdf(x), lambda x: mp.ncdf(x) + x * mp.npdf(x), ()),
    (own.softplus, lambda x: mp.log1p(mp.exp(x)), logistic, ()),
    (
        own.hardswish,
        lambda x: x * min(max(x + 3, 0), 6) / 6,
        lambda x: 0 if x < -3 else 1 if x > 3 else (2 * x + 3) / 6,
        (-3, 3),
    ),
    (
        own.elu,
        lambda x: x if x > 0 else mp.expm1(x),
        lambda x: 1 if x > 0 else mp.exp(x),
        (0,),
    ),
]


@pytest.mark.parametrize("variance", [0.01, 1.0, 25.0])
@pytest.mark.parametrize(
    ("activation", "f", "slope", "cuts"), REFERENCES, ids=lambda a: getattr(a, "slug", "")
)
def test_moments_to_ten_digits(activation, f, slope, cuts, variance):
    first = normal(f, cuts, variance)
    size = float(normal(lambda x: abs(f(x)), (0, *cuts), variance))
    assert mean(activation, variance) == pytest.approx(float(first), rel=1e-10, abs=1e-10 * size)
    for found, reference in [
        (mean_square, lambda x: f(x) ** 2),
        (output_variance, lambda x: (f(x) - first) ** 2),
        (mean_square_slope, lambda x: slope(x) ** 2),
    ]:
        expected = float(normal(reference, cuts, variance))
        assert found(activation, variance) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("q", [1e-6, 0.3, 1.0, 40.0, 1e4])
def test_closed_forms(q):
    near = lambda x: pytest.approx(x, rel=1e-10)  # noqa: E731
    assert mean(relu, q) == near(math.sqrt(q / (2 * math.pi)))
    assert mean_square(relu, q) == near(q / 2)
    assert output_variance(relu, q) == near(q / 2 - q / (2 * math.pi))
    assert mean_square_slope(leaky_relu.at(negative_slope=0.3), q) == near((1 + 0.09) / 2)
    # E sin^2 = (1 - exp(-2q))/2; E[exp(-2x^2)] = 1/sqrt(1 + 4q); E[x^4; x > 0] = 3q^2/2.
    assert mean_square(own.sine, q) == near(-math.expm1(-2 * q) / 2)
    assert mean_square(own.bump, q) == near(1 / math.sqrt(1 + 4 * q))
    assert mean_square(own.squared_relu, q) == near(1.5 * q * q)
    assert mean_square_slope(own.hardtanh, q) == near(math.erf(1 / math.sqrt(2 * q)))
    # E[Phi(z)^2 z^2] and its like: E Phi(sqrt(q) z) z sqrt(q) = q / sqrt(2 pi (1 + q)).
    assert mean(gelu, q) == near(q / math.sqrt(2 * math.pi * (1 + q)))


@EVERY
def test_moments_by_simulation(activation):
    z = np.random.default_rng(3).standard_normal(400_000)
    for found, sample in [
        (mean(activation), activation(z)),
        (mean_square(activation), activation(z) ** 2),
        (output_variance(activation), (activation(z) - activation(z).mean()) ** 2),
        (mean_square_slope(activation), activation.derivative(z) ** 2),
    ]:
        if isinstance(found, Absent):
            assert activation.statistics().smoothness == "discontinuous"
            continue
        error = sample.std() / math.sqrt(len(z))
        assert abs(found - sample.mean()) <= 4.5 * error + 1e-12


def test_kinks_moved_by_a_parameter_are_integrated_apart():
    wide = own.record(
        "wide",
        lambda x, xp, edge: xp.clip(x, -edge, edge),
        lambda x, xp, edge: xp.where(x <= -edge, 0.0, xp.where(x <= edge, 1.0, 0.0)),
        (-1.0, 1.0),
        edge=1.0,
    )
    expected = math.erf(0.7 / math.sqrt(2))
    assert mean_square_slope(wide.at(edge=0.7)) == pytest.approx(expected, rel=1e-13)


def test_a_jump_has_no_mean_square_slope():
    for answer in (mean_square_slope(own.step), gain(own.step, "backward")):
        assert answer == Absent("f jumps at 0, so E[f'^2] is infinite")
        assert not answer
    # Smooth copies of the step say the same: E[f'^2] grows with their slope.
    sharp = [normal(lambda x, k=k: (k * mp.npdf(k * x)) ** 2, (0,)) for k in (10, 20, 40)]
    assert [float(b / a) for a, b in pairwise(sharp)] == pytest.approx([2, 2], rel=0.02)
    assert gain(own.step, "forward") == pytest.approx(math.sqrt(2), rel=1e-14)
    assert gain(own.step, "centred") == pytest.approx(2, rel=1e-14)


def test_infinite_and_vanishing_moments():
    # E exp(x^2/4) = sqrt 2, and E exp(x^2/2) is infinite.
    assert mean(own.gaussian_growth) == pytest.approx(math.sqrt(2), rel=1e-12)
    assert "infinite" in mean_square(own.gaussian_growth).reason
    assert "infinite" in gain(own.gaussian_growth, "centred").reason
    # Far out where the density alone underflows: E exp(2 sqrt(q) z) = exp(2q).
    assert mean_square(own.exponential, 64.0) == pytest.approx(math.exp(128), rel=1e-10)
    for kind in ("forward", "centred", "backward"):
        assert "is 0" in gain(own.zero, kind).reason
    root = own.record(
        "root",
        lambda x, xp: xp.sqrt(xp.maximum(x, 0.0 * x)),
        lambda x, xp: xp.where(x > 0, 0.5 / xp.sqrt(x), 0.0),
    )
    assert mean_square(root) == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-10)
    # 1/(4x) has no integral at 0.
    assert isinstance(mean_square_slope(root), Absent)


def test_flat_share():
    assert flat_share(relu) == 0.5
    assert flat_share(own.step) == 1.0
    assert flat_share(own.hardtanh, 4.0) == pytest.approx(math.erfc(0.5 / math.sqrt(2)), rel=1e-14)
    assert flat_share(own.hardswish) == pytest.approx(float(mp.ncdf(-3)), rel=1e-13)
    assert flat_share(leaky_relu.at(negative_slope=0)) == 0.5
    # Their slopes underflow to 0 far out, and are 0 at single points.
    for activation in (tanh, gelu, own.sine, leaky_relu):
        assert flat_share(activation) == 0.0


@pytest.mark.parametrize("variance", [0, -1, math.inf, math.nan])
def test_bad_variance(variance):
    for moment in (mean, mean_square, output_variance, mean_square_slope, flat_share):
        with pytest.raises(ValueError, match="variance must be a finite number above 0"):
            moment(tanh, variance)


def test_bad_kind_and_slug():
    with pytest.raises(ValueError, match='forward, centred or backward, got "fan_in"'):
        gain(tanh, "fan_in")
    with pytest.raises(LookupError, match="nearest: gelu"):
        gain("geluu", "forward")
    assert gain("gelu", "forward") == gain(gelu, "forward")
