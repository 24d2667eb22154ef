"""The recipes in docs/ as steps that can be followed: files to create, to append to, to edit."""

import re
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
RECIPES = {name: ROOT / "docs" / f"new-{name}.md" for name in ("species", "lab", "page")}
_STEP = re.compile(r"\b(Create|Append to|Edit)\s+`([^`]+)`:$")


class Step(NamedTuple):
    """A block of code, and what to do with it.

    Attributes:
      action: "Create", "Append to" or "Edit" a file, or "Run" commands.
      path: the file; "" for commands.
      block: the code, a diff, or the commands.
    """

    action: str
    path: str
    block: str


def steps(text: str) -> list[Step]:
    """The blocks of a recipe, each with the action and the path that the text before it ends in.

    A block without text before it goes on with the same file.
    """
    result = []
    action = path = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            step = _STEP.search(token.content)
            action, path = step.groups() if step else ("", "")
        elif token.type in ("fence", "code_block"):
            if token.info == "sh":
                result.append(Step("Run", "", token.content))
                continue
            assert action, f"the text does not say where this goes:\n{token.content}"
            assert (action == "Edit") == (token.info == "diff"), path
            result.append(Step(action, path, token.content))
    return result


def follow(step: Step, root: Path) -> None:
    """Do what a step says to its file.

    Raises:
      AssertionError: the file is there already, is missing, or lacks the lines that a diff edits.
    """
    file = root / step.path
    assert file.exists() == (step.action != "Create"), step.path
    if step.action == "Create":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.block, "utf-8")
    elif step.action == "Append to":
        file.write_text(f"{file.read_text('utf-8')}\n{step.block}", "utf-8")
    else:
        file.write_text(edited(file.read_text("utf-8"), step), "utf-8")


def edited(text: str, step: Step) -> str:
    """The text of a file after a diff, whose lines must stand in it exactly once."""
    lines, diff = text.splitlines(), step.block.splitlines()
    before, after = ([line[1:] for line in diff if line[0] in signs] for signs in (" -", " +"))
    places = [i for i in range(len(lines)) if lines[i : i + len(before)] == before]
    assert len(places) == 1, f"{step.path} needs these lines once:\n{step.block}"
    lines[places[0] : places[0] + len(before)] = after
    return "".join(f"{line}\n" for line in lines)
