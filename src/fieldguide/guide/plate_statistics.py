"""The vital statistics of an activation, set for readers."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import inf, isinf
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from fieldguide.activations import Activation
from fieldguide.analysis import (
    Absent,
    Asymptote,
    Extremum,
    Point,
    Range,
    Statistics,
    critical_weight_variance,
    statistics,
)
from fieldguide.guide.numbers import show

Interval = tuple[float, float]

GROUPS = {
    "Shape": ("range", "monotone", "parity", "smoothness", "kinks", "period", "roots", "extrema"),
    "Slope": ("smallest_slope", "largest_slope", "lipschitz", "saturation_10", "saturation_1"),
    "Far out": ("left_limit", "right_limit", "left_asymptote", "right_asymptote"),
    "For a standard normal input z": (
        "mean",
        "variance",
        "mean_square",
        "mean_square_slope",
        "flat_share",
    ),
    "In a wide random network": (
        "forward_gain",
        "centred_gain",
        "backward_gain",
        "critical",
        "critical_with_bias",
    ),
}
"""The keys of every fact, in the order of the plate, under the titles they stand under."""

KEYS_OF_TABLE = (
    "range",
    "smoothness",
    "lipschitz",
    "mean",
    "variance",
    "flat_share",
    "forward_gain",
    "centred_gain",
    "backward_gain",
    "critical",
)
"""The facts of the index's table: what can be compared at a glance."""

_PARITY = {"odd": "odd", "even": "even", "neither": "neither odd nor even"}
_FIRST_JUMP = {
    "0": "continuous, the slope jumps",
    "1": "the second derivative jumps",
    "2": "the third derivative jumps",
    "3": "the fourth derivative jumps",
    "4": "the fifth derivative jumps",
    "∞": "none of the first five derivatives jumps",
}
_LISTED = 4
_BIAS_VARIANCE = 0.05
# Statistics list marks up to 30. A mark of an oscillating function beyond this means that more
# follow.
_EDGE = 25.0


class Fact(NamedTuple):
    """One fact about an activation.

    Attributes:
      key: its identifier, one of GROUPS.
      label: what it is, in plain text.
      html: what it says; every number with its full precision beside.
      sort: what a table sorts by: a float, perhaps infinite, a str, or None
        where there is nothing to compare.
    """

    key: str
    label: str
    html: Markup
    sort: float | str | None


@lru_cache(maxsize=256)
def facts(activation: Activation) -> tuple[Fact, ...]:
    """The vital statistics of an activation, one after the other, for readers.

    Args:
      activation: an Activation.

    Returns:
      A Fact for each key of GROUPS, in their order, always the same keys.
      What does not exist is said in words, never as a number.

    Raises:
      ValueError: a function that is not finite from -30 to 30, as for ``statistics``.

    Accuracy: that of ``fieldguide.analysis``; four digits are shown.
    """
    s = statistics(activation)
    critical, with_bias = (
        critical_weight_variance(activation, bias) for bias in (0.0, _BIAS_VARIANCE)
    )
    rows: tuple[tuple[str, str, Any, float | str | None], ...] = (
        ("range", "Range", _range(s.range), _size(s.range)),
        ("monotone", "Monotone", _monotone(s), s.monotone),
        ("parity", "Symmetry", _PARITY[s.parity], s.parity),
        ("smoothness", "Smoothness", *_smoothness(s.smoothness)),
        ("kinks", "Kinks", _kinks(s), float(len(s.kinks))),
        ("period", "Period", _period(s), s.period),
        ("roots", "Roots", _roots(s), None),
        ("extrema", "Extrema", _extrema(s), None),
        ("smallest_slope", "Smallest slope", _slope(s, s.smallest_slope), _size(s.smallest_slope)),
        ("largest_slope", "Largest slope", _slope(s, s.largest_slope), _size(s.largest_slope)),
        ("lipschitz", "Lipschitz constant", _lipschitz(s), _size(s.lipschitz)),
        ("saturation_10", "Slope under 10% of its peak", _saturation(s, 0.1), None),
        ("saturation_1", "Slope under 1% of its peak", _saturation(s, 0.01), None),
        ("left_limit", "Limit on the left", s.left_limit, _size(s.left_limit)),
        ("right_limit", "Limit on the right", s.right_limit, _size(s.right_limit)),
        ("left_asymptote", "Asymptote on the left", _asymptote(s.left_asymptote), None),
        ("right_asymptote", "Asymptote on the right", _asymptote(s.right_asymptote), None),
        ("mean", "Mean E[f(z)]", s.mean, _size(s.mean)),
        ("variance", "Variance Var f(z)", s.variance, _size(s.variance)),
        ("mean_square", "Mean square E[f(z)²]", s.mean_square, _size(s.mean_square)),
        (
            "mean_square_slope",
            "Mean squared slope E[f′(z)²]",
            s.mean_square_slope,
            _size(s.mean_square_slope),
        ),
        ("flat_share", "Share of z with slope 0", _share(s.flat_share), s.flat_share),
        ("forward_gain", "Forward gain 1/√E[f²]", s.forward_gain, _size(s.forward_gain)),
        ("centred_gain", "Centered gain 1/√Var f", s.centred_gain, _size(s.centred_gain)),
        ("backward_gain", "Backward gain 1/√E[f′²]", s.backward_gain, _size(s.backward_gain)),
        ("critical", "Critical weight variance, no bias", critical, _size(critical)),
        (
            "critical_with_bias",
            f"Critical weight variance, bias variance {_BIAS_VARIANCE}",
            with_bias,
            _size(with_bias),
        ),
    )
    return tuple(Fact(key, label, value_html(what), sort) for key, label, what, sort in rows)


def value_html(value: float | str | Absent) -> Markup:
    """A number, an infinity or words as HTML; the reason where there is no number."""
    if isinstance(value, Absent):
        return escape(f"none: {typeset(value.reason)}")
    if isinstance(value, str):
        return escape(value)
    if isinf(value):
        return escape("∞" if value > 0 else "−∞")
    return show(value + 0.0)  # 0 rather than -0


def typeset(line: str) -> str:
    """A line of plain text as it is set in print: f′² for f'^2, ∞ for infinity, χ for chi."""
    line = re.sub(r"\bchi\b", "χ", line)
    return line.replace("'", "′").replace("^2", "²").replace("infinity", "∞").replace("-∞", "−∞")


def position_html(x: float) -> Markup:
    """A position on the x axis, such as "x = 1.414" or "x → ∞"."""
    if isinf(x):
        return Markup("<i>x</i> → {}").format(value_html(x))
    # The smallest number beside 0 stands for one side of a jump there.
    return Markup("<i>x</i> = {}").format(value_html(x if abs(x) > 1e-300 else 0.0))


def _size(what: Any) -> float | None:
    """The number that a table sorts by; None where there is none."""
    if isinstance(what, Point):
        return what.value
    if isinstance(what, Range):
        return what.low
    return None if isinstance(what, Absent) else what


def _range(reached: Range | Absent) -> Markup | Absent:
    if isinstance(reached, Absent):
        return reached
    left, right = "[" if reached.low_attained else "(", "]" if reached.high_attained else ")"
    return Markup("{}{}, {}{}").format(
        left, value_html(reached.low), value_html(reached.high), right
    )


def _monotone(s: Statistics) -> str:
    if s.monotone == "no":
        return "no, it rises and falls"
    flat = s.flat and s.monotone != "constant"
    return f"{s.monotone}, with flat stretches" if flat else s.monotone


def _smoothness(name: str) -> tuple[str | Markup, float]:
    if name == "discontinuous":
        return name, -1.0
    order = name.removeprefix("C")
    html = Markup("<i>C</i><sup>{}</sup>: {}").format(order, _FIRST_JUMP[order])
    return html, inf if order == "∞" else float(order)


def _kinks(s: Statistics) -> str | Markup:
    return _shortened(s.kinks, abs, position_html, endless=s.slope_period is not None) or "none"


def _period(s: Statistics) -> str | Markup:
    if s.period is not None:
        return value_html(s.period)
    if s.slope_period is not None:
        return Markup("none, but the slope repeats every {}").format(value_html(s.slope_period))
    return "does not repeat"


def _roots(s: Statistics) -> str | Markup:
    zero = [
        Markup("{} {}").format(value_html(0.0), interval_html(low, high))
        for low, high in s.zero_intervals
    ]
    goes_on = s.period is not None or any(abs(x) > _EDGE for x in s.roots)
    single = _shortened(s.roots, abs, position_html, endless=s.endless and goes_on)
    return Markup("; ").join([*zero, *([single] if single else [])]) or "none"


def _extrema(s: Statistics) -> str | Markup:
    def distance(extremum: Extremum) -> float:
        return min(abs(extremum.low), abs(extremum.high))

    def html_of(extremum: Extremum) -> Markup:
        low, high = extremum.low, extremum.high
        where = (
            Markup("at {}").format(position_html(low)) if low == high else interval_html(low, high)
        )
        return Markup("{} {} {}").format(extremum.kind, value_html(extremum.value), where)

    goes_on = s.slope_period is not None or any(distance(e) > _EDGE for e in s.extrema)
    return _shortened(s.extrema, distance, html_of, endless=s.endless and goes_on) or "none"


def interval_html(low: float, high: float) -> Markup:
    """An interval in words that leave open whether its ends belong to it."""
    if isinf(low) and isinf(high):
        return Markup("everywhere")
    if isinf(low):
        return Markup("up to {}").format(position_html(high))
    if isinf(high):
        return Markup("from {} on").format(position_html(low))
    return Markup("from {} to {}").format(position_html(low), value_html(high))


def nearest_zero(
    everything: Sequence[Any], distance: Callable[[Any], float], most: int
) -> tuple[Any, ...]:
    """The few nearest 0, ``most`` at most, in the order given."""
    kept = sorted(everything, key=distance)[:most]
    return tuple(item for item in everything if item in kept)


def _shortened(
    everything: Sequence[Any],
    distance: Callable[[Any], float],
    html_of: Callable[[Any], Markup],
    *,
    endless: bool,
) -> Markup:
    """A list cut to the few nearest 0, and how it goes on."""
    kept = nearest_zero(everything, distance, _LISTED)
    listed = Markup(", ").join(map(html_of, kept))
    if endless and listed:
        return listed + ", and so on without end"
    more = len(everything) - len(kept)
    return listed + (f", and {more} more" if more else "")


def _reservation(s: Statistics) -> str:
    """The reservation for a slope that oscillates without a period: only a part is examined."""
    unexamined = s.endless and s.slope_period is None
    return " (as far as seen, from x = −30 to 30)" if unexamined else ""


def _lipschitz(s: Statistics) -> Markup | Absent:
    if isinstance(s.lipschitz, Absent):
        return s.lipschitz
    return value_html(s.lipschitz) + _reservation(s)


def _slope(s: Statistics, steep: Point | Absent) -> Markup | Absent:
    if isinstance(steep, Absent):
        return steep
    value = value_html(steep.value)
    if s.smallest_slope == s.largest_slope:
        return Markup("{} everywhere").format(value)
    if isinf(steep.x):
        return Markup("{}, approached as {}").format(value, position_html(steep.x))
    where = "beside the kink at" if steep.x in s.kinks else "at"
    return Markup("{} {} {}{}").format(value, where, position_html(steep.x), _reservation(s))


def _saturation(s: Statistics, share: float) -> str | Markup | Absent:
    if isinstance(s.saturation, Absent):
        return s.saturation

    def html_of(ends: Interval) -> Markup:
        low, high = ends
        if isinf(low) or isinf(high):
            return interval_html(low, high)
        return Markup("{} &lt; <i>x</i> &lt; {}").format(value_html(low), value_html(high))

    def distance(ends: Interval) -> float:
        return min(map(abs, ends))

    endless = s.endless or s.slope_period is not None
    return _shortened(s.saturation[share], distance, html_of, endless=endless) or "nowhere"


def _asymptote(line: Asymptote | Absent) -> Markup | Absent:
    if isinstance(line, Absent):
        return line
    slope, intercept = line
    if slope == 0:
        return Markup("<i>y</i> = {}").format(value_html(intercept))
    sign = "" if slope > 0 else "−"
    factor = Markup() if abs(slope) == 1 else value_html(abs(slope)) + "\u00a0"
    rest = Markup()
    if intercept:
        rest = Markup(" {} {}").format("+" if intercept > 0 else "−", value_html(abs(intercept)))
    return Markup("<i>y</i> = {}{}<i>x</i>{}").format(sign, factor, rest)


def _share(share: float) -> Markup:
    return show(share, ".0%" if (100 * share).is_integer() else ".2%")
