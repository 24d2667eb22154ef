"""The page's types of a run's lines: those generated from the records, and true of real runs."""

import json
import re

import pytest

from fieldguide import labs
from tools import generate, typescript

PATH = next(path for path in generate.FILES if path.name == "frames.ts")
# Short runs in which something diverges, so that each kind of line comes; other labs are run at
# their defaults.
RUNS = {
    "collapse": {"depth": "2", "activation": "log(x)"},
    "vanish": {"activations": "exp(x*x),relu", "depth": "3", "width": "8", "seeds": "2"},
    "die": {
        "activations": "exp(x*x),relu",
        "width": "2",
        "depth": "2",
        "seeds": "2",
        "steps": "3",
        "learning_rate": "10",
    },
    "bend": {"activations": "log(x),relu", "layers": "1", "width": "2", "epochs": "2"},
}


def interfaces() -> dict[str, dict[str, str]]:
    """The fields of each interface in the file, and their types."""
    block = re.compile(r"^export interface (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
    fields = re.compile(r"^  readonly (\w+): (.+?);", re.MULTILINE)
    return {name: dict(fields.findall(body)) for name, body in block.findall(PATH.read_text())}


def members(union: str) -> set[str]:
    """The interfaces that a union of the file comes down to."""
    found = re.search(rf"^export type {union} =(.*?);", PATH.read_text(), re.MULTILINE | re.DOTALL)
    if not found:
        return {union}
    return {name for member in re.findall(r"\w+", found[1]) for name in members(member)}


def split(text: str, separator: str) -> list[str]:
    """Split where no bracket is open."""
    parts, depth = [""], 0
    for piece in re.split(f"([<>\\[\\]]|{re.escape(separator)})", text):
        depth += (piece in ("<", "[")) - (piece in (">", "]"))
        if piece == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def fits(value: object, kind: str) -> bool:
    """Whether a value of JSON is of a type of TypeScript."""
    scalars = {"number": (int, float), "string": (str,), "boolean": (bool,), "null": (type(None),)}
    if len(choices := split(kind, " | ")) > 1:
        return any(fits(value, choice) for choice in choices)
    if kind.startswith("List<"):
        return isinstance(value, list) and all(fits(item, kind[5:-1]) for item in value)
    if kind.startswith("readonly ["):
        kinds = split(kind[10:-1], ", ")
        return isinstance(value, list) and len(value) == len(kinds) and all(map(fits, value, kinds))
    if kind in interfaces():
        return bool(matching(value, {kind}))
    if kind.startswith("Readonly<Record<"):
        _, item = split(kind[16:-2], ", ")
        return isinstance(value, dict) and all(fits(each, item) for each in value.values())
    return kind == "unknown" or kind == json.dumps(value) or type(value) in scalars.get(kind, ())


def matching(line: dict, names: set[str]) -> list[str]:
    """The interfaces that have exactly the keys of a line, in its order, and their types."""
    known = interfaces()
    return [
        name
        for name in names
        if [*known[name]] == [*line] and all(fits(line[key], known[name][key]) for key in line)
    ]


@pytest.mark.parametrize("name", [lab.name for lab in labs.labs()])
def test_each_line_of_a_run_has_the_declared_keys_and_types(name):
    lab, names = labs.get(name), members(f"{name.capitalize()}Line")
    assert {record.__name__ for record in lab.records} < names
    seen = set()
    for text in labs.stream(lab, labs.read(lab, RUNS.get(name, {}).items())):
        (kind,) = matching(json.loads(text), names)
        seen.add(kind)
    assert names - seen <= {"Progress", "Failure"}


def test_progress_and_failures_are_lines_of_every_lab():
    for lab in labs.labs():
        names = members(f"{lab.name.capitalize()}Line")
        assert matching(labs.Progress(progress=0.5).as_dict(), names) == ["Progress"]
        assert matching(labs.Failure(reason="why").as_dict(), names) == ["Failure"]


@pytest.mark.parametrize(
    ("change", "fitting"),
    [
        ({}, True),
        ({"targets": [0, 1.5]}, True),
        ({"inputs": [0.0, 1.0]}, False),
        ({"inputs": [[None, 1.0]]}, False),
        ({"inputs": [[0.0, 1.0, 2.0]]}, False),
        ({"names": [3]}, False),
        ({"smooth": [0]}, False),
        ({"kind": "frame"}, False),
        ({"more": 1}, False),
    ],
)
def test_a_setup_that_is_not_as_declared_is_told(change, fitting):
    lab = labs.get("bend")
    setup = next(lab.run(lab.Params())).as_dict()
    line = json.loads(labs.ndjson._json(setup)) | change
    assert bool(matching(line, members("BendLine"))) == fitting


@pytest.mark.parametrize(
    ("change", "fitting"),
    [
        ({}, True),
        ({"noise": 0}, True),
        ({"noise": "0"}, False),
        ({"dataset": "square"}, False),
        ({"more": 1}, False),
    ],
)
def test_parameters_that_are_not_as_declared_are_told(change, fitting):
    lab = labs.get("bend")
    header = json.loads(next(labs.stream(lab, lab.Params())))
    header["params"] |= change
    assert bool(matching(header, members("BendLine"))) == fitting


@pytest.mark.parametrize("lab", labs.labs(), ids=lambda lab: lab.name)
def test_a_field_has_one_meaning_in_all_records_of_a_lab(lab):
    texts: dict[str, set[str]] = {}
    for record in lab.records:
        for name, (_, meaning) in labs.declared(record).items():
            assert meaning, f"{record.__name__}.{name} needs a Meaning"
            texts.setdefault(name, set()).add(meaning.text)
    assert {name for name, different in texts.items() if len(different) > 1} == set()


@pytest.mark.parametrize("lab", labs.labs(), ids=lambda lab: lab.name)
def test_a_record_has_what_every_lab_gives(lab):
    for record in lab.records:
        assert {*record.__base__.__annotations__} <= {*labs.declared(record)}


def test_a_type_that_the_page_has_no_word_for_is_an_error():
    with pytest.raises(KeyError):
        typescript._type(complex, None)
