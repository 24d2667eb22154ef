"""Algebraic simplification of an activation's definition, while it is traced."""

from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

import numpy as np

from fieldguide.activations import Expression, Trace

# erfcx(t) is a polynomial in 1 / (1 + 0.33 t) without constant term, fitted for 0 <= t <= 10 to
# the smallest relative error, 1e-7. Where t > 10, definitions multiply it by exp(-t^2), which is 0
# in float32.
_ERFCX_RATE = 0.33
_ERFCX_COEFFICIENTS = (
    0.18635778236220416,
    0.18295625577761304,
    0.20122194367697346,
    0.04722707172888966,
    0.40848774176878544,
    -0.3511362001029136,
    0.4602291230632137,
    -0.1353437257164244,
)
_CONSTANTS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "negative": np.negative,
    "max": np.maximum,
    "min": np.minimum,
    "atan": np.arctan,
}


def number(node: Expression) -> float:
    """The value of a literal."""
    return float(node.leaf)


def _is(node: Expression, *values: float) -> bool:
    return _literal(node) and number(node) in values


def _literal(node: Expression) -> bool:
    return node.operation == "number"


def _fraction(node: Expression) -> bool:
    return _literal(node) and 0 < number(node) < 1


def _is_half(exponent: Expression) -> bool:
    return exponent.operation == "*" and _is(exponent.arguments[1], -0.5, -0.25, 0.25)


class SimplifyingTrace(Trace):
    """The namespace ``xp`` of a traced definition, which simplifies each expression it records.

    Constants are folded, and equal expressions are one object. The choices
    that a definition makes only for NaN are removed; instead, a comparison
    that would hide a NaN is replaced by one that selects the NaN branch. So a
    NaN reaches the value, and from there every gradient.

    Args:
      narrow: whether the result is for float32: then rules also apply that
        change the last digits of float64.
    """

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self._nan: dict[Expression, bool] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in ("expit", "ndtr"):
            return partial(self.record, name)
        if name == "erfcx" and self._narrow:
            return self._float32_erfcx
        return super().__getattr__(name)

    def _float32_erfcx(self, t: Any) -> Any:
        q = 1.0 / (1.0 + _ERFCX_RATE * t)
        total = _ERFCX_COEFFICIENTS[-1] * q + _ERFCX_COEFFICIENTS[-2]
        for coefficient in _ERFCX_COEFFICIENTS[-3::-1]:
            total = total * q + coefficient
        return total * q

    def as_expression(self, value: Any) -> Expression:
        """The value itself if it is an expression, and the literal if it is a number."""
        return value if isinstance(value, Expression) else self.number(value)

    def record(self, operation: str, *arguments: Any) -> Expression:
        """The expression that applies ``operation``, or a simpler one of equal value."""
        nodes = [self.as_expression(a) for a in arguments]
        if all(map(_literal, nodes)) and operation != "where":
            fold = _CONSTANTS.get(operation) or getattr(np, operation, None)
            if fold is not None:
                with np.errstate(all="ignore"):
                    return self.number(float(fold(*map(number, nodes))))
        return self._rule(operation, nodes) or super().record(operation, *nodes)

    def number(self, value: float) -> Expression:
        """The literal of a number, 0.0 for -0.0."""
        return super().number(value + 0.0)

    def _rule(self, name: str, nodes: list[Expression]) -> Expression | None:
        rules: dict[str, Callable[..., Expression | None]] = {
            "+": self._sum,
            "-": self._difference,
            "*": self._product,
            "/": self._quotient,
            "negative": self._negative,
            "abs": self._abs,
            "max": self._max,
            "min": self._min,
            "<": lambda u, v: self.record(">", v, u),
            ">": self._greater,
            "where": self._choice,
            "floor": self._floor,
        }
        return rules[name](*nodes) if name in rules else None

    def _sum(self, a: Expression, b: Expression) -> Expression | None:
        if _literal(a):
            # The literal comes second always, so that equal sums are one expression.
            return self.record("+", b, a)
        return a if _is(b, 0.0) else None

    def _difference(self, a: Expression, b: Expression) -> Expression | None:
        if a is b:
            return self.number(0.0)
        return a if _is(b, 0.0) else None

    def _product(self, a: Expression, b: Expression) -> Expression | None:
        if _literal(a):
            return self.record("*", b, a)
        if _literal(b):
            return self._multiple(a, number(b))
        if a.operation == "negative":
            return self.record("*", self.record("*", a.arguments[0], b), -1.0)
        if self._narrow and b.operation == "exp" and _is_half(b.arguments[0]):
            # Definitions write exp(2a) as exp(a) * exp(a) only for the smallest numbers of float64.
            twice = self.record("exp", self.record("*", b.arguments[0], 2.0))
            if a is b:
                return twice
            if a.operation == "*" and a.arguments[1] is b:
                return self.record("*", a.arguments[0], twice)
        return None

    def _multiple(self, a: Expression, factor: float) -> Expression | None:
        if factor in (0.0, 1.0):
            return a if factor else self.number(0.0)
        if a.operation == "negative":
            return self.record("*", a.arguments[0], -factor)
        if a.operation == "*" and _literal(a.arguments[1]):
            inner = number(a.arguments[1])
            # The product of the factors is exact if one is a power of two.
            if self._narrow or abs(inner) in _POWERS or abs(factor) in _POWERS:
                return self.record("*", a.arguments[0], inner * factor)
        return None

    def _quotient(self, a: Expression, b: Expression) -> Expression | None:
        if _literal(b) and (self._narrow or abs(number(b)) in _POWERS):
            return self.record("*", a, 1.0 / number(b))
        return None

    def _negative(self, a: Expression) -> Expression | None:
        if a.operation == "negative":
            return a.arguments[0]
        if a.operation == "*" and _literal(a.arguments[1]):
            return self.record("*", a.arguments[0], -number(a.arguments[1]))
        return self.record("-abs", *a.arguments) if a.operation == "abs" else None

    def _abs(self, a: Expression) -> Expression | None:
        return self.record("abs", *a.arguments) if a.operation in ("negative", "abs") else None

    def _max(self, a: Expression, b: Expression) -> Expression | None:
        below = _is(b, -inf) or (a.operation == "abs" and _literal(b) and number(b) <= 0)
        return a if below else None

    def _min(self, a: Expression, b: Expression) -> Expression | None:
        return a if _is(b, inf) else None

    def _floor(self, a: Expression) -> Expression | None:
        # Definitions round, as floor(x + 0.5), only to split x for the last digits of float64.
        rounds = self._narrow and a.operation == "+" and _is(a.arguments[1], 0.5)
        return a.arguments[0] if rounds else None

    def _greater(self, a: Expression, b: Expression) -> Expression | None:
        # A comparison of a multiple with 0 needs only the sign of the factor.
        for product, zero in ((a, b), (b, a)):
            if _is(zero, 0.0) and product.operation == "*" and _literal(product.arguments[1]):
                u, v = (a, b) if number(product.arguments[1]) > 0 else (b, a)
                return self.record(">", *(n.arguments[0] if n is product else n for n in (u, v)))
        return None

    def _choice(self, test: Expression, a: Expression, b: Expression) -> Expression | None:
        if test.operation == "isnan" or a is b:
            return b
        if _literal(test):
            return a if number(test) else b
        u, v = test.arguments
        if test.operation in ("<=", ">="):
            larger = (u, v) if test.operation == "<=" else (v, u)
            return self.record("where", self.record(">", *larger), b, a)
        if _literal(u) and _literal(v):
            return a if number(u) > number(v) else b
        branches = self._under(test, a, holds=True), self._under(test, b, holds=False)
        if branches != (a, b):
            return self.record("where", test, *branches)
        return self._without_choice(u, v, a, b) or self._nan_keeping_choice(u, v, a, b)

    def _without_choice(
        self, u: Expression, v: Expression, a: Expression, b: Expression
    ) -> Expression | None:
        """``a`` where u > v, else ``b``, if one operation computes that; or None."""
        if (u, v) == (a, b):
            return self.record("max", *((v, u) if _literal(u) else (u, v)))
        if (u, v) == (b, a):
            return self.record("min", *((v, u) if _literal(u) else (u, v)))
        if _is(v, 0.0):
            return self._without_choice_by_sign(u, a, b)
        if _is(u, 0.0) and _is(b, 1.0) and a is self.record("exp", self.record("-abs", v)):
            return self.record("exp", self.record("min", v, u))
        return None

    def _without_choice_by_sign(
        self, u: Expression, a: Expression, b: Expression
    ) -> Expression | None:
        """``a`` where u > 0, else ``b``, if one or two operations compute that; or None."""
        if a is u and b is self.record("negative", u):
            return self.record("abs", u)
        if a is u and b.operation == "*" and b.arguments[0] is u and _fraction(b.arguments[1]):
            return self.record("max", u, b)
        # Slopes of rectifiers. In small batches the number of calls sets the time.
        if _is(a, 1.0) and _is(b, 0.0):
            return self.record("sign", self.record("max", u, b))
        if _is(a, 1.0) and _fraction(b):
            return self.record("max", self.record("sign", u), b)
        return None

    def _nan_keeping_choice(
        self, u: Expression, v: Expression, a: Expression, b: Expression
    ) -> Expression:
        """``a`` where u > v, else ``b``; where z is NaN, the branch that is NaN there."""
        # At NaN u > v is false and selects b; not (u <= v) is true and selects a.
        name = "not <=" if self._is_nan(a) and not self._is_nan(b) else ">"
        return super().record("where", super().record(name, u, v), a, b)

    def _is_nan(self, node: Expression) -> bool:
        """Whether an expression is NaN where z is; remembered for each expression."""
        if node not in self._nan:
            self._nan[node] = self._becomes_nan(node)
        return self._nan[node]

    def _becomes_nan(self, node: Expression) -> bool:
        if node.operation == "where":
            test, a, b = node.arguments
            if any(map(self._is_nan, test.arguments)):
                return self._is_nan(a if test.operation == "not <=" else b)
            return self._is_nan(a) and self._is_nan(b)
        return node.operation == "name" or any(map(self._is_nan, node.arguments))

    def _under(self, test: Expression, branch: Expression, *, holds: bool) -> Expression:
        """The branch, simplified knowing that the test holds or does not."""
        if branch.operation != "where":
            return branch
        inner, first, second = branch.arguments
        if inner.arguments == test.arguments:
            return first if holds else second
        # u > v excludes v > u.
        return second if holds and inner.arguments == test.arguments[::-1] else branch


_POWERS = tuple(2.0**k for k in range(-8, 9))
