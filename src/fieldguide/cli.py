"""The command line: `fieldguide` serves the guide; `fieldguide show` prints values and slopes."""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from importlib.metadata import version
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from fieldguide.activations import Activation

_SAMPLES = (-2.0, -1.0, 0.0, 1.0, 2.0)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words and not words[0].startswith("-"):
            if words[0] not in _COMMANDS:
                allowed = ", ".join(_COMMANDS)
                _fail(f"there is no command {words[0]!r}; allowed: {allowed}", words[0], _COMMANDS)
            status = _COMMANDS[words[0]](words[1:])
        else:
            status = _serve(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python flushes once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _serve(words: list[str]) -> int:
    parser = _Parser(
        "fieldguide",
        "Serve the guide on this machine and open it in a browser.",
        epilog="Commands: fieldguide show SLUG... prints values and slopes (--help says more).",
    )
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="first port to try (8000; 0: any)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to serve on (127.0.0.1)"
    )
    parser.add_argument(
        "--version", action="version", version=f"fieldguide {version('fieldguide')}"
    )
    options = parser.parse(words)

    from fieldguide import server

    try:
        server.serve(options.host, options.port, open_browser=not options.no_open)
    except server.ServeError as error:
        print(f"fieldguide: {error}", file=sys.stderr)
        return 1 if str(error) == server.NOT_BUILT else 2
    return 0


def _show(words: list[str]) -> int:
    parser = _Parser(
        "fieldguide show", "Print the values and slopes of activations, to 4 significant digits."
    )
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="an activation, such as gelu")
    parser.add_argument(
        "--at", type=_finite, metavar="X", help="the input (without it: -2, -1, 0, 1 and 2)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, in full precision")
    options = parser.parse(words)

    from fieldguide import activations

    if not options.slugs:
        allowed = ", ".join(each.slug for each in activations.catalogue())
        _fail(f"show needs the slug of an activation; allowed: {allowed}")
    try:
        chosen = [activations.get(slug) for slug in options.slugs]
    except activations.UnknownActivation as error:
        _fail(str(error))
    for gate in activations.gates():
        if gate.slug not in options.slugs:
            continue
        _fail(
            f"{gate.slug} is a gate of two inputs; show takes functions of one; "
            f"nearest: {gate.inner.slug}"
        )
    inputs = _SAMPLES if options.at is None else (options.at,)
    if options.json:
        import json

        rows: list[dict[str, str | float]] = [
            {"slug": each.slug, "x": x, "value": each(x), "derivative": each.derivative(x)}
            for each in chosen
            for x in inputs
        ]
        try:
            print(json.dumps(rows, indent=2, allow_nan=False))
        except ValueError:
            _fail("--at: a result is not finite there, which JSON cannot say; choose a smaller x")
        return 0
    _print_table(chosen, inputs)
    return 0


_COMMANDS: dict[str, Callable[[list[str]], int]] = {"show": _show}


class _Parser(argparse.ArgumentParser):
    """Errors are one line that says what is allowed; no option is guessed from its beginning."""

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(prog, description=description, epilog=epilog, allow_abbrev=False)

    def parse(self, words: list[str]) -> argparse.Namespace:
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
                _fail(f"unexpected {unknown[0]!r}; a command comes first: {', '.join(_COMMANDS)}")
            wrong = wrong.partition("=")[0]
            _fail(f"there is no option {wrong!r}; allowed: {', '.join(allowed)}", wrong, allowed)
        return options

    def error(self, message: str) -> NoReturn:
        _fail(message.removeprefix("argument "))


def _fail(line: str, wrong: str = "", choices: Iterable[str] = ()) -> NoReturn:
    """End with one line and status 2, naming the choice nearest to the wrong word."""
    parts = [f"fieldguide: {line}"]
    parts += [f"nearest: {word}" for word in get_close_matches(wrong, list(choices), 1, 0.0)]
    # A word from the command line may hold line breaks.
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in "; ".join(parts))
    print(shown, file=sys.stderr)
    raise SystemExit(2)


def _port(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 65535:
        nearest = 65535 if number > 65535 else 0 if text.lstrip().startswith("-") else 8000
        raise argparse.ArgumentTypeError(
            f"must be a whole number from 0 to 65535, got {text!r}; nearest: {nearest}"
        )
    return number


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"must be a finite number such as -0.5, got {text!r}")
    return number


def _print_table(chosen: list[Activation], inputs: Sequence[float]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("activation", "x", "value", "slope"):
        table.add_column(heading, no_wrap=True)
    pairs = [(each, x) for each in chosen for x in inputs]
    columns = (
        _aligned([repr(x).removesuffix(".0") for _, x in pairs]),
        _aligned([_four_digits(each(x)) for each, x in pairs]),
        _aligned([_four_digits(each.derivative(x)) for each, x in pairs]),
    )
    for row, (each, _) in enumerate(pairs):
        defaults = ", ".join(f"{p.name}={p.default:g}" for p in each.parameters)
        label = f"{each.slug} ({defaults})" if defaults else each.slug
        first = row % len(inputs) == 0
        table.add_row(label if first else "", *(column[row] for column in columns))
        if (row + 1) % len(inputs) == 0 and len(inputs) > 1:
            table.add_section()
    console = Console(width=max(80, shutil.get_terminal_size().columns), highlight=False)
    with console.capture() as captured:
        console.print(table)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()).rstrip())


def _four_digits(number: float) -> str:
    return f"{number + 0.0:#.4g}".removesuffix(".")


def _aligned(numbers: list[str]) -> list[str]:
    """Padded so that the decimal points stand below one another."""
    wholes = [len(number.partition(".")[0]) for number in numbers]
    padded = [" " * (max(wholes) - whole) + n for whole, n in zip(wholes, numbers, strict=True)]
    return [number.ljust(max(map(len, padded))) for number in padded]


if __name__ == "__main__":
    sys.exit(main())
