"""Mean-field theory against the published numbers, closed forms and simulated layers."""

import math

import numpy as np
import pytest

from fieldguide import Absent, gelu, identity, leaky_relu, relu, sigmoid, tanh
from fieldguide.analysis import (
    chi,
    correlation_depth,
    critical_weight_variance,
    edge_of_chaos,
    variance_fixed_point,
    variance_map,
)
from tests.analysis import species as own

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(90)
WEIGHTS /= math.sqrt(2 * math.pi)


def test_published_edge_of_chaos_for_tanh():
    published = {0: 1, 0.01: 1.424, 0.05: 1.761, 0.1: 1.986, 0.3: 2.505}
    found = edge_of_chaos(tanh, published)
    assert {p.bias_variance: round(p.weight_variance, 3) for p in found} == published
    for bias, weight in found[1:]:
        assert chi(tanh, weight, bias) == pytest.approx(1, abs=1e-8)


def hermite_average(f, q, c):
    """E[f(u) f(v)] for smooth f by a product of two Gauss-Hermite rules."""
    u = math.sqrt(q) * NODES[:, None]
    v = c * u + math.sqrt(q * (1 - c * c)) * NODES[None, :]
    return float(WEIGHTS @ (f(u) * f(v)) @ WEIGHTS)


@pytest.mark.parametrize(("weight", "bias"), [(2.0, 0.05), (4.0, 0.05)])
def test_chaotic_depth_by_iteration(weight, bias):
    """The correlation's own map, repeated, approaches c* at the rate of the depth."""
    q = variance_fixed_point(tanh, weight, bias)
    c, path = 0.3, []
    for _ in range(400):
        c = (weight * hermite_average(tanh, q, c) + bias) / q
        path.append(c)
    away = np.abs(np.array(path) - path[-1])
    late = np.flatnonzero(away < 1e-4)[0]
    depth = -1 / math.log(away[late + 1] / away[late])
    assert correlation_depth(tanh, weight, bias) == pytest.approx(depth, rel=5e-3)
    slope = weight * hermite_average(tanh.derivative, q, path[-1])
    assert correlation_depth(tanh, weight, bias) == pytest.approx(-1 / math.log(slope), rel=1e-4)


def arc_cosine(c):
    """E[relu(u) relu(v)] for unit variance (Cho and Saul 2009)."""
    angle = math.acos(c)
    return (math.sin(angle) + (math.pi - angle) * c) / (2 * math.pi)


def test_depth_with_a_kink():
    # Hard tanh without bias is odd: c* = 0 and chi there is w E[f']^2, both by hand.
    q = variance_fixed_point(own.hardtanh, 2.0)
    expected = -1 / math.log(2.0 * math.erf(1 / math.sqrt(2 * q)) ** 2)
    assert correlation_depth(own.hardtanh, 2.0) == pytest.approx(expected, rel=1e-5)


def test_hermite_shares_make_the_arc_cosine_kernel():
    from fieldguide.analysis import curve
    from fieldguide.analysis.hermite_expansion import hermite_shares

    shares = hermite_shares(curve(relu), 1.0)
    for c in (-0.9, 0.0, 0.5, 0.9, 0.99):
        assert float(shares @ c ** np.arange(len(shares))) == pytest.approx(
            arc_cosine(c), abs=1e-10
        )


@pytest.mark.parametrize(
    ("activation", "weight", "bias"),
    [(tanh, 1.5, 0.05), (relu, 1.5, 0.1), (sigmoid, 3.0, 0.0)],
    ids=lambda a: getattr(a, "slug", a),
)
def test_wide_layers_reach_the_fixed_point(activation, weight, bias):
    """Layers of 600 units: their variance settles at q*, within its random walk."""
    rng = np.random.default_rng(5)
    width, seen = 600, []
    h = rng.standard_normal(width)
    for layer in range(50):
        w = rng.standard_normal((width, width)) * math.sqrt(weight / width)
        z = (w * h).sum(axis=1) + math.sqrt(bias) * rng.standard_normal(width)
        h = activation(z)
        if layer >= 20:
            seen.append(float(np.mean(z**2)))
    assert variance_fixed_point(activation, weight, bias) == pytest.approx(np.mean(seen), rel=0.1)


def test_variance_map_and_its_fixed_point():
    assert variance_map(relu, 3.0, 2.0, 0.5) == pytest.approx(3.5, rel=1e-12)
    assert variance_map(own.sine, 0.7, 1.3) == pytest.approx(1.3 * -math.expm1(-1.4) / 2, rel=1e-12)
    assert variance_map(sigmoid, 0.0, 2.0, 0.1) == pytest.approx(0.6, rel=1e-15)
    # q = w q/2 + b.
    assert variance_fixed_point(relu, 1.0, 0.1) == pytest.approx(0.2, rel=1e-12)
    assert variance_fixed_point(own.step, 3.0, 0.1) == pytest.approx(1.6, rel=1e-12)
    assert variance_fixed_point(own.selu, 1.0) == pytest.approx(1.0, rel=1e-12)
    for dying in [(tanh, 1.0), (tanh, 0.5), (relu, 1.9), (own.hardtanh, 1.0), (own.zero, 3.0)]:
        assert variance_fixed_point(*dying) == 0.0
    q = variance_fixed_point(tanh, 2.0, 0.05)
    assert variance_map(tanh, q, 2.0, 0.05) == pytest.approx(q, rel=1e-12)


@pytest.mark.parametrize(
    ("activation", "weight", "bias", "said"),
    [
        (relu, 2.1, 0.0, "grows"),
        (relu, 2.0, 0.1, "grows"),
        (identity, 1.0, 0.0, "every variance stays"),
        (relu, 2.0, 0.0, "every variance stays"),
        (own.squared_relu, 1.0, 0.0, "grows"),
        (own.exponential, 1.0, 0.0, "infinite"),
    ],
    ids=lambda a: getattr(a, "slug", a),
)
def test_no_fixed_point(activation, weight, bias, said):
    answer = variance_fixed_point(activation, weight, bias)
    assert isinstance(answer, Absent)
    assert said in answer.reason


def test_a_falling_map_settles():
    # E f^2 = 1/sqrt(1 + 4q) falls with q, and still q tends to the fixed point.
    q = 1.0
    for _ in range(200):
        q = variance_map(own.bump, q, 1e4)
    assert variance_fixed_point(own.bump, 1e4) == pytest.approx(q, rel=1e-12)


def test_chi():
    assert chi(relu, 2.0) == pytest.approx(1, rel=1e-12)
    assert chi(relu, 1.0, 0.3) == pytest.approx(0.5, rel=1e-12)
    assert chi(tanh, 0.8) == pytest.approx(0.8, rel=1e-12)
    # At q* = 0 both sides of the kink of leaky ReLU take part.
    assert chi(leaky_relu.at(negative_slope=0.5), 1.0) == pytest.approx(0.625, rel=1e-12)
    assert isinstance(chi(own.step, 1.0), Absent)
    assert isinstance(chi(relu, 3.0), Absent)


def test_critical_weight_variance_in_closed_form():
    assert critical_weight_variance(relu) == pytest.approx(2, rel=1e-12)
    assert critical_weight_variance(identity) == pytest.approx(1, rel=1e-12)
    assert critical_weight_variance(leaky_relu.at(negative_slope=0.5)) == pytest.approx(
        1.6, rel=1e-12
    )
    # Sine: E f^2 = (1 - e)/2 and E f'^2 = (1 + e)/2, e = exp(-2q): b = q - tanh q.
    q = 0.9
    expected = 2 / (1 + math.exp(-2 * q))
    found = critical_weight_variance(own.sine, q - math.tanh(q))
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("activation", "bias", "said"),
    [
        (relu, 0.1, "no weight variance is critical at bias variance 0.1"),
        (own.step, 0.0, "f jumps at 0"),
        (own.zero, 0.0, "no weight variance"),
        # At 4 = 1/f'(0)^2 the smallest signal grows: E f^2 = q/4 + 3 q^2/(2 pi) + ...
        (gelu, 0.0, "no weight variance"),
    ],
    ids=lambda a: getattr(a, "slug", a),
)
def test_no_critical_weight_variance(activation, bias, said):
    answer = critical_weight_variance(activation, bias)
    assert isinstance(answer, Absent)
    assert said in answer.reason


def test_depths_that_are_no_number():
    assert correlation_depth(relu, 2.0) == math.inf
    assert "q* is 0" in correlation_depth(tanh, 0.5).reason
    assert "too close" in correlation_depth(tanh, 1.761, 0.05).reason
    assert "grows" in correlation_depth(relu, 3.0).reason
    assert "jumps" in correlation_depth(own.step, 2.0, 0.1).reason
    assert correlation_depth(own.zero, 2.0, 0.1) == 0.0


@pytest.mark.parametrize("bad", [-0.1, math.nan, math.inf])
def test_bad_variances(bad):
    for name in ("weight_variance", "bias_variance"):
        given = {"weight_variance": 1.0, "bias_variance": 0.1, name: bad}
        for function in (variance_fixed_point, chi, correlation_depth):
            with pytest.raises(ValueError, match=f"{name} must be a finite number, at least 0"):
                function(tanh, **given)
    with pytest.raises(ValueError, match="bias_variance"):
        critical_weight_variance(tanh, bad)
    with pytest.raises(ValueError, match="q must be"):
        variance_map(tanh, bad, 1.0)
