"""The bundled handwritten digits."""

import gzip
from importlib import resources

import numpy as np

from fieldguide.nets.datasets.dataset import Data


def digits() -> Data:
    """1,797 handwritten digits of 8 x 8 pixels, bundled.

    Returns:
      Data: x (1797, 64) float32, pixels row by row, 0 (paper) to 1 (ink) in steps of 1/16, which
        are exact; y (1797,), the digit, about 180 of each. Thirteen writers, in the order of
        the source.

    Source: Alpaydin and Kaynak 1998, doi:10.24432/C50P49 (CC BY 4.0), the test set.
    """
    packed = resources.files("fieldguide.nets.datasets").joinpath("digits.csv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    table = np.loadtxt(lines, delimiter=",", dtype=np.int64)
    return Data((table[:, :64] / 16).astype(np.float32), table[:, 64].copy())
