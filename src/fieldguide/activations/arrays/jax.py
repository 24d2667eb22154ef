"""Definitions computed for JAX arrays, with exact gradients."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy import special

from fieldguide.activations.arrays import numpy as numpy_arrays
from fieldguide.activations.arrays.namespace import Definition, Namespace, Pair, result_dtype

_NAMESPACE = Namespace(jnp, special)


def evaluate(
    definition: Definition,
    x: Any,
    parameters: dict[str, float],
    derivative: Definition | None,
) -> Any:
    """``definition`` at x.

    A concrete array goes through NumPy, since XLA on a CPU flushes subnormal
    numbers to 0 and has no float64 unless x64 is on. A traced one (jit, grad,
    vmap) stays in XLA.
    """
    dtype = jax.dtypes.canonicalize_dtype(result_dtype(np.dtype(x.dtype)))
    if isinstance(x, jax.core.Tracer):
        return _traced(definition, x, parameters, derivative, dtype)
    result = numpy_arrays.evaluate(definition, np.asarray(x), parameters).astype(dtype)
    return jax.device_put(result, x.sharding) if x.committed else jnp.asarray(result)


def evaluate_pair(pair: Pair, a: Any, b: Any) -> tuple[Any, ...]:
    """``pair`` at two arrays of one dtype; a concrete pair goes through NumPy likewise."""
    dtype = jax.dtypes.canonicalize_dtype(result_dtype(np.dtype(a.dtype)))
    if isinstance(a, jax.core.Tracer) or isinstance(b, jax.core.Tracer):
        wide = (jnp.asarray(t, dtype=jnp.result_type(float)) for t in jnp.broadcast_arrays(a, b))
        return tuple(result.astype(dtype) for result in pair(*wide))
    results = numpy_arrays.evaluate_pair(pair, np.asarray(a), np.asarray(b))
    place = a.sharding if a.committed else b.sharding if b.committed else None
    return tuple(jax.device_put(np.asarray(r).astype(dtype), place) for r in results)


def _traced(
    definition: Definition,
    x: Any,
    parameters: dict[str, float],
    derivative: Definition | None,
    dtype: Any,
) -> Any:
    def compute(function: Definition, at: Any) -> Any:
        wide = jnp.asarray(at, dtype=jnp.result_type(float))
        return function(wide, _NAMESPACE, **parameters).astype(dtype)

    if derivative is None or not jnp.issubdtype(x.dtype, jnp.floating):
        return compute(definition, x)
    slope = derivative

    @jax.custom_jvp
    def value(at: Any) -> Any:
        return compute(definition, at)

    @value.defjvp
    def _tangent(primals: tuple[Any], tangents: tuple[Any]) -> tuple[Any, Any]:
        return value(primals[0]), compute(slope, primals[0]) * tangents[0]

    return value(x)
