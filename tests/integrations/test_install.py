"""A stranger's install: a new environment, the package, and what it can do there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Path:
    """A virtual environment with the plain package, installed under the project's pins."""
    folder = tmp_path_factory.mktemp("plain") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install(folder, str(ROOT))
    return folder


def install(environment: Path, requirement: str) -> None:
    pins = str(ROOT / "constraints.txt")
    subprocess.run(
        [environment / "bin" / "python", "-m", "pip", "install", "--quiet", requirement],
        check=True,
        env={**os.environ, "PIP_CONSTRAINT": pins, "PIP_BUILD_CONSTRAINT": pins},
    )


def run(environment: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [environment / "bin" / words[0], *words[1:]]
    return subprocess.run(command, capture_output=True, text=True, cwd=environment)


def test_a_plain_install_is_light_and_works(environment):
    listed = run(environment, "python", "-m", "pip", "list", "--format=json").stdout
    names = {package["name"].lower() for package in json.loads(listed)}
    assert {"fieldguide", "numpy", "scipy"} <= names
    assert not names & {"torch", "jax", "matplotlib", "llvmlite", "playwright"}
    shown = run(environment, "fieldguide", "show", "relu", "--at", "2", "--json")
    assert json.loads(shown.stdout)[0]["value"] == 2.0
    code = "import fieldguide.serve as serve; print(type(serve.create_app()).__name__)"
    assert run(environment, "python", "-c", code).stdout == "FastAPI\n"


def test_figures_ask_for_their_extra_and_work_with_it(environment, tmp_path):
    file = tmp_path / "gelu.svg"
    words = ("fieldguide", "show", "gelu", "--save", str(file))
    refused = run(environment, *words)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "pip install 'fieldguide[figures]'" in refused.stderr
    install(environment, f"{ROOT}[figures]")
    drawn = run(environment, *words)
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert "<svg" in file.read_text()
