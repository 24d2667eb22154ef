"""TensorFlow Playground in Node: its network, losses and heat map, from a checkout."""

import json
import re
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

# Class fields are assigned, as in the script that Playground publishes: to define them, the default
# of newer compilers, makes it half as fast.
COMPILER = json.dumps({"compilerOptions": {"useDefineForClassFields": False}})
HERE = Path(__file__).parent
ESBUILD = HERE.parent / "web" / "node_modules" / ".bin" / "esbuild"
ACTIVATIONS = ("SIGMOID", "TANH", "RELU", "LINEAR")
# What D3 version 3 has of a linear scale.
D3 = """export const scale = {linear: () => ({domain: ([a, b]) => ({range: ([c, d]) => {
  const slope = (d - c) / (b - a);
  return x => c + slope * (x - a);
}})})};"""
THEIRS = (
    r"^let INPUTS:.*?^};",
    *(
        rf"^function {name}\(.*?^}}"
        for name in ("constructInput", "updateDecisionBoundary", "getLoss", "oneStep")
    ),
)


class Playground:
    """Playground's own code, compiled, in a Node process for each activation.

    Alone in its process an activation is what the compiler specializes the code to, which is faster
    than the page is after a change of activation.

    Args:
      checkout: a folder with a clone of https://github.com/tensorflow/playground.

    Raises:
      SystemExit: the folder has no such clone, or the page's packages are not installed.
    """

    def __init__(self, checkout: Path) -> None:
        source = checkout / "src" / "playground.ts"
        if not source.is_file():
            raise SystemExit(
                f"{checkout} has no src/playground.ts: "
                "git clone https://github.com/tensorflow/playground, and give its folder"
            )
        if not ESBUILD.exists():
            raise SystemExit(f"{ESBUILD} is missing: run `make web` first")
        if not which("node"):
            raise SystemExit(
                "Node is not on PATH, and Playground runs in it: install Node 18 or newer"
            )
        text = source.read_text()
        cut = [re.search(part, text, re.MULTILINE | re.DOTALL) for part in THEIRS]
        if not all(cut):
            raise SystemExit(f"{source} is not the Playground that this bench knows")
        theirs = "\n".join(found[0] for found in cut if found)
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        entry = (HERE / "playground.ts").read_text().replace("/* playground.ts */", theirs)
        (folder / "entry.ts").write_text(entry)
        (folder / "d3.js").write_text(D3)
        subprocess.run(
            [
                *(ESBUILD, folder / "entry.ts", "--bundle", "--platform=node"),
                f"--tsconfig-raw={COMPILER}",
                *("--log-level=error", f"--outfile={folder / 'bench.js'}"),
                *(f"--alias:d3={folder / 'd3.js'}", f"--alias:playground={source.parent}"),
            ],
            check=True,
        )
        self._nodes = {
            name: subprocess.Popen(
                ["node", folder / "bench.js"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in ACTIVATIONS
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the processes."""
        for node in self._nodes.values():
            node.communicate()
        self._folder.cleanup()

    def epochs(self, activation: str, epochs: int, **network: object) -> float:
        """Seconds for so many epochs.

        Each epoch as Playground's play button has it: training, both losses, and every unit's
        output on 100 x 100 points. ``network`` (sizes, batch, fresh=True) begins a new one.
        """
        node = self._nodes[activation]
        if node.stdin is None or node.stdout is None:
            raise RuntimeError("Node was started without pipes")
        node.stdin.write(json.dumps({"activation": activation, "epochs": epochs, **network}) + "\n")
        node.stdin.flush()
        return float(node.stdout.readline())
