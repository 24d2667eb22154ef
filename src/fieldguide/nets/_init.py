"""The scale of random weights."""

from collections.abc import Callable
from math import sqrt

from fieldguide.activations import Activation

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
