"""Seams: where a function changes its branch, and how smoothly."""

from collections.abc import Callable
from math import inf, isfinite, nextafter
from typing import Any, NamedTuple

import numpy as np
from numpy.polynomial import chebyshev

from fieldguide.activations import Activation
from fieldguide.activations._kinds import evaluate
from fieldguide.analysis._search import FAR, NEAR, Function, Grid

_NODES = np.cos(np.pi * (np.arange(12) + 0.5) / 12)
_STEPS = 2.0 ** -np.arange(3, 10)
# A derivative of order k at the end of a fit of degree 8 magnifies rounding, 1e-16, by
# 8^2 (8^2-1^2) ... / (1 3 5 ...). A thousand times that is taken for noise.
_NOISE = 1e-13 * np.array([64.0, 1344.0, 16128.0, 126720.0])


class Seam(NamedTuple):
    """A place where two branches meet.

    ``order`` is the lowest derivative that jumps there: 0 for f itself, 1 for a kink.
    """

    x: float
    order: int


class _Recorder:
    """A namespace that notes which branch is taken where."""

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

    def noting(x: Any, xp: Any, **values: float) -> Any:
        recorder = _Recorder(xp)
        result = definition(x, recorder, **values)
        blocks.append([np.broadcast_to(chosen, x.shape) for chosen in recorder.branches])
        return np.broadcast_to(result, x.shape)

    evaluate(noting, x, parameters)
    return [np.concatenate(parts) for parts in zip(*blocks, strict=True)]


def _switches(definition: Callable[..., Any], parameters: dict[str, float]) -> set[float]:
    """Where the branches that a definition takes change, to the last digit."""
    found: set[float] = set()
    for number, chosen in enumerate(_branches(definition, FAR, parameters)):
        cells = np.flatnonzero(chosen[1:] != chosen[:-1])
        near = cells[(FAR[cells] >= NEAR[0]) & (FAR[cells] < NEAR[-1])]
        # One that switches again and again oscillates; the wide cells far out miss most of it.
        for cell in near if len(near) > 8 else cells:
            low, high = float(FAR[cell]), float(FAR[cell + 1])

            def after(x: float, number: int = number, low: float = low) -> bool:
                pair = _branches(definition, np.array([low, x]), parameters)[number]
                return bool(pair[0] != pair[1])

            if after(nextafter(low, inf)):
                high = nextafter(low, inf)
            elif not after(nextafter(high, -inf)):
                low = nextafter(high, -inf)
            while low < (middle := (low + high) / 2) < high:
                low, high = (low, middle) if after(middle) else (middle, high)
            # A condition such as x <= c or x < c puts c on either side; c is the shorter number.
            found.add(min(low, high, key=lambda x: len(repr(x))))
    return found


def _one_sided(slope: Function, x: float, step: float) -> Any:
    """The derivatives of order 1 to 4 of ``slope`` at x, from the side of ``step``."""
    fit = chebyshev.chebfit(_NODES, slope(x + step * (1 + _NODES) / 2), 8)
    return np.array(
        [chebyshev.chebval(-1.0, chebyshev.chebder(fit, k)) * (2 / step) ** k for k in range(1, 5)]
    )


def _order(value: Function, slope: Function, x: float, room: float) -> int | None:
    """The lowest derivative of f that jumps at x, at most the fifth; None where none does."""
    left, right = nextafter(x, -inf), nextafter(x, inf)
    steps = min(1.0, room / 2 / _STEPS[0]) * _STEPS
    around = x + steps[0] * np.linspace(-1, 1, 33)
    for order, function in enumerate((value, slope)):
        before, after = float(function(left)), float(function(right))
        if before == after:
            continue
        sizes = np.abs(function(around))
        scale = float(np.max(sizes[np.isfinite(sizes)], initial=0.0))
        if not isfinite(after - before) or abs(after - before) > 1e-6 * scale:
            return order
    scale = float(np.max(np.abs(slope(around))))
    rightward = np.array([_one_sided(slope, x, h) for h in steps])
    jumps = rightward - np.array([_one_sided(slope, x, -h) for h in steps])
    for k in range(4):
        # |x|^1.5 has no jump in its second derivative: both sides grow alike, without bound.
        growing = np.abs(rightward[-4:, k])
        loud = growing[-1] * (steps[-1] / 2) ** (k + 1) > _NOISE[k] * scale
        if loud and (growing[1:] > 1.1 * growing[:-1]).all():
            return k + 2
        size = np.abs(jumps[:, k])
        heard = size * (steps / 2) ** (k + 1) > _NOISE[k] * scale
        pairs = np.flatnonzero(heard[1:] & heard[:-1])
        # The error of the fit falls fast with the step; a jump stays, and a pole of the
        # derivative grows.
        if len(pairs) and size[pairs[-1] + 1] >= 0.7 * size[pairs[-1]]:
            return k + 2
    return None


def seams(activation: Activation, parameters: dict[str, float]) -> tuple[Seam, ...]:
    """Every place where f or one of its first five derivatives jumps, ascending.

    Candidates are the record's kinks and every place where the definitions
    change their branch (where, abs, sign, minimum, maximum, clip) on a grid of
    1/64 up to 30 and of 1.6% up to 1e4; each is then tested from both sides.
    Parameters may move, make and mend kinks: ELU has one for alpha other than 1.
    """
    candidates = set(activation.kinks)
    for definition in (activation.value_definition, activation.derivative_definition):
        candidates |= _switches(definition, parameters)
    # One condition may put a place a few units beside another's: x > 0 and 0.1 * x > 0.
    places: list[float] = []
    for x in sorted(candidates):
        if places and x - places[-1] < 1e-9:
            places[-1] = min(places[-1], x, key=lambda x: len(repr(x)))
        else:
            places.append(x)

    def value(x: Any) -> Any:
        return activation(x, **parameters)

    def slope(x: Any) -> Any:
        return activation.derivative(x, **parameters)

    found: list[Seam] = []
    for x in places:
        room = min((abs(x - other) for other in places if other != x), default=inf)
        order = _order(value, slope, x, room)
        if order is not None:
            found.append(Seam(x, order))
    return tuple(found)
