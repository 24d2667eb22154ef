"""MNIST: read from a folder, or downloaded once; each file is checked.

The download is the standard library's. pooch fetches from one URL only, checks the compressed
file instead of its contents, and would bring seven packages for four files.
"""

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import numpy as np

from fieldguide.nets.datasets.dataset import Data

Progress = Callable[[str, int, int | None], None]
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
# Of the unpacked contents, which do not depend on how a file was compressed.
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
FILES = ", ".join(f"{name}.gz" for name in SHA256)
CHUNK = 1 << 16  # bytes
TIMEOUT = 30.0  # seconds without a byte


def mnist(
    folder: str | os.PathLike[str] | None = None, *, progress: Progress | None = None
) -> tuple[Data, Data]:
    """70,000 handwritten digits of 28 x 28 pixels: 60,000 to train on and 10,000 to test on.

    Args:
      folder: with the four files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,
        t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. By default they are downloaded,
        once, into the folder fieldguide/mnist of the user's cache: XDG_CACHE_HOME, else ~/.cache.
      progress: called during a download with the name of the file, the bytes received so far, and
        the total bytes (None if the server does not send a Content-Length).

    Returns:
      Two Data, training and test: x (n, 784) float32, pixels row by row, 0 (paper) to 1 (ink) in
        steps of 1/255; y (n,), the digit.

    Raises:
      FileNotFoundError: the folder lacks a file.
      ValueError: a file is damaged, or its contents are not MNIST's (each is checked by SHA-256).
      ConnectionError: no mirror served a whole and undamaged file. Complete files are kept, and
        the next call downloads only the others.

    Source: LeCun, Cortes and Burges 1998; checksums of the unpacked files.
    """
    directory = _cache() if folder is None else Path(folder)
    paths = {name: directory / f"{name}.gz" for name in SHA256}
    missing = [path for path in paths.values() if not path.is_file()]
    if folder is None:
        for path in missing:
            _download(path, progress)
    elif missing:
        names = ", ".join(path.name for path in missing)
        raise FileNotFoundError(f"{directory} has no {names}; the files of MNIST are {FILES}")
    arrays = []
    for path in paths.values():
        try:
            arrays.append(_array(_contents(path.stem, path.read_bytes())))
        except ValueError as error:
            remedy = "delete it, and it is downloaded again" if folder is None else "replace it"
            raise ValueError(f"{path} {error}; {remedy}") from None
    return _examples(*arrays[:2]), _examples(*arrays[2:])


def _cache() -> Path:
    """The folder in the user's cache. The XDG specification says to ignore a relative path."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (cache if cache.is_absolute() else Path.home() / ".cache") / "fieldguide" / "mnist"


def _download(path: Path, progress: Progress | None) -> None:
    """Download one file from the first mirror that serves it whole and undamaged."""
    failures = []
    for mirror in MIRRORS:
        try:
            packed = _fetch(mirror, path.name, progress)
            _contents(path.stem, packed)
        except (OSError, HTTPException, ValueError) as error:
            # A URLError says "<urlopen error REASON>": take the reason alone.
            failures.append(f"{urlsplit(mirror).netloc}: {getattr(error, 'reason', error)}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        # Move the complete file into place, so that no other process sees half of it.
        with tempfile.TemporaryDirectory(dir=path.parent) as temporary:
            (Path(temporary) / path.name).write_bytes(packed)
            (Path(temporary) / path.name).replace(path)
        return
    raise ConnectionError(
        f"{path.name} could not be downloaded ({'; '.join(failures)}). Without a connection, "
        f"put {FILES} into a folder and name it: mnist(folder)"
    )


def _fetch(mirror: str, name: str, progress: Progress | None) -> bytes:
    received = bytearray()
    with urlopen(mirror + name, timeout=TIMEOUT) as answer:  # noqa: S310 - the mirrors are https
        length = answer.headers["Content-Length"]
        total = int(length) if length else None
        while piece := answer.read(CHUNK):
            received += piece
            if progress:
                progress(name, len(received), total)
    if total is not None and len(received) < total:
        raise ValueError(f"broke off after {len(received):,} of {total:,} bytes")
    return bytes(received)


def _contents(name: str, packed: bytes) -> bytes:
    """The unpacked contents of a file, checked; a ValueError's message follows the file's name."""
    try:
        contents = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        raise ValueError("is damaged: not a whole gzip file") from None
    found = hashlib.sha256(contents).hexdigest()
    if found != SHA256[name]:
        raise ValueError(f"is not MNIST's: SHA-256 {found[:12]}..., not {SHA256[name][:12]}...")
    return contents


def _array(contents: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The array in an IDX file of bytes.

    Byte 3 is the number of dimensions; their sizes follow as big-endian uint32, then the elements.
    """
    dimensions = contents[3]
    shape = np.frombuffer(contents, ">u4", dimensions, offset=4)
    return np.frombuffer(contents, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def _examples(images: Any, labels: Any) -> Data:
    return Data(images.reshape(len(images), -1) / np.float32(255), labels.astype(np.int64))
