"""`fieldguide labs` lists the labs; `fieldguide lab` runs one, prints its summary and saves it."""

import json
import sys
from typing import Any

from fieldguide.cli.lab_results import print_summary
from fieldguide.cli.options import Parser, fail
from fieldguide.cli.saving import FIGURE_ENDINGS, figures_for, file_ending_in, write
from fieldguide.cli.tables import collected, new_table, print_table

Line = dict[str, Any]


def run_labs(words: list[str]) -> int:
    """Print each lab with a table of its parameters, or all as JSON."""
    parser = Parser("fieldguide labs", "List the labs and their parameters.")
    parser.add_argument("--json", action="store_true", help="print JSON: schema and presets too")
    options = parser.parse(words)

    from fieldguide import labs

    if options.json:
        print(json.dumps([labs.described(lab) for lab in labs.labs()], indent=2))
        return 0
    for number, lab in enumerate(labs.labs()):
        print("\n" * (number > 0) + f"{lab.name}: {lab.title}\n{lab.purpose}\n")
        table = new_table(("parameter", "default", "allowed"))
        for name, field in labs.schema(lab)["properties"].items():
            table.add_row(name, f"{field['default']}".removesuffix(".0"), labs.allowed(field))
        print_table(table)
    return 0


def run_lab(words: list[str]) -> int:
    """Run a lab, print its summary, and write the run or its figure."""
    parser = Parser(
        "fieldguide lab",
        "Run a lab and print its summary.",
        epilog="Example: fieldguide lab vanish depth=30 activations=sigmoid,relu --save run.pdf",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="a lab, such as vanish")
    parser.add_argument(
        "values", nargs="*", metavar="key=value", help="a parameter; fieldguide labs lists them"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.add_argument(
        "--save",
        type=file_ending_in(".ndjson", *FIGURE_ENDINGS),
        metavar="FILE",
        help="write the run (.ndjson) or its figure (.svg, .png, .pdf)",
    )
    options = parser.parse(words)
    # Before the run, which may take long.
    figures = figures_for(options.save)

    stream = _run(options.name, options.values, shown=not options.json)
    lines: list[Line] = [json.loads(line) for line in stream]
    if options.json:
        print(json.dumps(_summary(lines), indent=2))
    else:
        print_summary(lines)
    # After the summary, which is then printed even where the file cannot be written.
    if options.save is not None:
        sys.stdout.flush()
        content = b"".join(stream)
        if figures is not None:
            content = figures.encoded(figures.lab_figure(lines), options.save.suffix)
        write(options.save, content)
    return 0


def _run(name: str | None, values: list[str], *, shown: bool) -> list[bytes]:
    """Every line of a run; ``shown`` asks for a progress bar."""
    from fieldguide import labs
    from fieldguide.nets import limit_blas_threads

    if name is None:
        fail(f"lab needs the name of a lab; allowed: {', '.join(l.name for l in labs.labs())}")
    try:
        lab = labs.get(name)
        pairs = [word.partition("=") for word in values]
        for key, equals, _ in pairs:
            if not equals:
                names = lab.Params.model_fields
                fail(f"a parameter is given as key=value, got {key!r}", key, names)
        params = labs.read(lab, [(key, value) for key, _, value in pairs])
        limit_blas_threads()
        return collected(lab.title, labs.stream(lab, params), shown=shown)
    except labs.LabError as error:
        fail(str(error))


def _summary(lines: list[Line]) -> Line:
    """The parameters and the results of a run."""
    by_kind = {line["kind"]: line for line in lines}
    header, setup, summary = (by_kind[kind] for kind in ("header", "setup", "summary"))
    return {
        "lab": header["lab"],
        "version": header["version"],
        "params": header["params"],
        "names": setup["names"],
        "divergences": [line for line in lines if line["kind"] == "divergence"],
        **{key: value for key, value in summary.items() if key != "kind"},
    }
