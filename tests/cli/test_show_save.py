"""What `fieldguide show --save` writes: a figure, or the numbers as CSV."""

import csv
import io
import json
from importlib import import_module

import pytest

import fieldguide
from fieldguide import cli, figures
from tests.cli.without import hide_matplotlib


def show(capsys, *words):
    """What is printed."""
    assert cli.main(["show", *words]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def test_csv_has_a_column_for_each_value_and_slope(capsys, tmp_path):
    file = tmp_path / "numbers.csv"
    printed = show(capsys, "gelu", "elu(alpha=2)", "gelu", "--save", str(file))
    assert printed == show(capsys, "gelu", "elu(alpha=2)", "gelu")
    assert [*tmp_path.iterdir()] == [file]
    head, *rows = csv.reader(io.StringIO(file.read_text()))
    assert head == ["x", "gelu", "gelu slope", "elu(alpha=2)", "elu(alpha=2) slope"]
    numbers = [[float(cell) for cell in row] for row in rows]
    assert [row[0] for row in numbers] == [k / 100 for k in range(-500, 501)]
    # Full precision: what is read back is the same number.
    for x, *values in numbers:
        assert values == [
            fieldguide.gelu(x),
            fieldguide.gelu.derivative(x),
            fieldguide.elu(x, alpha=2),
            fieldguide.elu.at(alpha=2).derivative(x),
        ]


def test_csv_at_one_input_has_one_row(capsys, tmp_path):
    file = tmp_path / "numbers.csv"
    show(capsys, "sigmoid", "--at", "0.1", "--save", str(file))
    value, slope = fieldguide.sigmoid(0.1), fieldguide.sigmoid.derivative(0.1)
    assert file.read_text() == f"x,sigmoid,sigmoid slope\n0.1,{value!r},{slope!r}\n"


def test_a_comma_in_a_formula_is_quoted(capsys, tmp_path):
    file = tmp_path / "numbers.csv"
    show(capsys, "max(x,0)", "1/x", "--at", "0", "--save", str(file))
    head, row = csv.reader(io.StringIO(file.read_text()))
    assert head == ["x", "max(x,0)", "max(x,0) slope", "1/x", "1/x slope"]
    assert row[:3] == ["0.0", "0.0", "0.0"]
    assert not float(row[3]) < float("inf")


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_a_figure_is_that_of_the_activations(capsys, tmp_path, ending):
    file = tmp_path / f"curves{ending}"
    words = ["gelu", "silu", "gelu"]
    printed = show(capsys, *words, "--derivative", "--at", "1", "--save", str(file))
    assert printed == show(capsys, *words, "--at", "1")
    drawn = figures.curves_figure([fieldguide.gelu, fieldguide.silu], slopes=True, at=1.0)
    assert file.read_bytes() == figures.encoded(drawn, ending)
    assert [*tmp_path.iterdir()] == [file]


def test_a_figure_takes_parameters_and_formulas(capsys, tmp_path):
    file = tmp_path / "curves.svg"
    show(capsys, "elu( alpha = 2 )", "x*sin(b*x)(b=3)", "--save", str(file))
    written = file.read_text()
    assert ">ELU (alpha 2) ↑</text>" in written
    assert ">x*sin(b*x) (b 3) ↑</text>" in written


def test_parameters_and_formulas_are_printed_as_the_labs_spell_them(capsys):
    rows = show(capsys, "elu( alpha = 2 )", "x * sin(x)", "gelu", "--at", "-1").splitlines()[2:]
    # 2 (1/e - 1) and its slope 2/e; sin 1 and -sin 1 - cos 1; -Phi(-1) and Phi(-1) - phi(1).
    assert [row.split()[:2] for row in rows] == [
        ["elu", "(alpha=2)"],
        ["x*sin(x)", "-1"],
        ["gelu", "-1"],
    ]
    assert [row.split()[-2:] for row in rows] == [
        ["-1.264", "0.7358"],
        ["0.8415", "-1.382"],
        ["-0.1587", "-0.08332"],
    ]
    records = json.loads(show(capsys, "elu(alpha=2.0)", "x * sin(x)", "--at", "-1", "--json"))
    assert [record["slug"] for record in records] == ["elu(alpha=2)", "x*sin(x)"]
    assert records[0]["value"] == fieldguide.elu(-1.0, alpha=2)


def test_a_figure_without_matplotlib_is_refused_before_anything_is_printed(
    capsys, tmp_path, monkeypatch
):
    hide_matplotlib(monkeypatch)
    with pytest.raises(SystemExit) as ended:
        cli.main(["show", "gelu", "--save", str(tmp_path / "f.pdf")])
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "fieldguide: figures need Matplotlib; pip install 'fieldguide[figures]'\n"
    )
    assert not [*tmp_path.iterdir()]
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'fieldguide\[figures\]'"):
        import_module("fieldguide.figures")


def test_csv_needs_no_matplotlib(capsys, tmp_path, monkeypatch):
    hide_matplotlib(monkeypatch)
    show(capsys, "gelu", "--save", str(tmp_path / "numbers.csv"))
    assert len((tmp_path / "numbers.csv").read_text().splitlines()) == 1002


def test_what_is_printed_stays_where_saving_fails(capsys, tmp_path, monkeypatch):
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / "f.csv"
    derivative = type(fieldguide.gelu).derivative

    def then_gone(self, x, **parameters):
        if folder.exists():
            folder.rmdir()
        return derivative(self, x, **parameters)

    monkeypatch.setattr(type(fieldguide.gelu), "derivative", then_gone)
    with pytest.raises(SystemExit) as ended:
        cli.main(["show", "gelu", "--at", "1", "--save", str(file)])
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1].split() == ["gelu", "1", "0.8413", "1.083"]
    assert printed.err.count("\n") == 1
    assert "cannot be written" in printed.err
