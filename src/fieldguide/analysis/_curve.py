"""An activation at given parameters, cut into smooth pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import inf, nextafter
from typing import Any

import numpy as np

from fieldguide.activations import Activation, get
from fieldguide.analysis._limits import limit
from fieldguide.analysis._seams import Seam, seams
from fieldguide.analysis._search import NEAR, Grid, crossings, pieces

Interval = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """f and f' at given parameters, and what the analyses share about them."""

    activation: Activation
    given: tuple[tuple[str, float], ...]

    def value(self, x: Any) -> Any:
        """f(x)."""
        return self.activation(x, **dict(self.given))

    def slope(self, x: Any) -> Any:
        """f'(x), the left slope at a kink."""
        return self.activation.derivative(x, **dict(self.given))

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """Where f or one of its first five derivatives jumps."""
        return seams(self.activation, dict(self.given))

    @cached_property
    def cuts(self) -> tuple[float, ...]:
        """The places of the seams."""
        return tuple(seam.x for seam in self.seams)

    @cached_property
    def jumps(self) -> tuple[float, ...]:
        """Where f itself jumps."""
        return tuple(seam.x for seam in self.seams if seam.order == 0)

    @cached_property
    def grid(self) -> Grid:
        """Where features of the slope are sought: from -30 to 30, or over two of its periods."""
        if self.slope_period is None:
            return NEAR
        return np.linspace(-1.0, 1.0, 4097) * self.slope_period

    def pieces(self, grid: Grid) -> list[tuple[float, float, Grid]]:
        """(low, high, grid inside) for each stretch between seams; ends may be infinite."""
        edges = pairwise([-inf, *self.cuts, inf])
        return [
            (low, high, inside)
            for (low, high), inside in zip(edges, pieces(self.cuts, grid), strict=True)
            if len(inside)
        ]

    @cached_property
    def flat(self) -> tuple[Interval, ...]:
        """Where f is constant: the pieces whose slope is 0 throughout.

        A slope that underflows to 0 in the tail of a piece makes none of it.
        """
        return tuple(
            (low, high) for low, high, grid in self.pieces(NEAR) if not np.any(self.slope(grid))
        )

    def slope_limit(self, side: float) -> float | None:
        """The limit of f' towards ``side`` times infinity; None for none."""
        return limit(self.slope, side)

    @cached_property
    def slope_period(self) -> float | None:
        """With what period f' repeats, up to some 100 to 1000; None where it does not."""
        if self.slope_limit(-1.0) is not None or self.slope_limit(1.0) is not None:
            return None
        slopes = self.slope(NEAR)
        low, high = float(np.min(slopes)), float(np.max(slopes))
        level = low + 0.4321 * (high - low)  # no value of symmetry, so that few x share it
        right = np.concatenate([NEAR[NEAR >= 0], np.arange(30.25, 1000, 0.25)])
        above = self.slope(right) > level
        first = right[: int(np.flatnonzero(above[1:] != above[:-1])[:10].max(initial=0)) + 2]
        passed = crossings(lambda x: self.slope(x) - level, first)
        probe = np.random.default_rng(0).uniform(-30, 30, 200)
        for place in passed[1:9]:
            period = place - passed[0]
            change = self.slope(probe + period) - self.slope(probe)
            # Beside a jump of the slope a shift by a rounding error may land on its other side.
            if np.quantile(np.abs(change), 0.97) <= 1e-9 * (high - low):
                return period
        return None

    @cached_property
    def period(self) -> float | None:
        """With what period f repeats; None where it does not."""
        if self.slope_period is None:
            return None
        start = 0.1234
        drift = float(self.value(start + self.slope_period) - self.value(start))
        return self.slope_period if abs(drift) <= 1e-9 else None

    def check(self) -> None:
        """Raise ValueError unless f is finite from -30 to 30."""
        wrong = NEAR[~np.isfinite(self.value(NEAR))]
        if len(wrong):
            x = min(wrong.tolist(), key=abs)
            raise ValueError(
                f"{self.activation.slug} is {self.value(x)} at x = {x:g}; "
                "its statistics need a function that is finite from -30 to 30"
            )


def within(period: float | None, x: float) -> bool:
    """Whether x lies in the one period, around 0, that is listed."""
    return period is None or -period / 2 + 1e-9 < x <= period / 2 + 1e-9


def one_period(period: float | None, intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The intervals whose middle lies in the one period that is listed; all without a period."""
    if period is None:
        return tuple(intervals)
    return tuple(ends for ends in intervals if within(period, sum(ends) / 2))


def sides(x: float) -> tuple[float, float]:
    """The numbers next to x, which stand for its left and its right."""
    return nextafter(x, -inf), nextafter(x, inf)


@lru_cache(maxsize=256)
def _curve(activation: Activation, given: tuple[tuple[str, float], ...]) -> Curve:
    return Curve(activation, given)


def curve(activation: Activation | str, parameters: dict[str, float]) -> Curve:
    """The curve of an activation, or of the one with that slug, its parameters checked."""
    record = get(activation) if isinstance(activation, str) else activation
    return _curve(record, tuple(record.resolve(parameters).items()))
