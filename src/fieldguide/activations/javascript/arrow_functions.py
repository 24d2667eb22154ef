"""A traced definition, written as a JavaScript arrow function."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, count
from math import isinf, isnan
from typing import Any

from fieldguide.activations.special_functions import FALLBACKS, OWN
from fieldguide.activations.tracing import FUNCTIONS, Expression, Trace

HELPERS = {**FALLBACKS, "Phi": OWN["Phi"], "phi": OWN["phi"]}
"""What JavaScript lacks: the emitter adds a function for each that is called."""
_CALLS = {
    **{name: f"Math.{name}" for name in (*FUNCTIONS, "max", "min")},
    **{name: name for name in HELPERS},
    "isnan": "Number.isNaN",
}
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


def arrow(
    definition: Callable[..., Any], argument: str, parameters: dict[str, float]
) -> tuple[str, set[str]]:
    """``definition`` as a JavaScript arrow function, and the helpers it calls."""
    trace = Trace(whole=HELPERS)
    symbols = {name: trace.name(name) for name in parameters}
    result = definition(trace.name(argument), trace, **symbols)
    helpers = {node.operation for node in trace.expressions()} & HELPERS.keys()
    head = argument
    if parameters:
        defaults = ", ".join(f"{name} = {_literal(value)}" for name, value in parameters.items())
        head += f", {{ {defaults} }} = {{}}"
    letters = chain(_NAMES, (f"{letter}{n}" for n in count(1) for letter in _NAMES))
    names = (name for name in letters if name != argument and name not in parameters)
    lines, last = _statements(result, names)
    if not lines:
        return f"({head}) => {last}", helpers
    body = "\n".join(f"  {line}" for line in [*lines, f"return {last};"])
    return f"({head}) => {{\n{body}\n}}", helpers


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
    # In the order in which they were recorded: an argument stands before what uses it.
    for node in filter(uses.__contains__, root.trace.expressions()):
        text, precedence = _join(node, [done[argument] for argument in node.arguments])
        if node.arguments and node is not root and (uses[node] > 1 or len(text) > _WIDTH):
            name = next(names)
            lines.append(f"const {name} = {text};")
            text, precedence = name, _ATOM
        done[node] = text, precedence
    return lines, done[root][0]


def _join(node: Expression, operands: list[tuple[str, int]]) -> tuple[str, int]:
    """The text of one operation and its precedence."""

    def at_least(index: int, precedence: int) -> str:
        text, own = operands[index]
        return text if own >= precedence else f"({text})"

    operation = node.operation
    if operation == "name":
        return node.leaf, _ATOM
    if operation == "number":
        text = _literal(node.leaf)
        return text, _UNARY if text.startswith("-") else _ATOM
    if operation == "negative":
        return f"-{at_least(0, _ATOM)}", _UNARY
    if operation == "where":
        condition, first, second = (at_least(i, _COMPARISON) for i in range(3))
        return f"{condition} ? {first} : {second}", _TERNARY
    if operation in _INFIX:
        own = _INFIX[operation]
        # Floating-point sums and products do not associate: the right operand keeps its own.
        return f"{at_least(0, own)} {operation} {at_least(1, own + 1)}", own
    return f"{_CALLS[operation]}({', '.join(text for text, _ in operands)})", _ATOM
