"""Starting and stopping the server by the console script."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

SCRIPT = Path(sys.executable).with_name("fieldguide")


@contextmanager
def started(*words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A `fieldguide` process, its one line, and the URL in it."""
    with subprocess.Popen(
        [SCRIPT, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    ) as process:
        try:
            line = process.stdout.readline()
            found = re.search(r"http://\S+/", line)
            assert found, process.stderr.read()
            yield process, line, found[0]
        finally:
            process.kill()


def refused(*words: str) -> str:
    """The one line on standard error of a start that fails with status 2."""
    ended = subprocess.run([SCRIPT, "--no-open", *words], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_quietly(number):
    with started("--no-open", "--port", "0") as (process, line, url), httpx.Client() as client:
        # The line promises an answer, and an idle connection must not delay the end.
        assert client.get(url + "healthz").status_code == 200
        assert line == f"Fieldguide: {url} (Ctrl+C stops it)\n"
        process.send_signal(number)
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0


def test_a_port_in_use_takes_the_next():
    with socket.create_server(("127.0.0.1", 0)) as holder:
        held = holder.getsockname()[1]
        with started("--no-open", "--port", str(held)) as (_, line, url):
            taken = httpx.URL(url).port
            assert taken > held
            assert line == f"Fieldguide: {url} (port {held} is in use; Ctrl+C stops it)\n"
            assert httpx.get(url + "healthz").status_code == 200


def test_every_address_is_served_by_its_own_name_only():
    with started("--no-open", "--port", "0", "--host", "0.0.0.0") as (_, line, url):
        assert "on every address of this machine" in line
        # All of 127/8 is this machine.
        other = url.replace("127.0.0.1", "127.0.0.2")
        assert httpx.get(other + "healthz").status_code == 200
        assert httpx.get(other, headers={"Host": socket.gethostname()}).status_code == 200
        assert httpx.get(other, headers={"Host": "127.0.0.3"}).status_code == 400
        assert httpx.get(other, headers={"Host": "evil.example"}).status_code == 400


def test_ipv6():
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with started("--no-open", "--port", "0", "--host", "::1") as (_, _, url):
        assert url.startswith("http://[::1]:")
        assert httpx.get(url + "healthz").status_code == 200


def test_an_address_of_another_machine_cannot_be_served():
    # 203.0.113.0/24 is kept for documentation: no machine has it.
    assert "host '203.0.113.1' cannot be served" in refused("--host", "203.0.113.1")


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".invalid", "127.0.0.1:80"])
def test_an_unknown_host_is_named(host):
    line = refused("--host", host)
    assert repr(host) in line
    assert "nearest: 127.0.0.1" in line


def test_the_browser_opens_once_the_server_answers(tmp_path):
    seen = tmp_path / "seen"
    os.mkfifo(seen)
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    opener.chmod(0o755)
    with started("--port", "0", BROWSER=str(opener)) as (_, _, url):
        assert seen.read_text() == url + "\n"


def test_a_text_browser_is_left_alone(tmp_path):
    seen = tmp_path / "seen"
    program = tmp_path / "w3m"
    program.write_text(f"#!/bin/sh\ntouch {seen}\n")
    program.chmod(0o755)
    with started("--port", "0", BROWSER=str(program)) as (process, _, _):
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("", "")
    assert not seen.exists()
