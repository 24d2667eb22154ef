"""What a terminal shows: tables, numbers lined up in them, and how far a run has come."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table


def new_table(headings: Iterable[str]) -> Table:
    """A table with a rule below its head and none around it."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=number == 0)
    return table


def print_table(table: Table) -> None:
    """Print without color and without blanks at the ends of lines.

    In a terminal lines are broken to its width; elsewhere they are as long as they need to be.
    """
    from rich.console import Console

    width = max(80, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 10_000
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()).rstrip())


def four_digits(number: float) -> str:
    """A number to 4 significant digits, its zeros kept."""
    return f"{number + 0.0:#.4g}".removesuffix(".")


def aligned(numbers: Sequence[str]) -> list[str]:
    """Numbers padded so that their decimal points stand below one another."""
    wholes = [len(number.partition(".")[0]) for number in numbers]
    padded = [" " * (max(wholes) - whole) + n for whole, n in zip(wholes, numbers, strict=True)]
    return [number.ljust(max(map(len, padded))) for number in padded]


def collected(title: str, lines: Iterable[bytes], *, shown: bool) -> list[bytes]:
    """Every line of a run; ``shown`` asks for a progress bar, if stderr is a terminal."""
    if not shown or not sys.stderr.isatty():
        return list(lines)
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    received = []
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=1.0)
        for line in lines:
            received.append(line)
            progress.update(task, completed=json.loads(line).get("progress"))
    return received
