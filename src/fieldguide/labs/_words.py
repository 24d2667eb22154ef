"""Numbers and names in the sentences of a summary."""

from collections.abc import Iterable


def listed(parts: Iterable[str]) -> str:
    """One, two and three."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
