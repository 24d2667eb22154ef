"""A chart's plane: scales, ticks, and names at the ends of curves."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

from fieldguide.figures._looks import GRID, RULE, Look
from fieldguide.figures._svg import element, note, path, text

_GAP = 16.0
"""Between the names at the ends of two curves."""
_LONGEST = 15
"""Letters of a name."""


@dataclass(frozen=True)
class Panel:
    """A rectangle of the sheet and what its edges stand for; a log y in powers of ten."""

    left: float
    top: float
    width: float
    height: float
    x0: float
    x1: float
    y0: float
    y1: float
    log: bool = False

    def x(self, value: float) -> float:
        """Pixels from the left of the sheet."""
        return self.left + self.width * (value - self.x0) / (self.x1 - self.x0)

    def y(self, value: float | None) -> float:
        """Pixels from the top; NaN for what has no place, such as 0 on a log axis."""
        if value is None or not isfinite(value) or (self.log and value <= 0):
            return float("nan")
        power = log10(value) if self.log else value
        return self.top + self.height * (self.y1 - power) / (self.y1 - self.y0)

    def axes(self, title: str, along: str, *, percent: bool = False) -> str:
        """The grid and its labels: the title over it, what runs along below, if it has ticks."""
        drawn = [text(self.left, self.top - 14, title, font_size=17)]
        for tick in _ticks(self.y0, self.y1, self.height / 36, whole=self.log):
            y = self.top + self.height * (self.y1 - tick) / (self.y1 - self.y0)
            drawn.append(path([(self.left, y), (self.left + self.width, y)], stroke=GRID))
            label = f"{tick:.0%}" if percent else f"{tick:g}"
            drawn.append((_power if self.log else _number)(self.left - 8, y + 4, label))
        foot = self.top + self.height
        low, high = sorted((self.x0, self.x1))
        ticks = _ticks(low, high, self.width / 48, whole=True) if along else []
        middle = {"text_anchor": "middle"}
        drawn += [note(self.x(tick), foot + 18, f"{tick:g}", **middle) for tick in ticks]
        drawn.append(_number(self.left + self.width, foot + 36, along))
        drawn.append(path([(self.left, foot), (self.left + self.width, foot)], stroke=RULE))
        return "".join(drawn)

    def names(self, ends: "list[End]") -> str:
        """The curves' names beside their ends, moved apart where they would touch."""
        known = sorted((e for e in ends if isfinite(e.y)), key=lambda e: e.y)
        places = spread([e.y for e in known], self.top, self.top + self.height)
        return "".join(
            element("circle", cx=float(e.x), cy=float(e.y), r=3.2, fill=e.look.curve)
            + text(
                self.left + self.width + 14, y + 5, short(e.name), fill=e.look.text,
                font_style="italic",
            )
            for e, y in zip(known, places, strict=True)
        )  # fmt: skip


class End(NamedTuple):
    """Where a curve ends, in pixels, and whose it is."""

    x: float
    y: float
    name: str
    look: Look


def short(name: str) -> str:
    """A name no longer than there is room for."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def spread(places: list[float], low: float, high: float) -> list[float]:
    """Ascending places moved apart to a gap of 16, as little as may be, from low to high."""
    moved = list(places)
    for _ in range(100):
        for i in range(1, len(moved)):
            lack = _GAP - (moved[i] - moved[i - 1])
            if lack > 0:
                moved[i - 1] -= lack / 2
                moved[i] += lack / 2
        if moved and len(moved) * _GAP < high - low:
            moved[0], moved[-1] = max(moved[0], low), min(moved[-1], high)
    return moved


def decades(values: list[float]) -> tuple[float, float]:
    """Whole powers of ten around the values, at least two apart."""
    powers = [log10(value) for value in values]
    low, high = floor(min(powers)), ceil(max(powers))
    return float(min(low, high - 2)), float(high)


def _ticks(low: float, high: float, most: float, *, whole: bool) -> list[float]:
    """Round numbers between the ends: multiples of 1, 2 or 5 times a power of ten."""
    step = 10.0 ** floor(log10((high - low) / most))
    while (high - low) / step > most or (whole and step < 1):
        step *= 2.5 if f"{step:e}".startswith("2") else 2
    return [step * i for i in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def _number(x: float, y: float, label: str) -> str:
    return note(x, y, label.replace("-", "−"), text_anchor="end")


def _power(x: float, y: float, exponent: str) -> str:
    """A power of ten, written out near 1."""
    if -3 <= float(exponent) <= 3:
        return _number(x, y, f"{10 ** float(exponent):g}")
    raised = element("tspan", exponent.replace("-", "−"), dy=-4, font_size=8.5)
    return _number(x, y, "10").replace("</text>", f"{raised}</text>")
