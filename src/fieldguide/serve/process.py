"""The server's process: its socket, its start and end, and the browser that it opens."""

import errno
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from fieldguide import guide
from fieldguide.nets import limit_blas_threads
from fieldguide.serve import lab_runs
from fieldguide.serve.app import create_app
from fieldguide.serve.static_files import NOT_BUILT, is_built

_SEND_BUFFER = 64 * 1024  # bytes; Linux doubles it
# Programs webbrowser knows that would take over the terminal the server runs in.
_TEXT_BROWSERS = {"elinks", "links", "lynx", "w3m", "www-browser"}


class ServeError(Exception):
    """The server cannot start; the message is one line that says why."""


def serve(host: str, port: int, *, open_browser: bool) -> None:
    """Serve the guide until Ctrl+C or SIGTERM, then end the process with exit status 0.

    Takes the next free port where `port` is in use; 0 lets the system choose. Once the server
    answers, prints one line with the URL, and opens it in a browser where there is one.

    Raises:
      ServeError: the page is not built, or the host or port cannot be bound.
    """
    if not is_built():
        raise ServeError(NOT_BUILT)
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal again after its shutdown.
        signal.signal(number, lambda *_: sys.exit(0))
    limit_blas_threads()
    with listening_socket(host, port) as listening:
        bound_port = listening.getsockname()[1]
        everywhere = host in ("0.0.0.0", "::")  # noqa: S104
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        url = f"http://{f'[{shown}]' if ':' in shown else shown}:{bound_port}/"
        notes = ["on every address of this machine"] if everywhere else []
        notes += [f"port {port} is in use"] if port not in (0, bound_port) else []
        line = f"Fieldguide: {url} ({'; '.join([*notes, 'Ctrl+C stops it'])})"

        def ready() -> None:
            print(line, flush=True)
            threading.Thread(target=_warm_up, daemon=True).start()
            if open_browser:
                # Some browsers block the caller until they are closed.
                threading.Thread(target=_open_browser, args=(url,), daemon=True).start()

        hosts = [host]
        if everywhere:
            hosts += [socket.gethostname(), f"{socket.gethostname().partition('.')[0]}.local"]
        config = uvicorn.Config(
            create_app(hosts),
            access_log=False,
            lifespan="off",
            log_level="error",
            server_header=False,
            # The plate of a long formula takes a few seconds.
            timeout_graceful_shutdown=5,
        )
        Server(config, ready).run(sockets=[listening])


class Server(uvicorn.Server):
    """Calls `ready` once requests are answered; its shutdown waits for no run of a lab."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then call `ready`."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the connections of live runs, then shut down.

        uvicorn waits until every answer has ended, and a run that its client does not read never
        ends.
        """
        for connection in list(self.server_state.connections):
            cycle = getattr(connection, "cycle", None)
            if cycle and cycle.scope["path"].startswith("/labs/"):
                connection.transport.abort()
        await super().shutdown(sockets)


def listening_socket(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` on.

    Raises:
      ServeError: the host is unknown or not of this machine, or no port can be bound.
    """
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
        # Accepted connections inherit both options. A small send buffer makes a run wait for a
        # reader who pauses: the system's own buffer would take a whole run. TCP_NODELAY sends a
        # short line at once: Nagle's algorithm holds it back for up to 40 ms.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    raise ServeError(f"every port from {port} to 65535 is in use; --port 0 finds a free one")


def _warm_up() -> None:
    """Compute what takes long the first time, before it is asked for."""
    lab_runs.warm_up()
    guide.species_index()


def _open_browser(url: str) -> None:
    try:
        browser = webbrowser.get()
        if Path(getattr(browser, "name", "")).name not in _TEXT_BROWSERS:
            browser.open(url)
    except webbrowser.Error:
        pass  # There is no browser here; the line with the URL stands.
