"""Numbers and names in the sentences of a summary."""

from collections.abc import Iterable


def listed(parts: Iterable[str]) -> str:
    """Join parts as a sentence does: "a, b and c"."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last


def percent(share: float) -> str:
    """A share in percent, rounded to a tenth; "0%" and "100%" are exact shares only."""
    tenths = round(1000 * share)
    if 0 < share < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:g}%"
