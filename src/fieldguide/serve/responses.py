"""The plain answers that several routes give: one line of text, a page; their content types."""

from fastapi import Response

READ_METHODS = ["GET", "HEAD"]
"""The methods of every route."""

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}

FAILED = "internal error; the server's log has the details"


def line_of_text(status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    """One line, as plain text."""
    return Response(
        f"{line}\n", status, headers={"Content-Type": CONTENT_TYPES[".txt"], **(headers or {})}
    )


def page_with_status(status: int, html: str) -> Response:
    """A page that says what is wrong; it is not kept by the browser."""
    return Response(html, status, headers={"Content-Type": CONTENT_TYPES[".html"]})
