"""The guide over HTTP: a real server, on a real socket, started by the console script."""

import asyncio
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

from fieldguide import cli, server
from fieldguide.activations import catalogue, javascript

SCRIPT = Path(sys.executable).with_name("fieldguide")
TEXTS = ("", "activations.js", "api/activations", "static/guide.js", "static/guide.css")


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


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with started("--no-open", "--port", "0") as (_, _, address):
        yield address


def ask(url: str, path: str, method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
    """Ask for a path exactly as written; httpx would tidy it."""
    asked = httpx.URL(url)
    connection = http.client.HTTPConnection(asked.host, asked.port)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def ask_inside(url: str, *hosts: str) -> httpx.Response:
    """Ask an application of this process, which a test can bend."""

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(server.create_app(hosts), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(url)

    # In a thread: the browser tests may have left a running event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, get()).result()


def refused(*words: str) -> str:
    """The one line on standard error of a start that fails with status 2."""
    ended = subprocess.run([SCRIPT, "--no-open", *words], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


def test_page(url):
    answer = httpx.get(url)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.lower().startswith("<!doctype html>")


def test_activations_are_listed_in_catalogue_order(url):
    listed = httpx.get(url + "api/activations").json()
    assert [each["slug"] for each in listed] == [each.slug for each in catalogue()]
    keys = ["slug", "name", "family", "formula", "parameters", "kinks", "year", "citation"]
    for record, activation in zip(listed, catalogue(), strict=True):
        assert list(record) == keys
        assert record["formula"] == activation.formula
        assert record["kinks"] == list(activation.kinks)
        assert record["year"] == activation.year
    leaky = next(record for record in listed if record["slug"] == "leaky_relu")
    (slope,) = leaky["parameters"]
    assert list(slope) == ["name", "default", "low", "high", "meaning"]
    assert (slope["name"], slope["default"], slope["low"], slope["high"]) == (
        "negative_slope",
        0.01,
        0,
        1,
    )


def test_arithmetic_is_the_emitted_module(url):
    answer = httpx.get(url + "activations.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.text == javascript()


def test_health(url):
    answer = httpx.get(url + "healthz")
    assert answer.json() == {"status": "ok", "version": version("fieldguide")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("guide.js", "text/javascript; charset=utf-8"),
        ("guide.css", "text/css; charset=utf-8"),
        ("licences.txt", "text/plain; charset=utf-8"),
    ],
)
def test_static_files(url, name, kind):
    answer = httpx.get(f"{url}static/{name}")
    assert answer.headers["content-type"] == kind
    assert answer.content == (server.STATIC / name).read_bytes()


def test_fonts_are_sent_as_they_are(url):
    fonts = sorted((server.STATIC / "fonts").glob("*.woff2"))
    assert fonts
    answer = httpx.get(f"{url}static/fonts/{fonts[0].name}")
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers
    assert answer.content == fonts[0].read_bytes()


@pytest.mark.parametrize(
    "path",
    [*TEXTS, "healthz", "nowhere", "api/nowhere", "static/nowhere", "docs", "healthz/", "a?host"],
)
def test_every_answer_carries_the_security_headers(url, path):
    bad_host = {"Host": "evil.example"} if path.endswith("?host") else {}
    for answer in (httpx.get(url + path, headers=bad_host), httpx.post(url + path)):
        policy = dict(
            directive.strip().split(" ", 1)
            for directive in answer.headers["content-security-policy"].split(";")
        )
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "font-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "geolocation=()" in answer.headers["permissions-policy"]
        assert "server" not in answer.headers


@pytest.mark.parametrize("path", ["nowhere", "docs", "redoc", "openapi.json", "healthz/"])
def test_unknown_pages_get_a_page(url, path):
    answer = httpx.get(url + path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<html" in answer.text


def test_unknown_api_address_gets_one_line_of_json(url):
    answer = httpx.get(url + "api/activation")
    assert answer.status_code == 404
    assert "\n" not in answer.text
    assert answer.json() == {"error": "there is no /api/activation; there is /api/activations"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_answered(url, method):
    answer = httpx.request(method, url)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.text == "only GET and HEAD are answered\n"


@pytest.mark.parametrize("path", [*TEXTS, "healthz", "static/favicon.svg"])
def test_head_says_what_get_would(url, path):
    got, head = httpx.get(url + path), httpx.head(url + path)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "content-encoding"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("path", TEXTS)
def test_text_is_compressed_for_those_who_can(url, path):
    packed = httpx.get(url + path, headers={"Accept-Encoding": "br, gzip;q=0.5"})
    plain = httpx.get(url + path, headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("path", TEXTS)
def test_unchanged_text_is_not_sent_again(url, path):
    first = httpx.get(url + path)
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    for held in (tag, f'"other", W/{tag}', "*"):
        again = httpx.get(url + path, headers={"If-None-Match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert httpx.get(url + path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "localhost.", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]:9"],
)
def test_hosts_of_this_machine_are_served(url, host):
    assert httpx.get(url + "healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example]",
        "[::2]:8000",
        "[evil",
        "127.0.0.2",
        "",
    ],
)
def test_foreign_hosts_are_refused(url, host):
    answer = httpx.get(url, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.text.count("\n") == 1
    assert "127.0.0.1, ::1, localhost" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/static/..%5cserver.py",
        "/static/fonts/../../server.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/guide.js%00",
        "/static/fonts",
        "/static/",
        "/static/" + "a" * 5000,
    ],
)
def test_static_gives_nothing_but_its_files(url, path):
    answer, text = ask(url, path)
    assert answer.status == 404
    assert "import" not in text
    assert "root:" not in text


def test_an_unbuilt_page_says_how_to_build_it(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(server, "STATIC", tmp_path)
    answer = ask_inside("http://localhost/")
    assert answer.status_code == 503
    assert answer.text == server.NOT_BUILT + "\n"
    assert "make web" in answer.text
    assert cli.main(["--no-open"]) == 1
    assert capsys.readouterr() == ("", f"fieldguide: {server.NOT_BUILT}\n")


def test_a_failure_inside_is_one_line(monkeypatch):
    monkeypatch.setattr(server, "_answer", lambda *_: 1 / 0)
    answer = ask_inside("http://localhost/activations.js")
    assert answer.status_code == 500
    assert answer.text.count("\n") == 1
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_extra_hosts_are_trusted():
    assert ask_inside("http://guide.example:81/healthz", "Guide.Example").status_code == 200
    assert ask_inside("http://guide.example:81/healthz").status_code == 400


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


def test_json_is_valid_without_extensions(url):
    def unknown(name: str) -> None:
        raise AssertionError(name)

    json.loads(httpx.get(url + "api/activations").text, parse_constant=unknown)
