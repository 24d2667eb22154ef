"""The application: every route, the gate before them, and what an error is answered with."""

import json
from collections.abc import Iterable
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from fieldguide import guide
from fieldguide.serve import catalogue, formulas, lab_runs, pages
from fieldguide.serve.host_gate import HostGate
from fieldguide.serve.responses import (
    CONTENT_TYPES,
    FAILED,
    READ_METHODS,
    line_of_text,
    page_with_status,
)
from fieldguide.serve.security_headers import SECURITY_HEADERS
from fieldguide.serve.static_files import PageFiles


def create_app(hosts: Iterable[str] = ()) -> FastAPI:
    """The guide as an ASGI application that answers GET and HEAD.

    Args:
      hosts: names that are served besides this machine's loopback names.

    Raises:
      TextError: the guide's text has a fault; one line with its file and line.
    """
    # FastAPI's own documentation pages load scripts from other hosts.
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    app.add_middleware(HostGate, hosts=hosts)
    app.add_exception_handler(HTTPException, _refusal)
    app.add_exception_handler(Exception, _failure)
    app.include_router(formulas.router)
    app.include_router(pages.router)
    app.include_router(catalogue.router)
    app.include_router(lab_runs.new_router())
    app.mount("/static", PageFiles())

    @app.api_route("/healthz", methods=READ_METHODS)
    def healthz() -> dict[str, str]:
        return {"status": "ok", "version": version("fieldguide")}

    # What the first visit needs, before the first visit.
    guide.front_page()
    catalogue.arithmetic()
    return app


async def _refusal(request: Request, error: Exception) -> Response:
    """An HTTP error in the form that its client reads: JSON, a line, or a page."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    path = request.url.path
    if path.startswith("/api/"):
        line = f"there is no {path}; there are /api/activations, /api/formula and /api/labs"
        return Response(json.dumps({"error": line}), status, media_type=CONTENT_TYPES[".json"])
    if path.startswith("/static/"):
        return line_of_text(status, f"there is no {path}")
    return page_with_status(status, guide.not_found(path))


async def _failure(_request: Request, _error: Exception) -> Response:
    # Starlette answers this outside the gate, so the security headers are added here; uvicorn
    # logs the error.
    return line_of_text(500, FAILED, SECURITY_HEADERS)
