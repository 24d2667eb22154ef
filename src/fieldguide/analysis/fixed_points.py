"""What repeating an activation leads to."""

from math import isfinite

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis.root_finding import crossings

_TOP = 1e9


def fixed_point(activation: Activation, weight: float) -> float:
    """The largest stable h >= 0 with h = f(weight h).

    A one-unit recurrent network without input, h <- f(weight h), started
    close to a stable fixed point, stays close to it. For tanh it is 0 up to
    weight 1, and beyond that the positive solution. A start far away may
    still diverge, as it does for GELU with a weight above 1.

    Args:
      activation: f.
      weight: finite, dimensionless.

    Returns:
      h, dimensionless; 0.0 where only the origin is stable.

    Raises:
      ValueError: the weight is not finite, or no fixed point h >= 0 is stable:
        repetition diverges, oscillates, or leaves every h where it is.

    Accuracy: relative 1e-15 / (1 - weight f'(weight h)). Fixed points between
      0 and 1e-6, as of tanh with a weight less than 1 + 3e-13, count as 0.
    """
    if not isfinite(weight):
        raise ValueError(f"weight must be a finite number, got {weight}")

    def step(h: float) -> float:
        return float(activation(weight * h))

    def stable(h: float) -> bool:
        # Two steps, so that approach from alternating sides counts.
        away = 1e-4 * h or 1e-6
        return all(abs(step(step(start)) - h) < away for start in (h - away, h + away))

    grid = np.geomspace(1e-6, _TOP, 3000)
    (candidates,) = crossings(lambda h: activation(weight * h) - h, [grid])
    if step(0.0) == 0.0:
        candidates.append(0.0)
    settled = max((h for h in candidates if stable(h)), default=None)
    if settled is None:
        fate = ": repetition diverges" if step(_TOP) > _TOP else ""
        raise ValueError(
            f"{activation.slug} with weight {weight} has no stable fixed point h >= 0{fate}"
        )
    return settled
