"""From a changed control to the first frame drawn from it, over HTTP on loopback. `make bench`.

As the page does it: a run is being read; it is dropped, which closes its connection, and another is
asked for with one parameter changed. Timed is from there until the first frame has arrived. Every
lab at its defaults otherwise; each run differs from all before it. The first run of a lab, which
loads and compiles what later ones have ready, is a figure of its own.
"""

import http.client
import json
import statistics
import time
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tools.chromium import server

# What a reader drags, from where, and by how much a time.
CONTROLS = {
    "collapse": ("seed", 1, 1),
    "vanish": ("gain", 1, 0.01),
    "die": ("learning_rate", 0.1, 0.001),
    "bend": ("learning_rate", 0.02, 0.001),
}
CHANGES = 25
AIM = 50  # milliseconds, median


def first_frame(host: str, path: str) -> tuple[http.client.HTTPConnection, float]:
    """An open connection to a run whose first frame has arrived, and milliseconds until then."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"{path}: {answer.read().decode().strip()}")
    while json.loads(answer.readline())["kind"] != "frame":
        pass
    return connection, 1e3 * (time.perf_counter() - start)


def changes(host: str, lab: str) -> list[float]:
    """Milliseconds of the first run, which nothing precedes, then of each change."""
    name, low, step = CONTROLS[lab]
    times = []
    for i in range(CHANGES + 1):
        connection, took = first_frame(host, f"/labs/{lab}?{urlencode({name: low + i * step})}")
        times.append(took)
        connection.close()
    return times


def main() -> None:
    """Measures, and prints the table."""
    table = Table(title=f"A changed control to its first frame: milliseconds of {CHANGES}")
    for column in ("lab", "control", "first", "median", "p95", "aim"):
        table.add_column(column, justify="right")
    with server() as url:
        # What the server assembles beside its first answers is there when this one comes.
        urlopen(f"{url}species/").close()  # noqa: S310 - on loopback
        for lab, (name, *_) in track(CONTROLS.items(), "Changing", transient=True):
            first, *times = changes(urlsplit(url).netloc, lab)
            figures = (first, statistics.median(times), statistics.quantiles(times, n=20)[-1])
            table.add_row(lab, name, *(f"{one:.0f}" for one in figures), f"{AIM}")
    Console().print(table)


if __name__ == "__main__":
    main()
