"""The console script, run as a reader would."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import fieldguide

SCRIPT = Path(sys.executable).with_name("fieldguide")
SLUGS = [each.slug for each in fieldguide.catalogue()]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *words], capture_output=True, text=True, timeout=60)


def printed(*words: str) -> str:
    ended = run(*words)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_version():
    assert printed("--version") == "fieldguide 0.1.0\n"


def test_help_names_the_commands():
    assert "fieldguide show" in printed("--help")
    assert "--at" in printed("show", "--help")


def test_json_has_a_record_for_each_slug_and_input():
    records = json.loads(printed("show", "sigmoid", "gelu", "--json"))
    inputs = [-2.0, -1.0, 0.0, 1.0, 2.0]
    assert [(r["slug"], r["x"]) for r in records] == [
        (slug, x) for slug in ("sigmoid", "gelu") for x in inputs
    ]
    for record in records:
        assert list(record) == ["slug", "x", "value", "derivative"]
        activation = fieldguide.get(record["slug"])
        assert record["value"] == activation(record["x"])
        assert record["derivative"] == activation.derivative(record["x"])


@pytest.mark.parametrize(
    ("text", "x"), [("1", 1.0), ("-0.5", -0.5), ("-1e-3", -0.001), ("1e300", 1e300)]
)
def test_at_takes_any_finite_number(text, x):
    records = json.loads(printed("show", "--json", "identity", "--at", text, "relu"))
    assert [(r["slug"], r["x"]) for r in records] == [("identity", x), ("relu", x)]
    assert [r["value"] for r in records] == [x, max(x, 0.0)]


def test_table_at_one():
    lines = printed("show", "sigmoid", "gelu", "--at", "1").splitlines()
    assert lines[0].split() == ["activation", "x", "value", "slope"]
    # Φ(1) = 0.841345 and φ(1) = 0.241971: GELU'(1) = Φ(1) + φ(1).
    assert lines[2].split() == ["sigmoid", "1", "0.7311", "0.1966"]
    assert lines[3].split() == ["gelu", "1", "0.8413", "1.083"]
    assert len(lines) == 4


def test_table_of_everything_fits_and_is_aligned():
    lines = printed("show", *SLUGS).splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in "".join(lines)
    rows = [line for line in lines[2:] if line]
    assert len(rows) == 5 * len(SLUGS)
    # Here every value and slope has a point, and no x has.
    points = [[at for at, c in enumerate(row) if c == "." and at > 33] for row in rows]
    assert len(set(map(tuple, points))) == 1
    assert len(points[0]) == 2
    assert sum("negative_slope=0.01" in row for row in rows) == 1


def test_table_keeps_four_digits_of_large_and_small():
    row = printed("show", "identity", "--at", "123456.75").splitlines()[2]
    assert row.split() == ["identity", "123456.75", "1.235e+05", "1.000"]
    row = printed("show", "sigmoid", "--at", "-10").splitlines()[2]
    assert row.split() == ["sigmoid", "-10", "4.540e-05", "4.540e-05"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["show"], SLUGS),
        (["show", "rleu"], ["rleu", "nearest: relu", *SLUGS]),
        (["show", "re\nlu"], ["'re lu'", "nearest: relu"]),
        (["show", "elu(alpah=2)"], ["alpah", "alpha"]),
        (["show", "elu(alpha=-1)"], ["alpha", "-1", "nearest: "]),
        (["show", "x*sin(y)"], ["x*sin(y)", '"y" is not known']),
        (["show", "relu", "--save", "a.gif"], [".svg, .png, .pdf or .csv", "nearest: a.svg"]),
        (["show", "relu", "--save", "/nowhere/a.csv"], ["/nowhere/a.csv", "no such file"]),
        (["sh\now"], ["sh\\now", "nearest: show"]),
        (["show", "relu", "--at", "nan"], ["--at", "finite", "nan"]),
        (["show", "relu", "--at", "-inf"], ["--at", "finite", "-inf"]),
        (["show", "relu", "--at", "1e999"], ["--at", "finite", "1e999"]),
        (["show", "relu", "--at", "one"], ["--at", "finite", "one"]),
        (["show", "relu", "--at"], ["--at"]),
        (["show", "relu", "--jsn"], ["--jsn", "--at", "nearest: --json"]),
        (["shwo", "relu"], ["shwo", "allowed: show", "nearest: show"]),
        (["--prot", "80"], ["--prot", "--host", "nearest: --port"]),
        (["--no-opne=1"], ["--no-opne", "nearest: --no-open"]),
        (["--no-open", "show"], ["show", "comes first"]),
        (["--port", "65536"], ["--port", "0 to 65535", "65536", "nearest: 65535"]),
        (["--port", "-1"], ["--port", "0 to 65535", "-1", "nearest: 0"]),
        (["--port", "http"], ["--port", "0 to 65535", "http"]),
        (["--port", "8000.5"], ["--port", "0 to 65535", "8000.5"]),
    ],
)
def test_bad_input_is_one_line(words, parts):
    ended = run(*words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("fieldguide: ")
    assert ended.stderr.count("\n") == 1
    for part in parts:
        assert part in ended.stderr


def test_a_closed_pipe_is_quiet():
    words = [SCRIPT, "show", *["gelu"] * 2000, "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""


def test_show_loads_neither_server_nor_labs_nor_matplotlib():
    code = (
        "import sys; from fieldguide import cli; cli.main(['show', 'relu']); "
        "heavy = {'fastapi', 'uvicorn', 'starlette', 'jinja2', 'matplotlib', 'fieldguide.labs'}; "
        "print(heavy & {*sys.modules})"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.endswith("set()\n")


def test_show_takes_functions_of_one_input():
    ended = run("show", "gelu", "geglu")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr == (
        "fieldguide: geglu is a gate of two inputs; show takes functions of one; nearest: gelu\n"
    )


def test_json_is_not_bent_to_hold_an_overflow():
    ended = run("show", "squared_relu", "--at", "1e200", "--json")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "not finite" in ended.stderr
