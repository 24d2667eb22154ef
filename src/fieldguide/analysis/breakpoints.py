"""Breakpoints: where a function changes its branch, and how smoothly."""

from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.polynomial import chebyshev

from fieldguide.activations import Activation
from fieldguide.activations.arrays import evaluate
from fieldguide.analysis.limits import beside
from fieldguide.analysis.root_finding import FAR, NEAR, Function, Grid, bisect_all

_NODES = np.cos(np.pi * (np.arange(12) + 0.5) / 12)
# Turns values at the nodes into the derivatives 1 to 4, at -1, of a fit of degree 8 to them.
_FIT = chebyshev.chebfit(_NODES, np.eye(12), 8)
_DERIVATIVES = np.array(
    [chebyshev.chebval(-1.0, chebyshev.chebder(_FIT, k)) for k in range(1, 5)]
).T
_STEPS = 2.0 ** -np.arange(3, 10)
_MOST = 1000
# A derivative of order k at the end of a fit of degree 8 magnifies rounding, 1e-16, by
# 8^2 (8^2-1^2) ... / (1 3 5 ...). Less than a thousand times that counts as noise.
_NOISE = 1e-13 * np.array([64.0, 1344.0, 16128.0, 126720.0])


class Breakpoint(NamedTuple):
    """A place where two branches meet.

    ``order`` is the lowest derivative that jumps there: 0 for f itself, 1 for a kink.
    """

    x: float
    order: int


class _BranchNotes:
    """An array namespace that notes which branch of each condition is taken where."""

    def __init__(self, base: Any) -> None:
        self._base = base
        self.branches: list[Any] = []

    def _note(self, chosen: Any) -> None:
        self.branches.append(np.asarray(chosen, dtype=bool))

    def where(self, condition: Any, first: Any, second: Any) -> Any:
        self._note(condition)
        return self._base.where(condition, first, second)

    def abs(self, x: Any) -> Any:
        self._note(x > 0)
        return self._base.abs(x)

    def sign(self, x: Any) -> Any:
        self._note(x > 0)
        return self._base.sign(x)

    def minimum(self, first: Any, second: Any) -> Any:
        self._note(first < second)
        return self._base.minimum(first, second)

    def maximum(self, first: Any, second: Any) -> Any:
        self._note(first > second)
        return self._base.maximum(first, second)

    def clip(self, x: Any, low: Any = None, high: Any = None) -> Any:
        for bound in (low, high):
            if bound is not None:
                self._note(x > bound)
        return self._base.clip(x, low, high)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._base, name)


def _branches(definition: Callable[..., Any], x: Grid, parameters: dict[str, float]) -> list[Grid]:
    """For each condition, in the order of the arithmetic, where on the grid it holds."""
    blocks: list[list[Grid]] = []

    def noting(x: Any, xp: Any, /, **values: float) -> Any:
        notes = _BranchNotes(xp)
        result = definition(x, notes, **values)
        blocks.append([np.broadcast_to(chosen, x.shape) for chosen in notes.branches])
        return np.broadcast_to(result, x.shape)

    evaluate(noting, x, parameters)
    return [np.concatenate(parts) for parts in zip(*blocks, strict=True)]


def _switches(
    definition: Callable[..., Any], parameters: dict[str, float], most: int
) -> set[float]:
    """Where the branches that a definition takes change, to the last digit."""
    brackets: list[tuple[float, int, int]] = []
    rows = _branches(definition, FAR, parameters)
    for number, chosen in enumerate(rows):
        cells = np.flatnonzero(chosen[1:] != chosen[:-1])
        near = cells[(FAR[cells] >= NEAR[0]) & (FAR[cells] < NEAR[-1])]
        # More than 8 switches: it oscillates, and the wide cells far out would miss most of them.
        kept = near if len(near) > 8 else cells
        brackets += [(abs(float(FAR[i])), number, int(i)) for i in kept]
    if not brackets:
        return set()
    brackets = sorted(brackets)[:most]
    _, owner, cell = np.array(brackets, dtype=int).T
    before = np.array(rows)[owner, cell]

    def after(x: Grid) -> Grid:
        table = np.array(_branches(definition, x, parameters))
        return np.asarray(table[owner, np.arange(len(x))] != before, dtype=float)

    high = bisect_all(after, FAR[cell], FAR[cell + 1])
    # A condition such as x <= c or x < c puts c on either side; c is the shorter number.
    both = zip(np.nextafter(high, -inf).tolist(), high.tolist(), strict=True)
    return {min(pair, key=lambda x: len(repr(x))) + 0.0 for pair in both}


def _one_sided(slope: Function, x: Grid, steps: Grid) -> Grid:
    """The derivatives of order 1 to 4 of ``slope`` at each x, from the side of the ``steps``."""
    values = slope(x[:, None, None] + steps[..., None] * (1 + _NODES) / 2)
    return np.asarray(values @ _DERIVATIVES * (2 / steps[..., None]) ** np.arange(1, 5))


def _low_orders(value: Function, slope: Function, x: Grid, around: Grid) -> Grid:
    """0 where f jumps or has a pole, 1 where its slope does, -1 elsewhere."""
    orders: Grid = np.full(len(x), -1)
    for order, function in ((1, slope), (0, value)):
        before, after = function(np.nextafter(x, -inf)), function(np.nextafter(x, inf))
        sizes = np.abs(function(around))
        scale = np.max(np.where(np.isfinite(sizes), sizes, 0.0), axis=-1)
        gap = np.abs(after - before)
        orders[(before != after) & ~(gap <= 1e-6 * scale)] = order
    # At a pole such as that of 1/x^2 both sides are alike.
    for side in (-1.0, 1.0):
        orders[np.isinf(beside(value, x, side))] = 0
    return orders


def _higher_order(rightward: Grid, jumps: Grid, steps: Grid, scale: float) -> int | None:
    """The lowest derivative that jumps, from 2 to 5, by fits over ever smaller steps."""
    for k in range(4):
        # |x|^1.5 has no jump in its second derivative: both sides grow alike, without bound.
        growing = np.abs(rightward[-4:, k])
        above_noise = growing[-1] * (steps[-1] / 2) ** (k + 1) > _NOISE[k] * scale
        if above_noise and (growing[1:] > 1.1 * growing[:-1]).all():
            return k + 2
        size = np.abs(jumps[:, k])
        above_noise = size * (steps / 2) ** (k + 1) > _NOISE[k] * scale
        pairs = np.flatnonzero(above_noise[1:] & above_noise[:-1])
        # The error of the fit falls fast with the step; a jump stays, and a pole of the
        # derivative grows.
        if len(pairs) and size[pairs[-1] + 1] >= 0.7 * size[pairs[-1]]:
            return k + 2
    return None


def _orders(value: Function, slope: Function, x: Grid) -> list[int | None]:
    """For each x the lowest derivative of f that jumps there, at most the fifth."""
    room = np.minimum(np.diff(x, prepend=-inf), np.diff(x, append=inf))
    steps = np.minimum(1.0, room / 2 / _STEPS[0])[:, None] * _STEPS
    around = x[:, None] + steps[:, :1] * np.linspace(-1, 1, 33)
    orders: list[int | None] = [
        int(low) if low >= 0 else None for low in _low_orders(value, slope, x, around)
    ]
    rest = [i for i, order in enumerate(orders) if order is None]
    if rest:
        scales = np.max(np.abs(slope(around[rest])), axis=-1)
        rightward = _one_sided(slope, x[rest], steps[rest])
        jumps = rightward - _one_sided(slope, x[rest], -steps[rest])
        for i, right, jump, scale in zip(rest, rightward, jumps, scales, strict=True):
            orders[i] = _higher_order(right, jump, steps[i], scale)
    return orders


@np.errstate(all="ignore")
def breakpoints(activation: Activation, stride: int = 1) -> tuple[Breakpoint, ...]:
    """Every place where f or one of its first five derivatives jumps, ascending.

    Candidates are the record's kinks and every place where the definitions
    change their branch (where, abs, sign, minimum, maximum, clip) on a grid of
    1/64 up to 30 and of 1.6% up to 1e4; each is then tested from both sides.
    Of more than 1,000 candidates, fewer for a long formula, those nearest 0 count.
    The parameters' present values count: ELU has a kink for every alpha but 1.
    """
    most = _MOST // stride
    candidates = set(activation.kinks)
    for definition in (activation.value_definition, activation.derivative_definition):
        candidates |= _switches(definition, activation.values, most)
    # One condition may put a place a few units beside another's: x > 0 and 0.1 * x > 0.
    places: list[float] = []
    for x in sorted(sorted(candidates, key=abs)[:most]):
        if places and x - places[-1] < 1e-9:
            places[-1] = min(places[-1], x, key=lambda x: len(repr(x)))
        else:
            places.append(x)

    orders = _orders(activation, activation.derivative, np.array(places)) if places else []
    found = zip(places, orders, strict=True)
    return tuple(Breakpoint(x, order) for x, order in found if order is not None)
