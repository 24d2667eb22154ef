"""The door for two inputs: the same kind, dtype and broadcast shape out."""

from collections.abc import Callable
from typing import Any

import array_api_compat
import numpy as np

from fieldguide.activations.arrays.dispatch import listed, result_dtype

Pair = Callable[[Any, Any], tuple[Any, ...]]
"""Functions of two wide arrays of one shape."""


def evaluate_pair(pair: Pair, a: Any, b: Any) -> tuple[Any, ...]:
    """``pair`` at (a, b) in float64, rounded once; see ``Gate`` for kinds, dtypes and errors."""
    kind = _kind(a)
    if kind != _kind(b):
        raise TypeError(f"a and b must be of one kind, got {kind} and {_kind(b)}")
    if kind == "float":
        return tuple(float(number) for number in numpy_pair(pair, np.float64(a), np.float64(b)))
    if kind == "list":
        return tuple(array.tolist() for array in numpy_pair(pair, listed(a), listed(b)))
    if str(a.dtype) != str(b.dtype):
        raise TypeError(
            f"a and b must share a dtype, got {a.dtype} and {b.dtype}; convert one of them"
        )
    if kind == "NumPy array":
        return numpy_pair(pair, a, b)
    if kind == "PyTorch tensor":
        from fieldguide.activations.arrays import torch as _torch  # noqa: PLC0415 - only for who has it

        return _torch.evaluate_pair(pair, a, b)
    from fieldguide.activations.arrays import jax as _jax  # noqa: PLC0415 - only for who has it

    return _jax.evaluate_pair(pair, a, b)


def numpy_pair(pair: Pair, a: Any, b: Any) -> tuple[Any, ...]:
    """The same for NumPy's arrays and scalars."""
    dtype = result_dtype(a.dtype)
    wide = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(b, np.float64))
    # Overflow and 0 times infinity give infinity and NaN, as for one input.
    with np.errstate(all="ignore"):
        results = [np.asarray(result).astype(dtype) for result in pair(*wide)]
    both = isinstance(a, np.ndarray) or isinstance(b, np.ndarray)
    return tuple(result if both else result[()] for result in results)


def _kind(x: Any) -> str:
    if isinstance(x, np.ndarray | np.generic):
        return "NumPy array"
    if isinstance(x, int | float):
        return "float"
    if isinstance(x, list):
        return "list"
    if array_api_compat.is_torch_array(x):
        return "PyTorch tensor"
    if array_api_compat.is_jax_array(x):
        return "JAX array"
    raise TypeError(
        f"a and b must be two floats, two lists, or two arrays of NumPy, PyTorch or JAX, "
        f"got {type(x).__name__}"
    )
