"""`fieldguide` without a command: serve the guide and open it."""

import sys
from importlib.metadata import version

from fieldguide.cli.options import Parser, port


def run_serve(words: list[str], commands: tuple[str, ...]) -> int:
    """Serve until interrupted; ``commands`` are named where a word comes after an option."""
    parser = Parser(
        "fieldguide",
        "Serve the guide on this machine and open it in a browser.",
        epilog="Commands: fieldguide show SLUG... prints values and slopes, fieldguide labs lists "
        "the labs, fieldguide lab NAME key=value... runs one (--help says more).",
        stray=f"a command comes first: {', '.join(commands)}",
    )
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    parser.add_argument(
        "--port", type=port, default=8000, metavar="N", help="first port to try (8000; 0: any)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to serve on (127.0.0.1)"
    )
    parser.add_argument(
        "--version", action="version", version=f"fieldguide {version('fieldguide')}"
    )
    options = parser.parse(words)

    from fieldguide import serve as server

    try:
        server.serve(options.host, options.port, open_browser=not options.no_open)
    except server.ServeError as error:
        print(f"fieldguide: {error}", file=sys.stderr)
        return 1 if str(error) == server.NOT_BUILT else 2
    return 0
