"""Networks that are dead from birth."""

import numpy as np


def bound(width: int, depth: int) -> float:
    """1 - (1 - 2^-width)^depth: at most so many ReLU networks are dead from birth.

    Source: Lu et al. 2019, arXiv:1903.06733, whose L counts the layers of weights: depth + 1.
    """
    return 1 - (1 - 2.0**-width) ** depth


def stillborn(width: int, depth: int, nets: int, random: np.random.Generator) -> int:
    """How many of ``nets`` random ReLU networks are constant: a layer of theirs is all zero.

    Networks of one input and no biases, symmetric weights. ReLU(c z) = c ReLU(z) for c > 0, so
    the inputs -1 and 1 stand for all on their sides, and the answer is of every input.
    """
    h = np.broadcast_to(np.array([[-1], [1]], np.float32), (nets, 2, 1))
    for _ in range(depth):
        fan_in = h.shape[2]
        weights = random.standard_normal((nets, fan_in, width), np.float32)
        h = np.maximum(h @ (weights * np.float32(np.sqrt(2 / fan_in))), 0)
    return nets - int(h.any((1, 2)).sum())
