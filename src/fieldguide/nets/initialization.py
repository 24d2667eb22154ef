"""Initialization: the variance of random weights, and their drawing."""

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
"""The names of the initializations."""


class CriticalInitializationError(ValueError):
    """The activation has no edge of chaos; ``reason`` says why."""

    def __init__(self, slug: str, reason: str) -> None:
        super().__init__(
            f"{slug} has no critical initialization: {reason}. Choose from {', '.join(_VARIANCES)}"
        )
        self.reason = reason


def weight_variances(
    init: str, sizes: Sequence[int], activation: Activation, *, bias_std: float = 0.0
) -> list[float]:
    """The variance of the random weights of each layer, for gain 1.

    - "lecun": 1 / inputs
    - "he": 2 / inputs
    - "glorot": 2 / (inputs + outputs)
    - "critical": sigma_w^2 / inputs, where sigma_w^2 is the weight variance at
      the edge of chaos, as ``fieldguide.analysis.critical_weight_variance`` gives it.

    Args:
      init: one of these four.
      sizes: numbers of inputs, of units of each hidden layer, and of outputs.
      activation: the activation; only "critical" depends on it.
      bias_std: the standard deviation of the biases; only "critical" depends on it.

    Raises:
      CriticalInitializationError: the activation has no edge of chaos with these biases.
      ValueError: no such init.

    Source: LeCun et al. 1998, Efficient BackProp; He et al. 2015, arXiv:1502.01852;
      Glorot and Bengio 2010, AISTATS; Schoenholz et al. 2017, arXiv:1611.01232.
    """
    if init not in INITS:
        near = nearest(init, INITS)
        raise ValueError(f'no init "{init}"; nearest: {near}. Choose from {", ".join(INITS)}')
    if init in _VARIANCES:
        return [_VARIANCES[init](fan_in, fan_out) for fan_in, fan_out in pairwise(sizes)]
    critical = critical_weight_variance(activation, bias_std**2)
    if isinstance(critical, Absent):
        raise CriticalInitializationError(activation.slug, critical.reason)
    return [critical / fan_in for fan_in in sizes[:-1]]


def random_layers(
    sizes: tuple[int, ...],
    activations: Sequence[Activation],
    seeds: Sequence[int],
    *,
    init: str,
    gain: float,
    bias_std: float,
) -> Iterator[Array]:
    """Yield the random weights and biases of each layer.

    Yields:
      float64 (activations * seeds, outputs, inputs + 1); the last column are the biases.

    Raises:
      ValueError: as for ``weight_variances``.
    """
    variances = [weight_variances(init, sizes, one, bias_std=bias_std) for one in activations]
    generators = [np.random.default_rng(seed) for seed in seeds]
    for layer, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        weights = np.stack([g.standard_normal((fan_in, fan_out)).T for g in generators])
        biases = np.stack([g.standard_normal((fan_out, 1)) for g in generators])
        stack = np.empty((len(activations), len(seeds), fan_out, fan_in + 1))
        for own, of_layers in zip(stack, variances, strict=True):
            np.multiply(gain * sqrt(of_layers[layer]), weights, out=own[..., :-1])
            np.multiply(bias_std, biases, out=own[..., -1:])
        yield stack.reshape(-1, fan_out, fan_in + 1)
