"""The numbers in the text: computed as a page is assembled, and set in HTML.

The text writes `{name arguments parameter=value :format}`, for example `{value gelu 1}`,
`{slope leaky_relu -1 negative_slope=0.1}` or `{product sigmoid 10 :.1e}`. Only the names listed in
QUANTITIES exist, so the text can ask for numbers and cannot run code.
"""

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from markupsafe import Markup, escape
from scipy.optimize import brentq

from fieldguide.activations import Activation, get
from fieldguide.analysis import fixed_point, flat_intervals, gap, lowest, steepest
from fieldguide.refusals import close_matches


class NumberError(ValueError):
    """A number that the text asks for and that cannot be computed or shown."""


class Quantity(NamedTuple):
    """A number the text may ask for: how it is computed and what it is computed from."""

    compute: Callable[..., float]
    arguments: tuple[str, ...]


def _minimum(activation: Activation) -> tuple[float, float]:
    point = lowest(activation)
    if point is None:
        raise NumberError(f"{activation.slug} attains no minimum")
    return point


def _flat_beyond(activation: Activation, fraction: float) -> float:
    """Where the rightmost flat interval starts; the slope stays below the fraction from there."""
    intervals = flat_intervals(activation, fraction)
    if not intervals or intervals[-1][1] != math.inf:
        raise NumberError(f"{activation.slug} has no flat tail on the right at {fraction:g}")
    return intervals[-1][0]


def _relative_slope(activation: Activation, x: float) -> float:
    peak = abs(steepest(activation).value)
    return abs(float(activation.derivative(x))) / peak


def _product(activation: Activation, depth: float) -> float:
    """The largest product of slopes through a number of layers, weights left out."""
    return float(abs(steepest(activation).value) ** depth)


def _loop_slope(activation: Activation, weight: float) -> float:
    """The slope of h -> f(weight * h) at its fixed point: what one more step does to a change."""
    settled = fixed_point(activation, weight)
    return weight * float(activation.derivative(weight * settled))


def _rounds_to_one(activation: Activation) -> float:
    """Where the value comes nearer to 1 than to the float32 below 1, which is 1 - 2**-24.

    Halfway lies 1 - 2**-25; the complement f(-x) = 1 - f(x) carries the digits that 1 - f(x)
    would lose.
    """
    if activation.slug != "sigmoid":
        raise NumberError(f"rounds_to_one holds for sigmoid alone, not {activation.slug}")
    return float(brentq(lambda x: activation(-x) * 2.0**25 - 1.0, 1.0, 50.0, xtol=1e-13))


QUANTITIES = {
    "fixed_point": Quantity(fixed_point, ("species", "weight")),
    "flat_beyond": Quantity(_flat_beyond, ("species", "fraction")),
    "gap": Quantity(lambda a, b: abs(gap(a, b).value), ("species", "species")),
    "gap_at": Quantity(lambda a, b: abs(gap(a, b).x), ("species", "species")),
    "loop_slope": Quantity(_loop_slope, ("species", "weight")),
    "lowest": Quantity(lambda a: _minimum(a)[1], ("species",)),
    "lowest_at": Quantity(lambda a: _minimum(a)[0], ("species",)),
    "product": Quantity(_product, ("species", "depth")),
    "relative_slope": Quantity(_relative_slope, ("species", "x")),
    "rounds_to_one": Quantity(_rounds_to_one, ("species",)),
    "slope": Quantity(lambda a, x: a.derivative(x), ("species", "x")),
    "steepest": Quantity(lambda a: abs(steepest(a).value), ("species",)),
    "steepest_at": Quantity(lambda a: steepest(a).x, ("species",)),
    "value": Quantity(lambda a, x: a(x), ("species", "x")),
}


def _float(word: str, role: str) -> float:
    try:
        return float(word)
    except ValueError:
        raise NumberError(f'{role} is "{word}"; it must be a number, such as 4 or -0.5') from None


def evaluate(expression: str) -> float:
    """Compute what the text asks for between braces, format left off.

    Args:
      expression: a name of QUANTITIES, its arguments, then parameters of the (first)
        species as name=value, all separated by spaces: "slope leaky_relu -1 negative_slope=0.1".

    Returns:
      float, finite.

    Raises:
      NumberError: unknown name, wrong arguments, or no finite result; one line.
      UnknownActivation: no such species; the message lists the nearest.
    """
    name, *words = expression.split() or [""]
    quantity = QUANTITIES.get(name)
    if quantity is None:
        near = close_matches(name, QUANTITIES, 2)
        hint = f"nearest: {', '.join(near)}. " if near else ""
        raise NumberError(f'no number "{name}"; {hint}Choose from {", ".join(QUANTITIES)}')
    arguments = [word for word in words if "=" not in word]
    if len(arguments) != len(quantity.arguments):
        takes = ", ".join(quantity.arguments)
        raise NumberError(f'"{name}" takes {takes}; got {" ".join(arguments) or "nothing"}')
    parameters = [word.partition("=") for word in words if "=" in word]
    try:
        first: Any
        first, *rest = (
            get(word) if role == "species" else _float(word, role)
            for role, word in zip(quantity.arguments, arguments, strict=True)
        )
        if parameters:
            first = first.at(**{key: _float(word, key) for key, _, word in parameters})
        value = quantity.compute(first, *rest)
    except TypeError as error:
        raise NumberError(f"{expression}: {error}") from None
    if not np.isfinite(value):
        raise NumberError(f'"{expression}" is {value}; the text needs a finite number')
    return float(value)


def _digits(value: float, spec: str) -> str:
    if not spec:
        # Four significant digits, and fewer where fewer are exact: 0.25, but 0.1700.
        short = f"{value:.4g}"
        return short if float(short) == value else f"{value:#.4g}".rstrip(".")
    if not re.fullmatch(r"\.\d[fge%]", spec):
        raise NumberError(f'format ":{spec}" is not known; use :.Nf, :.Ng, :.Ne or :.N%')
    return format(value, spec)


def show(value: float, spec: str = "") -> Markup:
    """Set a number in HTML, its full precision kept beside the digits shown.

    Args:
      value: the number, finite.
      spec: ".Nf", ".Ng", ".Ne" or ".N%" as in Python, N one digit; empty for four significant
        digits, or fewer where fewer are exact.

    Returns:
      Markup, `<data class="n" value="0.8413447460685429">0.8413</data>`; a power of ten is
      written out, 4.5 × 10<sup>−7</sup>.

    Raises:
      NumberError: the format is not one of these.
    """
    mantissa, _, exponent = _digits(value, spec).replace("-", "−").partition("e")
    digits = escape(mantissa)
    if exponent:
        power = f"{int(exponent.replace('−', '-'))}".replace("-", "−")
        digits += Markup("\u00a0×\u00a010<sup>{}</sup>").format(power)
    return Markup('<data class="n" value="{}">{}</data>').format(repr(float(value)), digits)
