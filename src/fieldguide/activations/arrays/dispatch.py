"""The door: every kind of number in, the same kind, shape and dtype out."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import array_api_compat
import numpy as np
from array_api_compat import numpy as numpy_api

from fieldguide.activations.special_functions import FALLBACKS, OWN

Definition = Callable[..., Any]
"""``definition(x, xp, **parameters)``: elementwise, in terms of the array API namespace ``xp``."""

_ALLOWED = "a float, a list, or an array of NumPy, PyTorch or JAX"


class Namespace:
    """An array API namespace with more functions.

    ``erfcx(t)``, t >= 0, erf and erfc come from the library's ``special``
    functions where it has them; sigmoid, softplus, Phi and phi are ours.
    """

    def __init__(self, base: Any, special: Any = None) -> None:
        self._base = base
        self._special = special

    def __getattr__(self, name: str) -> Any:
        if name in OWN:
            return partial(OWN[name], xp=self)
        if name in FALLBACKS:
            return getattr(self._special, name, None) or partial(FALLBACKS[name], xp=self)
        return getattr(self._base, name)


def _erf(t: Any) -> Any:
    # It takes 0.1 s, and only formulas with an erf need it, which ours would slow down tenfold.
    # SciPy's erfc is no match for ours: its tail loses digits.
    from scipy.special import erf  # noqa: PLC0415

    return erf(t)


NUMPY = Namespace(numpy_api, SimpleNamespace(erf=_erf))
# 128 KiB of float64: the few arrays that a definition holds at a time stay in the cache.
_BLOCK = 16384


def evaluate(
    definition: Definition,
    x: Any,
    parameters: dict[str, float],
    derivative: Definition | None = None,
) -> Any:
    """``definition`` at x; see ``Activation`` for kinds, dtypes and errors.

    ``derivative``, where given, is what automatic differentiation uses.
    """
    if isinstance(x, np.ndarray | np.generic):
        return _numpy(definition, x, parameters)
    if isinstance(x, int | float):
        return _float(definition, x, parameters)
    if isinstance(x, list):
        return _numpy(definition, listed(x), parameters).tolist()
    if array_api_compat.is_torch_array(x):
        from fieldguide.activations.arrays import torch as _torch  # noqa: PLC0415 - only for who has it

        return _torch.evaluate(definition, x, parameters, derivative)
    if array_api_compat.is_jax_array(x):
        from fieldguide.activations.arrays import jax as _jax  # noqa: PLC0415 - only for who has it

        return _jax.evaluate(definition, x, parameters, derivative)
    raise TypeError(f"x must be {_ALLOWED}, got {type(x).__name__}")


def result_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The dtype that comes back for arrays of ``dtype``.

    Raises:
      TypeError: neither real floats of at most 64 bits, integers nor booleans.
    """
    if dtype.kind in "iub":
        return np.dtype(np.float64)
    if (dtype.kind == "f" and dtype.itemsize <= 8) or dtype.name == "bfloat16":
        return dtype
    raise TypeError(
        f"x must hold float64, float32, float16, bfloat16, integers or booleans, got {dtype.name}"
    )


def _float(definition: Definition, x: float, parameters: dict[str, float]) -> float:
    # Every branch of a where() is evaluated: what the others over- or underflow to is discarded.
    with np.errstate(all="ignore"):
        return float(definition(np.float64(x), NUMPY, **parameters))


def _numpy(definition: Definition, x: Any, parameters: dict[str, float]) -> Any:
    if isinstance(x, np.ma.MaskedArray):
        raise TypeError("x must be a plain array, got a masked one; fill it first: x.filled(...)")
    result = np.empty(x.shape, result_dtype(x.dtype))
    given, found = x.reshape(-1), result.reshape(-1)
    with np.errstate(all="ignore"):
        for start in range(0, given.size, _BLOCK):
            block = slice(start, start + _BLOCK)
            wide = given[block].astype(np.float64, copy=False)
            found[block] = definition(wide, NUMPY, **parameters)
    return result if isinstance(x, np.ndarray) else result[()]


def listed(x: list[Any]) -> Any:
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
