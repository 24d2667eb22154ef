"""The value and the slope of a formula's tree, in any array library or in JavaScript."""

from collections.abc import Callable
from math import pi, sqrt
from typing import Any

import numpy as np

from fieldguide.activations.arrays import NUMPY
from fieldguide.activations.formula.parser import Node
from fieldguide.activations.formula.vocabulary import CONSTANTS

_ZERO = Node("number", leaf="0")
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda u, v: u + v,
    "-": lambda u, v: u - v,
    "*": lambda u, v: u * v,
    "/": lambda u, v: u / v,
}
# f'(u), written so that it keeps its digits where f has them: sech(u)^2, not 1 - tanh(u)^2.
_SLOPES: dict[str, Callable[[Any, Any], Any]] = {
    "exp": lambda u, xp: xp.exp(u),
    "log": lambda u, _: 1.0 / u,
    "log1p": lambda u, _: 1.0 / (1.0 + u),
    "expm1": lambda u, xp: xp.exp(u),
    "sqrt": lambda u, xp: 0.5 / xp.sqrt(u),
    "sin": lambda u, xp: xp.cos(u),
    "cos": lambda u, xp: -xp.sin(u),
    "tan": lambda u, xp: _square(1.0 / xp.cos(u)),
    "tanh": lambda u, xp: _square(1.0 / xp.cosh(u)),
    "sinh": lambda u, xp: xp.cosh(u),
    "cosh": lambda u, xp: xp.sinh(u),
    "atan": lambda u, _: 1.0 / (1.0 + u * u),
    # exp(-u^2) is 2 pi phi(u)^2.
    "erf": lambda u, xp: 4.0 * sqrt(pi) * _square(xp.phi(u)),
    "erfc": lambda u, xp: -4.0 * sqrt(pi) * _square(xp.phi(u)),
    "sigmoid": lambda u, xp: xp.sigmoid(u) * xp.sigmoid(-u),
    "softplus": lambda u, xp: xp.sigmoid(u),
    "Phi": lambda u, xp: xp.phi(u),
    "phi": lambda u, xp: -u * xp.phi(u),
}


def _square(u: Any) -> Any:
    return u * u


def _constant(*values: Any) -> bool:
    # Not isinstance: a scalar of NumPy is a float too, but depends on x.
    return all(type(value) is float for value in values)


def _plus(u: Any, v: Any) -> Any:
    if _constant(u) and u == 0:
        return v
    return u if _constant(v) and v == 0 else u + v


def _times(u: Any, v: Any) -> Any:
    """The product; a constant 0, the slope of what does not depend on x, times infinity is 0."""
    for constant, other in ((u, v), (v, u)):
        if _constant(constant) and constant in (0.0, 1.0):
            return other if constant else 0.0
    return u * v


class Evaluation:
    """One formula at one x, in a namespace ``xp`` with values for the parameters.

    What does not depend on x or on a traced parameter stays a Python float, so
    that every library sees the same constants.

    Attributes:
      values: what each node has come to so far.
    """

    def __init__(self, x: Any, xp: Any, parameters: dict[str, Any]) -> None:
        self._x = x
        self._xp = xp
        self._names = {**CONSTANTS, **parameters, "x": x}
        self.values: dict[Node, Any] = {}
        self._slopes: dict[Node, Any] = {}
        self._simple: dict[Node, Node] = {}

    def value(self, node: Node) -> Any:
        """The node's value, computed once."""
        if node not in self.values:
            self.values[node] = self._value(node)
        return self.values[node]

    def result(self, node: Node) -> Any:
        """The formula's value, NaN at NaN whatever the formula does with it."""
        return self.where(self._xp.isnan(self._x), self._x, self.value(node))

    def result_slope(self, node: Node) -> Any:
        """The formula's left slope, NaN where the value is.

        At x < 0 log is NaN, but its rule 1/x is finite.
        """
        value = self.result(node)
        return self.where(self._xp.isnan(value), value, self.slope(node))

    def where(self, condition: Any, first: Any, second: Any) -> Any:
        """One of two by a condition, which is a bool where it does not depend on x."""
        if isinstance(condition, bool):
            return first if condition else second
        if _constant(first, second):
            if first == second:
                return first
            # PyTorch would make an array of float32 of two Python floats.
            first = self._xp.full_like(self._x, first)
        return self._xp.where(condition, first, second)

    def _apply(self, operation: str, *arguments: Any) -> Any:
        if _constant(*arguments):
            with np.errstate(all="ignore"):
                numbers = [np.float64(a) for a in arguments]
                return float(_applied(operation, numbers, NUMPY))
        return _applied(operation, list(arguments), self._xp)

    def _plain(self, node: Node) -> Node:
        """Relu and clip in terms of max and min."""
        if node not in self._simple:
            if node.operation == "relu":
                self._simple[node] = Node("max", (node.arguments[0], _ZERO))
            else:
                u, low, high = node.arguments
                self._simple[node] = Node("min", (Node("max", (u, low)), high))
        return self._simple[node]

    def _value(self, node: Node) -> Any:  # noqa: PLR0911 - a case an operation
        match node.operation:
            case "number":
                return float(node.leaf)
            case "name":
                return self._names[node.leaf]
            case "relu" | "clip":
                return self.value(self._plain(node))
            case "where":
                condition, first, second = node.arguments
                u, v, strict = self._ordered(condition)
                holds = self.value(u) > self.value(v) if strict else self.value(u) >= self.value(v)
                return self.where(holds, self.value(first), self.value(second))
        arguments = [self.value(argument) for argument in node.arguments]
        match node.operation:
            case "max":
                return self._larger(*arguments, *arguments)
            case "min":
                u, v = arguments
                return self._larger(v, u, u, v)
            case "sign":
                (u,) = arguments
                return self.where(u > 0, 1.0, self.where(u < 0, -1.0, u))
        return self._apply(node.operation, *arguments)

    def _larger(self, u: Any, v: Any, first: Any, second: Any) -> Any:
        """``first`` where u > v, ``second`` where u <= v, NaN where either is."""
        if _constant(v):
            return self.where(u <= v, second, first)
        if _constant(u):
            return self.where(v < u, first, second)
        return self.where(u > v, first, self.where(u <= v, second, u + v))

    def _ordered(self, comparison: Node) -> tuple[Node, Node, bool]:
        """(u, v, strict) of the comparison u > v, or u >= v."""
        u, v = comparison.arguments
        strict = comparison.operation in ("<", ">")
        return (u, v, strict) if comparison.operation.startswith(">") else (v, u, strict)

    def _left(self, u: Node, v: Node, strict: bool, first: Any, second: Any) -> Any:
        """``first`` where u > v (not strict: u >= v) just left of x, else ``second``.

        Where u = v, the one that rises less was larger just before.
        """
        a, b = self.value(u), self.value(v)
        du, dv = self.slope(u), self.slope(v)
        if _constant(du, dv):
            strict = strict if du == dv else du > dv
            return self.where(a > b if strict else a >= b, first, second)
        as_at_x = second if strict else first
        tie = self.where(du > dv, second, self.where(du < dv, first, as_at_x))
        return self.where(a > b, first, self.where(a >= b, tie, second))

    def slope(self, node: Node) -> Any:
        """The node's left slope by the rules of calculus, computed once."""
        if node not in self._slopes:
            self._slopes[node] = self._slope(node)
        return self._slopes[node]

    def _slope(self, node: Node) -> Any:  # noqa: C901, PLR0911 - a case an operation
        match node.operation:
            case "number":
                return 0.0
            case "name":
                return 1.0 if node.leaf == "x" else 0.0
            case "relu" | "clip":
                return self.slope(self._plain(node))
            case "where":
                condition, *branches = node.arguments
                first, second = map(self.slope, branches)
                return self._left(*self._ordered(condition), first, second)
        slopes = [self.slope(argument) for argument in node.arguments]
        if _constant(*slopes) and not any(slopes):
            return 0.0
        u = node.arguments[0]
        match node.operation, slopes:
            case "negative", [du]:
                return -du
            case "sign", _:
                return 0.0
            case "abs", [du]:
                return self._left(u, _ZERO, True, du, -du)
            case "max", [du, dv]:
                return self._left(u, node.arguments[1], True, du, dv)
            case "min", [du, dv]:
                return self._left(node.arguments[1], u, True, du, dv)
            case "sqrt", [du]:
                return self._flat_or(du, _SLOPES["sqrt"](self.value(u), self._xp))
            case _, [du]:
                return _times(_SLOPES[node.operation](self.value(u), self._xp), du)
        return self._slope_of_two(node, *slopes)

    def _slope_of_two(self, node: Node, du: Any, dv: Any) -> Any:  # noqa: PLR0911
        u, v = map(self.value, node.arguments)
        match node.operation:
            case "+":
                return _plus(du, dv)
            case "-":
                return _plus(du, -dv)
            case "*":
                return _plus(_times(du, v), _times(u, dv))
            case "/":
                return self._apply("/", _plus(du, -_times(self.value(node), dv)), v)
        if not _constant(dv) or dv != 0:
            rest = _times(v, self._apply("/", du, u))
            return _times(self.value(node), _plus(_times(dv, self._apply("log", u)), rest))
        if _constant(v) and v in (0.0, 1.0, 2.0):
            return (0.0, du, _times(2.0 * u, du))[int(v)]
        return self._flat_or(du, v * self._apply("^", u, v - 1.0))

    def _flat_or(self, du: Any, outer: Any) -> Any:
        """The chain rule, and 0 where du is 0 even if outer is infinite: sqrt(relu(x)), x < 0."""
        if _constant(du):
            return _times(outer, du)
        return self.where(self._xp.abs(du) > 0, outer * du, du)


def _applied(operation: str, arguments: list[Any], xp: Any) -> Any:
    if operation in _ARITHMETIC:
        return _ARITHMETIC[operation](*arguments)
    if operation == "negative":
        return -arguments[0]
    return getattr(xp, "pow" if operation == "^" else operation)(*arguments)
