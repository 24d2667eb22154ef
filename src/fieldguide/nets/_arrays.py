"""Where the numbers live: NumPy's arrays, and calls that write into arrays that stand."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from scipy.special import expit, ndtr

Call = Callable[[], object]
"""One step of prepared work: its arrays are bound, and running it allocates nothing."""

_UFUNCS: dict[str, Any] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "max": np.maximum,
    "min": np.minimum,
    "pow": np.power,
    "atan": np.arctan,
    "expit": expit,
    "ndtr": ndtr,
    **{
        name: getattr(np, name)
        for name in (
            *("abs", "cos", "cosh", "exp", "expm1", "floor", "log", "log1p", "negative"),
            *("sign", "sin", "sinh", "sqrt", "tan", "tanh"),
        )
    },
}

# artanh(2 Phi(x) - 1) / x as a polynomial in x^2, fitted for |x| <= 5.6 to the smallest error of
# x Phi(x), 7e-8. Beyond it is large enough for a tanh of 1 or -1.
_ARTANH = (
    0.797884493,
    0.0363339113,
    -3.29547661e-05,
    -5.52779394e-05,
    3.97311286e-06,
    -1.33646846e-07,
    1.80936277e-09,
)


class Numpy:
    """NumPy's arrays of one dtype.

    A truth value is an integer of the dtype's size, all its bits set or none:
    choosing by bits takes a tenth of the time of choosing by a mask.

    Attributes:
      block: elements to take at a time: of the largest array of a pass, and of
        the parameters. What is alive at once then stays in the cache.
    """

    block = 8192

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype
        self._spare = np.empty((2, 0), dtype)
        self._bits = np.dtype(f"i{dtype.itemsize}")
        self._sign = np.array(np.iinfo(self._bits).min, self._bits)
        self._shift = np.array(8 * dtype.itemsize - 1, self._bits)

    def empty(self, *shape: int) -> Any:
        """An array to be filled."""
        return np.empty(shape, self.dtype)

    def mask(self, *shape: int) -> Any:
        """An array of truth values to be filled."""
        return np.empty(shape, self._bits)

    def array(self, numbers: Any) -> Any:
        """An array of its own. A number as an array of no dimensions is half a call cheaper."""
        return np.array(numbers, self.dtype)

    def order(self, count: int) -> Any:
        """An array of column numbers to be filled."""
        return np.empty(count, np.intp)

    def put(self, numbers: Any, into: Any) -> None:
        """Fill an array."""
        into[...] = numbers

    def host(self, array: Any) -> Any:
        """The same numbers as NumPy's."""
        return array

    def calls(self, name: str, arguments: tuple[Any, ...], out: Any) -> Iterator[Call]:
        """What makes ``out`` the operation called ``name`` of the arguments."""
        match name:
            case "?":
                mask, first, second = arguments
                yield from self._choose(mask, first, second, out)
            case ">":
                u, v = arguments
                yield from self._greater(u, v, out)
            case "-abs":
                bits = (array.view(self._bits) for array in (*arguments, out))
                yield partial(np.bitwise_or, next(bits), self._sign, next(bits))
            # Of few numbers one call of SciPy's is faster than a tanh and what is around it.
            case "expit" if out.size > 256:
                yield from self._expit(arguments[0], out)
            case "ndtr" if out.size > 1024:
                yield from self._ndtr(arguments[0], out)
            case "copy":
                yield partial(np.copyto, out, *arguments)
            case "max" | "min":
                yield partial(_UFUNCS[name], *arguments, out=out)
            case "matmul":
                # Of two matrices dot gives the same with half the overhead.
                yield partial(np.dot if out.ndim == 2 else np.matmul, *arguments, out)
            case _:
                yield partial(_UFUNCS[name], *arguments, out)

    def _greater(self, u: Any, v: Any, out: Any) -> Iterator[Call]:
        """The sign of v - u in every bit; that of a difference of 0 must not be -0's."""
        difference = out.view(self.dtype)
        if u.ndim == 0:
            yield partial(np.add, v, 0.0 - u, difference)
        else:
            yield partial(np.subtract, v, u, difference)
        if u.ndim and v.ndim:
            yield partial(np.add, difference, self.array(0.0), difference)
        yield partial(np.right_shift, out, self._shift, out)

    def _choose(self, mask: Any, first: Any, second: Any, out: Any) -> Iterator[Call]:
        """Every bit of ``first`` where the mask's is set, and of ``second`` where it is not."""
        a, b, into = (array.view(self._bits) for array in (first, second, out))
        if b.ndim == 0 and not b:
            yield partial(np.bitwise_and, a, mask, into)
            return
        if a.ndim or b.ndim:
            yield partial(np.bitwise_xor, a, b, into)
            yield partial(np.bitwise_and, into, mask, into)
        else:
            yield partial(np.bitwise_and, mask, a ^ b, into)
        yield partial(np.bitwise_xor, into, b, into)

    def _expit(self, x: Any, out: Any) -> Iterator[Call]:
        """The logistic function."""
        yield partial(np.multiply, x, self.array(0.5), out)
        yield from self._rise(out, out)

    def _rise(self, x: Any, out: Any) -> Iterator[Call]:
        """(1 + tanh x) / 2."""
        half = self.array(0.5)
        yield partial(np.tanh, x, out)
        yield partial(np.multiply, out, half, out)
        yield partial(np.add, out, half, out)

    def _ndtr(self, x: Any, out: Any) -> Iterator[Call]:
        """The normal distribution function, in float32."""
        if out.size > self._spare.shape[1]:
            self._spare = np.empty((2, out.size), self.dtype)
        square, total = self._spare[:, : out.size].reshape(2, *out.shape)
        *lower, next_to_last, last = map(self.array, _ARTANH)
        yield partial(np.multiply, x, x, square)
        yield partial(np.multiply, square, last, total)
        yield partial(np.add, total, next_to_last, total)
        for coefficient in reversed(lower):
            yield partial(np.multiply, total, square, total)
            yield partial(np.add, total, coefficient, total)
        yield partial(np.multiply, total, x, total)
        yield from self._rise(total, out)

    def reduce(self, name: str, array: Any, out: Any) -> Call:
        """``out`` becomes the sum or the largest along the middle one of three axes."""
        return partial(_UFUNCS[name].reduce, array, 1, None, out, True)

    def take(self, array: Any, order: Any, out: Any) -> Call:
        """``out`` becomes the columns of ``array`` that ``order`` names."""
        return partial(np.take, array, order, 1, out, "clip")
