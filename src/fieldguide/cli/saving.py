"""Files that commands write: their endings, whole or not at all, and figures where they can be."""

import errno
import os
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from fieldguide.cli.options import fail
from fieldguide.refusals import nearest

FIGURE_ENDINGS = (".svg", ".png", ".pdf")
"""As ``fieldguide.figures.encoded`` takes them."""


def figures_for(path: Path | None) -> ModuleType | None:
    """`fieldguide.figures` where the file is a figure; None for other files and for none.

    Ends with one line where Matplotlib is not installed.
    """
    if path is None or path.suffix not in FIGURE_ENDINGS:
        return None
    try:
        from fieldguide import figures
    except ModuleNotFoundError as error:
        fail(str(error))
    return figures


def file_ending_in(*endings: str) -> Callable[[str], Path]:
    """The reader of an option's value: a file with one of these endings, in a writable folder."""

    def read(text: str) -> Path:
        path = Path(text)
        if path.suffix not in endings:
            allowed = f"{', '.join(endings[:-1])} or {endings[-1]}"
            closest = nearest(path.suffix, endings)
            raise ArgumentTypeError(
                f"must end in {allowed}, got {text!r}; nearest: {path.stem}{closest}"
            )
        _put(path, None)
        return path

    return read


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the old content or all of the new."""
    _put(path, content)


def _put(path: Path, content: bytes | None) -> None:
    """Write a file; without content, only find out whether that would work."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            part.write_bytes(content or b"")
            if content is not None:
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        fail(f"--save: {str(path)!r} cannot be written: {reason}")
