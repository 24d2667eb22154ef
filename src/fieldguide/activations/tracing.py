"""An array API namespace that records the arithmetic of a definition instead of computing it."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from fieldguide.activations.special_functions import FALLBACKS, OWN

FUNCTIONS = (
    *("abs", "atan", "cos", "cosh", "exp", "expm1", "floor", "isnan", "log", "log1p", "pow"),
    *("sin", "sinh", "sqrt", "tan", "tanh"),
)
"""The functions of the array API that are recorded as they are."""


class Expression:
    """A value of a traced definition: an operation on other expressions, a number or a name.

    Within one trace equal expressions are one object, so that a common
    subexpression is found by counting its uses.

    Attributes:
      trace: where it was recorded.
      operation: "+", "-", "*", "/", "negative", a comparison, "where", "max",
        "min", a function; or "number" or "name".
      arguments: the expressions it is applied to.
      leaf: the float of a number, the text of a name.
    """

    __slots__ = ("arguments", "leaf", "operation", "trace")

    def __init__(
        self,
        trace: "Trace",
        operation: str,
        arguments: tuple["Expression", ...] = (),
        leaf: Any = None,
    ) -> None:
        self.trace = trace
        self.operation = operation
        self.arguments = arguments
        self.leaf = leaf

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
    """The namespace ``xp`` of one traced definition.

    Args:
      whole: special functions, such as "erf", to record as one operation; the
        others are recorded as the arithmetic that computes them.
    """

    def __init__(self, whole: Collection[str] = ()) -> None:
        self._whole = whole
        self._recorded: dict[Any, Expression] = {}

    def record(self, operation: str, *arguments: Any) -> Expression:
        """The expression that applies ``operation``; an argument may be a number."""
        nodes = tuple(a if isinstance(a, Expression) else self.number(a) for a in arguments)
        key = operation, nodes
        return self._recorded.setdefault(key, Expression(self, operation, nodes))

    def number(self, value: float) -> Expression:
        """The expression of a number."""
        number = float(value)
        # By its digits: NaN is not equal to itself, and 0.0 is to -0.0.
        key = "number", repr(number)
        return self._recorded.setdefault(key, Expression(self, "number", leaf=number))

    def name(self, text: str) -> Expression:
        """The expression of a variable or a parameter."""
        key = "name", text
        return self._recorded.setdefault(key, Expression(self, "name", leaf=text))

    def expressions(self) -> Iterable[Expression]:
        """Every expression, in the order in which they were recorded."""
        return self._recorded.values()

    def where(self, condition: Any, first: Any, second: Any) -> Expression:
        """One of two by a condition."""
        return self.record("where", condition, first, second)

    def clip(self, x: Any, low: float, high: float) -> Expression:
        """Hold x between two numbers; NaN for NaN."""
        return self.record("min", self.record("max", x, low), high)

    def full_like(self, _: Any, value: float) -> Expression:
        """The number: a traced x has no shape."""
        return self.number(value)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in self._whole or name in FUNCTIONS:
            return partial(self.record, name)
        for functions in (OWN, FALLBACKS):
            if name in functions:
                return partial(functions[name], xp=self)
        raise AttributeError(
            f"xp.{name} cannot be traced yet. Choose from "
            f"{', '.join([*FUNCTIONS, *FALLBACKS, *OWN])}, where, clip"
        )
