"""The order of the house: floors, file sizes, and what an import may load."""

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tools.house import FLOORS, PACKAGE, PLANNED

ROOT = Path(__file__).parent.parent
ALL_FLOORS = FLOORS | PLANNED
# ``activation.statistics()`` is a short way to a function of the room above.
ALLOWED_UPWARD = {"fieldguide.activations.activation": ["analysis"]}
# The front door only names what the lower rooms hold.
FRONT_DOOR = 3
# Imports still to be replaced, of another room's inner module or closing a circle: importer,
# imported.
PENDING: set[tuple[str, str]] = set()
MOST_LINES = 400
LONGEST_LINE = 100  # characters; ruff checks those of Python


def room(module: str) -> str:
    """`fieldguide.activations.activation` lies in the room `activations`; the front door in ""."""
    return module.removeprefix("fieldguide").lstrip(".").partition(".")[0]


def imports(source: str, module: str, *, is_package: bool = False) -> set[tuple[str, str]]:
    """What a module imports from the package, wherever in it the import stands.

    Pairs of a module and a name in it; the name is "" for ``import fieldguide.nets``.
    """
    pairs = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            pairs |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            above = parts[: len(parts) - node.level + is_package] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            pairs |= {(origin, alias.name) for alias in node.names}
    return {pair for pair in pairs if pair[0].split(".")[0] == "fieldguide"}


def misplaced(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """The imports of a module that go up, sideways, or through the front door."""
    here = room(module)
    floor = ALL_FLOORS[here] if here else FRONT_DOOR
    pairs = imports(source, module, is_package=is_package)
    rooms = {room(f"{origin}.{name}") for origin, name in pairs} - {here}
    return sorted(name or "fieldguide" for name in rooms if ALL_FLOORS.get(name, floor) >= floor)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(part for part in inside.parts if part != "__init__")


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_each_floor_imports_only_floors_below(path):
    name = name_of(path)
    assert room(name) in {"", *ALL_FLOORS}, f"{name} has no floor: give it one in DESIGN and here"
    wrong = misplaced(path.read_text(), name, is_package=path.name == "__init__.py")
    assert wrong == ALLOWED_UPWARD.get(name, []), f"{name} may not import {', '.join(wrong)}"


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


MODULES = {name_of(path): path for path in modules()}
PACKAGES = {name for name, path in MODULES.items() if path.name == "__init__.py"}


@cache
def imports_of(module: str) -> set[tuple[str, str]]:
    return imports(MODULES[module].read_text(), module, is_package=module in PACKAGES)


@cache
def offered(package: str) -> dict[str, str]:
    """The names that a package's `__init__` binds, and the module each is imported from."""
    names = {}
    for node in ast.parse(MODULES[package].read_text()).body:
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: node.module or "" for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names[node.name] = package
        elif isinstance(node, ast.Assign):
            names |= {target.id: package for target in node.targets if isinstance(target, ast.Name)}
    return names


def inner(origin: str, name: str) -> str:
    """The module that an import from another room may not name, or nothing.

    A room is entered through its package or a package in it, by names without an underscore.
    """
    whole = f"{origin}.{name}".rstrip(".")
    if any(part.startswith("_") for part in whole.split(".")):
        return whole
    if origin in PACKAGES and name in offered(origin):
        return ""
    module = whole if whole in MODULES else origin
    is_room = module.count(".") <= 1
    return "" if is_room or module in PACKAGES else module


def definition(origin: str, name: str) -> str:
    """The module in which an imported name is defined: re-exports are followed."""
    if origin in PACKAGES and name in offered(origin) and offered(origin)[name] != origin:
        return definition(offered(origin)[name], name)
    whole = f"{origin}.{name}"
    return whole if whole in MODULES else origin


def entered() -> set[tuple[str, str]]:
    """Each import of another room's inner module: importer, imported."""
    pairs = {
        (module, inner(*pair))
        for module in MODULES
        for pair in imports_of(module)
        if room(".".join(pair)) != room(module)
    }
    return {(importer, imported) for importer, imported in pairs if imported}


def test_a_room_is_entered_through_its_public_names():
    assert entered() - PENDING == set()


@pytest.mark.parametrize(
    ("origin", "name", "module"),
    [
        ("fieldguide.activations", "get", ""),
        # A function of the same name hides the module of it.
        ("fieldguide.activations", "catalogue", ""),
        ("fieldguide.activations", "activation", "fieldguide.activations.activation"),
        ("fieldguide.activations.catalogue", "get", "fieldguide.activations.catalogue"),
        ("fieldguide.activations.catalogue", "", "fieldguide.activations.catalogue"),
        ("fieldguide.activations", "_hidden", "fieldguide.activations._hidden"),
        ("fieldguide.activations.formula", "", ""),
        ("fieldguide.activations", "formula", ""),
        ("fieldguide.refusals", "nearest", ""),
        ("fieldguide.refusals", "_likeness", "fieldguide.refusals._likeness"),
        ("fieldguide", "serve", ""),
    ],
)
def test_the_check_tells_a_room_from_what_is_inside_it(origin, name, module):
    assert inner(origin, name) == module


def graph(left_out: set[tuple[str, str]]) -> dict[str, set[str]]:
    """The modules that each module imports, a re-exported name counted where it is defined."""
    return {
        module: {
            imported
            for pair in imports_of(module)
            if room(".".join(pair)) not in ALLOWED_UPWARD.get(module, [])
            if (imported := definition(*pair)) != module and (module, imported) not in left_out
        }
        for module in MODULES
    }


def is_circular(modules: dict[str, set[str]]) -> bool:
    try:
        TopologicalSorter(modules).prepare()
    except CycleError:
        return True
    return False


def test_no_module_imports_itself_through_others():
    modules = graph(PENDING)
    assert "fieldguide.activations.activation" in modules["fieldguide.cli.show"]
    assert "fieldguide.activations.catalogue" in modules["fieldguide.guide.pages.plate"]
    # Raises CycleError, which names the circle.
    TopologicalSorter(modules).prepare()
    modules["fieldguide.activations.gate"].add("fieldguide.cli.main")
    assert is_circular(modules)


def test_every_pending_import_is_still_to_be_replaced():
    circular = {pair for pair in PENDING if is_circular(graph(PENDING - {pair}))}
    assert PENDING - entered() - circular == set()


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


def test_no_line_of_the_page_is_too_long():
    paths = [path for path in sources() if path.suffix in {".ts", ".mjs", ".css"}]
    assert ROOT / "web" / "build.mjs" in paths
    lines = (
        (f"{path.relative_to(ROOT)}:{number}", line)
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
    )
    assert [where for where, line in lines if len(line) > LONGEST_LINE] == []


def test_no_module_of_the_page_imports_itself_through_others():
    modules = {path for path in sources() if path.suffix == ".ts"}
    relative = re.compile(r'\b(?:from|import)\s*\(?\s*"(\.[^"]*)"')
    imports = {
        path: {
            (path.parent / f"{name}.ts").resolve() for name in relative.findall(path.read_text())
        }
        for path in modules
    }
    pages = ROOT / "web" / "src" / "pages"
    assert pages / "guide.ts" in imports[pages / "labs.ts"]
    TopologicalSorter(imports).prepare()


@pytest.mark.parametrize(
    "module", ["fieldguide", "fieldguide.cli", "fieldguide.serve.app", "fieldguide.guide"]
)
def test_nothing_heavy_is_loaded(module):
    code = f"import sys, {module}; print({{'torch', 'jax', 'IPython'}} & {{*sys.modules}})"
    ended = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("set()\n", "")
