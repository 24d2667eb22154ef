"""Where the numbers live: NumPy's arrays, and calls that write into arrays that stand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from math import prod
from typing import Any

import numpy as np
from scipy.special import expit, ndtr

Call = Callable[[], object]
"""One step of prepared work: its arrays are bound, and running it allocates nothing."""
Step = tuple[str, tuple[Any, ...], Any]
"""The name of an operation on each element, its operands, and the array to fill."""

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

_LINE = 64
"""Bytes of a line of the cache."""

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
        self._spares: dict[Any, Any] = {}
        self._bits = np.dtype(f"i{dtype.itemsize}")
        self._sign = np.array(np.iinfo(self._bits).min, self._bits)
        self._shift = np.array(8 * dtype.itemsize - 1, self._bits)

    def empty(self, *shape: int) -> Any:
        """An array to be filled, which begins where a line of the cache does."""
        count, size = prod(shape), self.dtype.itemsize
        room = np.empty(count + _LINE // size, self.dtype)
        start = -room.ctypes.data % _LINE // size
        return room[start : start + count].reshape(shape)

    def _spare(self, name: Any, shape: tuple[int, ...]) -> Any:
        """An array that all who ask for it by this name use in turn."""
        count = prod(shape)
        if name not in self._spares or self._spares[name].size < count:
            self._spares[name] = self.empty(count)
        return self._spares[name][:count].reshape(shape)

    def _full(self, number: float, shape: tuple[int, ...]) -> Any:
        """An array that is the number throughout."""
        array = self._spare(("full", number), shape)
        array[...] = number
        return array

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

    def program(
        self,
        steps: Iterable[Step],
        keep: Sequence[Any],  # noqa: ARG002 - for those who can do without the others
    ) -> list[Call]:
        """What does the steps; of the arrays they fill, only those to ``keep`` need be."""
        parts = (part for step in steps for part in self.parts(*step))
        return [call for part in parts for call in self.calls(*part)]

    def parts(self, name: str, arguments: tuple[Any, ...], out: Any) -> Iterator[Step]:
        """A step as several, where NumPy has no operation for it."""
        # Of few numbers one call of SciPy's is faster than a tanh and what is around it.
        if name == "expit" and out.size > 256:
            yield from self._expit(arguments[0], out)
        elif name == "ndtr" and out.size > 1024:
            yield from self._ndtr(arguments[0], out)
        else:
            yield name, arguments, out

    def calls(self, name: str, arguments: tuple[Any, ...], out: Any) -> Iterator[Call]:
        """What makes ``out`` the operation called ``name`` of the arguments."""
        match name:
            case "where":
                mask, first, second = arguments
                yield from self._choose(mask, first, second, out)
            case ">" | "not <=":
                u, v = arguments
                yield from self._greater(u, v, name != ">", out)
            case "-abs":
                bits = (array.view(self._bits) for array in (*arguments, out))
                yield partial(np.bitwise_or, next(bits), self._sign, next(bits))
            case "copy":
                yield partial(np.copyto, out, *arguments)
            case "max" | "min":
                # Of two full arrays NumPy takes the larger in a quarter of the time.
                operands = [a if a.ndim else self._full(float(a), out.shape) for a in arguments]
                yield partial(_UFUNCS[name], *operands, out=out)
            case "matmul":
                a, b = arguments
                yield from self._product(a, b, out)
            case _:
                yield partial(_UFUNCS[name], *arguments, out)

    def _greater(self, u: Any, v: Any, nan: bool, out: Any) -> Iterator[Call]:
        """The sign of v - u in every bit; that of NaN says ``nan``, and 0 must not be -0."""
        difference = out.view(self.dtype)
        if u.ndim == 0:
            yield partial(np.add, v, 0.0 - u, difference)
        else:
            yield partial(np.subtract, v, u, difference)
        if u.ndim and v.ndim:
            yield partial(np.add, difference, self.array(0.0), difference)
        instead, number = (np.fmax, -np.inf) if nan else (np.fmin, np.inf)
        yield partial(instead, difference, self._full(number, out.shape), out=difference)
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

    def _product(self, a: Any, b: Any, out: Any) -> Iterator[Call]:
        """The matrix product."""
        if b.shape[-2] == 1:
            yield partial(np.multiply, a, b, out)
            return
        results = out.shape[-2] * out.shape[-1]
        if b.strides[-2] == b.itemsize and 1200 < results <= 1e6 / b.shape[-2]:
            # OpenBLAS has no quick way for a second matrix that lies on its side, if the result
            # is not small; for all others it has, up to a million products.
            upright = self._spare("upright", b.shape)
            yield partial(np.copyto, upright, b)
            b = upright
        # Of two matrices dot gives the same with half the overhead.
        yield partial(np.dot if out.ndim == 2 else np.matmul, a, b, out)

    def _expit(self, x: Any, out: Any) -> Iterator[Step]:
        """The logistic function."""
        yield "*", (x, self.array(0.5)), out
        yield from self._rise(out, out)

    def _rise(self, x: Any, out: Any) -> Iterator[Step]:
        """(1 + tanh x) / 2."""
        half = self.array(0.5)
        yield "tanh", (x,), out
        yield "*", (out, half), out
        yield "+", (out, half), out

    def _ndtr(self, x: Any, out: Any) -> Iterator[Step]:
        """The normal distribution function, in float32."""
        square, total = (self._spare(name, out.shape) for name in ("square", "total"))
        *lower, next_to_last, last = map(self.array, _ARTANH)
        yield "*", (x, x), square
        yield "*", (square, last), total
        yield "+", (total, next_to_last), total
        for coefficient in reversed(lower):
            yield "*", (total, square), total
            yield "+", (total, coefficient), total
        yield "*", (total, x), total
        yield from self._rise(total, out)

    def reduce(self, name: str, array: Any, out: Any) -> Call:
        """``out`` becomes the sum or the largest along the middle one of three axes."""
        return partial(_UFUNCS[name].reduce, array, 1, None, out, True)

    def take(self, array: Any, order: Any, out: Any) -> Call:
        """``out`` becomes the columns of ``array`` that ``order`` names."""
        return partial(np.take, array, order, 1, out, "clip")
