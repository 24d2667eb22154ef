"""The type of a data set."""

from typing import Any, NamedTuple

import numpy as np


class Data(NamedTuple):
    """Examples and their classes.

    Attributes:
      x: (n, d), one example in each row: float64, or float32 if the examples are images.
      y: int64, (n,), the class of each example, from 0.
    """

    x: np.ndarray[Any, np.dtype[np.floating[Any]]]
    y: np.ndarray[Any, np.dtype[np.int64]]
