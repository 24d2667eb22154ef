"""What a data set is."""

from typing import Any, NamedTuple

import numpy as np


class Data(NamedTuple):
    """Examples and their classes.

    Attributes:
      x: float64, (n, d), an example a row.
      y: int64, (n,), the class of each, from 0.
    """

    x: np.ndarray[Any, np.dtype[np.float64]]
    y: np.ndarray[Any, np.dtype[np.int64]]
