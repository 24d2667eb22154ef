"""The results of a lab's run, printed as a table and sentences."""

from collections.abc import Iterable
from typing import Any

from fieldguide.cli.tables import new_table, print_table


def print_summary(lines: Iterable[dict[str, Any]]) -> None:
    """Print the results of a run: a column an activation, what diverged, and the summary's words.

    Args:
      lines: those of the run, decoded from JSON.
    """
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_kind.setdefault(line["kind"], []).append(line)
    (setup,), (summary,) = by_kind["setup"], by_kind["summary"]
    names = setup["names"]

    table = new_table(["", *names])
    for key, value in summary.items():
        values = value if isinstance(value, list) else [value]
        if key not in ("kind", "says") and not any(isinstance(item, list) for item in values):
            table.add_row(key.replace("_", " "), *map(_short, values))
    print_table(table)
    print()
    for divergence in by_kind.get("divergence", []):
        print(f"{names[divergence['activation']]}: {divergence['reason']}")
    print(summary["says"])


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "none" if value is None else f"{value}"
