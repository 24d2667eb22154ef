"""CONTRIBUTING and its recipes name what exists, and the recipes' edits fit the files of today."""

import re
import shutil

import pytest

from tests.recipes import RECIPES, ROOT, Step, edited, follow, steps

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TEXTS = {"CONTRIBUTING": CONTRIBUTING} | {
    name: path.read_text("utf-8") for name, path in RECIPES.items()
}
CREATED = {step.path for text in TEXTS.values() for step in steps(text) if step.action == "Create"}


def prose(text: str) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def paths(text: str) -> set[str]:
    """What stands in code marks and has a slash inside, and the files that links lead to."""
    pairs = re.findall(r"`([\w.-]+/[\w./-]*)`|\]\(([\w./-]+)\)", prose(text))
    return {marked or linked for marked, linked in pairs}


@pytest.mark.parametrize("name", TEXTS)
def test_the_paths_it_names_exist(name):
    # An environment is not tracked, and NAME stands for any.
    named = {path for path in paths(TEXTS[name]) if not re.match(r"\.venv/|.*NAME", path)}
    assert len(named) > 2
    assert {path for path in named - CREATED if not (ROOT / path).exists()} == set()


def test_it_names_each_command_and_each_exists():
    (phony,) = re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    targets = {*phony.split()} - {"chromium"}
    assert set(re.findall(r"^\| `make ([\w-]+)`", CONTRIBUTING, re.MULTILINE)) == targets
    for text in TEXTS.values():
        assert set(re.findall(r"`make ([\w-]+)", prose(text))) <= targets
        for step in steps(text):
            if step.action == "Run":
                words = re.sub(r"\bLAB=\w+", "", step.block).split()
                assert {*words} <= {"make", *targets}


def test_it_names_each_room_of_the_package_and_of_the_page():
    rows = " ".join(re.findall(r"^\|(.*?)\|", CONTRIBUTING, re.MULTILINE))
    rooms = {path.parent.name for path in ROOT.glob("src/fieldguide/*/__init__.py")}
    rooms |= {path.name for path in ROOT.glob("web/src/*/")}
    assert "species-index" in rooms
    assert set(re.findall(r"`([\w-]+)`", rows)) >= rooms


def test_it_shows_the_house_and_leads_to_each_recipe():
    assert {"docs/house.svg", *(f"docs/new-{name}.md" for name in RECIPES)} <= paths(CONTRIBUTING)


def test_it_is_read_in_five_minutes():
    assert len(CONTRIBUTING.splitlines()) < 200
    # At 240 words a minute.
    assert len(CONTRIBUTING.split()) < 1200


def test_the_recipes_fit_the_files_of_today(tmp_path):
    for recipe in RECIPES:
        for step in steps(TEXTS[recipe]):
            original, file = ROOT / step.path, tmp_path / step.path
            if step.action != "Run":
                assert original.exists() == (step.action != "Create"), step.path
                if original.exists() and not file.exists():
                    file.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(original, file)
                follow(step, tmp_path)


@pytest.mark.parametrize("text", ["", "a\nc\n", "a\nb\na\nb\n"])
def test_an_edit_that_does_not_fit_is_told(text):
    step = Step("Edit", "f.py", " a\n-b\n+c\n")
    assert edited("x\na\nb\n", step) == "x\na\nc\n"
    with pytest.raises(AssertionError, match="needs these lines once"):
        edited(text, step)


def test_a_block_without_a_file_is_told():
    with pytest.raises(AssertionError, match="where this goes"):
        steps("1. Append this:\n\n```python\nx = 1\n```\n")
