"""Documents that a browser may keep: their ETag, 304 when it has them already, compression."""

import gzip
import hashlib
from functools import lru_cache

from fastapi import Request, Response


def document(
    request: Request, body: bytes, content_type: str, packed: bytes | None = None
) -> Response:
    """A body, gzip-compressed for clients that accept it; 304 for those that have it already.

    Starlette's GZipMiddleware is not used: it gives the compressed and the plain body one ETag,
    compresses for ``gzip;q=0``, and answers HEAD with other headers than GET.

    Args:
      request: whose headers say what the client accepts and has.
      body: the document; the ETag is a hash of what is sent.
      content_type: fonts are sent as they are, for they are compressed already.
      packed: the body where it is stored gzip-compressed.
    """
    headers = {"Cache-Control": "no-cache"}
    if not content_type.startswith("font/"):
        headers["Vary"] = "Accept-Encoding"
        if _accepts_gzip(request.headers.get("accept-encoding", "")):
            headers["Content-Encoding"] = "gzip"
            body = packed or _compressed(body)
    headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if _has(request.headers.get("if-none-match", ""), headers["ETag"]):
        headers.pop("Content-Encoding", None)
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": content_type})


@lru_cache(maxsize=32)
def _compressed(body: bytes) -> bytes:
    # Without a time, so that the same body has the same ETag.
    return gzip.compress(body, mtime=0)


def _accepts_gzip(accept_encoding: str) -> bool:
    for item in accept_encoding.split(","):
        name, _, quality = item.replace(" ", "").lower().partition(";q=")
        if name in ("gzip", "*"):
            return quality.strip("0.") != "" or quality == ""
    return False


def _has(if_none_match: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or if_none_match.strip() == "*"
