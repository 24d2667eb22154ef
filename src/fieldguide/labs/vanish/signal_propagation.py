"""Signal propagation: how large signal and gradient are in each layer, measured and predicted."""

from functools import lru_cache
from math import nan
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis import mean_square, mean_square_slope
from fieldguide.nets import Network

Array = np.ndarray[Any, Any]
PROBES = 16
"""Random inputs whose signal is measured, in each network."""
PREDICTION_WORK = 400_000
"""Nanoseconds that the prediction of a layer takes."""


@lru_cache(maxsize=64)
def predicted(activation: Activation, depth: int, variance: float) -> tuple[Array, Array]:
    """Mean-field prediction of signal and gradient, layer by layer.

    q' = variance E[f(z)^2], z ~ N(0, q), is the variance of the next layer's
    pre-activations; a layer multiplies the mean squared gradient by
    variance E[f'(z)^2].

    Args:
      activation: follows each hidden layer.
      depth: hidden layers.
      variance: of a weight, times the fan-in.

    Returns:
      forward, backward: root mean squares, (depth + 1,) float64, relative to
      an input of mean square 1 and to the gradient at the last layer; what
      ``Network.signals`` measures, for infinite width. NaN where q leaves
      float64, and where a moment is infinite.

    Source: Schoenholz et al. 2017, arXiv:1611.01232.
    """
    squares, factors, q = [1.0], [], variance
    for _ in range(depth):
        # Beyond these bounds the squares inside the moments over- or underflow.
        known = 1e-150 < q < 1e150
        square = mean_square(activation, q) if known else nan
        slope = mean_square_slope(activation, q) if known else nan
        squares.append(square if isinstance(square, float) else nan)
        factors.append(variance * slope if isinstance(slope, float) else nan)
        # Rounded to 12 digits, so that moments come from the cache once q has converged.
        q = float(f"{variance * squares[-1]:.12g}")
    backward = np.cumprod([1.0, *np.sqrt(factors[::-1])])[::-1]
    return np.sqrt(squares), backward


def measured(network: Network, seed: int) -> Array:
    """Root mean squares of signal and gradient, layer by layer.

    Relative to the input and to the gradient at the last layer: (2, replicas,
    depth + 1) float64.
    """
    # The weights are drawn from the seed itself: inputs and gradients must be independent of them.
    x = np.random.default_rng([seed, 1]).standard_normal((PROBES, network.sizes[0]))
    with np.errstate(all="ignore"):
        forward, backward = network.signals(x, 1000 + seed)
        return np.array([forward / forward[:, :1], backward / backward[:, -1:]])
