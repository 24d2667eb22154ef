"""A newcomer's species, lab and page: the recipes followed as they stand, on a copy."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.recipes import RECIPES, follow, steps
from tools.chromium import server

ROOT = Path(__file__).parents[2]
# The environment is installed: nothing is set up again for the copy.
MAKE = ["make", "-o", ".venv/bin/python", "-o", ".venv/guide.stamp", "-o", ".venv/test.stamp"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the checkout in which every recipe was followed."""
    folder = tmp_path_factory.mktemp("newcomer") / "fieldguide"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, tracked.decode().split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    # What mypy has checked it does not check again.
    if (cache := ROOT / ".mypy_cache").is_dir():
        shutil.copytree(cache, folder / cache.name)
    # The build writes its own folder beside the packages.
    packages = folder / "web" / "node_modules"
    packages.mkdir()
    for package in (ROOT / "web" / "node_modules").iterdir():
        (packages / package.name).symlink_to(package)
    for recipe in RECIPES.values():
        for step in steps(recipe.read_text("utf-8")):
            if step.action == "Run":
                for line in step.block.splitlines():
                    command, *words = line.split()
                    assert command == "make"
                    run(folder, *MAKE, f"PY={sys.executable}", *words)
            else:
                follow(step, folder)
    return folder


def run(copy: Path, *command: str) -> str:
    """What a command prints in the copy, whose package comes before the installed one."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        command, cwd=copy, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    printed = ended.stdout.decode()
    assert ended.returncode == 0, f"{' '.join(command)}\n{printed}"
    return printed


def passed(copy: Path, *words: str) -> int:
    """How many tests of the copy passed: those that the words choose, and all of them."""
    printed = run(copy, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words)
    summary = printed.splitlines()[-1]
    assert "skipped" not in summary, printed
    return int(re.search(r"(\d+) passed", summary)[1])


def fieldguide(copy: Path, *words: str) -> str:
    return run(copy, sys.executable, "-m", "fieldguide.cli", *words)


def test_the_copy_is_what_is_tested(copy):
    code = "import fieldguide; print(fieldguide.__file__)"
    assert run(copy, sys.executable, "-c", code).startswith(str(copy))


def test_the_tests_of_the_species_take_it_in(copy):
    assert passed(copy, "-k", "bent_identity", "tests", "--ignore=tests/browser") > 100


def test_the_species_has_no_look_of_another_and_its_place(copy):
    assert passed(copy, "tests/test_colors.py", "tests/activations/test_activation.py") > 50


def test_the_species_is_shown(copy):
    (shown,) = json.loads(fieldguide(copy, "show", "bent_identity", "--at", "0", "--json"))
    assert (shown["value"], shown["derivative"]) == (0.0, 1.0)


def test_the_tests_of_the_labs_take_it_in(copy):
    assert passed(copy, "-k", "orbit", "tests/labs", "tests/serve") > 50


def test_every_lab_and_the_house_are_in_order(copy):
    names = ("labs/test_labs.py", "labs/test_recordings.py", "labs/test_generated_types.py")
    names += ("test_house.py", "guide/pages/test_front_page.py")
    assert passed(copy, *(f"tests/{name}" for name in names)) > 200


def test_the_lab_runs(copy, tmp_path):
    printed = fieldguide(copy, "lab", "orbit", "steps=99", "--save", str(tmp_path / "orbit.svg"))
    assert "9 starts have come to 3 different values" in " ".join(printed.split())
    assert "<svg" in (tmp_path / "orbit.svg").read_text()
    assert "orbit: Orbit" in fieldguide(copy, "labs")


def test_the_tests_of_the_page_take_it_in(copy):
    assert passed(copy, "tests/guide/pages/test_timeline.py") == 1


def test_all_of_it_is_served(copy, chromium, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(copy / "src"))
    with server() as url:
        (lab,) = [each for each in httpx.get(f"{url}api/labs").json() if each["name"] == "orbit"]
        assert [preset["slug"] for preset in lab["presets"]] == ["two-ends", "to-and-fro"]
        for address in ("labs/orbit?steps=5", lab["presets"][1]["recording"]):
            lines = httpx.get(url + address).text.splitlines()
            kinds = [json.loads(line)["kind"] for line in lines]
            assert kinds[:3] == ["header", "setup", "frame"]
            assert kinds[-1] == "summary"
        for address in ("species/bent_identity", "species/", "compare?show=bent_identity,gelu"):
            assert "Bent identity" in httpx.get(url + address).text
        assert "export const bent_identity" in httpx.get(f"{url}activations.js").text
        assert "species/gelu" in httpx.get(f"{url}timeline").text

        page = chromium.new_page()
        troubles = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{url}?show=bent_identity#lab-orbit")
        expect(page.locator(".plane path.curve[data-slug=bent_identity]")).to_be_attached()
        curves = page.locator("orbit-figure .curve")
        expect(curves).to_have_count(9)
        page.locator("lab-player[lab=orbit] summary", has_text="as a table").click()
        expect(page.locator("lab-player[lab=orbit] tbody tr")).to_have_count(9)
        page.close()
        assert troubles == []
