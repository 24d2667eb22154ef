"""Random weights, and their scale."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis import Absent, critical_weight_variance
from fieldguide.refusals import nearest

Array = np.ndarray[Any, Any]

_VARIANCES: dict[str, Callable[[int, int], float]] = {
    "lecun": lambda fan_in, _: 1.0 / fan_in,
    "he": lambda fan_in, _: 2.0 / fan_in,
    "glorot": lambda fan_in, fan_out: 2.0 / (fan_in + fan_out),
}
INITS = (*_VARIANCES, "critical")


def _critical(activation: Activation, bias_std: float) -> float:
    """The weight variance at the edge of chaos.

    Raises:
      ValueError: there is none.
    """
    variance = critical_weight_variance(activation, bias_std**2)
    if isinstance(variance, Absent):
        raise ValueError(
            f"{activation.slug} has no critical initialization: {variance.reason}. "
            f"Choose from {', '.join(_VARIANCES)}"
        )
    return variance


def drawn(
    sizes: tuple[int, ...],
    activations: Sequence[Activation],
    seeds: Sequence[int],
    *,
    init: str,
    gain: float,
    bias_std: float,
) -> Iterator[Array]:
    """Random layers, one by one: float64 (activations x seeds, outputs, inputs + 1), biases last.

    Raises:
      ValueError: no such ``init``, or no critical weight variance.
    """
    if init not in INITS:
        near = nearest(init, INITS)
        raise ValueError(f'no init "{init}"; nearest: {near}. Choose from {", ".join(INITS)}')
    variances = [_critical(one, bias_std) if init == "critical" else 0.0 for one in activations]
    generators = [np.random.default_rng(seed) for seed in seeds]
    for fan_in, fan_out in pairwise(sizes):
        weights = np.stack([g.standard_normal((fan_in, fan_out)).T for g in generators])
        biases = np.stack([g.standard_normal((fan_out, 1)) for g in generators])
        if init in _VARIANCES:
            scales = [gain * sqrt(_VARIANCES[init](fan_in, fan_out))] * len(activations)
        else:
            scales = [gain * sqrt(variance / fan_in) for variance in variances]
        stack = np.empty((len(scales), len(seeds), fan_out, fan_in + 1))
        for own, scale in zip(stack, scales, strict=True):
            np.multiply(scale, weights, out=own[..., :-1])
            np.multiply(bias_std, biases, out=own[..., -1:])
        yield stack.reshape(-1, fan_out, fan_in + 1)
