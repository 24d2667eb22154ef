"""The order of the house: floors, file sizes, and what an import may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "fieldguide"
FLOORS = {
    "activations": 1,
    "palette": 1,
    "analysis": 2,
    "nets": 2,
    "labs": 3,
    "torch": 3,
    "evidence": 4,
    "figures": 5,
    "guide": 6,
    "serve": 7,
    "export": 7,
    "notebook": 7,
    "cli": 8,
}
# The front door only names what the lower rooms hold.
FRONT_DOOR = 3
MOST_LINES = 400


def room(module: str) -> str:
    """`fieldguide.activations.activation` lies in the room `activations`; the front door in ""."""
    return module.removeprefix("fieldguide").lstrip(".").partition(".")[0]


def imported(source: str, module: str, *, is_package: bool = False) -> set[str]:
    """The rooms a module imports from, wherever in it the import stands."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            above = parts[: len(parts) - node.level + is_package] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            names += [f"{origin}.{alias.name}" for alias in node.names]
    return {room(name) for name in names if name.split(".")[0] == "fieldguide"}


def misplaced(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """The imports of a module that go up, sideways, or through the front door."""
    here = room(module)
    floor = FLOORS[here] if here else FRONT_DOOR
    rooms = imported(source, module, is_package=is_package) - {here}
    return sorted(name or "fieldguide" for name in rooms if FLOORS.get(name, floor) >= floor)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(part for part in inside.parts if part != "__init__")


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_each_floor_imports_only_floors_below(path):
    name = name_of(path)
    assert room(name) in {"", *FLOORS}, f"{name} has no floor: give it one in DESIGN and here"
    wrong = misplaced(path.read_text(), name, is_package=path.name == "__init__.py")
    assert not wrong, f"{name} may not import {', '.join(wrong)}"


@pytest.mark.parametrize(
    ("source", "module", "wrong"),
    [
        ("import fieldguide.cli.main", "fieldguide.serve.app", ["cli"]),
        ("from fieldguide import export", "fieldguide.serve.app", ["export"]),
        ("from fieldguide.nets import train", "fieldguide.analysis._gains", ["nets"]),
        ("def f():\n    from fieldguide import guide", "fieldguide.labs.depth", ["guide"]),
        ("from ..analysis import gap", "fieldguide.activations.activation", ["analysis"]),
        ("from . import analysis", "fieldguide.activations", []),
        ("from .. import analysis", "fieldguide.activations.activation", ["analysis"]),
        ("from ._record import Activation", "fieldguide.activations.elu", []),
        ("import fieldguide", "fieldguide.analysis._gains", ["fieldguide"]),
        (
            "from fieldguide.activations import get\nimport numpy",
            "fieldguide.guide.pages.front_page",
            [],
        ),
    ],
)
def test_the_check_sees_each_way_to_import(source, module, wrong):
    package = module.count(".") == 1 and room(module) == "activations"
    assert misplaced(source, module, is_package=package) == wrong


def sources() -> list[Path]:
    kept = {".py", ".ts", ".mjs", ".css", ".html", ".sh"}
    folders = ("src", "tests", "bench", "tools", "web")
    found = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    made = {"node_modules", "static"}
    return [p for p in found if p.suffix in kept and not made & {*p.relative_to(ROOT).parts}]


def test_files_are_of_one_idea():
    assert PACKAGE / "cli" / "main.py" in sources()
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in sources()
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


@pytest.mark.parametrize(
    "module", ["fieldguide", "fieldguide.cli", "fieldguide.serve.app", "fieldguide.guide"]
)
def test_nothing_heavy_is_loaded(module):
    code = f"import sys, {module}; print({{'torch', 'jax', 'IPython'}} & {{*sys.modules}})"
    ended = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("set()\n", "")
