"""The guide over HTTP: the page, what it is built from, and a server for one reader's machine."""

import errno
import ipaddress
import json
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fieldguide import guide
from fieldguide.activations import Activation, Gate, UnknownActivation, catalogue, javascript
from fieldguide.activations import get as find
from fieldguide.guide.pages.comparison import SHOWN
from fieldguide.guide.pages.typed_formula import typed
from fieldguide.nets import limit_blas_threads
from fieldguide.serve import lab_runs as streams
from fieldguide.serve.caching import CONTENT_TYPES as _CONTENT_TYPES
from fieldguide.serve.caching import answer as _answer
from fieldguide.serve.caching import text as _text

STATIC = Path(__file__).resolve().parent.parent / "static"
NOT_BUILT = "the page is not built: run `make web` in a checkout, or install fieldguide again"

_SENT_AHEAD = 64 * 1024  # bytes; Linux doubles it
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HTML = _CONTENT_TYPES[".html"]
_SPECIES = APIRouter()
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Programs webbrowser knows that would take over the terminal the server runs in.
_TEXT_BROWSERS = {"elinks", "links", "lynx", "w3m", "www-browser"}


class ServeError(Exception):
    """The server cannot start; the message is one line that says why."""


def _get(
    routes: FastAPI | APIRouter, path: str
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    return routes.api_route(path, methods=["GET", "HEAD"], response_model=None)


def create_app(hosts: Iterable[str] = ()) -> FastAPI:
    """The guide as an ASGI application that answers GET and HEAD.

    Answers only requests addressed to this machine's loopback names, to `hosts`, or to the very
    address the connection came in on, so that no foreign name can be pointed at the server.
    """
    # Its own documentation pages load scripts from other hosts.
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    app.add_middleware(_Gate, hosts=frozenset(map(_normal, (*_LOOPBACK, *hosts))))
    app.add_exception_handler(HTTPException, _refusal)
    app.add_exception_handler(Exception, _failure)
    page, script = guide.page().encode(), javascript().encode()

    app.include_router(_SPECIES)
    app.include_router(streams.routes())

    @_get(app, "/")
    def index(request: Request) -> Response:
        if not (STATIC / "guide.js").is_file():
            return _text(503, NOT_BUILT)
        return _answer(request, page, _HTML)

    @_get(app, "/activations.js")
    def activations_js(request: Request) -> Response:
        return _answer(request, script, _CONTENT_TYPES[".js"])

    @_get(app, "/api/activations")
    def activations(request: Request) -> Response:
        body = json.dumps([_described(each) for each in catalogue()], ensure_ascii=False)
        return _answer(request, body.encode(), _CONTENT_TYPES[".json"])

    @_get(app, "/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok", "version": version("fieldguide")}

    @_get(app, "/static/{name:path}")
    def static(request: Request, name: str) -> Response:
        # Looked up among the files there are, so that no name can lead out of the folder.
        files = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*.*")}
        if name not in files:
            raise HTTPException(404)
        path = files[name]
        kind = _CONTENT_TYPES.get(path.suffix, "application/octet-stream")
        return _answer(request, path.read_bytes(), kind)

    return app


@_get(_SPECIES, "/species/")
def _species(request: Request) -> Response:
    return _answer(request, guide.species_index().encode(), _HTML)


@_get(_SPECIES, "/species")
def _species_without_slash() -> Response:
    return RedirectResponse("/species/", 308)


@_get(_SPECIES, "/api/formula")
def _formula(request: Request) -> Response:
    told = guide.formula_answer(request.query_params.multi_items())
    return _answer(request, told.encode(), _CONTENT_TYPES[".json"])


@_get(_SPECIES, "/formula.js")
def _formula_js(request: Request) -> Response:
    try:
        module = guide.formula_module(request.query_params.multi_items())
    except guide.TypedError as refusal:
        return _text(422, str(refusal))
    return _answer(request, module.encode(), _CONTENT_TYPES[".js"])


@_get(_SPECIES, "/species/formula")
def _formula_plate(request: Request) -> Response:
    asked = request.query_params.multi_items()
    try:
        return _answer(request, guide.formula_page(asked).encode(), _HTML)
    except guide.TypedError as refusal:
        page = guide.formula_refused(asked, refusal)
        # Nothing asked for is no fault: the page then offers the field.
        status = 422 if request.query_params.get("formula") else 200
        return Response(page, status, headers={"Content-Type": _HTML})


@_get(_SPECIES, "/species/{slug}")
def _plate(request: Request, slug: str) -> Response:
    try:
        record: Activation | Gate = find(slug)
    except UnknownActivation as error:
        line = str(error).partition(". ")[0]
        return Response(
            guide.not_found(request.url.path, f"{line[0].upper()}{line[1:]}."),
            404,
            headers={"Content-Type": _HTML},
        )
    if isinstance(record, Gate):
        html = guide.gate_plate(record)
    else:
        html = guide.plate(_at(record, request.query_params))
    return _answer(request, html.encode(), _HTML)


@_get(_SPECIES, "/compare")
def _compare(request: Request) -> Response:
    asked = request.query_params.get("show", ",".join(SHOWN)).split(",")
    chosen = [
        _at(each, request.query_params, plain=False) for each in catalogue() if each.slug in asked
    ]
    if "formula" in asked:
        # What is wrong with a formula, the field above the chart says.
        with suppress(guide.TypedError):
            chosen.append(typed(request.query_params.multi_items()))
    return _answer(request, guide.comparison(chosen).encode(), _HTML)


def serve(host: str, port: int, *, open_browser: bool) -> None:
    """Serve the guide until Ctrl+C or SIGTERM, then end the process with exit status 0.

    Takes the next free port where `port` is in use; 0 lets the system choose. Once the server
    answers, prints one line with the URL, and opens it in a browser where there is one.

    Raises:
      ServeError: the page is not built, or the host or port cannot be bound.
    """
    if not (STATIC / "guide.js").is_file():
        raise ServeError(NOT_BUILT)
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal again after its shutdown.
        signal.signal(number, lambda *_: sys.exit(0))
    limit_blas_threads()
    with _bound(host, port) as listening:
        taken = listening.getsockname()[1]
        everywhere = host in ("0.0.0.0", "::")  # noqa: S104
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        url = f"http://{f'[{shown}]' if ':' in shown else shown}:{taken}/"
        notes = ["on every address of this machine"] if everywhere else []
        notes += [f"port {port} is in use"] if port not in (0, taken) else []
        line = f"Fieldguide: {url} ({'; '.join([*notes, 'Ctrl+C stops it'])})"

        def ready() -> None:
            print(line, flush=True)
            threading.Thread(target=_ahead, daemon=True).start()
            if open_browser:
                # Some browsers block the caller until they are closed.
                threading.Thread(target=_open, args=(url,), daemon=True).start()

        names = [host]
        if everywhere:
            names += [socket.gethostname(), f"{socket.gethostname().partition('.')[0]}.local"]
        config = uvicorn.Config(
            create_app(names),
            access_log=False,
            lifespan="off",
            log_level="error",
            server_header=False,
            # The plate of a long formula takes a few seconds.
            timeout_graceful_shutdown=5,
        )
        _Server(config, ready).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Calls `ready` once requests are answered."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # uvicorn waits for every answer's end, and a run that nobody reads has none.
        for connection in list(self.server_state.connections):
            cycle = getattr(connection, "cycle", None)
            if cycle and cycle.scope["path"].startswith("/labs/"):
                connection.transport.abort()
        await super().shutdown(sockets)


class _Gate:
    """Puts the security headers on every answer; refuses other methods and foreign hosts."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_SECURITY)
            await send(message)

        answer: ASGIApp = self.app
        if not self._trusted(scope):
            hosts = ", ".join(sorted(self.hosts))
            answer = _text(400, f"this host name is not served here; allowed: {hosts}")
        elif scope["method"] not in ("GET", "HEAD"):
            answer = _text(405, "only GET and HEAD are answered", {"Allow": "GET, HEAD"})
        await answer(scope, receive, send_secured)

    def _trusted(self, scope: Scope) -> bool:
        asked = Headers(scope=scope).get("host", "")
        end = asked.find("]") + 1 if asked.startswith("[") else len(asked.partition(":")[0])
        name = _normal(asked[:end].strip("[]"))
        if name in self.hosts:
            return True
        # A server on every address is reached by addresses no list can foresee; the connection
        # knows which. Only an address counts: a name could be anyone's.
        local = scope.get("server") or ("", 0)
        return _address(name) is not None and name == _normal(local[0])


async def _refusal(request: Request, error: Exception) -> Response:
    """An HTTP error in the form its asker can read: JSON, a line, or a page."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    path = request.url.path
    if path.startswith("/api/"):
        line = f"there is no {path}; there are /api/activations, /api/formula and /api/labs"
        return Response(json.dumps({"error": line}), status, media_type="application/json")
    if path.startswith("/static/"):
        return _text(status, f"there is no {path}")
    return Response(guide.not_found(path), status, headers={"Content-Type": _HTML})


async def _failure(_request: Request, _error: Exception) -> Response:
    # Made outside the gate, so it carries the security headers itself; uvicorn logs the error.
    return _text(500, "internal error; the server's log has the details", _SECURITY)


def _at(activation: Activation, query: Mapping[str, str], *, plain: bool = True) -> Activation:
    """An activation at the parameters of a query: alpha=2 if plain, else elu.alpha=2.

    Those it cannot read are left out; the page reports them.
    """
    values = {}
    for parameter in activation.parameters:
        # negative_slope is one species' alone, and goes by its plain name everywhere.
        plainly = plain or activation.slug == "leaky_relu"
        key = parameter.name if plainly else f"{activation.slug}.{parameter.name}"
        with suppress(ValueError):
            values[parameter.name] = parameter.check(float(query.get(key, "")))
    return activation.at(**values)


def _described(activation: Activation) -> dict[str, object]:
    return {
        "slug": activation.slug,
        "name": activation.name,
        "family": activation.family,
        "formula": activation.formula,
        "parameters": [asdict(parameter) for parameter in activation.parameters],
        "kinks": activation.kinks,
        "year": activation.year,
        "citation": activation.citation,
    }


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _normal(host: str) -> str:
    """One spelling a host: addresses as short as they go, names in lower case, no root dot."""
    return str(_address(host) or host.lower().removesuffix("."))


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` on."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise ServeError(f"host {host!r} is not known here; nearest: 127.0.0.1") from error
    for candidate in range(port, 65536):
        try:
            listening = socket.create_server(
                (address[0], candidate),
                family=family,
                dualstack_ipv6=host == "::" and socket.has_dualstack_ipv6(),
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            if error.errno == errno.EACCES:
                line = f"port {candidate} needs more rights; allowed: 1024 to 65535; nearest: 1024"
                raise ServeError(line) from error
            reason = os.strerror(error.errno or 0).lower()
            line = f"host {host!r} cannot be served ({reason}); nearest: 127.0.0.1"
            raise ServeError(line) from error
        # Connections inherit both. The system would hold megabytes for a reader who pauses, and
        # so a whole run of a lab; and what follows a small piece for 40 ms, until that is received.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SENT_AHEAD)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    raise ServeError(f"every port from {port} to 65535 is in use; --port 0 finds a free one")


def _ahead() -> None:
    """What takes long the first time, before it is asked for."""
    streams.warm()
    guide.species_index()


def _open(url: str) -> None:
    try:
        browser = webbrowser.get()
        if Path(getattr(browser, "name", "")).name not in _TEXT_BROWSERS:
            browser.open(url)
    except webbrowser.Error:
        pass  # There is no browser here; the line with the URL stands.
