"""Numbers and lists in a run's sentences."""

from collections.abc import Sequence


def listed(items: Sequence[str]) -> str:
    """Items as a sentence has them: "a", "a and b", "a, b and c"."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def percent(share: float) -> str:
    """A share in percent, "100%" only where it is all and "0%" where it is none."""
    return f"{min(max(round(100 * share), 1), 99) if 0 < share < 1 else round(100 * share)}%"
