"""`fieldguide labs` and `fieldguide lab`: in a terminal, as JSON, and saved."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from fieldguide import cli, figures, labs
from tests.cli.without import hide_matplotlib
from tests.labs.tiny import Watch, tiny

SCRIPT = Path(sys.executable).with_name("fieldguide")
TINY = (
    "import sys; from fieldguide import cli, labs; from tests.labs.tiny import Watch, tiny; "
    "labs.labs = lambda: (tiny(Watch()),); sys.exit(cli.main(sys.argv[1:]))"
)


@pytest.fixture
def watch(monkeypatch) -> Watch:
    """What the tiny lab does, which is here the only one."""
    watch = Watch()
    lab = tiny(watch)
    monkeypatch.setattr(labs, "labs", lambda: (lab,))
    return watch


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *words], capture_output=True, text=True, timeout=120)


def test_labs_lists_every_parameter():
    ended = run("labs")
    assert (ended.returncode, ended.stderr) == (0, "")
    listed = [line.split("  ")[0].rstrip() for line in ended.stdout.splitlines()]
    for lab in labs.labs():
        assert f"{lab.name}: {lab.title}" in listed
        assert {*lab.Params.model_fields} <= {*listed}


def test_labs_as_json_is_what_the_server_lists(guide_url):
    ended = run("labs", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout) == httpx.get(guide_url + "api/labs").json()


def test_a_saved_run_has_the_bytes_of_the_server(guide_url, tmp_path):
    file = tmp_path / "run.ndjson"
    ended = run("lab", "collapse", "depth=2", "activation=elu(alpha=2)", "--save", str(file))
    assert (ended.returncode, ended.stderr) == (0, "")
    answer = httpx.get(guide_url + "labs/collapse?depth=2&activation=elu(alpha=2)", timeout=60)
    assert file.read_bytes() == answer.content
    assert [*tmp_path.iterdir()] == [file]


def test_the_summary_is_a_table_and_a_sentence(watch, capsys):
    assert cli.main(["lab", "tiny", "frames=2"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    lines = told.out.splitlines()
    assert lines[0].split() == ["ReLU", "ELU", "(alpha", "2)"]
    assert "\x1b" not in told.out
    assert ["frames", "2"] in [line.split() for line in lines]
    assert lines[-1] == "It is done."


def test_json_is_the_summary_with_its_parameters(watch, capsys):
    assert cli.main(["lab", "tiny", "--json", "frames=2", "rate=0.125"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    summary = json.loads(told.out)
    assert list(summary) == [
        "lab", "version", "params", "names", "divergences", "frames", "says"
    ]  # fmt: skip
    assert summary["params"] == labs.get("tiny").Params(frames=2, rate=0.125).model_dump(
        mode="json"
    )
    assert summary["frames"] == 2


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["lab"], ["allowed: tiny"]),
        (["lab", "tini"], ["'tini'", "allowed: tiny", "nearest: tiny"]),
        (["lab", "tiny", "rate"], ["key=value", "'rate'", "nearest: rate"]),
        (["lab", "tiny", "rat=1"], ["'rat'", "allowed: frames", "nearest: rate"]),
        (["lab", "tiny", "rate=99"], ["rate", "at most 10", "'99'", "nearest: 10"]),
        (["lab", "tiny", "rate=1", "rate=1"], ["rate is given twice"]),
        (["lab", "tiny", "fate=refused"], ["not for this activation", "nearest: 0.1"]),
        (
            ["lab", "tiny", "--save", "a.pnj"],
            [".ndjson, .svg, .png or .pdf", "'a.pnj'", "nearest: a.png"],
        ),
        (["lab", "tiny", "--save", "a.csv"], [".ndjson, .svg, .png or .pdf", "'a.csv'"]),
        (["lab", "tiny", "--save", "a"], [".ndjson, .svg, .png or .pdf", "'a'"]),
        (["lab", "tiny", "--save", "/nowhere/a.svg"], ["/nowhere/a.svg", "no such file"]),
        (["lab", "tiny", "--sve", "a.svg"], ["--sve", "nearest: --save"]),
        (["labs", "tiny"], ["'tiny'", "takes none"]),
        (["lbas"], ["'lbas'", "allowed: show, labs, lab", "nearest: labs"]),
    ],
)
def test_bad_input_is_one_line(watch, capsys, words, parts):
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("fieldguide: ")
    assert told.err.count("\n") == 1
    for part in parts:
        assert part in told.err
    assert watch.yielded == 0


@pytest.mark.parametrize("name", ["folder.svg", "missing/run.svg"])
def test_a_file_that_cannot_be_written_is_said_before_the_run(watch, capsys, tmp_path, name):
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(SystemExit) as ended:
        cli.main(["lab", "tiny", "--save", str(tmp_path / name)])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "cannot be written" in told.err
    assert watch.opened == 0
    assert [each.name for each in tmp_path.iterdir()] == ["folder.svg"]


def test_what_is_computed_is_told_where_saving_fails(watch, capsys, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    run = labs.get("tiny").run

    def then_gone(params):
        yield from run(params)
        folder.rmdir()

    object.__setattr__(labs.get("tiny"), "run", then_gone)
    with pytest.raises(SystemExit) as ended:
        cli.main(["lab", "tiny", "--save", str(folder / "run.ndjson")])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out.endswith("It is done.\n")
    assert told.err.count("\n") == 1


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl+C interrupts, also where a shell has started the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_says_nothing_and_leaves_nothing(watch, capsys, tmp_path):
    run = labs.get("tiny").run

    def interrupted(params):
        for frame in run(params):
            yield frame
            if getattr(frame, "progress", 0) > 0.5:
                signal.raise_signal(signal.SIGINT)

    object.__setattr__(labs.get("tiny"), "run", interrupted)
    file = tmp_path / "run.ndjson"
    file.write_text("as it was\n")
    assert cli.main(["lab", "tiny", "frames=4", "--save", str(file)]) == 130
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")
    assert [*tmp_path.iterdir()] == [file]
    assert file.read_text() == "as it was\n"
    assert watch.yielded == 3


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_progress_is_shown_in_a_terminal_only(words):
    seen, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", TINY, "lab", "tiny", "frames=50", *words],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(terminal)
        shown = b""
        try:
            while some := os.read(seen, 65536):
                shown += some
        except OSError:
            pass  # So Linux says that the other end is closed.
        os.close(seen)
        assert "It is done." in process.stdout.read()
    assert process.returncode == 0
    assert (b"Tiny" in shown and b"100%" in shown) == (not words)
    assert bool(shown) == (not words)


def test_labs_loads_neither_server_nor_matplotlib():
    code = (
        "import sys; from fieldguide import cli; cli.main(['labs']); "
        "heavy = {'fastapi', 'uvicorn', 'starlette', 'jinja2', 'torch', 'matplotlib'}; "
        "print(heavy & {*sys.modules})"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.endswith("set()\n")


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")]
)
def test_a_saved_figure_is_that_of_the_run(tmp_path, ending, start):
    file = tmp_path / f"run.{ending}"
    words = ("collapse", "depth=1", "activation=gelu")
    ended = run("lab", *words, "--save", str(file))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [*tmp_path.iterdir()] == [file]
    content = file.read_bytes()
    assert content.startswith(start)
    lab = labs.get("collapse")
    given = [("depth", "1"), ("activation", "gelu")]
    lines = [json.loads(line) for line in labs.stream(lab, labs.read(lab, given))]
    assert content == figures.encoded(figures.lab_figure(lines), f".{ending}")
    if ending == "svg":
        figure = ET.parse(file).getroot()
        assert figure.tag == "{http://www.w3.org/2000/svg}svg"
        assert "GELU" in "".join(figure.itertext())


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_figure_without_matplotlib_is_refused_before_the_run(
    watch, capsys, tmp_path, monkeypatch, ending
):
    hide_matplotlib(monkeypatch)
    with pytest.raises(SystemExit) as ended:
        cli.main(["lab", "tiny", "--save", str(tmp_path / f"run.{ending}")])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == ("fieldguide: figures need Matplotlib; pip install 'fieldguide[figures]'\n")
    assert watch.opened == 0
    assert not [*tmp_path.iterdir()]


def test_a_run_is_saved_without_matplotlib(watch, capsys, tmp_path, monkeypatch):
    hide_matplotlib(monkeypatch)
    file = tmp_path / "run.ndjson"
    assert cli.main(["lab", "tiny", "--save", str(file)]) == 0
    assert json.loads(file.read_bytes().splitlines()[-1])["kind"] == "summary"
