"""What goes over the wire: its type, compressed, and not sent again to one who has it."""

import gzip
import hashlib
from functools import lru_cache

from fastapi import Request, Response

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


def answer(
    request: Request, body: bytes, content_type: str, packed: bytes | None = None
) -> Response:
    """The body, or 304 where the client has it; text is compressed where the client can.

    What is there compressed already is ``packed``.
    """
    headers = {"Cache-Control": "no-cache"}
    if not content_type.startswith("font/"):
        headers["Vary"] = "Accept-Encoding"
        if _accepts_gzip(request.headers.get("accept-encoding", "")):
            headers["Content-Encoding"] = "gzip"
            body = packed or _compressed(body)
    headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = request.headers.get("if-none-match", "")
    if held.strip() == "*" or headers["ETag"] in [
        tag.strip().removeprefix("W/") for tag in held.split(",")
    ]:
        headers.pop("Content-Encoding", None)
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": content_type})


@lru_cache(maxsize=32)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def _accepts_gzip(accepted: str) -> bool:
    for item in accepted.split(","):
        name, _, quality = item.replace(" ", "").lower().partition(";q=")
        if name in ("gzip", "*"):
            return quality.strip("0.") != "" or quality == ""
    return False


def text(status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    """One line, as plain text."""
    return Response(
        f"{line}\n", status, headers={"Content-Type": CONTENT_TYPES[".txt"], **(headers or {})}
    )
