"""The files of the built page, under /static/."""

import os
from pathlib import Path

from fastapi import Request, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from fieldguide.serve.caching import document
from fieldguide.serve.responses import CONTENT_TYPES

FOLDER = Path(__file__).resolve().parent.parent / "static"
NOT_BUILT = "the page is not built: run `make web` in a checkout, or install fieldguide again"


def is_built() -> bool:
    """Whether the page's scripts and styles are there."""
    return (FOLDER / "guide.js").is_file()


class PageFiles(StaticFiles):
    """Starlette looks a file up, within the folder only; it is sent as every document is."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER, check_dir=False)

    async def check_config(self) -> None:
        """Accept that the folder is missing: the page may be built while the server runs."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,  # noqa: ARG002
        scope: Scope,
        status_code: int = 200,  # noqa: ARG002
    ) -> Response:
        """A file, compressed where the client accepts it; 304 where the client has it."""
        path = Path(full_path)
        # Not by the system's table of types, which differs from machine to machine.
        content_type = CONTENT_TYPES.get(path.suffix, "application/octet-stream")
        return document(Request(scope), path.read_bytes(), content_type)
