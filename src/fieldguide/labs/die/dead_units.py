"""Dead units: when a unit counts as dead, and the states it goes through."""

from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis import curve

Array = np.ndarray[Any, Any]
ALIVE, BORN_DEAD, DIED, REVIVED = range(4)
NEXT_STATE = np.array([[ALIVE, REVIVED, REVIVED, REVIVED], [DIED, BORN_DEAD, DIED, DIED]], np.uint8)
"""A unit's state after an observation: [dead now][state before]."""


def slope_is_zero(activation: Activation, z: Array) -> Array:
    """Where the slope at ``z`` is exactly 0: bool, the shape of ``z``.

    Found from the intervals on which the function is constant, since the arithmetic of the
    derivative also underflows to 0 on a tail that still slopes. At a kink the left slope counts.
    """
    zero = np.zeros(z.shape, bool)
    for low, high in curve(activation).flat:
        zero |= (z > low) & (z <= high)
    return zero
