"""The scores of two classes that the guide's threshold figure draws."""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri


class Scores(NamedTuple):
    """Scores of the examples of two classes, each ascending."""

    negative: tuple[float, ...]
    positive: tuple[float, ...]


def logistic_scores(size: int = 30, mean: float = 2.0) -> Scores:
    """Scores of two classes for which sigmoid(score) is exactly the posterior.

    The positive class is N(m, 2m), the negative N(-m, 2m), variances given, both equally common.
    Their log-likelihood ratio at a score s is
    (-(s - m)^2 + (s + m)^2) / (2 * 2m) = 4ms / 4m = s, so by Bayes' rule
    P(positive | s) = 1 / (1 + exp(-s)). The sample takes each distribution at the evenly spaced
    quantiles (i + 1/2) / size, so it is the same every time and carries no noise.

    Args:
      size: scores per class, at least 1.
      mean: m, the mean of the positive class, > 0.

    Returns:
      Scores, size floats a class; negative[i] = -positive[size - 1 - i].

    Accuracy: relative 1e-14, SciPy's inverse normal distribution.
    """
    quantiles = ndtri((np.arange(size) + 0.5) / size) * np.sqrt(2.0 * mean)
    positive = quantiles + mean
    return Scores(tuple((-positive[::-1]).tolist()), tuple(positive.tolist()))
