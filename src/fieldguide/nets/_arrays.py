"""Where the numbers live: NumPy's arrays, and calls that write into arrays that stand."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

Call = Callable[[], object]
"""One step of prepared work: its arrays are bound, and running it allocates nothing."""

_UFUNCS: dict[str, Any] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "negative": np.negative,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "max": np.maximum,
    "min": np.minimum,
    "pow": np.power,
    "atan": np.arctan,
    "copy": np.positive,
    **{
        name: getattr(np, name)
        for name in (
            *("abs", "cos", "cosh", "exp", "expm1", "floor", "isnan", "log", "log1p"),
            *("matmul", "sin", "sinh", "sqrt", "tan", "tanh"),
        )
    },
}


class Numpy:
    """NumPy's arrays of one dtype."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype

    def empty(self, *shape: int) -> Any:
        """An array to be filled."""
        return np.empty(shape, self.dtype)

    def mask(self, *shape: int) -> Any:
        """An array of truth values to be filled."""
        return np.empty(shape, np.bool_)

    def array(self, numbers: Any) -> Any:
        """An array of its own. A number as an array of no dimensions is half a call cheaper."""
        return np.array(numbers, self.dtype)

    def host(self, array: Any) -> Any:
        """The same numbers as NumPy's."""
        return array

    def call(self, name: str, arguments: tuple[Any, ...], out: Any) -> Call:
        """``out`` becomes the operation called ``name`` of the arguments."""
        if name == "?":
            mask, first, second = arguments
            if second is out:
                return partial(np.copyto, out, first, where=mask)
            return partial(_choose, out, mask, first, second)
        if name == "cast":
            return partial(np.copyto, out, arguments[0])
        if name in ("max", "min"):
            return partial(_UFUNCS[name], *arguments, out=out)
        return partial(_UFUNCS[name], *arguments, out)

    def reduce(self, name: str, array: Any, out: Any) -> Call:
        """``out`` becomes the sum or the largest along the middle one of three axes."""
        return partial(_UFUNCS[name].reduce, array, 1, None, out, True)

    def take(self, array: Any, order: Any, out: Any) -> Call:
        """``out`` becomes the columns of ``array`` that ``order`` names."""
        return partial(np.take, array, order, 1, out, "clip")

    def order(self, count: int) -> Any:
        """An array of that many column numbers to be filled."""
        return np.empty(count, np.intp)


def _choose(out: Any, mask: Any, first: Any, second: Any) -> None:
    np.copyto(out, second)
    np.copyto(out, first, where=mask)
