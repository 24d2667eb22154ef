"""The command line: `fieldguide` serves the guide, its commands print, and run the labs."""

from __future__ import annotations

import argparse
import errno
import math
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldguide.cli.terminal import Parser, fail, followed, new_table, print_summary, print_table
from fieldguide.refusals import nearest

if TYPE_CHECKING:
    from fieldguide.activations import Activation

_SAMPLES = (-2.0, -1.0, 0.0, 1.0, 2.0)
_ENDINGS = (".ndjson", ".svg")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words and not words[0].startswith("-"):
            if words[0] not in _COMMANDS:
                allowed = ", ".join(_COMMANDS)
                fail(f"there is no command {words[0]!r}; allowed: {allowed}", words[0], _COMMANDS)
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
    parser = Parser(
        "fieldguide",
        "Serve the guide on this machine and open it in a browser.",
        epilog="Commands: fieldguide show SLUG... prints values and slopes, fieldguide labs lists "
        "the labs, fieldguide lab NAME key=value... runs one (--help says more).",
        stray=f"a command comes first: {', '.join(_COMMANDS)}",
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

    from fieldguide import serve as server

    try:
        server.serve(options.host, options.port, open_browser=not options.no_open)
    except server.ServeError as error:
        print(f"fieldguide: {error}", file=sys.stderr)
        return 1 if str(error) == server.NOT_BUILT else 2
    return 0


def _show(words: list[str]) -> int:
    parser = Parser(
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
        fail(f"show needs the slug of an activation; allowed: {allowed}")
    try:
        chosen = [activations.get(slug) for slug in options.slugs]
    except activations.UnknownActivation as error:
        fail(str(error))
    for gate in activations.gates():
        if gate.slug not in options.slugs:
            continue
        fail(
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
            fail("--at: a result is not finite there, which JSON cannot say; choose a smaller x")
        return 0
    _print_table(chosen, inputs)
    return 0


def _labs(words: list[str]) -> int:
    parser = Parser("fieldguide labs", "List the labs and their parameters.")
    parser.add_argument("--json", action="store_true", help="print JSON: schema and presets too")
    options = parser.parse(words)

    from fieldguide import labs

    if options.json:
        import json

        print(json.dumps([labs.described(lab) for lab in labs.labs()], indent=2))
        return 0
    for number, lab in enumerate(labs.labs()):
        print("\n" * (number > 0) + f"{lab.name}: {lab.title}\n{lab.purpose}\n")
        table = new_table(("parameter", "default", "allowed"))
        for name, field in labs.schema(lab)["properties"].items():
            table.add_row(name, f"{field['default']}".removesuffix(".0"), labs.allowed(field))
        print_table(table)
    return 0


def _lab(words: list[str]) -> int:
    parser = Parser(
        "fieldguide lab",
        "Run a lab and print its summary.",
        epilog="Example: fieldguide lab vanish depth=30 activations=sigmoid,relu --save run.ndjson",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="a lab, such as vanish")
    parser.add_argument(
        "values", nargs="*", metavar="key=value", help="a parameter; fieldguide labs lists them"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.add_argument(
        "--save", type=_saved, metavar="FILE", help="write the run (.ndjson) or a figure (.svg)"
    )
    options = parser.parse(words)

    import json

    from fieldguide import labs
    from fieldguide.nets import limit_blas_threads

    if options.name is None:
        fail(f"lab needs the name of a lab; allowed: {', '.join(l.name for l in labs.labs())}")
    try:
        lab = labs.get(options.name)
        pairs = [word.partition("=") for word in options.values]
        for name, equals, _ in pairs:
            if not equals:
                names = lab.Params.model_fields
                fail(f"a parameter is given as key=value, got {name!r}", name, names)
        params = labs.read(lab, [(name, value) for name, _, value in pairs])
        limit_blas_threads()
        lines = followed(lab.title, labs.stream(lab, params), shown=not options.json)
    except labs.LabError as error:
        fail(str(error))
    frames = [json.loads(line) for line in lines]
    if options.json:
        print(json.dumps(_summary(frames), indent=2))
    else:
        print_summary(frames)
    # Last, so that what has been computed is told even where it cannot be saved.
    if options.save is not None:
        sys.stdout.flush()
        if options.save.suffix == ".svg":
            from fieldguide.figures import lab_svg

            lines = [lab_svg(frames).encode()]
        _write(options.save, b"".join(lines))
    return 0


def _summary(frames: list[dict[str, Any]]) -> dict[str, Any]:
    """What a run came to, with what it was asked for."""
    header, *_, summary = frames
    setup = next(frame for frame in frames if frame["kind"] == "setup")
    return {
        "lab": header["lab"],
        "version": header["version"],
        "params": header["params"],
        "names": setup["names"],
        "divergences": [frame for frame in frames if frame["kind"] == "divergence"],
        **{key: value for key, value in summary.items() if key != "kind"},
    }


_COMMANDS: dict[str, Callable[[list[str]], int]] = {"show": _show, "labs": _labs, "lab": _lab}


def _port(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 65535:
        closest = 65535 if number > 65535 else 0 if text.lstrip().startswith("-") else 8000
        raise argparse.ArgumentTypeError(
            f"must be a whole number from 0 to 65535, got {text!r}; nearest: {closest}"
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
    table = new_table(("activation", "x", "value", "slope"))
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
    print_table(table)


def _saved(text: str) -> Path:
    """A file that a run can be written to: its ending is known and its folder takes it."""
    path = Path(text)
    if path.suffix not in _ENDINGS:
        renamed = f"{path.stem}{nearest(path.suffix, _ENDINGS)}"
        raise argparse.ArgumentTypeError(
            f"must end in {' or '.join(_ENDINGS)}, got {text!r}; nearest: {renamed}"
        )
    _write(path, None)
    return path


def _write(path: Path, content: bytes | None) -> None:
    """Put a file in its place at once; with no content, only see whether that would work."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            part.write_bytes(content or b"")
            if content is not None:
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        fail(f"--save: {str(path)!r} cannot be written: {reason}")


def _four_digits(number: float) -> str:
    return f"{number + 0.0:#.4g}".removesuffix(".")


def _aligned(numbers: list[str]) -> list[str]:
    """Padded so that the decimal points stand below one another."""
    wholes = [len(number.partition(".")[0]) for number in numbers]
    padded = [" " * (max(wholes) - whole) + n for whole, n in zip(wholes, numbers, strict=True)]
    return [number.ljust(max(map(len, padded))) for number in padded]
