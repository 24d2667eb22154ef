"""Where the value or the slope of a formula jumps."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from fieldguide.activations.arrays import NUMPY
from fieldguide.activations.formula.calculus import Evaluation
from fieldguide.activations.formula.parser import Node, parse

_GRID = np.arange(-100 * 64, 100 * 64 + 1) / 64
_MOST = 1000

Array = np.ndarray[Any, np.dtype[Any]]


@lru_cache(maxsize=256)
def kinks(text: str, values: tuple[tuple[str, float], ...]) -> tuple[float, ...]:
    """Where the value or the slope of a formula jumps, poles included, ascending.

    Sought where the argument of an abs, sign or relu, the difference that a
    max, min, clip or comparison looks at, a denominator, a tangent's cosine, or what is under a
    root or a power changes sign, or is 0 at a point of the grid.

    Accuracy: to the last digit. Sign changes are seen between -100 and 100, if
      1/64 apart; of more than 1,000 those nearest 0.

    Args:
      text: the formula.
      values: name and value of each parameter.
    """
    parameters = dict(values)
    tree = parse(text, ("x", *parameters))

    def at(x: Array) -> Evaluation:
        return Evaluation(x, NUMPY, parameters)

    def value(x: Array) -> Array:
        return _like(x, at(x).value(tree))

    def slope(x: Array) -> Array:
        return _like(x, at(x).slope(tree))

    with np.errstate(all="ignore"):
        places = _zeros(list(_switches(tree)), at)
        kept = places[_jumps(value, places) | _jumps(slope, places)]
    # The same place, found by two switches, may differ in its last digits.
    apart = np.diff(kept, prepend=-np.inf) > 2.0**-40 * np.maximum(1, np.abs(kept))
    return tuple((kept[apart] + 0.0).tolist())


def _like(x: Array, result: Any) -> Array:
    return np.broadcast_to(np.asarray(result, dtype=np.float64), x.shape)


def _switches(node: Node) -> Iterator[Node]:
    """Expressions whose sign changes where an operation takes another branch."""
    arguments = node.arguments
    match node.operation:
        case "abs" | "sign" | "relu" | "sqrt" | "^":
            yield arguments[0]
        case "/":
            yield arguments[1]
        case "tan":
            yield Node("cos", arguments)
        case "max" | "min" | "<" | "<=" | ">" | ">=":
            yield Node("-", arguments)
        case "clip":
            yield Node("-", (arguments[0], arguments[1]))
            yield Node("-", (arguments[0], arguments[2]))
    for argument in arguments:
        yield from _switches(argument)


def _zeros(switches: list[Node], at: Callable[[Array], Evaluation]) -> Array:
    """Zeros of any on the grid, and sign changes between its points, ascending.

    All are bisected together: one switch is often part of another, and what
    they share is computed once.
    """
    grid = at(_GRID)
    signs = [np.sign(_like(_GRID, grid.value(switch))) for switch in switches]
    exact = [_GRID[sign == 0] for sign in signs]
    brackets = [
        (_GRID[i], _GRID[i + 1], sign[i + 1], owner)
        for owner, sign in enumerate(signs)
        for i in np.flatnonzero(sign[:-1] * sign[1:] < 0)
    ]
    brackets = sorted(brackets, key=lambda bracket: abs(bracket[0]))[:_MOST]
    low, high, rising, owner = np.array(brackets).reshape(-1, 4).T
    owners = [(int(i), owner == i) for i in np.unique(owner)]
    for _ in range(70):
        middle = low + (high - low) / 2
        evaluation = at(middle)
        side = np.empty(middle.shape)
        for i, own in owners:
            side[own] = np.sign(_like(middle, evaluation.value(switches[i])))[own]
        side *= rising
        # Where the switch is exactly 0 both ends move to that point.
        low, high = np.where(side > 0, low, middle), np.where(side < 0, high, middle)
    return np.unique(np.concatenate([high, *exact]))


def _jumps(function: Callable[[Array], Array], places: Array) -> Array:
    """Whether a function differs on both sides, however near."""
    gaps = []
    for step in (2.0**-20, 2.0**-40):
        h = step * np.maximum(1, np.abs(places))
        left, right = function(places - h), function(places + h)
        gaps.append(np.abs(right - left))
    wide, narrow = gaps
    jumped: Array = (narrow > 0.5 * wide) & (narrow > 1e-9 * (1 + np.abs(left)))
    return jumped
