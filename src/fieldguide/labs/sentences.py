"""Numbers and names in the sentences of a summary."""

from collections.abc import Iterable


def listed(parts: Iterable[str]) -> str:
    """One, two and three."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def percent(share: float) -> str:
    """A share in percent, to a tenth; 0% is none and 100% all of it, whatever the rounding."""
    tenths = round(1000 * share)
    if 0 < share < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:g}%"
