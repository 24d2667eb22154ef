"""Our gains, edge of chaos and marks beside those of papers and of earlier computations."""

from rich.console import Console
from rich.table import Table

from tests.analysis.published import rows


def main() -> None:
    """Computes, and prints the table."""
    table = Table(title="Computed beside published")
    table.add_column("quantity")
    for column in ("ours", "published", "difference"):
        table.add_column(column, justify="right")
    for row in rows():
        ours = row.ours()
        difference = ours - float(row.published)
        table.add_row(row.quantity, f"{ours:.9g}", row.published, f"{difference:+.1e}")
    Console().print(table)


if __name__ == "__main__":
    main()
