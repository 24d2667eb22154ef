"""The bundled digits: the numbers published about them, and digits that look like themselves."""

import gzip
import hashlib
from importlib import resources

import numpy as np
import pytest

from fieldguide.nets import digits

SUM = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"


def test_it_is_the_file_of_the_source():
    """The SHA-256 of what scikit-learn distributes, unpacked, of that release."""
    folder = resources.files("fieldguide.nets.datasets")
    contents = gzip.decompress((folder / "digits.csv.gz").read_bytes())
    assert hashlib.sha256(contents).hexdigest() == SUM
    source = (folder / "digits_source.md").read_text()
    assert "CC BY 4.0" in source
    assert "10.24432/C50P49" in source


def test_the_counts_are_those_of_the_source():
    """Of optdigits.names: how many of each digit are in the test set."""
    x, y = digits()
    assert x.shape == (1797, 64)
    assert (x.dtype, y.dtype) == (np.float32, np.int64)
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (x.min(), x.max()) == (0, 1)
    assert (x * 16 == np.rint(x * 16)).all()


def test_the_first_is_a_zero():
    x, y = digits()
    picture = (16 * x[0]).reshape(8, 8)
    assert y[0] == 0
    assert picture[0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    # Ink round an empty middle.
    assert picture[3:5, 3:5].max() < 2 < picture[1:7, 2:6].mean()


def test_a_digit_is_known_by_its_nearest_neighbor():
    x, y = digits()
    known, asked = x[:1000].astype(float), x[1000:].astype(float)
    squares = (known**2).sum(1) - 2 * asked @ known.T
    assert (y[:1000][squares.argmin(1)] == y[1000:]).mean() == pytest.approx(0.963, abs=0.01)
