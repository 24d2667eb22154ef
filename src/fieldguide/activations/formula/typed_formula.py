"""An activation from a typed formula."""

import re
from dataclasses import dataclass
from math import isfinite
from numbers import Real
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.formula.calculus import Evaluation
from fieldguide.activations.formula.errors import FormulaError
from fieldguide.activations.formula.kinks import kinks
from fieldguide.activations.formula.limits import (
    LARGEST_EXPONENT,
    LARGEST_PARAMETER,
    LONGEST_NAME,
)
from fieldguide.activations.formula.parser import Node, parse
from fieldguide.activations.formula.vocabulary import ARGUMENTS, CONSTANTS
from fieldguide.activations.parameter import Parameter

# Parameters are variables of the emitted JavaScript too.
_RESERVED = (
    "arguments await break case catch class const continue debugger default delete do else enum "
    "eval export extends false finally for function if implements import in instanceof interface "
    "let new null package private protected public return static super switch this throw true "
    "try typeof undefined var void while with yield Math Number Infinity NaN erfcx "
    # The argument of ``formula`` that names the activation itself.
    "name"
)


@dataclass(frozen=True, slots=True)
class _Definition:
    """The value or the slope of a formula; kept as text, so that it can be pickled."""

    text: str
    names: tuple[str, ...]
    slope: bool

    def __call__(self, x: Any, xp: Any, /, **parameters: Any) -> Any:
        tree = parse(self.text, self.names)
        evaluation = Evaluation(x, xp, parameters)
        return evaluation.result_slope(tree) if self.slope else evaluation.result(tree)


@dataclass(frozen=True, slots=True)
class _Kinks:
    """The kinks of a formula at values of its parameters; kept as text, as a definition is."""

    text: str

    def __call__(self, /, **parameters: float) -> tuple[float, ...]:
        return kinks(self.text, tuple(parameters.items()))


def formula(text: str, /, name: str | float | None = None, **parameters: float) -> Activation:
    """An activation from a formula, such as ``formula("x * sigmoid(b * x)", b=1.5)``.

    The language: ``x``, numbers, ``pi``, ``e``, the parameters by name,
    ``+ - * / ^ **``, unary minus, parentheses, comparisons as the first
    argument of ``where(c, a, b)``, and the functions exp log log1p expm1 sqrt
    abs sign min max clip sin cos tan tanh sinh cosh atan erf erfc sigmoid
    softplus relu Phi phi. Powers are taken from the right, and before a unary
    minus: -x^2 is -(x^2). The text is parsed, never run.

    The function is computed as written, however fragile: where its arithmetic
    overflows or loses digits, so does the result; ``fragile`` finds where.
    At an infinite x it is what the arithmetic gives there, which may be NaN.
    The derivative follows the rules of calculus, operation by operation; at a
    kink it is the left slope, decided by the slopes of the two sides that
    meet: where(x^3 >= 0, ...), whose sides meet flat, counts as what it is at
    the kink itself, and so does a value that jumps. A root or a power has slope
    0 where its argument has: sqrt(x^2) at 0.

    Args:
      text: at most 1,000 characters and 64 operations within operations;
        constant exponents are at most 1,000, and no constant is infinite.
      name: the printed name; the slug is "formula", or made from the name:
        "formula_my_swish" for "My Swish". A number is taken for the value of
        a parameter of that name, and refused.
      parameters: each parameter's default. Its bounds are -10 and 10 times
        the default's size, or -10 and 10 where that is less than 1.

    Raises:
      FormulaError: the text is not in the language, or a parameter is not in
        the text; ``position`` is the character's place.
      TypeError: text or name is no string, or a default no number.
      ValueError: a parameter's or the activation's name, or a default, that
        cannot be used.
    """
    if not isinstance(text, str):
        raise TypeError(f"a formula must be a string, got {type(text).__name__}")
    if isinstance(name, Real):
        raise _taken("name")
    declared = tuple(_parameter(key, default) for key, default in parameters.items())
    names = ("x", *parameters)
    tree = parse(text, names)
    _check(tree)
    used = _names(tree)
    for key in parameters:
        if key not in used:
            raise FormulaError(f'the formula ends without the parameter "{key}"', len(text))
    printed, slug = _named(name)
    return Activation(
        slug=slug,
        name=printed,
        family="formula",
        # Blanks carry no meaning, and a line break would break every one-line message.
        formula=" ".join(text.split()),
        parameters=declared,
        year=None,
        citation="A typed formula.",
        habitats=(),
        value_definition=_Definition(text, names, slope=False),
        derivative_definition=_Definition(text, names, slope=True),
        kink_definition=_Kinks(text),
    )


def _parameter(name: str, default: float) -> Parameter:
    taken = {"x", "xp", *CONSTANTS, *ARGUMENTS, *_RESERVED.split()}
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name, re.ASCII):
        raise ValueError(
            f"a parameter's name is a letter and up to 31 letters, digits or _, got {name[:40]!a}"
        )
    if name in taken:
        raise _taken(name)
    limit = LARGEST_PARAMETER
    number = Parameter(name, 0.0, -limit, limit, "").check(default)
    reach = 10.0 * max(1.0, abs(number))
    return Parameter(name, number, -reach, reach, f"the {name} of the formula")


def _taken(name: str) -> ValueError:
    return ValueError(f'no parameter can be called "{name}", which has a meaning already')


def _named(name: object) -> tuple[str, str]:
    """The printed name and the slug."""
    if name is None:
        return "Formula", "formula"
    if not isinstance(name, str):
        raise TypeError(f"name must be a string, got {type(name).__name__}")
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise ValueError(
            f"name must be 1 to {LONGEST_NAME} printable characters, got {name[:20]!a}"
        )
    words = re.findall("[a-z0-9]+", name.lower())
    # The prefix keeps a slug apart from the species of the guide and the words of JavaScript.
    return name, "_".join(["formula", *words])


def _names(node: Node) -> set[str]:
    own = {node.leaf} if node.operation == "name" else set()
    return own.union(*map(_names, node.arguments))


def _check(node: Node) -> None:
    """Refuse infinite constants, division by 0 and large powers, the innermost first.

    Raises:
      FormulaError: there is one, at its operator.
    """
    for argument in node.arguments:
        _check(argument)
    if node.operation in ("/", "^"):
        right = _constant(node.arguments[1])
        if node.operation == "/" and right == 0:
            raise FormulaError("division by zero", node.position)
        if node.operation == "^" and right is not None and abs(right) > LARGEST_EXPONENT:
            raise FormulaError(
                f"a constant exponent is at most {LARGEST_EXPONENT}, got {right:g}", node.position
            )
    number = _constant(node)
    if number is not None and not isfinite(number):
        raise FormulaError(f"this constant is {number:g}, not a finite number", node.position)


def _constant(node: Node) -> float | None:
    """The value of what depends on neither x nor a parameter."""
    if node.operation in ("<", "<=", ">", ">=") or _names(node) - {*CONSTANTS}:
        return None
    return float(Evaluation(0.0, None, {}).value(node))
