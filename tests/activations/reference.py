"""The second route: a formula's value and left slope to 50 digits, in mpmath's dual numbers."""

import ast
import math
from functools import cache
from typing import NamedTuple

from mpmath import mp


class Dual(NamedTuple):
    value: object
    slope: object


def _chain(function, slope):
    return lambda u: Dual(function(u.value), slope(u.value) * u.slope)


def _normal_distribution(u):
    # mpmath's erfc overflows on huge arguments, where Phi is 0 or 1 to 10^15 digits.
    return mp.ncdf(u) if abs(u) < 1e8 else mp.mpf(u > 0)


def _exp(u):
    # 10^-43429 is far below what the precision here can tell from 0, and slow to compute.
    return mp.exp(u) if u > -1e5 else mp.mpf(0)


def _tanh(u):
    return mp.tanh(u) if abs(u) < 1e5 else mp.sign(u)


def _sech_squared(u):
    return mp.sech(u) ** 2 if abs(u) < 1e5 else mp.mpf(0)


# Slopes are written without cancellation: sech^2 rather than 1 - tanh^2.
FUNCTIONS = {
    "exp": _chain(_exp, _exp),
    "log": _chain(mp.log, lambda u: 1 / u),
    "sqrt": _chain(mp.sqrt, lambda u: 1 / (2 * mp.sqrt(u))),
    "abs": _chain(abs, lambda u: mp.mpf(1 if u > 0 else -1)),
    "sin": _chain(mp.sin, mp.cos),
    "atan": _chain(mp.atan, lambda u: 1 / (1 + u * u)),
    "tanh": _chain(_tanh, _sech_squared),
    "Phi": _chain(_normal_distribution, mp.npdf),
}


def _maximum(u, v):
    if u.value != v.value:
        return max(u, v, key=lambda w: w.value)
    # Left of a tie, the branch that rises less is on top.
    return min(u, v, key=lambda w: w.slope)


def _minimum(u, v):
    low = _maximum(Dual(-u.value, -u.slope), Dual(-v.value, -v.slope))
    return Dual(-low.value, -low.slope)


def _evaluate(node, names):  # noqa: PLR0911
    match node:
        case ast.Expression():
            return _evaluate(node.body, names)
        case ast.Constant():
            return Dual(mp.mpf(node.value), mp.mpf(0))
        case ast.Name():
            return names[node.id]
        case ast.UnaryOp(op=ast.USub()):
            u = _evaluate(node.operand, names)
            return Dual(-u.value, -u.slope)
        case ast.Call(func=ast.Name(id="where"), args=[ast.Compare() as test, first, second]):
            u = _evaluate(test.left, names).value
            v = _evaluate(test.comparators[0], names).value
            holds = {"Gt": u > v, "Lt": u < v, "GtE": u >= v, "LtE": u <= v}
            return _evaluate(first if holds[type(test.ops[0]).__name__] else second, names)
        case ast.Call(func=ast.Name(id="max" | "min" as name), args=[first, second]):
            choose = _maximum if name == "max" else _minimum
            return choose(_evaluate(first, names), _evaluate(second, names))
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return FUNCTIONS[name](_evaluate(argument, names))
        case ast.BinOp():
            return _binary(node.op, _evaluate(node.left, names), _evaluate(node.right, names))
    raise ValueError(f"the reference cannot read {ast.unparse(node)}")


def _binary(operator, u, v):
    match operator:
        case ast.Add():
            return Dual(u.value + v.value, u.slope + v.slope)
        case ast.Sub():
            return Dual(u.value - v.value, u.slope - v.slope)
        case ast.Mult():
            return Dual(u.value * v.value, u.slope * v.value + u.value * v.slope)
        case ast.Pow():
            return Dual(u.value**v.value, v.value * u.value ** (v.value - 1) * u.slope)
        case ast.Div():
            quotient = u.value / v.value
            return Dual(quotient, (u.slope - quotient * v.slope) / v.value)
    raise ValueError(f"the reference knows no {type(operator).__name__}")


@cache
def _parsed(formula):
    return ast.parse(formula, mode="eval")


def _at(formula, x, parameters, digits):
    with mp.workdps(digits):
        names = {name: Dual(mp.mpf(number), mp.mpf(0)) for name, number in parameters}
        names["pi"] = Dual(+mp.pi, mp.mpf(0))
        names["x"] = Dual(mp.mpf(x), mp.mpf(1))
        return _evaluate(_parsed(formula), names)


def _agree(a, b):
    return a == b or abs(a - b) <= abs(b) * mp.mpf(10) ** -50


@cache
def reference(formula, x, parameters=()):
    """Value and left slope at a finite x, ``parameters`` as pairs.

    The precision starts above what 1 + exp(-x) or 1 - exp(x) can cancel, x^3/14 in the place of
    x included, and is raised until two results agree to 50 digits.
    """
    size = abs(x)
    exponent = min(1.6 * size + 0.072 * min(size, 100) ** 3, 760)
    digits = 60 + int(0.44 * exponent) + (int(-math.log10(size)) if 0 < size < 1 else 0)
    last = _at(formula, x, parameters, digits)
    while True:
        digits = int(1.2 * digits)
        best = _at(formula, x, parameters, digits)
        if _agree(last.value, best.value) and _agree(last.slope, best.slope):
            return best
        last = best


def limits(formula, sign, parameters=()):
    """Value and slope at an infinity: those at 2^200, infinite where they still grow.

    Less than 2^-100 counts as 0. Where two far points differ there is no limit: NaN.
    """
    far = reference(formula, sign * 2.0**200, parameters)
    farther = reference(formula, sign * 2.0**201, parameters)
    found = []
    for number, other in zip(far, farther, strict=True):
        if abs(number) > 2**100:
            found.append(math.copysign(math.inf, number))
        elif abs(number - other) > 2**-100:
            found.append(math.nan)
        else:
            found.append(float(number) if abs(number) > 2**-100 else 0.0)
    return tuple(found)


def roots_of_slope(formula, parameters=()):
    """Where the slope changes sign between -16 and 16."""
    xs = [i / 4 for i in range(-64, 65)]
    slopes = [reference(formula, x, parameters).slope for x in xs]
    roots = []
    for i in range(len(xs) - 1):
        if slopes[i] * slopes[i + 1] < 0:
            low, high = xs[i], xs[i + 1]
            for _ in range(30):
                middle = (low + high) / 2
                same = reference(formula, middle, parameters).slope * slopes[i] > 0
                low, high = (middle, high) if same else (low, middle)
            roots.append(low)
    return roots
