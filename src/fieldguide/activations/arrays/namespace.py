"""What a definition is computed with: the namespace ``xp``, and the dtype that comes back."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from fieldguide.activations.special_functions import FALLBACKS, OWN

Definition = Callable[..., Any]
"""``definition(x, xp, **parameters)``: elementwise, in terms of the array API namespace ``xp``."""

Pair = Callable[[Any, Any], tuple[Any, ...]]
"""Functions of two float64 arrays of one shape."""


class Namespace:
    """An array API namespace with the functions that definitions need beside it.

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
