"""The trace of a definition, simplified as it is written down."""

from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

import numpy as np

from fieldguide.activations._formula_functions import FALLBACKS, OWN
from fieldguide.activations._trace import Expression, Trace

# erfcx(t) as a polynomial without constant term in 1 / (1 + 0.33 t), fitted for 0 <= t <= 10 to
# the smallest relative error, 1e-7: beyond, what it is multiplied by is 0 in float32.
_RATE = 0.33
_ERFCX = (
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
_NEGATED = {"<": ">=", "<=": ">"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def number(node: Expression) -> float:
    """The number that a literal stands for."""
    return float(node.operation)


def _is(node: Expression, *values: float) -> bool:
    return _literal(node) and number(node) in values


def _literal(node: Expression) -> bool:
    return not node.arguments and node.operation != "z"


class Algebra(Trace):
    """A namespace that writes down arithmetic, for finite z.

    Constants are folded, and what only keeps NaN out of other branches goes: a
    NaN is in the value anyway, and from there in every gradient.
    """

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in OWN:
            return partial(OWN[name], xp=self)
        if name in FALLBACKS:
            if name == "erfcx" and self._narrow:
                return self._short_erfcx
            return partial(FALLBACKS[name], xp=self)
        return super().__getattr__(name)

    def _short_erfcx(self, t: Any) -> Any:
        q = 1.0 / (1.0 + _RATE * t)
        total = _ERFCX[-1] * q + _ERFCX[-2]
        for coefficient in _ERFCX[-3::-1]:
            total = total * q + coefficient
        return total * q

    def plain(self, value: Any) -> Expression:
        """The expression for what a definition gave, which may be a number."""
        return value if isinstance(value, Expression) else self._number(float(value))

    def record(self, operation: str, *arguments: Any) -> Expression:
        """The expression that applies ``operation``, or a simpler one that equals it."""
        if not arguments:
            return super().record(operation)
        name = operation.removesuffix("()").rpartition(".")[2]
        name = {"isNaN": "isnan"}.get(name, name)
        nodes = [self.plain(a) for a in arguments]
        if all(map(_literal, nodes)) and name != "?":
            fold = _CONSTANTS.get(name) or getattr(np, name, None)
            if fold is not None:
                with np.errstate(all="ignore"):
                    return self._number(float(fold(*map(number, nodes))))
        return self._rule(name, nodes) or super().record(name, *nodes)

    def _number(self, value: float) -> Expression:
        return super().record(repr(value + 0.0))

    def _rule(self, name: str, nodes: list[Expression]) -> Expression | None:
        match name:
            case "+" | "*" | "-" | "/" | "negative":
                return self._arithmetic(name, *nodes)
            case "max" | "min":
                return self._bound(name, *nodes)
            case "<" | "<=" | ">" | ">=":
                return self._comparison(name, *nodes)
            case "?":
                return self._choice(*nodes)
            case "abs" if nodes[0].operation in ("negative", "abs"):
                return self.record("abs", nodes[0].arguments[0])
            case "floor" if self._narrow and nodes[0].operation == "+":
                # Definitions round a number to split it, for the last digits of float64 alone.
                rounded, half = nodes[0].arguments
                return rounded if _is(half, 0.5) else None
        return None

    def _arithmetic(  # noqa: C901, PLR0911 - a rule a line
        self, name: str, a: Expression, b: Expression | None = None
    ) -> Expression | None:
        if b is None:
            if a.operation == "negative":
                return a.arguments[0]
            if a.operation == "*" and _literal(a.arguments[1]):
                return self.record("*", a.arguments[0], -number(a.arguments[1]))
            return None
        if name == "-" and a is b:
            return self._number(0.0)
        if (name in "+-" and _is(b, 0.0)) or (name in "*/" and _is(b, 1.0)):
            return a
        if name == "/" and _literal(b) and abs(number(b)) in _POWERS:
            return self.record("*", a, 1.0 / number(b))
        if name not in "+*":
            return None
        if _literal(a):
            # One order for both, so that equal ones are found equal.
            return self.record(name, b, a)
        if name == "*" and _literal(b):
            if _is(b, 0.0):
                return b
            if a.operation == "negative":
                return self.record("*", a.arguments[0], -number(b))
            if a.operation == "*" and _literal(a.arguments[1]):
                both = number(a.arguments[1]), number(b)
                # Exact if one of them is a power of two.
                if self._narrow or any(abs(one) in _POWERS for one in both):
                    return self.record("*", a.arguments[0], both[0] * both[1])
        return None

    def _bound(self, name: str, a: Expression, b: Expression) -> Expression | None:
        if _is(b, -inf if name == "max" else inf):
            return a
        if name == "max" and a.operation == "abs" and _literal(b) and number(b) <= 0:
            return a
        return None

    def _comparison(self, name: str, a: Expression, b: Expression) -> Expression | None:
        if _literal(a):
            return self.record(_MIRRORED[name], b, a)
        if _is(b, 0.0) and a.operation == "*" and _literal(a.arguments[1]):
            factor, scale = a.arguments[0], number(a.arguments[1])
            return self.record(name if scale > 0 else _MIRRORED[name], factor, b)
        return None

    def _choice(self, test: Expression, a: Expression, b: Expression) -> Expression | None:  # noqa: C901, PLR0911
        if test.operation == "isnan" or a is b:
            return b
        if test.operation in _NEGATED:
            return self.record("?", self.record(_NEGATED[test.operation], *test.arguments), b, a)
        settled = self._settled(test, a, True), self._settled(test, b, False)
        if settled != (a, b):
            return self.record("?", test, *settled)
        u, v = test.arguments
        if (u, v) == (a, b):
            return self.record("max", u, v)
        if (u, v) == (b, a):
            return self.record("min", u, v)
        if _is(v, 0.0) and a is u and b is self.record("negative", u):
            return self.record("abs", u)
        return None

    def _settled(self, test: Expression, branch: Expression, held: bool) -> Expression:
        """The branch, without the choice that ``test`` being ``held`` has made."""
        if branch.operation != "?":
            return branch
        inner, first, second = branch.arguments
        if inner is test:
            return first if held else second
        # u > v makes u >= v, and not u >= v makes not u > v.
        if inner.arguments == test.arguments and {inner.operation, test.operation} == {">", ">="}:
            if test.operation == (">" if held else ">="):
                return first if held else second
        return branch


_POWERS = tuple(2.0**k for k in range(-8, 9))
