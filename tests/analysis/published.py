"""Numbers of papers and of earlier computations, and ours for each: for a test and a bench."""

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from fieldguide import gelu, get, selu, sigmoid, tanh
from fieldguide.analysis import (
    chi,
    correlation_depth,
    critical_weight_variance,
    gain,
    gap,
    lowest,
    mean_square,
    mean_square_slope,
    steepest,
)


class Row(NamedTuple):
    """``published`` as it is printed: its last digit is as far as it goes."""

    quantity: str
    published: str
    ours: Callable[[], float]

    @property
    def last_digit(self) -> float:
        """The unit of the last digit given."""
        return float(Decimal(1).scaleb(Decimal(self.published).as_tuple().exponent))


# For z ~ N(0, 1), computed before this package was: forward, centred, backward.
GAINS = {
    "relu": "1.4142 1.7129 1.4142",
    "tanh": "1.5925 1.5925 1.4674",
    "sigmoid": "1.8462 4.8013 4.7226",
    "gelu": "1.5335 1.7009 1.4811",
    "silu": "1.6765 1.7872 1.6233",
    "mish": "1.4868 1.5920 1.4448",
    "elu": "1.2452 1.2708 1.2234",
    "selu": "1.0000 1.0000 0.9660",
}
# Poole et al. 2016 and Schoenholz et al. 2017: bias variance to weight variance.
EDGE = {"0": "1", "0.01": "1.424", "0.05": "1.761", "0.1": "1.986", "0.3": "2.505"}
DEPTHS = {"1.0": "3.6", "1.3": "7.8", "1.5": "15.8"}
HALF_STABLE = (3 + math.sqrt(17)) / 2


def rows() -> Iterator[Row]:
    """Every number, in the order of the bench."""
    for slug, numbers in GAINS.items():
        for kind, number in zip(("forward", "centred", "backward"), numbers.split(), strict=True):
            yield Row(f"{slug}: {kind} gain", number, lambda s=slug, k=kind: gain(s, k))
    for bias, weight in EDGE.items():
        yield Row(
            f"tanh: critical weight variance at bias variance {bias}",
            weight,
            lambda b=float(bias): critical_weight_variance(tanh, b),
        )
    for weight, depth in DEPTHS.items():
        yield Row(
            f"tanh: correlation depth at weight variance {weight}, bias variance 0.05",
            depth,
            lambda w=float(weight): correlation_depth(tanh, w, 0.05),
        )
    # In the chaotic phase the number printed is the rate at c = 1, where inputs part.
    yield Row(
        "tanh: 1/ln chi_1 at weight variance 2.0, bias variance 0.05",
        "21",
        lambda: 1 / math.log(chi(tanh, 2.0, 0.05)),
    )
    # Roberts, Yaida and Hanin 2022, section 5.3.4.
    yield Row(
        "GELU: half-stable weight variance",
        "1.98305826",
        lambda: 1 / mean_square_slope(gelu, HALF_STABLE),
    )
    yield Row(
        "GELU: half-stable bias variance",
        "0.17292239",
        lambda: HALF_STABLE - mean_square(gelu, HALF_STABLE) / mean_square_slope(gelu, HALF_STABLE),
    )
    yield Row("SELU: mean", "0.0000", lambda: selu.statistics().mean)
    yield Row("GELU: value at 1", "0.8413", lambda: gelu(1.0))
    yield Row("GELU: minimum", "-0.1700", lambda: lowest(gelu).value)
    for slug, place in {"gelu": "-0.75179", "silu": "-1.27846", "mish": "-1.19243"}.items():
        yield Row(f"{slug}: place of the minimum", place, lambda s=slug: lowest(get(s)).x)
    yield Row("GELU: largest slope", "1.129", lambda: steepest(gelu).value)
    yield Row("GELU: its place", "1.41421", lambda: steepest(gelu).x)
    yield Row("GELU's tanh form: largest error", "4.7e-4", lambda: abs(_error("gelu_tanh").value))
    yield Row("GELU's tanh form: its |x|", "2.70", lambda: abs(_error("gelu_tanh").x))
    yield Row("quick GELU: largest error", "0.0203", lambda: abs(_error("quick_gelu").value))
    yield Row("sigmoid: slope at 4", "0.0177", lambda: sigmoid.derivative(4.0))
    yield Row("sigmoid: its share of the peak", "0.071", lambda: sigmoid.derivative(4.0) / 0.25)
    for share, place in {0.1: "3.64", 0.01: "5.99"}.items():
        yield Row(
            f"sigmoid: where the slope falls to {share:.0%} of its peak",
            place,
            lambda t=share: sigmoid.statistics().saturation[t][-1][0],
        )


def _error(slug):
    return gap(get(slug), gelu)
