"""What the guide answers over HTTP, on a real socket."""

import asyncio
import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import httpx
import pytest

from fieldguide import cli
from fieldguide.activations import catalogue, javascript
from fieldguide.labs import labs
from fieldguide.serve import NOT_BUILT, create_app, static_files
from fieldguide.serve import catalogue as activation_routes

TEXTS = ("", "activations.js", "api/activations", "static/guide.js", "static/guide.css")


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
        transport = httpx.ASGITransport(create_app(hosts), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(url)

    # In a thread: the browser tests may have left a running event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, get()).result()


def test_page(guide_url):
    answer = httpx.get(guide_url)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.lower().startswith("<!doctype html>")


def test_activations_are_listed_in_catalogue_order(guide_url):
    listed = httpx.get(guide_url + "api/activations").json()
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


def test_arithmetic_is_the_emitted_module(guide_url):
    answer = httpx.get(guide_url + "activations.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.text == javascript()


def test_health(guide_url):
    answer = httpx.get(guide_url + "healthz")
    assert answer.json() == {"status": "ok", "version": version("fieldguide")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("guide.js", "text/javascript; charset=utf-8"),
        ("guide.css", "text/css; charset=utf-8"),
        ("licences.txt", "text/plain; charset=utf-8"),
    ],
)
def test_static_files(guide_url, name, kind):
    answer = httpx.get(f"{guide_url}static/{name}")
    assert answer.headers["content-type"] == kind
    assert answer.content == (static_files.FOLDER / name).read_bytes()


def test_fonts_are_sent_as_they_are(guide_url):
    fonts = sorted((static_files.FOLDER / "fonts").glob("*.woff2"))
    assert fonts
    answer = httpx.get(f"{guide_url}static/fonts/{fonts[0].name}")
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers
    assert answer.content == fonts[0].read_bytes()


@pytest.mark.parametrize(
    "path",
    [*TEXTS, "healthz", "nowhere", "api/nowhere", "static/nowhere", "docs", "healthz/", "a?host"],
)
def test_every_answer_carries_the_security_headers(guide_url, path):
    bad_host = {"Host": "evil.example"} if path.endswith("?host") else {}
    for answer in (httpx.get(guide_url + path, headers=bad_host), httpx.post(guide_url + path)):
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
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "geolocation=()" in answer.headers["permissions-policy"]
        assert "server" not in answer.headers


@pytest.mark.parametrize("path", ["nowhere", "docs", "redoc", "openapi.json", "healthz/"])
def test_unknown_pages_get_a_page(guide_url, path):
    answer = httpx.get(guide_url + path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<html" in answer.text


def test_unknown_api_address_gets_one_line_of_json(guide_url):
    answer = httpx.get(guide_url + "api/activation")
    assert answer.status_code == 404
    assert "\n" not in answer.text
    line = "there is no /api/activation; there are /api/activations, /api/formula and /api/labs"
    assert answer.json() == {"error": line}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_answered(guide_url, method):
    answer = httpx.request(method, guide_url)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.text == "only GET and HEAD are answered\n"


@pytest.mark.parametrize("path", [*TEXTS, "healthz", "static/guide.css"])
def test_head_says_what_get_would(guide_url, path):
    got, head = httpx.get(guide_url + path), httpx.head(guide_url + path)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "content-encoding"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("path", TEXTS)
def test_text_is_compressed_for_those_who_can(guide_url, path):
    packed = httpx.get(guide_url + path, headers={"Accept-Encoding": "br, gzip;q=0.5"})
    plain = httpx.get(guide_url + path, headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("path", TEXTS)
def test_unchanged_text_is_not_sent_again(guide_url, path):
    first = httpx.get(guide_url + path)
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    for held in (tag, f'"other", W/{tag}', "*"):
        again = httpx.get(guide_url + path, headers={"If-None-Match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert httpx.get(guide_url + path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "localhost.", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]:9"],
)
def test_hosts_of_this_machine_are_served(guide_url, host):
    assert httpx.get(guide_url + "healthz", headers={"Host": host}).status_code == 200


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
def test_foreign_hosts_are_refused(guide_url, host):
    answer = httpx.get(guide_url, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.text.count("\n") == 1
    assert "127.0.0.1, ::1, localhost" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../__init__.py",
        "/static/%2e%2e/__init__.py",
        "/static/..%2f__init__.py",
        "/static/..%5c__init__.py",
        "/static/fonts/../../__init__.py",
        "/static/..%2fstatic%2f..%2f__init__.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/guide.js%00",
        "/static/fonts",
        "/static/",
        "/static/" + "a" * 5000,
    ],
)
def test_static_gives_nothing_but_its_files(guide_url, path):
    answer, text = ask(guide_url, path)
    assert answer.status == 404
    assert "import" not in text
    assert "root:" not in text


def test_an_unbuilt_page_says_how_to_build_it(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(static_files, "FOLDER", tmp_path / "static")
    answer = ask_inside("http://localhost/")
    assert answer.status_code == 503
    assert answer.text == NOT_BUILT + "\n"
    assert "make web" in answer.text
    assert ask_inside("http://localhost/static/guide.js").status_code == 404
    assert cli.main(["--no-open"]) == 1
    assert capsys.readouterr() == ("", f"fieldguide: {NOT_BUILT}\n")


def test_a_failure_inside_is_one_line(monkeypatch):
    monkeypatch.setattr(activation_routes, "document", lambda *_: 1 / 0)
    answer = ask_inside("http://localhost/activations.js")
    assert answer.status_code == 500
    assert answer.text.count("\n") == 1
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_extra_hosts_are_trusted():
    assert ask_inside("http://guide.example:81/healthz", "Guide.Example").status_code == 200
    assert ask_inside("http://guide.example:81/healthz").status_code == 400


def test_json_is_valid_without_extensions(guide_url):
    def unknown(name: str) -> None:
        raise AssertionError(name)

    json.loads(httpx.get(guide_url + "api/activations").text, parse_constant=unknown)


@pytest.mark.parametrize("name", [lab.name for lab in labs()])
def test_a_run_has_the_same_bytes_again(guide_url, name):
    short = {"vanish": "?depth=3&width=16&seeds=2", "die": "?steps=20&seeds=2", "bend": "?epochs=5"}
    one, other = (httpx.get(f"{guide_url}labs/{name}{short.get(name, '')}") for _ in range(2))
    assert one.headers["content-type"] == "application/x-ndjson"
    assert one.content == other.content
    assert json.loads(one.content.splitlines()[-1])["kind"] == "summary"


def test_a_divergence_is_a_line_of_its_own(guide_url):
    asked = "labs/bend?optimizer=sgd&learning_rate=10&activations=identity,sigmoid&layers=3"
    answer = httpx.get(f"{guide_url}{asked}&epochs=9&batch=10")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    (lost,) = [line for line in lines if line["kind"] == "divergence"]
    assert lost["activation"] == 0
    assert "no longer finite" in lost["reason"]
    summary = lines[-1]
    assert summary["kind"] == "summary"
    assert summary["diverged"] == [True, False]
    # JSON has no NaN.
    assert summary["train_loss"][0] is None
    assert summary["train_loss"][1] > 0
