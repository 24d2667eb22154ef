import math

import pytest
from mpmath import mp

from fieldguide import gelu, identity, leaky_relu, relu, sigmoid, tanh
from fieldguide.analysis import fixed_point


def repeated(activation, weight, start, steps=5000):
    h = start
    for _ in range(steps):
        h = activation(weight * h)
    return h


@pytest.mark.parametrize("weight", [1.01, 1.2, 1.5, 2.0, 5.0, 40.0])
def test_tanh_above_one(weight):
    found = fixed_point(tanh, weight)
    root = mp.findroot(lambda h: mp.tanh(weight * h) - h, float(found))
    assert found == pytest.approx(float(root), rel=1e-12)
    assert found == pytest.approx(repeated(tanh, weight, 1.0), rel=1e-10)


@pytest.mark.parametrize("weight", [-1.0, -0.5, 0.0, 0.5, 1.0])
def test_tanh_only_the_origin(weight):
    assert fixed_point(tanh, weight) == 0.0


def test_tanh_close_to_one():
    # tanh(w h) = h gives h = sqrt(3 (w - 1)) to leading order.
    assert fixed_point(tanh, 1 + 1e-8) == pytest.approx(math.sqrt(3e-8), rel=1e-6)


@pytest.mark.parametrize("weight", [-3.0, 0.0, 1.0, 4.0])
def test_sigmoid(weight):
    found = fixed_point(sigmoid, weight)
    root = mp.findroot(lambda h: 1 / (1 + mp.exp(-weight * h)) - h, float(found))
    assert found == pytest.approx(float(root), rel=1e-12)
    assert found == pytest.approx(repeated(sigmoid, weight, 0.9), rel=1e-12)


def test_rectifiers_and_the_line():
    assert fixed_point(identity, 0.5) == 0.0
    for activation in (relu, leaky_relu, gelu):
        assert fixed_point(activation, 0.9) == 0.0
        assert repeated(activation, 0.9, 1.0) == pytest.approx(0.0, abs=1e-12)
    # A step from the left lands further off on the right, the next one on 0.
    assert fixed_point(relu, -3.0) == 0.0
    assert relu(-3.0 * relu(-3.0 * -1e-6)) == 0.0
    # GELU's unstable fixed point Phi(h w) = 1/w parts a start that dies from one that grows.
    assert fixed_point(gelu, 1.5) == 0.0
    assert repeated(gelu, 1.5, 0.2) == pytest.approx(0.0, abs=1e-12)
    assert repeated(gelu, 1.5, 0.5, 50) > 1e3


@pytest.mark.parametrize(
    ("activation", "weight", "said"),
    [
        (relu, 1.5, "diverges"),
        (gelu, 2.0, "diverges"),
        (identity, 2.0, "diverges"),
        (relu, 1.0, "no stable fixed point"),
        (identity, -1.0, "no stable fixed point"),
        (tanh, -1.5, "no stable fixed point"),
        (sigmoid, -40.0, "no stable fixed point"),
        (tanh, math.nan, "finite"),
        (tanh, math.inf, "finite"),
    ],
)
def test_no_fixed_point(activation, weight, said):
    with pytest.raises(ValueError, match=said) as raised:
        fixed_point(activation, weight)
    assert "\n" not in str(raised.value)
