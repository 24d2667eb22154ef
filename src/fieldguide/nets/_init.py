"""Random weights, and their scale."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np

from fieldguide.activations import Activation

Array = np.ndarray[Any, Any]
Unit = tuple[Activation, dict[str, float]]
"""An activation and the values of its parameters."""

_VARIANCES: dict[str, Callable[[int, int], float]] = {
    "lecun": lambda fan_in, _: 1.0 / fan_in,
    "he": lambda fan_in, _: 2.0 / fan_in,
    "glorot": lambda fan_in, fan_out: 2.0 / (fan_in + fan_out),
}
INITS = (*_VARIANCES, "critical")


def scale(init: str, unit: Unit, fan_in: int, fan_out: int, bias_std: float) -> float:
    """The standard deviation of a weight.

    Raises:
      ValueError: no such ``init``, or no critical weight variance.
    """
    if init in _VARIANCES:
        return sqrt(_VARIANCES[init](fan_in, fan_out))
    if init != "critical":
        raise ValueError(f'no initialization "{init}". Choose from {", ".join(INITS)}')
    activation, parameters = unit
    variance = activation.critical_weight_variance(bias_std**2, **parameters)
    if not isinstance(variance, float):
        raise ValueError(
            f"{activation.slug} has no critical initialization: {variance.reason}. "
            f"Choose from {', '.join(_VARIANCES)}"
        )
    return sqrt(variance / fan_in)


def drawn(
    sizes: tuple[int, ...],
    units: list[Unit],
    seeds: Sequence[int],
    init: str,
    gain: float,
    bias_std: float,
) -> list[Array]:
    """Random layers, float64 (activations x seeds, outputs, inputs + 1), biases last."""
    generators = [np.random.default_rng(seed) for seed in seeds]
    stacks = []
    for fan_in, fan_out in pairwise(sizes):
        weights = np.stack([g.standard_normal((fan_in, fan_out)).T for g in generators])
        biases = np.stack([g.standard_normal((fan_out, 1)) for g in generators])
        scales = [gain * scale(init, unit, fan_in, fan_out, bias_std) for unit in units]
        each = [np.concatenate([one * weights, bias_std * biases], axis=2) for one in scales]
        stacks.append(np.concatenate(each))
    return stacks
