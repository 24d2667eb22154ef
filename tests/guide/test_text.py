"""The source of the text: no number typed in that could be computed, no state out of range."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from fieldguide import guide
from fieldguide.activations import get
from fieldguide.guide.pages.front_page import LEAK, SPECIES, read_section
from fieldguide.guide.references import references

TEXT = Path(guide.__file__).parent / "text"
SOURCES = {path.name: path.read_text("utf-8") for path in sorted(TEXT.glob("*.md"))}

# What is not prose: numbers to fill in, citations, the targets of links.
MARKS = r"\{[^}]*\}|\[@\w+\]|\]\([^)]*\)"

# Every typed digit that the text may hold, and why.
ALLOWED = {
    r"\b(?:19|20)\d\d\b": "a year",
    r"\[Fig\.&nbsp;\d+": "a figure's number, checked with the page",
    r"\bGPT-\d\b": "a name",
    r"\bCIFAR-10\b": "a name",
    r"\bfloat32\b": "a name",
    r"\*x\* = [±−]?\d\b": "a point that the step chooses, checked against its state",
    r"\(0, 1\)": "sigmoid's range, by definition",
    r"rounds to exactly 1\b": "the limit, by definition",
    r"a weight of 1\.5\b": "the weight that the figure opens with, checked against it",
    r"reached 25% training error": "a condition of a cited experiment",
    r"<mn>1</mn>": "an index in a formula",
}


def typed_digits(text):
    prose = re.sub(MARKS, "", text)
    for pattern in ALLOWED:
        prose = re.sub(pattern, "", prose)
    return [line for line in prose.splitlines() if re.search(r"\d", line)]


@pytest.mark.parametrize("file", SOURCES)
def test_no_number_is_typed_in(file):
    assert typed_digits(SOURCES[file]) == []


@pytest.mark.parametrize("slip", ["sigmoid's 0.7311", "at 4", "**12** layers", "*x* = 0.75", "10%"])
def test_the_check_catches_a_typed_number(slip):
    assert typed_digits(f"The value is {slip}, more or less.")


def test_every_allowance_is_used():
    prose = re.sub(MARKS, "", "\n".join(SOURCES.values()))
    assert [pattern for pattern in ALLOWED if not re.search(pattern, prose)] == []


def test_notes_of_references_hold_no_number():
    notes = re.sub(r"\bGPT-\d\b", "", " ".join(work.note for work in references().values()))
    assert not re.search(r"\d", notes)


@pytest.mark.parametrize("step", read_section("try"), ids=lambda step: str(step.title))
def test_a_step_sets_a_state_that_exists(step):
    state = {key: values[0] for key, values in parse_qs(step.state, strict_parsing=True).items()}
    assert set(state) <= {"show", "derivatives", "x", "focus", "negative_slope"}
    shown = state["show"].split(",")
    slugs = [activation.slug for activation in SPECIES]
    assert [slug for slug in slugs if slug in shown] == shown
    assert state.get("focus", shown[0]) in shown
    assert state.get("derivatives", "0") in {"0", "1"}
    assert -5 <= float(state["x"]) <= 5
    if "negative_slope" in state:
        (slope,) = get("leaky_relu").parameters
        assert slope.low <= float(state["negative_slope"]) <= slope.high
    assert step.see


def test_the_points_a_step_names_are_the_points_it_sets():
    for source in SOURCES["try.md"].split("### ")[1:]:
        named = {
            abs(float(x.replace("−", "-"))) for x in re.findall(r"\*x\* = ±?(−?\d+)\b", source)
        }
        (point,) = re.findall(r"[?&]x=(-?\d+)", source)
        assert named == {abs(float(point))}


@pytest.fixture(scope="module")
def opening():
    """What the page opens with: what it says itself, and the table of its state."""
    script = (Path(__file__).parents[2] / "web/src/state/settings.ts").read_text("utf-8")
    rows = re.findall(r"^  (\w+): number\(([\d.]+),", script, re.MULTILINE)
    default = r'data-defaults="show=[\w,]+&amp;negative_slope=([\d.]+)"'
    (slope,) = re.findall(default, guide.front_page())
    return {"negative_slope": float(slope)} | {name: float(value) for name, value in rows}


def test_the_leak_of_the_text_and_table_is_the_leak_the_page_opens_with(opening):
    leaks = re.findall(r"negative_slope=([\d.]+)", SOURCES["try.md"])
    assert {float(leak) for leak in leaks} == {LEAK} == {opening["negative_slope"]}


def test_the_loop_of_the_text_is_the_loop_the_figure_opens_with(opening):
    (weight,) = re.findall(r"a weight of ([\d.]+)", SOURCES["examples.md"])
    computed = re.findall(r"\{(?:fixed_point|loop_slope) tanh ([\d.]+)\}", SOURCES["examples.md"])
    assert {float(w) for w in computed} == {float(weight)} == {opening["weight"]}


def test_the_depth_of_the_text_is_the_depth_the_figure_opens_with(opening):
    depths = re.findall(r"\{product \w+ (\d+)", SOURCES["why.md"])
    assert "ten layers" in SOURCES["why.md"]
    assert {float(depth) for depth in depths} == {10.0} == {opening["depth"]}


def test_the_seven_parts_are_there():
    assert len(read_section("try")) == 3
    assert len(read_section("examples")) == 4
    assert [example.figure.element for example in read_section("examples")] == [
        "slope-contrast",
        "gelu-gap",
        "score-threshold",
        "tanh-loop",
    ]
    assert read_section("why")[0].figure.element == "slope-product"
