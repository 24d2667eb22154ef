"""The axes of a chart: grid, round ticks and their labels, linear, in percent or by decades."""

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from fieldguide.figures.sheet import NOTE

Scale = Literal["plain", "percent", "decades"]

_ROUND = [1, 2, 5, 10]
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def set_up(
    axes: Axes,
    title: str,
    along: str,
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    scale: Scale = "plain",
) -> None:
    """Give axes their limits, a title, a label of what runs along, and a grid across.

    ``x`` may fall from left to right.
    """
    width, height = axes.bbox.size
    axes.set_title(title)
    axes.set_xlim(*x)
    axes.set_xlabel(along, loc="right", fontfamily=NOTE["fontfamily"], labelpad=5)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_zorder(1)
    axes.tick_params(labelfontfamily=NOTE["fontfamily"])
    axes.xaxis.set_major_locator(_round_ticks(width, 36, whole=True))
    axes.xaxis.set_major_formatter(FuncFormatter(_plain))
    if scale == "decades":
        axes.set_yscale("log", nonpositive="mask")
        low, high = (round(log10(end)) for end in y)
        powers = _round_ticks(height, 27, whole=True).tick_values(low, high)
        inside = [10.0**power for power in powers if low <= power <= high]
        axes.yaxis.set_major_locator(FixedLocator(inside))
        axes.yaxis.set_minor_locator(NullLocator())
    else:
        axes.yaxis.set_major_locator(_round_ticks(height, 36, whole=False))
    axes.yaxis.set_major_formatter(FuncFormatter(_LABELS[scale]))
    axes.set_ylim(*y)
    axes.grid(axis="y")


def decades(values: Iterable[float]) -> tuple[float, float]:
    """Powers of ten around positive values, at least two decades apart, within float64's range."""
    powers = [log10(value) for value in values]
    high = min(ceil(max(powers)), 308)
    low = max(min(floor(min(powers)), high - 2), -307)
    return 10.0**low, 10.0**high


def _round_ticks(length: float, apart: float, *, whole: bool) -> MaxNLocator:
    """Multiples of 1, 2 or 5 times a power of ten, at least so many points apart."""
    return MaxNLocator(max(1, int(length / apart)), steps=_ROUND, integer=whole, min_n_ticks=1)


def _plain(value: float, _: object = None) -> str:
    return f"{value + 0.0:.10g}".replace("-", "−")


def _percent(value: float, _: object) -> str:
    return f"{value:.0%}"


def _power(value: float, _: object) -> str:
    """A power of ten, written out near 1."""
    power = round(log10(value))
    return _plain(value) if abs(power) <= 3 else f"10{str(power).translate(_SUPERSCRIPT)}"


_LABELS = {"plain": _plain, "percent": _percent, "decades": _power}
