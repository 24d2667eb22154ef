"""Every species, dtype and library against 50 digits: a new species joins by being catalogued."""

import math

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
import pytest
import torch
from mpmath import mp

import fieldguide
from fieldguide.analysis import breakpoints
from tests.activations.reference import limits, reference
from tests.activations.table import (
    CASES,
    FLOATS,
    case_id,
    ends,
    misses,
    near_root,
    oscillates,
    phase,
    points,
    settings,
    ulps,
    unit,
)


def _numpy(function, xs, name):
    result = function(np.array(xs).astype(FLOATS[name]))
    assert result.dtype == FLOATS[name]
    return result.astype(np.float64).tolist()


def _torch(function, xs, name):
    dtype = getattr(torch, name)
    result = function(torch.tensor(xs, dtype=torch.float64).to(dtype))
    assert result.dtype == dtype
    return result.double().tolist()


def _jax(function, xs, name):
    with jax.enable_x64(name == "float64"):
        result = function(jnp.asarray(np.array(xs).astype(FLOATS[name])))
        assert isinstance(result, jax.Array)
        assert result.dtype == FLOATS[name]
    return np.asarray(result).astype(np.float64).tolist()


# In float64, units in the last place; what else the libraries' own functions cost, as measured.
ALLOWED = 4
ALLOWED_IN = {("torch", "gelu"): 5}  # its erfcx
ALLOWED_UNDER_JIT = {
    ("float64", "tanh"): 7,  # XLA's tanh
    ("float64", "gelu"): 5,
    ("float64", "mish"): 5,
    ("float32", "gelu"): 6,
    # The exponent, up to 88, is made of products that are exact in float64 alone.
    ("float32", "gelu_tanh"): 25,
}

LIBRARIES = {"numpy": _numpy, "torch": _torch, "jax": _jax}


def _function(case, which):
    return case if which == "value" else case.derivative


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", FLOATS)
@pytest.mark.parametrize("which", ["value", "slope"])
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_true_value(case, which, name, library):
    got = LIBRARIES[library](_function(case, which), points(name), name)
    wide = ALLOWED_IN.get((library, case.slug), ALLOWED)
    allowed = wide if name == "float64" else 0.51
    assert misses(case, got, which, name, allowed) == []


@pytest.mark.parametrize("which", ["value", "slope"])
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_true_value_between_the_points(case, which):
    chance = np.random.default_rng(7)
    xs = [*chance.uniform(-40, 40, 100).tolist(), *chance.uniform(-8, 8, 150).tolist()]
    got = _function(case, which)(xs)
    assert misses(case, got, which, "float64", 8, xs=xs) == []


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", FLOATS)
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_limits_and_nan(case, name, library):
    for index, which in enumerate(["value", "slope"]):
        expected = [end[index] for end in ends(case)]
        got = LIBRARIES[library](
            _function(case, which), [-math.inf, math.inf, math.nan, -math.nan], name
        )
        rounded = np.array(expected).astype(FLOATS[name]).astype(np.float64).tolist()
        np.testing.assert_array_equal(got[:2], rounded, which)
        assert all(math.isnan(number) for number in got[2:]), which


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", FLOATS)
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_no_finite_number_gives_nan(case, name, library):
    """A wave whose phase overflows is still a number of its range."""
    largest = float(ml_dtypes.finfo(FLOATS[name]).max)
    xs = [sign * share * largest for sign in (-1, 1) for share in (1, 0.5, 2.0**-4, 2.0**-8)]
    for which in ("value", "slope"):
        got = LIBRARIES[library](_function(case, which), xs, name)
        assert not any(map(math.isnan, got))
        if oscillates(case) and which == "slope":
            steepest = max(2, *case.present)
            assert all(abs(number) <= steepest * 1.01 for number in got)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_left_slope_at_kinks(case):
    for kink in case.kinks:
        just_left = math.nextafter(kink, -math.inf)
        slope = _function(case, "slope")
        assert slope(kink) == slope(just_left)
        left = reference(case.formula, kink - 2.0**-34, settings(case)).value
        at = reference(case.formula, kink, settings(case)).value
        assert slope(kink) == pytest.approx(float((at - left) * 2**34), abs=1e-9)


@pytest.mark.parametrize("activation", fieldguide.catalogue(), ids=lambda a: a.slug)
def test_kinks_are_where_branches_meet_at_any_parameters(activation):
    chance = np.random.default_rng(3)
    drawn = [
        {p.name: float(chance.uniform(p.low, p.high)) for p in activation.parameters}
        for _ in range(8 if activation.parameters else 1)
    ]
    for values in [*drawn, {p.name: 1.0 for p in activation.parameters}]:
        here = activation.at(**values)
        bent = [point.x for point in breakpoints(here) if point.order <= 1]
        assert bent == list(here.kinks), here


def test_kinks_are_where_the_slope_or_value_jumps():
    for activation in fieldguide.catalogue():
        xs = np.arange(-64, 65) / 8.0
        jumps = np.zeros(len(xs), bool)
        for function in (activation, activation.derivative):
            jumps |= np.abs(function(xs + 1e-9) - function(xs - 1e-9)) > 1e-3
        assert xs[jumps].tolist() == list(activation.kinks), activation.slug


@pytest.mark.parametrize("name", FLOATS)
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_under_jit(case, name):
    """XLA computes in float64 under x64, else in float32; subnormal numbers are 0 to it."""
    allowed = ALLOWED_UNDER_JIT.get((name, case.slug), ALLOWED)
    if name in ("float16", "bfloat16"):
        allowed = 0.51
    normal = float(ml_dtypes.finfo(FLOATS[name]).smallest_normal)
    wide, epsilon = (np.float64, 2.0**-51) if name == "float64" else (np.float32, 2.0**-22)
    steepest = max([1, *case.present])
    slope = jax.vmap(jax.grad(_function(case, "value")))
    xs = [x for x in points(name) if x == 0 or abs(x) >= normal]
    for which, function in {"value": _function(case, "value"), "slope": slope}.items():
        got = _jax(jax.jit(function), xs, name)
        for x, number in zip(xs, got, strict=True):
            true = getattr(reference(case.formula, x, settings(case)), which)
            slack = phase(case, x, wide)
            assert not math.isnan(number)
            if slack == math.inf or (abs(true) < 8 * normal and abs(number) < 8 * normal):
                continue
            if slack or (which == "slope" and near_root(case, x)):
                room = slack + steepest * epsilon + max(1, allowed) * unit(true, name)
                assert abs(mp.mpf(number) - true) <= room, (which, x, number, true)
            else:
                assert ulps(number, true, name) <= allowed, (which, x, number, true)


def test_the_yardstick_rejects_common_forms():
    """The table would notice the mistakes that published implementations make."""
    gelu = fieldguide.gelu
    tail = torch.nn.functional.gelu(torch.tensor(-8.4, dtype=torch.float64)).item()
    assert ulps(tail, reference(gelu.formula, -8.4).value, "float64") > 1e6
    s = 1 / (1 + math.exp(-37.0))
    slope = reference("1 / (1 + exp(-x))", 37.0).slope
    assert ulps(s * (1 - s), slope, "float64") > 1e6
    assert ulps(math.nextafter(0.25, 1), mp.mpf(0.25), "float64") == 1
    assert ulps(math.nan, mp.mpf(1), "float64") == math.inf
    assert (
        ulps(float(ml_dtypes.bfloat16(1) + ml_dtypes.bfloat16(2**-7)), mp.mpf(1), "bfloat16") == 1
    )
    assert limits("x * Phi(x)", -1) == (0, 0)
    assert [x for x in np.arange(-3, 3, 0.05) if near_root(gelu, x)] == pytest.approx(
        np.arange(-1.45, -0.05, 0.05)
    )
