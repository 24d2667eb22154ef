"""What the commands share: options, errors of one line, and tables for a terminal."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from fieldguide.refusals import nearest

if TYPE_CHECKING:
    from rich.table import Table


class Parser(argparse.ArgumentParser):
    """Errors are one line that says what is allowed; no option is guessed from its beginning."""

    def __init__(
        self, prog: str, description: str, epilog: str | None = None, stray: str = "it takes none"
    ) -> None:
        super().__init__(prog, description=description, epilog=epilog, allow_abbrev=False)
        self._stray = stray

    def parse(self, words: list[str]) -> argparse.Namespace:
        """The options and words of a command; what is wrong with them ends it."""
        valued = {
            o for action in self._actions if action.nargs is None for o in action.option_strings
        }
        rest, joined = iter(words), []
        for word in rest:
            # argparse takes a value such as -1e-3 for an option, unless it is joined to its name.
            value = next(rest, None) if word in valued else None
            joined.append(word if value is None else f"{word}={value}")
        options, unknown = self.parse_known_intermixed_args(joined)
        if unknown:
            allowed = [o for action in self._actions for o in action.option_strings if o[1] == "-"]
            wrong = next((word for word in unknown if word.startswith("-")), None)
            if wrong is None:
                fail(f"unexpected {unknown[0]!r}; {self._stray}")
            wrong = wrong.partition("=")[0]
            fail(f"there is no option {wrong!r}; allowed: {', '.join(allowed)}", wrong, allowed)
        return options

    def error(self, message: str) -> NoReturn:
        """End with the one line of a fault that argparse found."""
        fail(message.removeprefix("argument "))


def fail(line: str, wrong: str = "", choices: Iterable[str] = ()) -> NoReturn:
    """End with one line and status 2, naming the choice nearest to the wrong word."""
    parts = [f"fieldguide: {line}"]
    if allowed := list(choices):
        parts.append(f"nearest: {nearest(wrong, allowed)}")
    # A word from the command line may hold line breaks.
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in "; ".join(parts))
    print(shown, file=sys.stderr)
    raise SystemExit(2)


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


def followed(title: str, lines: Iterable[bytes], *, shown: bool) -> list[bytes]:
    """Every line of a run; how far it has come is shown where there is a terminal to show it."""
    if not shown or not sys.stderr.isatty():
        return list(lines)
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    done = []
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=1.0)
        for line in lines:
            done.append(line)
            progress.update(task, completed=json.loads(line).get("progress"))
    return done


def print_summary(frames: Sequence[dict[str, Any]]) -> None:
    """Print what a run came to: a column an activation, what diverged, and what it says.

    Args:
      frames: the lines of the run, the header first and the summary last.
    """
    summary = frames[-1]
    names = next(frame for frame in frames if frame["kind"] == "setup")["names"]

    table = new_table(["", *names])
    for key, value in summary.items():
        each = value if isinstance(value, list) else [value]
        if key not in ("kind", "says") and not any(isinstance(one, list) for one in each):
            table.add_row(key.replace("_", " "), *map(_short, each))
    print_table(table)
    print()
    for frame in frames:
        if frame["kind"] == "divergence":
            print(f"{names[frame['activation']]}: {frame['reason']}")
    print(summary["says"])


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "none" if value is None else f"{value}"
