"""The NumPy backend: operations that write into arrays allocated beforehand."""

from collections.abc import Iterator
from functools import partial
from math import prod
from typing import Any

import numpy as np
from scipy.special import expit, ndtr

from fieldguide.nets.backends.backend import ArrayOperation, BoundCall

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

_CACHE_LINE = 64
"""Bytes."""

# Phi(x) = (1 + tanh(x p(x^2))) / 2 with this polynomial p, fitted for |x| <= 5.6 to the smallest
# error of x Phi(x), 7e-8. Where |x| > 5.6, |x p(x^2)| is so large that tanh gives 1 or -1.
_PHI_COEFFICIENTS = (
    0.797884493,
    0.0363339113,
    -3.29547661e-05,
    -5.52779394e-05,
    3.97311286e-06,
    -1.33646846e-07,
    1.80936277e-09,
)


class NumpyBackend:
    """NumPy arrays of one dtype; see ``Backend`` for the methods.

    A truth value is an integer as large as a number, with all bits set or
    none: bitwise operations choose in a tenth of the time of ``np.where``.
    """

    # So few elements that the arrays in use at one time fit into the processor's cache.
    block = 8192

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype
        self._scratch_arrays: dict[Any, Any] = {}
        self._bits = np.dtype(f"i{dtype.itemsize}")
        self._sign = np.array(np.iinfo(self._bits).min, self._bits)
        self._shift = np.array(8 * dtype.itemsize - 1, self._bits)

    def empty(self, *shape: int) -> Any:
        """An array that begins at a cache line."""
        count, size = prod(shape), self.dtype.itemsize
        padded = np.empty(count + _CACHE_LINE // size, self.dtype)
        start = -padded.ctypes.data % _CACHE_LINE // size
        return padded[start : start + count].reshape(shape)

    def _scratch(self, name: Any, shape: tuple[int, ...]) -> Any:
        """An array that all operations using this name share."""
        count = prod(shape)
        if name not in self._scratch_arrays or self._scratch_arrays[name].size < count:
            self._scratch_arrays[name] = self.empty(count)
        return self._scratch_arrays[name][:count].reshape(shape)

    def _full(self, number: float, shape: tuple[int, ...]) -> Any:
        """An array whose elements all equal the number; nothing may write into it."""
        array = self._scratch(("full", number), shape)
        array[...] = number
        return array

    def empty_mask(self, *shape: int) -> Any:
        """An array of truth values, not yet filled."""
        return np.empty(shape, self._bits)

    def empty_indices(self, count: int) -> Any:
        """An array of column numbers, not yet filled."""
        return np.empty(count, np.intp)

    def array(self, numbers: Any) -> Any:
        """A new array. A ufunc takes an array of no dimensions in half a Python float's time."""
        return np.array(numbers, self.dtype)

    def assign(self, target: Any, numbers: Any) -> None:
        """Copy an array into another."""
        target[...] = numbers

    def to_numpy(self, array: Any) -> Any:
        """The array itself."""
        return array

    def bind(self, *operations: ArrayOperation) -> list[BoundCall]:
        """Calls that compute the operations in order."""
        expanded = (part for operation in operations for part in self._expand(*operation))
        return [call for operation in expanded for call in self._bind(*operation)]

    def _expand(self, name: str, operands: tuple[Any, ...], out: Any) -> Iterator[ArrayOperation]:
        """An operation as several that are faster together."""
        # Below these sizes one call of SciPy's slower function outruns several calls of NumPy's.
        if name == "expit" and out.size > 256:
            yield from self._expit(operands[0], out)
        elif name == "ndtr" and out.size > 1024:
            yield from self._ndtr(operands[0], out)
        else:
            yield name, operands, out

    def _bind(self, name: str, operands: tuple[Any, ...], out: Any) -> Iterator[BoundCall]:
        match name:
            case "where":
                mask, first, second = operands
                yield from self._choose(mask, first, second, out)
            case ">" | "not <=":
                u, v = operands
                yield from self._greater(u, v, name != ">", out)
            case "-abs":
                bits = (array.view(self._bits) for array in (*operands, out))
                yield partial(np.bitwise_or, next(bits), self._sign, next(bits))
            case "copy":
                yield partial(np.copyto, out, *operands)
            case "max" | "min":
                # With two full arrays NumPy takes a quarter of the time it takes with a scalar.
                arrays = [a if a.ndim else self._full(float(a), out.shape) for a in operands]
                yield partial(_UFUNCS[name], *arrays, out=out)
            case "matmul":
                a, b = operands
                yield from self._product(a, b, out)
            case _:
                yield partial(_UFUNCS[name], *operands, out)

    def _greater(self, u: Any, v: Any, nan: bool, out: Any) -> Iterator[BoundCall]:
        """Compute u > v, or ``nan`` where u or v is NaN: the sign bit of v - u, in every bit.

        Adding 0.0 turns a difference of -0.0 into 0.0, and fmax or fmin replaces NaN, whose sign
        depends on the processor, by a number of the sign that stands for ``nan``.
        """
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

    def _choose(self, mask: Any, first: Any, second: Any, out: Any) -> Iterator[BoundCall]:
        """``first`` where the mask is true, else ``second``: ((first ^ second) & mask) ^ second.

        Up to three operations in ``out``, which may be ``first``, but not ``mask`` or ``second``.
        """
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

    def _product(self, a: Any, b: Any, out: Any) -> Iterator[BoundCall]:
        """The matrix product."""
        if b.shape[-2] == 1:
            yield partial(np.multiply, a, b, out)
            return
        results = out.shape[-2] * out.shape[-1]
        if b.strides[-2] == b.itemsize and 1200 < results <= 1e6 / b.shape[-2]:
            # OpenBLAS has a fast path for small products, up to a million multiplications. With a
            # transposed second matrix it takes this path only up to 1200 results; a copy is
            # cheaper than the slow path.
            contiguous = self._scratch("contiguous", b.shape)
            yield partial(np.copyto, contiguous, b)
            b = contiguous
        # For two matrices np.dot computes the same as np.matmul with half the overhead.
        yield partial(np.dot if out.ndim == 2 else np.matmul, a, b, out)

    def _expit(self, x: Any, out: Any) -> Iterator[ArrayOperation]:
        """The logistic function, (1 + tanh(x / 2)) / 2."""
        yield "*", (x, self.array(0.5)), out
        yield from self._half_of_one_plus_tanh(out, out)

    def _half_of_one_plus_tanh(self, x: Any, out: Any) -> Iterator[ArrayOperation]:
        half = self.array(0.5)
        yield "tanh", (x,), out
        yield "*", (out, half), out
        yield "+", (out, half), out

    def _ndtr(self, x: Any, out: Any) -> Iterator[ArrayOperation]:
        """The normal distribution function to float32 accuracy; float64 programs do not use it."""
        square, total = (self._scratch(name, out.shape) for name in ("square", "total"))
        *lower, next_to_last, last = map(self.array, _PHI_COEFFICIENTS)
        yield "*", (x, x), square
        yield "*", (square, last), total
        yield "+", (total, next_to_last), total
        for coefficient in reversed(lower):
            yield "*", (total, square), total
            yield "+", (total, coefficient), total
        yield "*", (total, x), total
        yield from self._half_of_one_plus_tanh(total, out)

    def bind_reduction(self, name: str, array: Any, out: Any) -> BoundCall:
        """A call that sets ``out`` to the sum ("+") or the maximum ("max") along axis 1 of 3."""
        return partial(_UFUNCS[name].reduce, array, 1, None, out, True)

    def bind_take(self, array: Any, indices: Any, out: Any) -> BoundCall:
        """A call that sets ``out`` to the columns of ``array`` that ``indices`` lists."""
        # Only with mode "clip" does np.take write into ``out`` without a buffer between.
        return partial(np.take, array, indices, 1, out, "clip")
