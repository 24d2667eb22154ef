"""Entry for every kind of number: it picks the library, and the same kind comes back.

PyTorch and JAX are imported only when an array of theirs comes.
"""

from typing import Any

import array_api_compat
import numpy as np

from fieldguide.activations.arrays import numpy as numpy_arrays
from fieldguide.activations.arrays.namespace import Definition, Pair


def evaluate(
    definition: Definition,
    x: Any,
    parameters: dict[str, float],
    derivative: Definition | None = None,
) -> Any:
    """``definition`` at x; see ``Activation`` for kinds, dtypes and errors.

    ``derivative``, where there is one, is what automatic differentiation uses.
    """
    kind = _kind(x)
    if kind == "NumPy array":
        return numpy_arrays.evaluate(definition, x, parameters)
    if kind == "float":
        return numpy_arrays.evaluate_float(definition, x, parameters)
    if kind == "list":
        return numpy_arrays.evaluate(definition, numpy_arrays.from_list(x), parameters).tolist()
    if kind == "PyTorch tensor":
        from fieldguide.activations.arrays import torch  # noqa: PLC0415 - PyTorch is optional

        return torch.evaluate(definition, x, parameters, derivative)
    if kind == "JAX array":
        from fieldguide.activations.arrays import jax  # noqa: PLC0415 - JAX is optional

        return jax.evaluate(definition, x, parameters, derivative)
    raise TypeError(
        f"x must be a float, a list, or an array of NumPy, PyTorch or JAX, got {type(x).__name__}"
    )


def evaluate_pair(pair: Pair, a: Any, b: Any) -> tuple[Any, ...]:
    """``pair`` at (a, b) in float64, rounded once; see ``Gate`` for kinds, dtypes and errors."""
    kind, other = _kind(a), _kind(b)
    for number, its_kind in ((a, kind), (b, other)):
        if its_kind is None:
            raise TypeError(
                f"a and b must be two floats, two lists, or two arrays of NumPy, PyTorch or JAX, "
                f"got {type(number).__name__}"
            )
    if kind != other:
        raise TypeError(f"a and b must be of one kind, got {kind} and {other}")
    if kind == "float":
        results = numpy_arrays.evaluate_pair(pair, np.float64(a), np.float64(b))
        return tuple(float(number) for number in results)
    if kind == "list":
        arrays = numpy_arrays.from_list(a), numpy_arrays.from_list(b)
        return tuple(array.tolist() for array in numpy_arrays.evaluate_pair(pair, *arrays))
    if str(a.dtype) != str(b.dtype):
        raise TypeError(
            f"a and b must share a dtype, got {a.dtype} and {b.dtype}; convert one of them"
        )
    if kind == "NumPy array":
        return numpy_arrays.evaluate_pair(pair, a, b)
    if kind == "PyTorch tensor":
        from fieldguide.activations.arrays import torch  # noqa: PLC0415 - PyTorch is optional

        return torch.evaluate_pair(pair, a, b)
    from fieldguide.activations.arrays import jax  # noqa: PLC0415 - JAX is optional

    return jax.evaluate_pair(pair, a, b)


def _kind(x: Any) -> str | None:
    """The kind of number, as error messages name it; None for anything else."""
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
    return None
