"""Definitions computed with NumPy: for its arrays and scalars, for floats and for lists."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from array_api_compat import numpy as numpy_api

from fieldguide.activations.arrays.namespace import Definition, Namespace, Pair, result_dtype


def _erf(t: Any) -> Any:
    # SciPy loads in 0.1 s: only formulas with an erf wait for it. Our own erf would be ten times
    # slower. SciPy's erfc is not used: it loses digits in the tail, and ours does not.
    from scipy.special import erf  # noqa: PLC0415

    return erf(t)


NUMPY = Namespace(numpy_api, SimpleNamespace(erf=_erf))
# 128 KiB of float64: the few arrays that a definition holds at a time stay in the cache.
_BLOCK = 16384


def evaluate_float(definition: Definition, x: float, parameters: dict[str, float]) -> float:
    """``definition`` at one number."""
    # where() evaluates both branches: what the branch not taken over- or underflows to is dropped.
    with np.errstate(all="ignore"):
        return float(definition(np.float64(x), NUMPY, **parameters))


def evaluate(definition: Definition, x: Any, parameters: dict[str, float]) -> Any:
    """``definition`` at an array or scalar of NumPy, in float64, rounded once to x's dtype.

    Raises:
      TypeError: a masked array, or a dtype that ``result_dtype`` refuses.
    """
    if isinstance(x, np.ma.MaskedArray):
        raise TypeError("x must be a plain array, got a masked one; fill it first: x.filled(...)")
    result = np.empty(x.shape, result_dtype(x.dtype))
    flat_x, flat_result = x.reshape(-1), result.reshape(-1)
    with np.errstate(all="ignore"):
        for start in range(0, flat_x.size, _BLOCK):
            block = slice(start, start + _BLOCK)
            wide = flat_x[block].astype(np.float64, copy=False)
            flat_result[block] = definition(wide, NUMPY, **parameters)
    return result if isinstance(x, np.ndarray) else result[()]


def evaluate_pair(pair: Pair, a: Any, b: Any) -> tuple[Any, ...]:
    """``pair`` at two arrays or scalars of one dtype, in float64, rounded once to that."""
    dtype = result_dtype(a.dtype)
    wide = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(b, np.float64))
    # Overflow and 0 times infinity give infinity and NaN, as for one input.
    with np.errstate(all="ignore"):
        results = [np.asarray(result).astype(dtype) for result in pair(*wide)]
    arrays = isinstance(a, np.ndarray) or isinstance(b, np.ndarray)
    return tuple(result if arrays else result[()] for result in results)


def from_list(x: list[Any]) -> Any:
    """A (nested) list as a float64 array.

    Raises:
      ValueError: a ragged list.
      TypeError: not of real numbers.
    """
    try:
        array = np.asarray(x)
    except ValueError:
        raise ValueError("x must be a rectangular list: rows of one length at each depth") from None
    if array.dtype.kind not in "fiub":
        raise TypeError("x must be a list of real numbers, or of such lists")
    return array.astype(np.float64)
