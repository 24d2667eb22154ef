"""The window that the chart of a plate opens with: all field marks are in sight."""

from functools import lru_cache
from math import ceil, floor, isfinite
from typing import NamedTuple

from fieldguide.activations import Activation
from fieldguide.analysis import Absent

_HALF = 5.0
_RISE = 3.2
"""How much is shown of what grows without bound."""
_WIDEST = 15.0
BOUND = 50.0
"""No window of the page shows what is further from 0 than this, either way."""
_HEADROOM = 0.22
"""Of the height, above and below, for the marks' labels."""


class Window(NamedTuple):
    """A part of the plane, in the coordinates of its axes."""

    x0: float
    x1: float
    y0: float
    y1: float

    def __str__(self) -> str:
        """As the page's `view` setting is written."""
        return ",".join(f"{edge:g}" for edge in self)


@lru_cache(maxsize=256)
def opening_window(activation: Activation) -> Window:
    """The window a plate opens with.

    At least 10 wide; wider where a kink, a root, an extremum, the steepest point or the end of a
    stretch of slope under 10% of its peak lies further out, up to 15 from 0. As high as these
    places, the values and the slopes ask for; what grows without bound is cut at 3.2,
    and everything at 50.
    """
    s = activation.statistics()
    slopes = [p for p in (s.smallest_slope, s.largest_slope) if not isinstance(p, Absent)]
    flat = [] if isinstance(s.saturation, Absent) else s.saturation[0.1]
    ends = [end for extremum in s.extrema for end in (extremum.low, extremum.high)]
    places = [
        *s.kinks,
        *s.roots,
        *ends,
        *(p.x for p in slopes),
        *(end for ends in flat for end in ends),
    ]
    seen = [x for x in places if abs(x) <= _WIDEST]
    x0 = min(-_HALF, floor(1.15 * min(seen, default=0.0)))
    x1 = max(_HALF, ceil(1.15 * max(seen, default=0.0)))
    levels = [0.0, *(e.value for e in s.extrema), *(p.value for p in slopes)]
    levels += [float(activation(x)) for x in seen]
    at_edges = [float(activation(x)) for x in (x0, x1)]
    levels += [min(max(y, -_RISE), _RISE) for y in at_edges]
    levels = [y for y in levels if isfinite(y)]
    low, high = min(levels), max(levels)
    room = _HEADROOM * (high - low) or 1.0
    y0 = max(floor(10 * (low - room)) / 10, -BOUND)
    y1 = min(ceil(10 * (high + room)) / 10, BOUND)
    return Window(float(x0), float(x1), y0, y1)
