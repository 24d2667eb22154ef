"""Numbers and names in the sentences of a summary."""

from collections.abc import Iterable


def listed(parts: Iterable[str]) -> str:
    """One, two and three."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def percent(share: float) -> str:
    """A share in percent; 0% is none and 100% all of it, whatever the rounding."""
    return f"{share:.0%}" if share in (0, 1) else f"{min(max(round(100 * share), 1), 99)}%"
