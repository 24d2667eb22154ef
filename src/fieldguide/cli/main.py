"""Runs one command: which there are, and the exit status."""

import os
import sys
from collections.abc import Callable, Sequence

from fieldguide.cli.labs import run_lab, run_labs
from fieldguide.cli.options import fail
from fieldguide.cli.serve import run_serve
from fieldguide.cli.show import run_show

_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "show": run_show,
    "labs": run_labs,
    "lab": run_lab,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader closed the pipe. Python flushes stdout once more at exit: let that succeed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _run(words: list[str]) -> int:
    if not words or words[0].startswith("-"):
        return run_serve(words, tuple(_COMMANDS))
    name, *rest = words
    if name not in _COMMANDS:
        fail(f"there is no command {name!r}; allowed: {', '.join(_COMMANDS)}", name, _COMMANDS)
    return _COMMANDS[name](rest)
