"""The plate of a gate, a function of two inputs."""

from functools import cache
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
from markupsafe import Markup
from scipy.optimize import minimize_scalar

from fieldguide.activations import Activation, Gate, catalogue, gates, mathml
from fieldguide.analysis import (
    Absent,
    Asymptote,
    gain,
    mean_square,
    mean_square_slope,
    statistics,
    steepest,
)
from fieldguide.guide.numbers import show
from fieldguide.guide.other_libraries import elsewhere
from fieldguide.guide.plate_order import neighbors
from fieldguide.guide.plate_statistics import value_html
from fieldguide.guide.references import linked_citation, references
from fieldguide.guide.rendering import render

REACH = 4.0
"""The figure shows a and b from -REACH to REACH."""

TABLE_A = (-2.0, -1.0, 0.0, 1.0, 2.0)
TABLE_B = (-2.0, 1.0, 2.0)

PUBLISHED = {
    "ReLU": 1.677,
    "GELU": 1.679,
    "Swish (SiLU)": 1.683,
    "GLU": 1.663,
    "Bilinear": 1.648,
    "ReGLU": 1.645,
    "SwiGLU": 1.636,
    "GEGLU": 1.633,
}
"""Held-out log-perplexity after 524,288 steps, as Table 1 of Shazeer 2020 has it."""


WIDTH, HIDDEN = 768, 3072
"""The model and the hidden layer without a gate, as in Shazeer 2020."""
GATED_HIDDEN = 2 * HIDDEN // 3
"""With a gate there are three matrices instead of two: as many parameters at two thirds."""

_LAYER = """\
import torch


class FeedForward(torch.nn.Module):
    def __init__(self, width={width}, hidden={hidden}):
        super().__init__()
        self.W = torch.nn.Linear(width, hidden, bias=False)
        self.V = torch.nn.Linear(width, hidden, bias=False)
        self.W2 = torch.nn.Linear(hidden, width, bias=False)

    def forward(self, x):
        a, b = self.W(x), self.V(x)
        return self.W2({code})
"""


class Moments(NamedTuple):
    """Of a gate f(a, b) = g(a) b, for independent a and b ~ N(0, 1).

    b has mean 0 and mean square 1, so each moment is one of g's.

    Attributes:
      mean: E[f] = E[g] E[b] = 0.
      variance: Var f = E[g^2].
      slope_a, slope_b: E[(df/da)^2] = E[g'^2] and E[(df/db)^2] = E[g^2].
      forward: 1/sqrt(E[f^2]); with weights at forward/sqrt(fan_in), the layer
        that takes f gives the mean square 1 again.
      backward: 1/sqrt(slope_a + slope_b); with the weights of a and of b both
        at backward/sqrt(fan_out), the mean squared gradient stays level, for
        it comes back along both.
    """

    mean: float
    variance: float | Absent
    slope_a: float | Absent
    slope_b: float | Absent
    forward: float | Absent
    backward: float | Absent


class Difference(NamedTuple):
    """Where two gates are furthest apart on the square, at b = REACH and at b = -REACH.

    Attributes:
      a: the place, or of two places as far from 0 the positive one.
      both: whether -a is as good.
      value: the largest |f - h|.
    """

    a: float
    both: bool
    value: float


class Similar(NamedTuple):
    """A gate easily taken for this one."""

    gate: Gate
    difference: Difference


def moments(gate: Gate) -> Moments:
    """The moments and gains of a gate; Absent where its inner activation has none.

    Accuracy: relative 1e-10, as of ``fieldguide.analysis.mean_square``.
    Source: for the gains, He et al. 2015, arXiv:1502.01852.
    """
    square, slope = mean_square(gate.inner), mean_square_slope(gate.inner)
    backward: float | Absent
    if isinstance(square, Absent):
        backward = square
    elif isinstance(slope, Absent):
        backward = slope
    else:
        backward = 1 / sqrt(square + slope)
    return Moments(0.0, square, slope, square, gain(gate.inner, "forward"), backward)


def difference(gate: Gate, other: Gate) -> Difference:
    """The largest difference of two gates for a and b from -REACH to REACH.

    |g(a) - h(a)| |b| is largest at the edge b = +-REACH, so only a is sought.

    Accuracy: the difference 1e-12, a 1e-6.
    """

    def apart(a: float) -> float:
        return float(abs(gate.inner(a) - other.inner(a)))

    grid = np.linspace(-REACH, REACH, 513)
    values = np.abs(gate.inner(grid) - other.inner(grid))
    at = int(np.argmax(values))
    low, high = grid[max(at - 1, 0)], grid[min(at + 1, len(grid) - 1)]
    top = minimize_scalar(
        lambda a: -apart(a), bounds=(low, high), method="bounded", options={"xatol": 1e-9}
    )
    a = max([float(top.x), float(grid[at])], key=apart)
    both = abs(apart(-a) - apart(a)) <= 1e-12 * apart(a)
    return Difference(abs(a) if both else a, both and a != 0, REACH * apart(a))


def diagonal(gate: Gate) -> Activation | None:
    """The species that f(a, a) is, or None: a curve through the surface, not the surface."""
    grid = np.linspace(-2 * REACH, 2 * REACH, 257)
    values = gate(grid, grid)
    same = (one for one in catalogue() if np.allclose(one(grid), values, rtol=1e-12, atol=1e-15))
    return next(same, None)


def layer(gate: Gate) -> str:
    """A feed-forward layer with the gate, (g(xW) * xV) W2, as a module of PyTorch."""
    code = elsewhere(gate.slug)[0].code
    return _LAYER.format(width=WIDTH, hidden=GATED_HIDDEN, code=code)


@cache
def gate_plate(gate: Gate) -> str:
    """Assemble `/species/SLUG` for a gate: a whole page, complete without its script."""
    shazeer = references()["shazeer2020"]
    return render(
        "gate_plate.html",
        root="../",
        here="species",
        script="gate",
        data={"data-species": gate.slug},
        gate=gate,
        formula=_formula(gate),
        citation=linked_citation(gate.citation),
        diagonal=diagonal(gate),
        reach=show(REACH),
        table_a=[show(a) for a in TABLE_A],
        table=[_row(gate, b) for b in TABLE_B],
        passing=[show(gate.inner(a)) for a in TABLE_A],
        marks=_marks(gate),
        moments=_moments(gate),
        similar=_similar(gate),
        show=show,
        elsewhere=elsewhere(gate.slug),
        layer=layer(gate),
        widths=(WIDTH, HIDDEN, GATED_HIDDEN),
        published=sorted(PUBLISHED.items(), key=lambda entry: -entry[1]),
        shazeer=shazeer,
        neighbors=neighbors(gate.slug),
    )


def _similar(gate: Gate) -> list[Similar]:
    known = {other.slug: other for other in gates()}
    return [Similar(known[slug], difference(gate, known[slug])) for slug in gate.similar]


def _formula(gate: Gate) -> Markup:
    """f(a, b) = ..., set as MathML."""
    name = (
        "<mi>f</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo></mrow>"
    )
    opening, closing = '<math display="block">', "</math>"
    value = mathml(gate).removeprefix(opening).removesuffix(closing)
    # mathml() escapes what it is given.
    return Markup(f"{opening}<mrow>{name}<mo>=</mo>{value}</mrow>{closing}")  # noqa: S704


def _row(gate: Gate, b: float) -> tuple[Markup, list[Markup], list[Markup]]:
    values = [show(gate(a, b) + 0.0) for a in TABLE_A]
    slopes = [show(gate.derivatives(a, b)[0] + 0.0) for a in TABLE_A]
    return show(b), values, slopes


def _moments(gate: Gate) -> list[tuple[str, Markup]]:
    found = moments(gate)
    return [
        ("Mean E[f]", value_html(found.mean)),
        ("Variance Var f = E[g²]", value_html(found.variance)),
        ("Mean squared slope E[(∂f/∂a)²] = E[g′²]", value_html(found.slope_a)),
        ("Mean squared slope E[(∂f/∂b)²] = E[g²]", value_html(found.slope_b)),
        ("Forward gain 1/√E[f²]", value_html(found.forward)),
        ("Backward gain 1/√(E[(∂f/∂a)²] + E[(∂f/∂b)²])", value_html(found.backward)),
    ]


def _marks(gate: Gate) -> list[tuple[str, Markup]]:
    """Field marks of the surface."""
    s = statistics(gate.inner)
    return [
        ("Zero", _zeros(s.roots, s.zero_intervals)),
        ("Far right, a → ∞", _limit(s.right_asymptote)),
        ("Far left, a → −∞", _limit(s.left_asymptote)),
        ("Slope in b, ∂f/∂b = g(a)", _slope_range(gate.inner)),
        ("Slope in a, ∂f/∂a = g′(a) b", _steepest_slope(gate.inner)),
    ]


def _steepest_slope(inner: Activation) -> Markup:
    s, steep = statistics(inner), steepest(inner)
    if s.smallest_slope == s.largest_slope:
        return Markup("<i>b</i> everywhere")
    most = show(abs(steep.value)) + Markup("\u00a0|<i>b</i>|")
    if inner.kinks:
        return Markup("at most {}").format(most)
    return Markup("at most {}, at <i>a</i> = {}").format(most, show(steep.x))


def _zeros(roots: tuple[float, ...], intervals: tuple[tuple[float, float], ...]) -> Markup:
    found = [Markup("along <i>b</i> = {}").format(show(0.0))]
    found += [Markup("along <i>a</i> = {}").format(show(root)) for root in roots]
    for low, high in intervals:
        bounds = Markup("{} ≤ ").format(show(low)) if low > -inf else ""
        found.append(Markup("wherever {}<i>a</i> ≤ {}").format(bounds, show(high)))
    return Markup(" and ").join(found)


def _limit(line: Asymptote | Absent) -> Markup:
    """What f approaches where g approaches a line: that line times b."""
    if isinstance(line, Absent):
        return value_html(line)
    approached = {
        (0.0, 0.0): Markup("closed: <i>f</i> → 0"),
        (0.0, 1.0): Markup("open: <i>f</i> → <i>b</i>"),
        (1.0, 0.0): Markup("<i>f</i> → <i>a b</i>"),
    }
    return approached[line.slope, line.intercept]


def _slope_range(inner: Activation) -> Markup:
    reached = statistics(inner).range
    if isinstance(reached, Absent):
        return value_html(reached)
    if reached.low == -inf:
        return Markup("every number")
    least = "at least" if reached.low_attained else "above"
    most = "" if reached.high == inf else Markup(" and below {}").format(show(reached.high))
    return Markup("{} {}{}").format(least, show(reached.low), most)
