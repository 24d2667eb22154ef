"""Live runs over HTTP, on a real socket: what is sent, and what stops when a reader leaves."""

import gc
import gzip
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from fieldguide import labs
from fieldguide.labs import recordings
from fieldguide.serve import create_app, lab_runs, process
from fieldguide.serve.responses import FAILED
from tests.labs.tiny import Watch, tiny

ENDLESS = "frames=1000000"


@pytest.fixture
def watch(monkeypatch) -> Watch:
    """What the tiny lab does, which is here the only one."""
    watch = Watch()
    lab = tiny(watch)
    monkeypatch.setattr(labs, "labs", lambda: (lab,))
    monkeypatch.setattr(lab_runs, "labs", lambda: (lab,))
    return watch


@pytest.fixture
def url(watch) -> Iterator[str]:
    """A server in this process, on the socket that `fieldguide` would take."""
    ready = threading.Event()
    config = uvicorn.Config(create_app(), access_log=False, lifespan="off", log_level="error")
    running = process.Server(config, ready.set)
    with process.listening_socket("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=running.run, args=([listening],))
        thread.start()
        assert ready.wait(30)
        yield f"http://127.0.0.1:{port}/"
        running.should_exit = True
        thread.join()


def settled(see: Callable[[], int]) -> int:
    """What a count comes to rest at, so that no assertion depends on how fast a machine is."""
    deadline = time.monotonic() + 60
    last, since = see(), time.monotonic()
    while time.monotonic() < since + 0.3 and time.monotonic() < deadline:
        time.sleep(0.02)
        if see() != last:
            last, since = see(), time.monotonic()
    return last


def reached(see: Callable[[], bool]) -> bool:
    """Whether something comes true in the end."""
    deadline = time.monotonic() + 60
    while not see() and time.monotonic() < deadline:
        time.sleep(0.01)
    return see()


@contextmanager
def connected(url: str, path: str) -> Iterator[socket.socket]:
    """A connection that has asked and read nothing; its own buffer is small."""
    asked = httpx.URL(url)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        connection.connect((asked.host, asked.port))
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: {asked.host}\r\n\r\n".encode())
        yield connection


def kinds(text: str) -> list[str]:
    return [json.loads(line)["kind"] for line in text.splitlines()]


def test_a_run_is_sent_whole(url):
    answer = httpx.get(url + "labs/tiny?frames=2&size=3")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["cache-control"] == "no-store"
    assert "content-encoding" not in answer.headers
    assert kinds(answer.text) == ["header", "setup", "frame", "frame", "summary"]
    lab = labs.get("tiny")
    params = labs.read(lab, [("frames", "2"), ("size", "3")])
    assert answer.content == b"".join(labs.stream(lab, params))


def test_the_same_address_gives_the_same_bytes(url):
    path = "labs/tiny?frames=50&activations=gelu,elu(alpha=3),where(x%3E0,x,0.1*x)"
    first, second = (httpx.get(url + path) for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content


def test_a_line_is_sent_before_the_next_is_computed(url, watch):
    with httpx.stream("GET", f"{url}labs/tiny?frames=1000000&size=1000000") as answer:
        lines = answer.iter_lines()
        assert [json.loads(next(lines))["kind"] for _ in range(3)] == ["header", "setup", "frame"]
        assert watch.yielded < 10


def test_head_runs_nothing(url, watch):
    whole, head = httpx.get(url + "labs/tiny"), httpx.head(url + "labs/tiny")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert watch.opened == 1
    assert httpx.head(url + "labs/tiny?rate=0").status_code == 422


@pytest.mark.parametrize(
    ("path", "status", "line"),
    [
        ("labs/tini", 404, "there is no lab 'tini'; allowed: tiny; nearest: tiny"),
        ("labs/tini/first.ndjson", 404, "there is no lab 'tini'; allowed: tiny; nearest: tiny"),
        ("labs/tiny/fist.ndjson", 404, "tiny has no recording 'fist'; allowed: first"),
        (
            "labs/tiny?frames=-1",
            422,
            "frames must be a whole number from 0 to 1000000, got '-1'; nearest: 0",
        ),
        ("labs/tiny?frames=1&frames=2", 422, "frames is given twice: '1' and '2'"),
        ("labs/tiny?fate=refused", 422, "rate is not for this activation; nearest: 0.1"),
        ("labs/tiny?fate=born+failing", 500, FAILED),
    ],
)
def test_what_cannot_be_run_is_one_line(url, path, status, line):
    answer = httpx.get(url + path)
    assert (answer.status_code, answer.text) == (status, f"{line}\n")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_failure_is_the_last_line_and_in_the_log(url, watch, caplog):
    answer = httpx.get(url + "labs/tiny?frames=1&fate=fails&rate=0.25")
    assert kinds(answer.text) == ["header", "setup", "frame", "error"]
    assert json.loads(answer.text.splitlines()[-1])["reason"] == FAILED
    (record,) = caplog.records
    assert record.exc_info[0] is ZeroDivisionError
    assert "rate=0.25" in record.getMessage()
    assert watch.closed == 1


def test_leaving_ends_the_run(url, watch):
    with httpx.stream("GET", f"{url}labs/tiny?{ENDLESS}") as answer:
        next(answer.iter_lines())
    assert reached(lambda: watch.closed == 1)
    there = watch.yielded
    assert there < 1_000_000
    assert settled(lambda: watch.yielded) == there


def test_leaving_before_reading_anything_ends_the_run(url, watch):
    with connected(url, f"labs/tiny?{ENDLESS}"):
        assert reached(lambda: watch.opened == 1)
    assert reached(lambda: watch.closed == 1)


def test_a_reader_who_pauses_pauses_the_run(url, watch):
    with connected(url, f"labs/tiny?{ENDLESS}&size=9000") as connection:
        assert reached(lambda: watch.yielded > 0)
        paused = settled(lambda: watch.yielded)
        # A frame is 12 kB: what the server, its socket and this one hold is far below a megabyte.
        assert paused < 50
        assert (watch.opened, watch.closed) == (1, 0)
        # Reading again lets it go on.
        read = 0
        while read < 2_000_000:
            read += len(connection.recv(65536))
        assert reached(lambda: watch.yielded > paused)
    assert reached(lambda: watch.closed == 1)


def test_pages_and_other_runs_are_answered_beside_paused_ones(url, watch):
    paths = [f"labs/tiny?{ENDLESS}&size={9000 + i}" for i in range(10)]
    waiting = [connected(url, path) for path in paths]
    for one in waiting:
        one.__enter__()
    try:
        assert reached(lambda: watch.opened == 10)
        settled(lambda: watch.yielded)
        assert httpx.get(url + "healthz").status_code == 200
        assert kinds(httpx.get(url + "labs/tiny?frames=1").text)[-1] == "summary"
    finally:
        for one in waiting:
            one.__exit__(None, None, None)
    assert reached(lambda: watch.closed == 11)


def watched_lines(monkeypatch, enter, leave) -> None:
    """Have every line of the tiny lab computed between two calls."""
    stream = lab_runs.stream

    def lines(lab, params):
        of_run = stream(lab, params)
        while True:
            enter(params)
            try:
                line = next(of_run, None)
            finally:
                leave(params)
            if line is None:
                return
            yield line

    monkeypatch.setattr(lab_runs, "stream", lines)


def test_runs_take_turns_line_by_line(url, monkeypatch):
    monkeypatch.setattr(lab_runs, "_PATIENCE", 60)
    now, most = [0], [0]

    def enter(_):
        now[0] += 1
        most[0] = max(most[0], now[0])
        # Long enough for another thread to come in, if it could.
        time.sleep(0.001)

    watched_lines(monkeypatch, enter, lambda _: now.__setitem__(0, now[0] - 1))
    path = f"{url}labs/tiny?frames=40"
    with ThreadPoolExecutor(3) as readers:
        answers = [*readers.map(httpx.get, [path] * 3)]
    assert most == [1]
    assert len({answer.content for answer in answers}) == 1
    assert kinds(answers[0].text)[-1] == "summary"


def test_a_long_line_holds_up_no_other_run(url, monkeypatch):
    entered, over = threading.Event(), threading.Event()

    def enter(params):
        if params.note == "long":
            entered.set()
            over.wait(60)

    watched_lines(monkeypatch, enter, lambda _: None)
    with ThreadPoolExecutor(1) as reader:
        long = reader.submit(httpx.get, f"{url}labs/tiny?note=long", timeout=60)
        assert entered.wait(60)
        other = httpx.get(f"{url}labs/tiny?frames=3", timeout=30)
        assert kinds(other.text)[-1] == "summary"
        assert not long.done()
        over.set()
        assert kinds(long.result().text)[-1] == "summary"


def test_there_is_a_most_of_open_runs(url, watch, monkeypatch):
    monkeypatch.setattr(lab_runs, "MOST_RUNS", 2)
    path = f"labs/tiny?{ENDLESS}&size=9000"
    with connected(url, path), connected(url, path):
        assert reached(lambda: watch.opened == 2)
        refused = httpx.get(url + "labs/tiny")
        assert refused.status_code == 503
        assert refused.text == "2 runs are open, which is as many as there can be\n"
    assert reached(lambda: watch.closed == 2)
    assert httpx.get(url + "labs/tiny").status_code == 200


def test_fifty_runs_dropped_leave_nothing(url, watch):
    files = Path("/proc/self/fd")
    if not files.is_dir():
        pytest.skip("this system does not list the files a process has open")

    def drop(runs: int) -> None:
        for _ in range(runs):
            with httpx.stream("GET", f"{url}labs/tiny?{ENDLESS}&size=1000000") as answer:
                next(answer.iter_lines())

    def held() -> tuple[int, int, int]:
        assert reached(lambda: watch.closed == watch.opened)
        opened = settled(lambda: len([*files.iterdir()]))
        gc.collect()
        return threading.active_count(), opened, tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        # The threads that runs take turns on stay for the next.
        drop(10)
        threads, opened, memory = held()
        drop(50)
        after = held()
    finally:
        tracemalloc.stop()
    assert watch.opened == 60
    # Of the threads that runs and pages take turns on, a late one may be made only now.
    assert after[0] < threads + 10
    assert after[1] <= opened
    # One run that stayed would hold a frame, and its text of 1.3 MB.
    assert after[2] < memory + 1_000_000


def test_ctrl_c_does_not_wait_for_a_run():
    code = (
        "from fieldguide import labs, serve; from tests.labs.tiny import Watch, tiny; "
        "labs.labs = lambda: (tiny(Watch()),); serve.serve('127.0.0.1', 0, open_browser=False)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            found = re.search(r"http://\S+/", process.stdout.readline())
            with connected(found[0], f"labs/tiny?{ENDLESS}&size=9000") as connection:
                assert connection.recv(100)
                process.send_signal(signal.SIGINT)
                assert process.communicate(timeout=60) == ("", "")
                assert process.returncode == 0
        finally:
            process.kill()


def test_a_recording_is_sent_as_it_lies(url, watch, monkeypatch, tmp_path):
    monkeypatch.setattr(recordings, "FOLDER", tmp_path)
    lab = labs.get("tiny")
    body = b"".join(labs.stream(lab, labs.read(lab, [])))
    # Not what this server would make of it.
    packed = gzip.compress(body, 1, mtime=1)
    recordings.recording_file("tiny", "first").write_bytes(packed)
    path = url + "labs/tiny/first.ndjson"
    with httpx.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert b"".join(answer.iter_raw()) == packed
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-type"] == "application/x-ndjson"
        etag = answer.headers["etag"]
    plain = httpx.get(path, headers={"Accept-Encoding": "identity"})
    assert (plain.content, "content-encoding" in plain.headers) == (body, False)
    again = httpx.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_labs_are_listed(url):
    (listed,) = httpx.get(url + "api/labs").json()
    lab = labs.get("tiny")
    assert list(listed) == ["name", "title", "purpose", "fields", "schema", "presets"]
    assert (listed["name"], listed["fields"]) == ("tiny", lab.fields)
    assert listed["schema"] == labs.schema(lab)
    assert listed["presets"] == [
        {
            "slug": "first",
            "title": "First",
            "story": "Nothing to see.",
            "params": {},
            "recording": "labs/tiny/first.ndjson",
        }
    ]


def test_connections_send_small_pieces_at_once():
    # asyncio asks for this only where a socket names its protocol, and accepted ones do not.
    with (
        process.listening_socket("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
