"""MNIST from a folder and from mirrors: small IDX files, a server on loopback that misbehaves."""

import gzip
import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from fieldguide.nets import mnist
from fieldguide.nets.datasets import mnist as mnist_files

COUNTS = {"train": 6, "t10k": 3}


def idx(array: np.ndarray) -> bytes:
    """As the format is described: magic number, sizes, numbers."""
    head = [0, 0, 8, array.ndim, *(byte for n in array.shape for byte in n.to_bytes(4, "big"))]
    return bytes(head) + array.astype(np.uint8).tobytes()


def contents() -> dict[str, bytes]:
    files = {}
    for part, count in COUNTS.items():
        images = np.arange(count * 28 * 28).reshape(count, 28, 28) % 256
        files[f"{part}-images-idx3-ubyte"] = idx(images)
        files[f"{part}-labels-idx1-ubyte"] = idx(np.arange(count) * 3 % 10)
    return files


def pack(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, unpacked in contents().items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(unpacked))
    return folder


class Mirror(BaseHTTPRequestHandler):
    """Serves the files, or what `answers` has instead under the same path."""

    def do_GET(self):
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path)
        if answer is None:
            name = Path(self.path).stem
            answer = (200, gzip.compress(contents()[name]), 0)
        status, body, missing = answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def mirrors(monkeypatch, tmp_path):
    """A server with two mirrors, /a/ and /b/, and an empty cache."""
    sums = {name: hashlib.sha256(unpacked).hexdigest() for name, unpacked in contents().items()}
    monkeypatch.setattr(mnist_files, "SHA256", sums)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Mirror) as server:
        server.asked, server.answers = [], {}
        url = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(mnist_files, "MIRRORS", (f"{url}/a/", f"{url}/b/"))
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "fieldguide" / "mnist"


def check(parts):
    for (x, y), count in zip(parts, COUNTS.values(), strict=True):
        assert (x.shape, x.dtype) == ((count, 784), np.float32)
        assert (x * 255).round().astype(int).ravel().tolist() == [
            i % 256 for i in range(count * 784)
        ]
        assert (y.tolist(), y.dtype) == ([3 * i % 10 for i in range(count)], np.int64)


def test_from_a_folder_nothing_is_asked_for(mirrors, cache, tmp_path):
    check(mnist(pack(tmp_path / "own")))
    check(mnist(str(tmp_path / "own")))
    assert mirrors.asked == []
    assert not cache.exists()


def test_downloaded_once(mirrors, cache):
    check(mnist())
    assert sorted(mirrors.asked) == sorted(f"/a/{name}.gz" for name in contents())
    assert sorted(path.name for path in cache.iterdir()) == sorted(f"{n}.gz" for n in contents())
    check(mnist())
    assert len(mirrors.asked) == 4


def test_progress_counts_the_bytes(mirrors):
    seen: dict[str, list[tuple[int, int | None]]] = {}
    mnist(progress=lambda name, *bytes_: seen.setdefault(name, []).append(bytes_))
    assert list(seen) == [f"{name}.gz" for name in mnist_files.SHA256]
    for name, unpacked in contents().items():
        size = len(gzip.compress(unpacked))
        assert seen[f"{name}.gz"][-1] == (size, size)


def test_a_second_mirror_steps_in(mirrors, cache):
    """The first has lost a file, breaks off another, and has changed a third."""
    whole = gzip.compress(contents()["t10k-labels-idx1-ubyte"])
    mirrors.answers["/a/t10k-labels-idx1-ubyte.gz"] = (200, whole[:9], len(whole) - 9)
    mirrors.answers["/a/train-labels-idx1-ubyte.gz"] = (404, b"gone", 0)
    changed = gzip.compress(contents()["train-images-idx3-ubyte"][:-1] + b"!")
    mirrors.answers["/a/train-images-idx3-ubyte.gz"] = (200, changed, 0)
    check(mnist())
    again = [path for path in mirrors.asked if path.startswith("/b/")]
    assert sorted(again) == sorted(path.replace("/a/", "/b/") for path in mirrors.answers)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, b"gone", 0), "Not Found"),
        ((200, b"\x1f\x8b" + b"\0" * 20, 100), "broke off after 22 of 122 bytes"),
        ((200, b"<html>", 0), "is damaged: not a whole gzip file"),
        ((200, gzip.compress(b"other"), 0), r"is not MNIST's: SHA-256 d9298a10d1b0\.\.\., not "),
    ],
)
def test_a_file_that_no_mirror_gives(mirrors, cache, answer, why):
    """What has arrived is kept, nothing half is, and the next attempt asks for the rest."""
    for mirror in "ab":
        mirrors.answers[f"/{mirror}/t10k-images-idx3-ubyte.gz"] = answer
    host = re.escape(f"127.0.0.1:{mirrors.server_port}")
    with pytest.raises(ConnectionError) as caught:
        mnist()
    assert re.match(
        rf"t10k-images-idx3-ubyte\.gz could not be downloaded "
        rf"\({host}: {why}.*; {host}: {why}.*\)\. Without a connection, put .* into a folder and "
        r"name it: mnist\(folder\)$",
        str(caught.value),
    )
    assert {path.name for path in cache.iterdir()} < {f"{name}.gz" for name in contents()}
    assert not (cache / "t10k-images-idx3-ubyte.gz").exists()
    arrived = len(list(cache.iterdir()))
    mirrors.answers.clear()
    mirrors.asked.clear()
    check(mnist())
    assert len(mirrors.asked) == 4 - arrived


def test_offline(mirrors, cache, monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Mirror) as closed:
        port = closed.server_port
    monkeypatch.setattr(mnist_files, "MIRRORS", (f"http://127.0.0.1:{port}/",))
    with pytest.raises(ConnectionError) as caught:
        mnist()
    assert "Connection refused" in str(caught.value)
    assert "mnist(folder)" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not cache.exists()


def test_a_folder_without_the_files(mirrors, tmp_path):
    own = pack(tmp_path / "own")
    (own / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(FileNotFoundError, match=r"own has no t10k-labels-idx1-ubyte\.gz; the f"):
        mnist(own)
    with pytest.raises(FileNotFoundError, match=r"nowhere has no train-images.*t10k-labels"):
        mnist(tmp_path / "nowhere")
    assert mirrors.asked == []


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda packed: packed[:-1], "is damaged: not a whole gzip file"),
        (lambda packed: packed[:40] + b"????" + packed[44:], "is damaged: not a whole gzip file"),
        (gzip.compress, "is not MNIST's: SHA-256 "),
    ],
)
def test_a_spoiled_file_is_named_and_not_used(mirrors, cache, tmp_path, spoil, why):
    for folder, remedy in ((tmp_path / "own", "replace it"), (cache, "delete it, and it is down")):
        path = pack(folder) / "train-images-idx3-ubyte.gz"
        path.write_bytes(spoil(path.read_bytes()))
        with pytest.raises(ValueError, match=re.escape(f"{path} {why}") + f".*; {remedy}"):
            mnist(folder if folder.name == "own" else None)
    assert mirrors.asked == []
    path.unlink()
    check(mnist())


def test_the_same_files_compressed_otherwise(mirrors, tmp_path):
    own = pack(tmp_path / "own")
    for name, unpacked in contents().items():
        (own / f"{name}.gz").write_bytes(gzip.compress(unpacked, compresslevel=1, mtime=5))
    check(mnist(own))


def test_the_cache_is_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    for named in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", named)
        assert mnist_files._cache() == tmp_path / ".cache" / "fieldguide" / "mnist"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "there"))
    assert mnist_files._cache() == tmp_path / "there" / "fieldguide" / "mnist"
