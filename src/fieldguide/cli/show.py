"""`fieldguide show`: values and slopes of activations, printed and saved."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from fieldguide.cli.options import Parser, fail, finite_number
from fieldguide.cli.saving import FIGURE_ENDINGS, figures_for, file_ending_in, write
from fieldguide.cli.tables import aligned, four_digits, new_table, print_table

if TYPE_CHECKING:
    from fieldguide.activations import Activation

_PRINTED = (-2.0, -1.0, 0.0, 1.0, 2.0)
_SAVED = tuple(number / 100 for number in range(-500, 501))


def run_show(words: list[str]) -> int:
    """Print a table or JSON; write a figure, or the numbers as CSV."""
    parser = Parser(
        "fieldguide show",
        "Print the values and slopes of activations, to 4 significant digits.",
        epilog="Example: fieldguide show gelu 'elu(alpha=2)' 'x*sin(x)' --derivative --save f.pdf",
    )
    parser.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="an activation, such as gelu, or a formula"
    )
    parser.add_argument(
        "--at", type=finite_number, metavar="X", help="the input (without it: -2, -1, 0, 1 and 2)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, in full precision")
    parser.add_argument(
        "--save",
        type=file_ending_in(*FIGURE_ENDINGS, ".csv"),
        metavar="FILE",
        help="write a figure (.svg, .png, .pdf) or the numbers from -5 to 5 (.csv)",
    )
    parser.add_argument(
        "--derivative", action="store_true", help="draw the slopes too in the figure of --save"
    )
    options = parser.parse(words)
    # Before anything is printed, so that a missing library is the only line.
    figures = figures_for(options.save)

    chosen = _read(options.slugs)
    inputs = _PRINTED if options.at is None else (options.at,)
    if options.json:
        _print_json(chosen, inputs)
    else:
        _print_table(chosen, inputs)
    if options.save is not None:
        sys.stdout.flush()
        activations = dict(chosen)
        if figures is not None:
            figure = figures.curves_figure(
                [*activations.values()], slopes=options.derivative, at=options.at
            )
            content = figures.encoded(figure, options.save.suffix)
        else:
            content = _csv(activations, _SAVED if options.at is None else inputs).encode()
        write(options.save, content)
    return 0


def _read(texts: Sequence[str]) -> list[tuple[str, Activation]]:
    """The activations asked for, each with its spelling; ends where one cannot be read."""
    from fieldguide import activations

    if not texts:
        allowed = ", ".join(each.slug for each in activations.catalogue())
        fail(f"show needs the slug of an activation; allowed: {allowed}")
    for gate in activations.gates():
        if gate.slug in texts:
            fail(
                f"{gate.slug} is a gate of two inputs; show takes functions of one; "
                f"nearest: {gate.inner.slug}"
            )
    slugs = {each.slug for each in activations.catalogue()}
    return [(text, activations.get(text)) if text in slugs else _parsed(text) for text in texts]


def _parsed(text: str) -> tuple[str, Activation]:
    """A slug with parameters, such as elu(alpha=2), or a formula, as the labs read them."""
    # The import takes longer than all the rest of a plain `show`.
    from fieldguide import labs

    try:
        activation = labs.species(text)
    except ValueError as error:
        fail(str(error))
    return labs.text_of(activation), activation


def _print_json(chosen: Iterable[tuple[str, Activation]], inputs: Sequence[float]) -> None:
    rows: list[dict[str, str | float]] = [
        {"slug": text, "x": x, "value": each(x), "derivative": each.derivative(x)}
        for text, each in chosen
        for x in inputs
    ]
    try:
        print(json.dumps(rows, indent=2, allow_nan=False))
    except ValueError:
        fail("--at: a result is not finite there, which JSON cannot say; choose a smaller x")


def _print_table(chosen: Iterable[tuple[str, Activation]], inputs: Sequence[float]) -> None:
    table = new_table(("activation", "x", "value", "slope"))
    rows = [(text, each, x) for text, each in chosen for x in inputs]
    columns = (
        aligned([repr(x).removesuffix(".0") for _, _, x in rows]),
        aligned([four_digits(each(x)) for _, each, x in rows]),
        aligned([four_digits(each.derivative(x)) for _, each, x in rows]),
    )
    for row, (text, each, _) in enumerate(rows):
        first = row % len(inputs) == 0
        label = _label(text, each) if first else ""
        table.add_row(label, *(column[row] for column in columns))
        if (row + 1) % len(inputs) == 0 and len(inputs) > 1:
            table.add_section()
    print_table(table)


def _label(text: str, activation: Activation) -> str:
    if activation.slug == "formula" or not activation.parameters:
        return text
    values = ", ".join(f"{name}={value:g}" for name, value in activation.values.items())
    return f"{activation.slug} ({values})"


def _csv(activations: Mapping[str, Activation], inputs: Sequence[float]) -> str:
    """A row an input: x, and the value and slope of each; floats as Python's repr writes them."""
    lines = StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(["x", *(name for text in activations for name in (text, f"{text} slope"))])
    columns: list[Sequence[float]] = [inputs]
    for each in activations.values():
        columns += [each([*inputs]), each.derivative([*inputs])]
    rows.writerows(zip(*columns, strict=True))
    return lines.getvalue()
