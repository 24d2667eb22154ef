"""Gains: how to scale random weights so that signals keep their size."""

from math import sqrt
from typing import Literal

from fieldguide.activations import Activation
from fieldguide.analysis.absent import Absent, Number
from fieldguide.analysis.moments import mean_square, mean_square_slope, output_variance


def gain(
    activation: Activation | str,
    kind: Literal["forward", "centred", "backward"],
    variance: float = 1.0,
) -> Number:
    """Weight scale that keeps signals level in a wide random layer.

    For z ~ N(0, variance): forward, 1/sqrt(E[f^2]), keeps the mean square of
    unit size; centred, 1/sqrt(Var f), keeps the variance, for layers that take
    the mean out; backward, 1/sqrt(E[f'^2]), keeps the gradients. With weights
    drawn at gain/sqrt(fan_in). The three agree for ReLU, forward and backward,
    and hardly elsewhere; libraries seldom say which one they mean.

    Args:
      activation: an Activation, or a slug such as "elu".
      kind: "forward", "centred" or "backward".
      variance: of the pre-activations, above 0.

    Returns:
      float, dimensionless; Absent where the moment is 0 or Absent, as
      the backward one of a function that jumps.

    Raises:
      UnknownActivation: no such slug.
      ValueError: no such kind, or a variance that is not above 0.

    Accuracy: relative 1e-10, as of the moments.
    Source: He et al. 2015, arXiv:1502.01852; Schoenholz et al. 2017, arXiv:1611.01232.
    """
    moments = {"forward": mean_square, "centred": output_variance, "backward": mean_square_slope}
    if kind not in moments:
        raise ValueError(f'kind must be forward, centred or backward, got "{kind}"')
    moment = moments[kind](activation, variance)
    if isinstance(moment, Absent):
        return moment
    if moment == 0.0:
        what = {"forward": "E[f^2]", "centred": "Var f", "backward": "E[f'^2]"}[kind]
        return Absent(f"{what} is 0: no weights make up for it")
    return 1 / sqrt(moment)
