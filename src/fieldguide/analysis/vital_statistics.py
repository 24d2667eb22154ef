"""The vital statistics of an activation, all in one record."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import isfinite, isinf
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis import shape as _shape
from fieldguide.analysis.absent import Absent, Number
from fieldguide.analysis.curve import Curve, Interval, curve, one_period, within
from fieldguide.analysis.field_marks import extreme_slope, flat_intervals
from fieldguide.analysis.gains import gain
from fieldguide.analysis.limits import Asymptote, asymptote, limit
from fieldguide.analysis.moments import (
    flat_share,
    mean,
    mean_square,
    mean_square_slope,
    output_variance,
)
from fieldguide.analysis.root_finding import Point
from fieldguide.analysis.shape import Direction, Extremum, Parity, Range

THRESHOLDS = (0.1, 0.01)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What can be said of f. What does not exist is Absent, with the reason.

    Places are sought from -30 to 30 in steps of 1/64 (of a formula with more
    than 60 operations, an erf, erfc or Phi counting as 10, in steps of up to
    1/8): what is narrower or lies further out is not seen. Where ``endless`` is true there are more
    roots or extrema than are listed, and no end of them: of a function whose
    slope repeats those of one period around 0 are listed, -p/2 < x <= p/2,
    of another oscillating one those up to 30. A slope that is no number, as
    the arithmetic of 1/(1 + exp(-50 x)) gives far left, counts for nothing.

    Attributes:
      slug, parameters: whose statistics these are.
      range: the smallest interval that holds every value; its ends attained or not.
      monotone: "increasing", "decreasing", "constant" or "no"; f may stand still on the way.
      parity: "odd", "even" or "neither".
      smoothness: "discontinuous" (a pole counts), "C0" (a kink), "C1", ... or "C∞", which says
        that none of the first five derivatives jumps.
      kinks: where the slope jumps, at these parameters; those of one period.
      period, slope_period: with what period f and f' repeat; None where they do not.
      roots: the isolated ones, ascending.
      zero_intervals: where f is 0 throughout.
      extrema: local ones, ascending, at points or along flat intervals.
      endless: whether roots or extrema go on beyond the listed ones.
      smallest_slope, largest_slope: f' and its place, with sign; the place is
        infinite where the slope is only approached.
      lipschitz: the largest |f'|.
      saturation: for each threshold, the intervals where |f'| is below that
        share of its largest value.
      flat: where f is constant.
      left_limit, right_limit: of f, at both infinities; they may be infinite.
      left_asymptote, right_asymptote: the lines f approaches.
      mean, variance, mean_square, mean_square_slope: E[f], Var f, E[f^2] and
        E[f'^2] for z ~ N(0, 1).
      flat_share: of z ~ N(0, 1), with slope 0.
      forward_gain, centred_gain, backward_gain: as ``gain`` gives them.

    Accuracy: moments relative 1e-10, places 1e-11, limits as they come from f
      or, extrapolated, 1e-9.
    """

    slug: str
    parameters: Mapping[str, float]
    range: Range | Absent
    monotone: Direction
    parity: Parity
    smoothness: str
    kinks: tuple[float, ...]
    period: float | None
    slope_period: float | None
    roots: tuple[float, ...]
    zero_intervals: tuple[Interval, ...]
    extrema: tuple[Extremum, ...]
    endless: bool
    smallest_slope: Point | Absent
    largest_slope: Point | Absent
    lipschitz: Number
    saturation: Mapping[float, tuple[Interval, ...]] | Absent
    flat: tuple[Interval, ...]
    left_limit: Number
    right_limit: Number
    left_asymptote: Asymptote | Absent
    right_asymptote: Asymptote | Absent
    mean: Number
    variance: Number
    mean_square: Number
    mean_square_slope: Number
    flat_share: float
    forward_gain: Number
    centred_gain: Number
    backward_gain: Number

    def as_dict(self) -> dict[str, Any]:
        """Plain objects for JSON: an Absent becomes {"absent": reason}, infinity "Infinity"."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, Absent):
        return {"absent": value.reason}
    if isinstance(value, float) and isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, Range | Point | Extremum | Asymptote):
        value = asdict(value) if isinstance(value, Range) else value._asdict()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _slope(f: Curve, sign: int) -> Point | Absent:
    if f.broken:
        return Absent(f.broken)
    point = extreme_slope(f, sign)
    if not isfinite(point.value):
        return Absent("the slope grows without bound")
    return point


@np.errstate(all="ignore")
def statistics(activation: Activation | str) -> Statistics:
    """The vital statistics of f; ``activation.statistics()`` is the same.

    Args:
      activation: an Activation, or a slug such as "elu".

    Raises:
      UnknownActivation: no such slug.
      ValueError: a function that is not finite from -30 to 30, such as log(x).

    Accuracy, limits and conventions: see ``Statistics``.
    """
    f = curve(activation)
    f.check()
    record = f.activation
    smallest, largest = _slope(f, -1), _slope(f, 1)
    lipschitz: Number
    saturation: dict[float, tuple[Interval, ...]] | Absent
    if isinstance(smallest, Absent):
        lipschitz = saturation = smallest
    elif isinstance(largest, Absent):
        lipschitz = saturation = largest
    else:
        lipschitz = max(abs(smallest.value), abs(largest.value))
        saturation = {t: flat_intervals(record, t) for t in THRESHOLDS}
    limits, asymptotes = [], []
    for side in (-1.0, 1.0):
        reached = limit(f.value, side)
        limits.append(Absent("f has no limit: it oscillates") if reached is None else reached)
        drawn = asymptote(f.value, f.slope, side)
        asymptotes.append(Absent(drawn) if isinstance(drawn, str) else drawn)
    return Statistics(
        slug=record.slug,
        parameters=record.values,
        range=_shape.value_range(f),
        monotone=_shape.monotone(f),
        parity=_shape.parity(f),
        smoothness=_shape.smoothness(f),
        kinks=tuple(
            point.x
            for point in f.breakpoints
            if point.order == 1 and within(f.slope_period, point.x)
        ),
        period=f.period,
        slope_period=f.slope_period,
        roots=_shape.roots(f),
        zero_intervals=one_period(f.slope_period, _shape.zero_intervals(f)),
        extrema=_shape.extrema(f),
        endless=_shape.endless(f),
        smallest_slope=smallest,
        largest_slope=largest,
        lipschitz=lipschitz,
        saturation=saturation,
        flat=one_period(f.slope_period, f.flat),
        left_limit=limits[0],
        right_limit=limits[1],
        left_asymptote=asymptotes[0],
        right_asymptote=asymptotes[1],
        mean=mean(record),
        variance=output_variance(record),
        mean_square=mean_square(record),
        mean_square_slope=mean_square_slope(record),
        flat_share=flat_share(record),
        forward_gain=gain(record, "forward"),
        centred_gain=gain(record, "centred"),
        backward_gain=gain(record, "backward"),
    )
