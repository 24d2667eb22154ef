"""The floors of the package, and the picture of them that CONTRIBUTING shows: `make generated`.

A module imports only from floors below its own; tests/test_house.py enforces it.
"""

import ast
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fieldguide import palette

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "fieldguide"
PICTURE = ROOT / "docs" / "house.svg"
TEMPLATE = "house.svg.jinja"

FLOORS = {
    "refusals": 0,
    "typed_numbers": 0,
    "activations": 1,
    "palette": 1,
    "analysis": 2,
    "nets": 3,
    "labs": 4,
    "figures": 5,
    "guide": 6,
    "serve": 7,
    "cli": 8,
}
"""The floor of each room that exists."""

PLANNED = {"torch": 4, "evidence": 5, "export": 7, "notebook": 7}
"""The floor of each room that DESIGN plans; the test lets a module appear there."""


class Room(NamedTuple):
    """A room as the picture shows it.

    Attributes:
      name: of the package below ``fieldguide``.
      purpose: the first line of its docstring.
      inside: the folders in it, comma-separated.
    """

    name: str
    purpose: str
    inside: str


def room(name: str) -> Room:
    """Read the purpose and the folders of a room from its files."""
    folder = PACKAGE / name
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    inner = sorted(found.parent.name for found in folder.glob("*/__init__.py"))
    return Room(name, docstring.partition("\n")[0].rstrip("."), ", ".join(inner))


def picture() -> str:
    """The house as SVG: a floor a row, the highest first."""
    floors: dict[int, list[Room]] = {}
    for name, floor in FLOORS.items():
        floors.setdefault(floor, []).append(room(name))
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template(TEMPLATE)
    return template.render(floors=sorted(floors.items(), reverse=True), colors=palette.PAGE)
