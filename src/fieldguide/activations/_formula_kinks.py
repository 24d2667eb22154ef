"""Where the value or the slope of a formula jumps."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from fieldguide.activations._formula_calculus import Evaluation
from fieldguide.activations._formula_parser import Node
from fieldguide.activations._kinds import numpy_namespace

_GRID = np.arange(-100 * 64, 100 * 64 + 1) / 64

Array = np.ndarray[Any, np.dtype[np.float64]]


def kinks(tree: Node, parameters: dict[str, float]) -> tuple[float, ...]:
    """Where the value or the slope jumps, poles included, ascending.

    Sought where the argument of an abs, sign or relu, the difference that a
    max, min, clip or comparison looks at, a denominator, or what is under a
    root or a power changes sign, or is 0 at a point of the grid.

    Accuracy: to the last digit. Sign changes are seen between -100 and 100, if
      1/64 apart.
    """

    def compute(node: Node, x: Array, *, slope: bool = False) -> Array:
        evaluation = Evaluation(x, numpy_namespace(), parameters)
        result = evaluation.slope(node) if slope else evaluation.value(node)
        return np.broadcast_to(np.asarray(result, dtype=np.float64), x.shape)

    def values(x: Array) -> Array:
        return compute(tree, x)

    def slopes(x: Array) -> Array:
        return compute(tree, x, slope=True)

    with np.errstate(all="ignore"):
        found = [_zeros(partial(compute, node)) for node in _switches(tree)]
        places = np.unique(np.concatenate([np.empty(0), *found]))
        jumps = _jumps(values, places) | _jumps(slopes, places)
    kept = places[jumps]
    # One place found by two routes may differ in its last digits.
    apart = np.diff(kept, prepend=-np.inf) > 2.0**-40 * np.maximum(1, np.abs(kept))
    return tuple((kept[apart] + 0.0).tolist())


def _switches(node: Node) -> Iterator[Node]:
    """What changes sign where one of the formula's operations changes its mind."""
    arguments = node.arguments
    match node.operation:
        case "abs" | "sign" | "relu" | "sqrt":
            yield arguments[0]
        case "^":
            yield arguments[0]
        case "/":
            yield arguments[1]
        case "max" | "min" | "<" | "<=" | ">" | ">=":
            yield Node("-", arguments)
        case "clip":
            yield Node("-", (arguments[0], arguments[1]))
            yield Node("-", (arguments[0], arguments[2]))
    for argument in arguments:
        yield from _switches(argument)


def _zeros(function: Callable[[Array], Array]) -> Array:
    """Zeros on the grid, and sign changes between its points."""
    signs = np.sign(function(_GRID))
    at = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    low, high, rising = _GRID[at], _GRID[at + 1], signs[at + 1]
    for _ in range(100):
        middle = low + (high - low) / 2
        side = np.sign(function(middle)) * rising
        low, high = np.where(side > 0, low, middle), np.where(side < 0, high, middle)
    return np.concatenate([_GRID[signs == 0], high])


def _jumps(function: Callable[[Array], Array], places: Array) -> Any:
    """Whether a function differs on both sides, however near."""
    gaps = []
    for step in (2.0**-20, 2.0**-40):
        h = step * np.maximum(1, np.abs(places))
        left, right = function(places - h), function(places + h)
        gaps.append(np.abs(right - left))
    wide, narrow = gaps
    return (narrow > 0.5 * wide) & (narrow > 1e-9 * (1 + np.abs(function(places - h))))
