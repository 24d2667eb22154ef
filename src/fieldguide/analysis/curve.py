"""An activation cut into smooth pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import inf, nextafter
from typing import Any, NamedTuple

import numpy as np

from fieldguide.activations import Activation, Gate, get
from fieldguide.activations.formula import cost, parse
from fieldguide.analysis.breakpoints import Breakpoint, breakpoints
from fieldguide.analysis.limits import beside, limit
from fieldguide.analysis.root_finding import FAR, NEAR, Grid, crossings, on_all, pieces

Interval = tuple[float, float]
LONG = 60
"""Operations of a formula up to which the grids are used in full."""


class Piece(NamedTuple):
    """A stretch between breakpoints: its ends, perhaps infinite, a grid inside, its slopes."""

    low: float
    high: float
    grid: Grid
    slope: Grid


@dataclass(frozen=True)
class Curve:
    """f and f', and what the analyses share about them."""

    activation: Activation

    def value(self, x: Any) -> Any:
        """f(x)."""
        return self.activation(x)

    def slope(self, x: Any) -> Any:
        """f'(x), the left slope at a kink."""
        return self.activation.derivative(x)

    @cached_property
    def stride(self) -> int:
        """Every which point of the grids is used: each, or up to every 8th for a long formula.

        This bounds the work: a turn costs 64 bisections, and each cell may hold one.
        """
        if self.activation.family != "formula":
            return 1
        operations = cost(parse(self.activation.formula, ("x", *self.activation.values)))
        return next((n for n in (1, 2, 4) if operations <= LONG * n), 8)

    @cached_property
    def breakpoints(self) -> tuple[Breakpoint, ...]:
        """Where f or one of its first five derivatives jumps."""
        return breakpoints(self.activation, self.stride)

    @cached_property
    def cuts(self) -> tuple[float, ...]:
        """The places of the breakpoints."""
        return tuple(point.x for point in self.breakpoints)

    @cached_property
    def jumps(self) -> tuple[float, ...]:
        """Where f itself jumps."""
        return tuple(point.x for point in self.breakpoints if point.order == 0)

    @cached_property
    def beside(self) -> dict[float, Interval]:
        """What f tends to on both sides of each jump: at a pole to infinity."""
        x = np.array(self.jumps)
        left, right = (beside(self.value, x, side).tolist() for side in (-1.0, 1.0))
        return dict(zip(self.jumps, zip(left, right, strict=True), strict=True))

    @cached_property
    def poles(self) -> tuple[float, ...]:
        """Where f grows without bound."""
        return tuple(x for x, ends in self.beside.items() if np.isinf(ends).any())

    @cached_property
    def pole_order(self) -> float:
        """The largest p of all poles, where f grows as h^-p, the distance h to the pole."""
        x = np.array(self.poles)
        near, nearer = (
            np.abs(self.value(x + np.array([[-h], [h]]) * np.maximum(1.0, np.abs(x))))
            for h in (2.0**-20, 2.0**-40)
        )
        return float(np.max(np.log2(nearer / near) / 20, initial=0.0))

    @cached_property
    def broken(self) -> str:
        """Where f jumps or has a pole, nearest to 0; empty where it is continuous."""
        x = min(self.jumps, key=abs, default=None)
        if x is None:
            return ""
        return f"f has a pole at {x:g}" if x in self.poles else f"f jumps at {x:g}"

    @cached_property
    def grid(self) -> Grid:
        """Where features of the slope are sought: from -30 to 30, or over two of its periods."""
        if self.slope_period is None:
            return NEAR[:: self.stride]
        return np.linspace(-1.0, 1.0, 4096 // self.stride + 1) * self.slope_period

    @cached_property
    def pieces(self) -> list[Piece]:
        """The stretches of ``grid``."""
        return self._pieces(self.grid)

    @cached_property
    def near(self) -> list[Piece]:
        """The stretches from -30 to 30."""
        return self._pieces(NEAR[:: self.stride])

    @cached_property
    def far(self) -> list[Piece]:
        """The stretches from -1e4 to 1e4."""
        return self._pieces(FAR[:: self.stride])

    def _pieces(self, grid: Grid) -> list[Piece]:
        cuts = [x for x in self.cuts if grid[0] < x < grid[-1]]
        edges = pairwise([-inf, *cuts, inf])
        grids = pieces(cuts, grid)
        result = []
        for (low, high), inside, slope in zip(edges, grids, on_all(self.slope, grids), strict=True):
            # Leave out points where the slope overflows, as infinity over infinity does.
            finite = np.isfinite(slope)
            if finite.any():
                result.append(Piece(low, high, inside[finite], slope[finite]))
        return result

    @cached_property
    def flat(self) -> tuple[Interval, ...]:
        """Where f is constant: the pieces whose slope is 0 throughout.

        A slope that underflows to 0 in the tail of a piece makes none of it.
        """
        return tuple((piece.low, piece.high) for piece in self.near if not piece.slope.any())

    def slope_limit(self, side: float) -> float | None:
        """The limit of f' towards ``side`` times infinity; None for none."""
        return limit(self.slope, side)

    @cached_property
    def slope_period(self) -> float | None:
        """With what period f' repeats, up to some 100 to 1000; None where it does not."""
        if self.slope_limit(-1.0) is not None or self.slope_limit(1.0) is not None:
            return None
        slopes = self.slope(NEAR)
        slopes = slopes[np.isfinite(slopes)]
        # Quantiles: beside a pole the largest slope is no measure of the others.
        low, high = np.quantile(slopes, [0.1, 0.9]).tolist()
        if low == high:
            low, high = float(np.min(slopes)), float(np.max(slopes))
        level = low + 0.4321 * (high - low)  # no round share: symmetry makes many x share those
        right = np.concatenate([NEAR[NEAR >= 0], np.arange(30.25, 1000, 0.25)])
        above = self.slope(right) > level
        first = right[: int(np.flatnonzero(above[1:] != above[:-1])[:10].max(initial=0)) + 2]
        (passed,) = crossings(lambda x: self.slope(x) - level, [first])
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
        """Raise ValueError unless f is finite from -30 to 30, and its slope somewhere."""
        wrong = NEAR[~np.isfinite(self.value(NEAR))]
        if len(wrong):
            x = min(wrong.tolist(), key=abs)
            raise ValueError(
                f"{self.activation.slug} is {self.value(x)} at x = {x:g}; "
                "its statistics need a function that is finite from -30 to 30"
            )
        if not self.near:
            raise ValueError(
                f"the slope of {self.activation.slug}, as computed, is no finite number at any x; "
                "its statistics need one that is"
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
def _curve(activation: Activation) -> Curve:
    return Curve(activation)


def curve(activation: Activation | str) -> Curve:
    """The curve of an activation, or of the one with that slug; equal activations share one.

    Raises:
      UnknownActivation, TypeError: no such slug, or a gate.
    """
    record = get(activation) if isinstance(activation, str) else activation
    if isinstance(record, Gate):
        raise TypeError(
            f"{record.slug} is a gate, a function of two inputs; "
            f"what is asked for is known of its inner activation, {record.inner.slug}"
        )
    return _curve(record)
