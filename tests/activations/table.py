"""The accuracy table: which species, parameters and points are measured, and how."""

import math
from fractions import Fraction
from functools import cache

import ml_dtypes
import numpy as np
from mpmath import mp

import fieldguide
from tests.activations.reference import limits, reference, roots_of_slope

FLOATS = {
    "float64": np.dtype(np.float64),
    "float32": np.dtype(np.float32),
    "float16": np.dtype(np.float16),
    "bfloat16": np.dtype(ml_dtypes.bfloat16),
}


def cases():
    """Every species of the catalogue, at its defaults and at each parameter's bounds."""
    for activation in fieldguide.catalogue():
        yield activation
        for p in activation.parameters:
            for bound in (p.low, p.high):
                yield activation.at(**{p.name: bound})


def settings(activation):
    """The present value of each parameter, as the reference takes them."""
    return tuple(activation.values.items())


def case_id(activation):
    return "-".join([activation.slug, *(f"{name}={v:g}" for name, v in settings(activation))])


CASES = list(cases())


@cache
def points(name):
    """Dense, log-spaced and extreme x of a dtype, both signs, finite, as floats."""
    info = ml_dtypes.finfo(FLOATS[name])
    smallest, normal, largest = (
        float(v) for v in (info.smallest_subnormal, info.smallest_normal, info.max)
    )
    dense = np.concatenate([np.arange(0, 8, 1 / 8), np.linspace(8, 41, 67)])
    spaced = 2.0 ** np.linspace(math.log2(smallest), math.log2(largest), 96, endpoint=False)
    tails = [8.3, 17.3, 36.7, 37.5, 38.1, 38.4, 38.5, 38.6, 38.7, 39, 87.4, 103.9, 354.1, 371.9]
    tails += [21.3, 21.5, 74.4, 437.5, 372.6, 700.3, 708.5, 744.5, 745.2, 746]
    marks = [0.75179, 1.19243, 1.27846, 1.41421356, 0.0]
    edges = [smallest, 3 * smallest, normal - smallest, normal, largest]
    half = np.concatenate([dense, spaced, tails, marks, edges])
    with np.errstate(over="ignore"):
        x = np.unique(np.concatenate([-half, half]).astype(FLOATS[name]).astype(np.float64))
    return tuple(x[np.isfinite(x)].tolist())


@cache
def oscillates(case):
    """The value or the slope has no limit at infinity."""
    return any(math.isnan(number) for number in ends(case)[1])


@cache
def _roots(case):
    return roots_of_slope(case.formula, settings(case))


def near_root(case, x):
    """The slope is near one of its roots: 0.7 (for SiLU 0.7/beta), or it has them everywhere."""
    width = 0.7 / case.values.get("beta", 1.0)
    return oscillates(case) or any(abs(x - root) < width for root in _roots(case))


def phase(case, x, wide=np.float64):
    """What rounding the product of x and the frequency can do to a wave; 0 where it is exact."""
    if not oscillates(case):
        return 0
    (frequency,) = case.present
    with np.errstate(over="ignore"):
        product = float(wide(2 * frequency) * wide(x))
    if math.isinf(product):
        return math.inf
    off = float(abs(2 * Fraction(frequency) * Fraction(x) - Fraction(product)))
    return max(1, frequency, 1 / frequency) * off


def unit(true, name):
    """The unit in the last place of the true value in dtype ``name``."""
    info = ml_dtypes.finfo(FLOATS[name])
    exponent = max(mp.frexp(true)[1] - 1, int(info.minexp)) if true else int(info.minexp)
    return mp.mpf(2) ** (exponent - int(info.nmant))


def ulps(got, true, name):
    """The error of ``got`` in units in the last place; a true 0 must be met exactly."""
    largest = float(ml_dtypes.finfo(FLOATS[name]).max)
    if abs(true) >= largest + unit(mp.mpf(largest), name) / 2:
        return 0.0 if got == math.copysign(math.inf, true) else math.inf
    if not math.isfinite(got) or (true == 0 and got != 0):
        return math.inf
    return float(abs(mp.mpf(got) - true) / unit(true, name))


def misses(case, got, which, name, allowed, *, xs=None):
    """(error, x, got, true) where the error passes ``allowed`` units, the worst five.

    Near a root of the slope its absolute error may be 2^-51 instead, in float64; the narrower
    dtypes add their rounding to that, and waves the rounding of their argument.
    """
    bad = []
    for x, number in zip(xs or points(name), got, strict=True):
        true = getattr(reference(case.formula, x, settings(case)), which)
        slack = phase(case, x)
        error = ulps(number, true, name)
        if error <= allowed or slack == math.inf:
            continue
        absolute = abs(mp.mpf(number) - true) - slack
        if slack and absolute <= allowed * unit(true, name):
            continue
        if which == "slope" and near_root(case, x):
            rounding = 0 if name == "float64" else unit(true, name) / 2
            if absolute <= mp.mpf(2) ** -51 + rounding:
                continue
        bad.append((error, x, number, float(true)))
    return sorted(bad, reverse=True)[:5]


def ends(case):
    """Value and slope at -inf and at inf."""
    return [limits(case.formula, sign, settings(case)) for sign in (-1, 1)]
