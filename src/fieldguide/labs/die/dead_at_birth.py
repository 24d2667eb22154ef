"""ReLU networks that are dead at birth: a bound on their share, and a simulation."""

import numpy as np

from fieldguide.labs.pacing import DRAWING


def lu_bound(width: int, depth: int) -> float:
    """1 - (1 - 2^-width)^depth, an upper bound on the probability of a network dead at birth.

    Source: Lu et al. 2019, arXiv:1903.06733, whose L counts the layers of weights: depth + 1.
    """
    return 1 - (1 - 2.0**-width) ** depth


def count_dead(width: int, depth: int, nets: int, random: np.random.Generator) -> int:
    """How many of ``nets`` random ReLU networks are constant, since a layer of theirs is all zero.

    The networks have one input, no biases and normal weights. ReLU(c z) = c ReLU(z) for c > 0, so
    the inputs -1 and 1 decide for all inputs of their sign.
    """
    h = np.broadcast_to(np.array([[-1], [1]], np.float32), (nets, 2, 1))
    for _ in range(depth):
        fan_in = h.shape[2]
        weights = random.standard_normal((nets, fan_in, width), np.float32)
        h = np.maximum(h @ (weights * np.float32(np.sqrt(2 / fan_in))), 0)
    return nets - int(h.any((1, 2)).sum())


def simulation_work(width: int, depth: int, nets: int) -> float:
    """The nanoseconds that ``count_dead`` takes: those of its random numbers."""
    return nets * (width + (depth - 1) * width**2) * DRAWING
