"""Where the arithmetic of an activation loses digits or overflows: beside mpmath, on a grid."""

from dataclasses import dataclass
from itertools import groupby
from math import isinf, isnan, nan
from typing import Any

import numpy as np

from fieldguide.activations.activation import Activation
from fieldguide.activations.formula.calculus import Evaluation
from fieldguide.activations.formula.mpmath_functions import Digits
from fieldguide.activations.formula.parser import Node, cost, parse

_HALF = np.concatenate(
    [np.geomspace(1e-12, 0.1, 12), np.arange(0.25, 40, 0.5), np.geomspace(45, 1000, 24)]
)
_FAR = np.array([1e4, 1e8, 1e20, 1e100, 1e155, 1e200, 1e300])
_GRID = np.concatenate([-_FAR[::-1], -_HALF[::-1], _HALF, _FAR])
# Half the digits of float64.
_ALLOWED = 1e-8
_SMALLEST_NORMAL = 2.0**-1022
_LARGEST = 1.7976931348623157e308
# 1 + exp(-740) needs 322 digits; an exponential that needs more is 0 in float64.
_ENOUGH_DIGITS = 400
_MOST_DIGITS = 1000
# Operations whose true result may be 0. A 0 of any other, such as exp, means: too few digits.
_EXACT_ZEROS = {"number", "name", "*", "/", "^", "negative", "abs", "sign", "sqrt", "sin", "tan"}
_EXACT_ZEROS |= {"relu", "max", "min", "clip", "where", "tanh", "sinh", "expm1", "log1p", "atan"}
# Formulas of more operations than this are computed at fewer points.
_FULL_GRID = 50


@dataclass(frozen=True, slots=True)
class Weakness:
    """A stretch of x where an activation's arithmetic fails, with an example.

    Attributes:
      of: "value" or "slope".
      fault: "digits" (half of them or more are lost; sought up to 1,000), "zero" (the true number
        is not), "infinite" or "nan" (the true number is finite).
      low, high: the stretch; both ends are points of the grid.
      x: a point of it, the one nearest 0.
      got: what is computed at x.
      true: what it should be, rounded to float64.
    """

    of: str
    fault: str
    low: float
    high: float
    x: float
    got: float
    true: float


def fragile(activation: Activation) -> tuple[Weakness, ...]:
    """Where value and slope, as computed, fail against their formula in many digits.

    Beside mpmath, at 60 to 1,000 digits, in 246 points between -1e300 and
    1e300, most of them within 40 of 0; in fewer for a formula of more than 50
    operations, an erf, erfc or Phi counting as 10, so that the work is
    bounded. A point where the formula has no real value, or none that this
    many digits settle, says nothing; an exponential above e^1000000 counts as
    infinite.

    Args:
      activation: typed or built in.

    Returns:
      Weaknesses of the value and then of the slope, each ascending: empty
      for a sound one. ``formula("log(1 + exp(x))")`` loses digits from about
      -18, is 0 from about -37 and infinite from 710 on.

    Accuracy: the ends of a stretch to the grid's spacing, 1/2 within 40 of 0.
    """
    values = activation.values
    tree = parse(activation.formula, ("x", *values))
    grid = _GRID[:: 1 + cost(tree) // _FULL_GRID]
    xp = Digits()
    true = [_true(tree, x, xp, values) for x in grid.tolist()]
    weaknesses: list[Weakness] = []
    computed = activation(grid), activation.derivative(grid)
    for index, (of, got) in enumerate(zip(("value", "slope"), computed, strict=True)):
        rows = zip(grid.tolist(), got.tolist(), (pair[index] for pair in true), strict=True)
        judged = [(x, y, float(t), _fault(x, y, t)) for x, y, t in rows]
        for fault, stretch in groupby(judged, key=lambda row: row[3]):
            if fault:
                points = list(stretch)
                x, y, t, _ = min(points, key=lambda row: abs(row[0]))
                weaknesses.append(Weakness(of, fault, points[0][0], points[-1][0], x, y, t))
    return tuple(weaknesses)


def _fault(x: float, got: float, true: Any) -> str:
    """The kind of failure, or nothing."""
    if isnan(true) or not abs(true) <= _LARGEST:
        return ""
    if isnan(got) or isinf(got):
        return "nan" if isnan(got) else "infinite"
    # Further out, rounding 3x alone costs sin(3x) all its digits.
    if got and abs(x) > _HALF[-1]:
        return ""
    if abs(got - true) <= _ALLOWED * max(abs(true), _SMALLEST_NORMAL):
        return ""
    return "digits" if got else "zero"


def _true(tree: Node, x: float, xp: Digits, parameters: dict[str, float]) -> tuple[Any, Any]:
    """Value and slope in many digits; NaN where they are not settled or not real."""
    last: tuple[Any, Any] | None = None
    digits = 60
    while digits <= _MOST_DIGITS:
        try:
            with xp.context.workdps(digits):
                evaluation = Evaluation(xp.context.mpf(x), xp, parameters)
                best = evaluation.result(tree), evaluation.result_slope(tree)
                if last and all(xp.agree(a, b) for a, b in zip(last, best, strict=True)):
                    return best
        except (ArithmeticError, ValueError):
            # A pole.
            break
        last, digits = best, max(int(1.4 * digits), _digits(evaluation, xp))
    return nan, nan


def _digits(evaluation: Evaluation, xp: Digits) -> int:
    """The digits needed to add the smallest and the largest number of an evaluation."""
    exponents = [0]
    for node, value in evaluation.values.items():
        if value == 0 and node.operation not in _EXACT_ZEROS:
            return _ENOUGH_DIGITS
        if value and xp.context.isfinite(value):
            exponents.append(int(xp.context.mag(value)))
    return min(_ENOUGH_DIGITS, 60 + int(0.302 * (max(exponents) - min(exponents))))
