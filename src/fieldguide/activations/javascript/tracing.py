"""An array API namespace that computes nothing: it writes down the arithmetic as JavaScript."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, count
from math import isinf, isnan
from typing import Any

from fieldguide.activations.special_functions import FALLBACKS, OWN

_MATH = {
    "abs": "Math.abs",
    "atan": "Math.atan",
    "cos": "Math.cos",
    "cosh": "Math.cosh",
    "exp": "Math.exp",
    "expm1": "Math.expm1",
    "floor": "Math.floor",
    "isnan": "Number.isNaN",
    "log": "Math.log",
    "log1p": "Math.log1p",
    "pow": "Math.pow",
    "sin": "Math.sin",
    "sinh": "Math.sinh",
    "sqrt": "Math.sqrt",
    "tan": "Math.tan",
    "tanh": "Math.tanh",
}
HELPERS = {**FALLBACKS, "Phi": OWN["Phi"], "phi": OWN["phi"]}
"""What JavaScript lacks: the emitter adds a function for each that is called."""
# Precedences of JavaScript; a name, a literal or a call binds tightest.
_TERNARY, _COMPARISON, _SUM, _PRODUCT, _UNARY, _ATOM = range(6)
_INFIX = {
    "<": _COMPARISON,
    "<=": _COMPARISON,
    ">": _COMPARISON,
    ">=": _COMPARISON,
    "+": _SUM,
    "-": _SUM,
    "*": _PRODUCT,
    "/": _PRODUCT,
}
_WIDTH = 72
_NAMES = "abcdfghijklmnopqrsuvwyz"


class Expression:
    """A value of the traced definition: an operation on other expressions.

    Within one trace equal expressions are one object, so that a common
    subexpression is found by counting its uses.
    """

    __slots__ = ("arguments", "operation", "trace")

    def __init__(
        self, trace: "Trace", operation: str, arguments: tuple["Expression", ...] = ()
    ) -> None:
        self.trace = trace
        self.operation = operation
        self.arguments = arguments

    def __add__(self, other: Any) -> "Expression":
        return self.trace.record("+", self, other)

    def __radd__(self, other: Any) -> "Expression":
        return self.trace.record("+", other, self)

    def __sub__(self, other: Any) -> "Expression":
        return self.trace.record("-", self, other)

    def __rsub__(self, other: Any) -> "Expression":
        return self.trace.record("-", other, self)

    def __mul__(self, other: Any) -> "Expression":
        return self.trace.record("*", self, other)

    def __rmul__(self, other: Any) -> "Expression":
        return self.trace.record("*", other, self)

    def __truediv__(self, other: Any) -> "Expression":
        return self.trace.record("/", self, other)

    def __rtruediv__(self, other: Any) -> "Expression":
        return self.trace.record("/", other, self)

    def __neg__(self) -> "Expression":
        return self.trace.record("negative", self)

    def __lt__(self, other: Any) -> "Expression":
        return self.trace.record("<", self, other)

    def __le__(self, other: Any) -> "Expression":
        return self.trace.record("<=", self, other)

    def __gt__(self, other: Any) -> "Expression":
        return self.trace.record(">", self, other)

    def __ge__(self, other: Any) -> "Expression":
        return self.trace.record(">=", self, other)


class Trace:
    """The namespace ``xp`` of one traced definition."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, tuple[Expression, ...]], Expression] = {}
        self.helpers: set[str] = set()

    def record(self, operation: str, *arguments: Any) -> Expression:
        """The expression that applies ``operation``; numbers become literals."""
        nodes = tuple(
            a if isinstance(a, Expression) else self.record(_literal(float(a))) for a in arguments
        )
        return self._seen.setdefault((operation, nodes), Expression(self, operation, nodes))

    def expressions(self) -> Iterable[Expression]:
        """Every expression, in the order of their making."""
        return self._seen.values()

    def where(self, condition: Any, first: Any, second: Any) -> Expression:
        """A conditional expression."""
        return self.record("?", condition, first, second)

    def clip(self, x: Any, low: float, high: float) -> Expression:
        """Hold x between two numbers; NaN for NaN."""
        return self.record("Math.min()", self.record("Math.max()", x, low), high)

    def full_like(self, _: Any, value: float) -> Expression:
        """The number: a traced x has no shape."""
        return self.record(_literal(value))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in HELPERS:
            self.helpers.add(name)
            return lambda t: self.record(f"{name}()", t)
        if name in OWN:
            return partial(OWN[name], xp=self)
        if name not in _MATH:
            raise AttributeError(
                f"xp.{name} has no JavaScript yet. Choose from "
                f"{', '.join([*_MATH, *HELPERS, *OWN])}, where"
            )
        return lambda *arguments: self.record(f"{_MATH[name]}()", *arguments)


def arrow(
    definition: Callable[..., Any], argument: str, parameters: dict[str, float]
) -> tuple[str, set[str]]:
    """``definition`` as a JavaScript arrow function, and the helpers it calls."""
    trace = Trace()
    symbols = {name: trace.record(name) for name in parameters}
    result = definition(trace.record(argument), trace, **symbols)
    head = argument
    if parameters:
        defaults = ", ".join(f"{name} = {_literal(value)}" for name, value in parameters.items())
        head += f", {{ {defaults} }} = {{}}"
    letters = chain(_NAMES, (f"{letter}{n}" for n in count(1) for letter in _NAMES))
    names = (name for name in letters if name != argument and name not in parameters)
    lines, last = _statements(result, names)
    if not lines:
        return f"({head}) => {last}", trace.helpers
    body = "\n".join(f"  {line}" for line in [*lines, f"return {last};"])
    return f"({head}) => {{\n{body}\n}}", trace.helpers


def _literal(value: float) -> str:
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _statements(root: Expression, names: Iterator[str]) -> tuple[list[str], str]:
    """Constants for what is used twice or is too long for a line, and the result."""
    uses = Counter({root: 1})
    pending = [root]
    while pending:
        for argument in pending.pop().arguments:
            if argument not in uses:
                pending.append(argument)
            uses[argument] += 1
    lines: list[str] = []
    done: dict[Expression, tuple[str, int]] = {}
    # In the order of their making, arguments come before what is made of them.
    for node in filter(uses.__contains__, root.trace.expressions()):
        text, precedence = _join(node.operation, [done[argument] for argument in node.arguments])
        if node.arguments and node is not root and (uses[node] > 1 or len(text) > _WIDTH):
            name = next(names)
            lines.append(f"const {name} = {text};")
            text, precedence = name, _ATOM
        done[node] = text, precedence
    return lines, done[root][0]


def _join(operation: str, operands: list[tuple[str, int]]) -> tuple[str, int]:
    """The text of one operation and its precedence."""

    def at_least(index: int, precedence: int) -> str:
        text, own = operands[index]
        return text if own >= precedence else f"({text})"

    if not operands:
        return operation, _UNARY if operation.startswith("-") else _ATOM
    if operation == "negative":
        return f"-{at_least(0, _ATOM)}", _UNARY
    if operation == "?":
        condition, first, second = (at_least(i, _COMPARISON) for i in range(3))
        return f"{condition} ? {first} : {second}", _TERNARY
    if operation in _INFIX:
        own = _INFIX[operation]
        # Floating-point sums and products do not associate: the right operand keeps its own.
        return f"{at_least(0, own)} {operation} {at_least(1, own + 1)}", own
    return f"{operation.removesuffix('()')}({', '.join(text for text, _ in operands)})", _ATOM
