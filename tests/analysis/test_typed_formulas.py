"""Typed formulas that poles, jumps, swings and overstrained arithmetic make hard."""

import json
import math

import numpy as np
import pytest
from mpmath import mp

import fieldguide
from fieldguide import Absent, catalogue, formula
from fieldguide.activations.formula import typed_formula
from fieldguide.activations.formula.parser import cost, parse
from fieldguide.analysis import fixed_point, flat_intervals, gap, lowest, steepest
from tests.activations.formulas import formulas

HOSTILE = [
    "tan(x)",
    "tan(x/20)",
    "tan(tan(x))",
    "1/tan(x)",
    "abs(tan(x))",
    "atan(tan(x))",
    "0*x",
    "0*log(x)",
    "0*exp(x^2)",
    "sqrt(x)",
    "log(x)",
    "log(abs(x - 0.3))",
    "x^x",
    "(-2)^x",
    "1/x",
    "1/(x - 0.3)",
    "1/(x^2 - 2)",
    "x/x",
    "(exp(x) - 1)/x",
    "atan(1/x)",
    "x*sin(1/x)",
    "where(x > 0, sin(1/x), 0)",
    "where(x > 0, exp(1/x), 0)",
    "where(x > 0, 1e308, -1e308)",
    "where(x > x, 1, 0)",
    "where(x > 1, where(x > 2, where(x > 3, 3, 2), 1), x^3)",
    "sign(sin(x^2))",
    "sin(1e6*x)",
    "1e308*sin(x)",
    "1e-320*sin(x)",
    "sin(sinh(x))",
    "exp(exp(x))",
    "x^1000",
    "(x/30)^1000",
    "1/(1 + exp(-50*x))",
    "1/(1 + x^2)^1000",
    "1e16 + x",
    "exp(-(x - 0.3)^2*1e10)",
    "+".join(f"sign(sin({k}*x))" for k in range(1, 20)),
    "+".join(f"abs(x - {k})" for k in range(60)),
]


def answers(act):
    """What ``act`` returns, or None for a ValueError of one clear line."""
    said = None
    try:
        return act()
    except ValueError as error:
        said = str(error)
    assert "\n" not in said
    assert any(word in said for word in ("finite", "bound", "fixed point"))
    return None


@pytest.mark.parametrize("text", [*HOSTILE, *(both.text for both in formulas(60, seed=11))])
def test_every_formula_has_an_answer(text):
    typed = formula(text)
    found = answers(typed.statistics)
    if found:
        plain = found.as_dict()
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain
        assert not found.range or found.range.low <= found.range.high
    for act in (steepest, lowest, flat_intervals):
        answers(lambda act=act: act(typed))
    for species in catalogue()[::4]:
        answers(lambda species=species: gap(typed, species))
    answers(lambda: fixed_point(typed, 1.2))


@pytest.mark.parametrize(
    "text",
    [
        *["sin(x^2)", "cos(x^3)", "clip(sin(10*x), -0.5, 0.5)", "atan(tan(x))", HOSTILE[-2]],
        "erf(" * 62 + "x" + ")" * 62,
        "+".join(f"sin({k * k}.5*x)" for k in range(1, 60)),
    ],
)
def test_the_work_is_bounded(text, monkeypatch):
    """Turns and breakpoints are bisected together, on coarser grids for a longer formula."""
    sizes = []
    compute = typed_formula._Definition.__call__

    def counted(self, x, xp, /, **parameters):
        sizes.append(np.size(x))
        return compute(self, x, xp, **parameters)

    monkeypatch.setattr(typed_formula._Definition, "__call__", counted)
    typed = formula(text)
    typed.statistics()
    operations = cost(parse(text, ("x",)))
    assert 100 < len(sizes) < 4_000
    assert sum(sizes) * min(operations, 1000) < 400_000_000


@pytest.mark.parametrize(
    ("text", "range_", "place", "roots"),
    [
        ("tan(x)", "(-inf, inf)", -math.pi / 2, (0.0,)),
        ("1/tan(x + 0.1)", "(-inf, inf)", -0.1, (math.pi / 2 - 0.1,)),
        ("abs(tan(x))", "[0, inf)", math.pi / 2, (0.0,)),
        ("1/(x - 0.3)", "(-inf, inf)", 0.3, ()),
        ("1/(x - 0.3)^2", "(0, inf)", 0.3, ()),
        ("1/(x^2 - 2)", "(-inf, inf)", -math.sqrt(2), ()),
        ("log(abs(x - 0.3))", "(-inf, inf)", 0.3, (-0.7, 1.3)),
        ("where(x > 0, exp(1/x), 0)", "[0, inf)", 0.0, ()),
    ],
)
def test_poles(text, range_, place, roots):
    found = formula(text).statistics()
    assert str(found.range) == range_
    assert found.smoothness == "discontinuous"
    assert found.lipschitz.reason.startswith("f has a pole at ")
    assert abs(float(found.lipschitz.reason.split()[-1])) == pytest.approx(abs(place), rel=1e-5)
    assert found.roots == pytest.approx(roots, abs=1e-12)
    assert isinstance(found.mean_square_slope, Absent)
    if range_ == "(-inf, inf)":
        assert not any(extremum.total for extremum in found.extrema)


def test_periods_of_functions_with_poles():
    for text, period in {"tan(x)": 1, "abs(tan(x))": 1, "1/sin(x - 0.1)": 2}.items():
        assert formula(text).statistics().period == pytest.approx(period * math.pi, rel=1e-12)


def test_a_pole_that_can_be_integrated_is():
    found = formula("log(abs(x - 0.3))").statistics()
    with mp.workdps(30):
        points = [-12, -1, 0.3, 1, 2, 12]
        mean = mp.quad(lambda x: mp.log(abs(x - mp.mpf(0.3))) * mp.npdf(x), points)
        square = mp.quad(lambda x: mp.log(abs(x - mp.mpf(0.3))) ** 2 * mp.npdf(x), points)
    assert found.mean == pytest.approx(float(mean), rel=1e-10)
    assert found.mean_square == pytest.approx(float(square), rel=1e-10)
    root = formula("abs(x - 0.3)^-0.5").statistics()
    assert isinstance(root.mean_square, Absent)
    assert isinstance(formula("tan(x)").statistics().mean, Absent)


def test_slopes_that_are_no_numbers_count_for_nothing():
    # Left of -14.2 the slope as written is infinity over infinity.
    found = formula("1/(1 + exp(-50*x))").statistics()
    assert math.isnan(formula("1/(1 + exp(-50*x))").derivative(-20.0))
    assert found.largest_slope == pytest.approx((0, 12.5), abs=1e-10)
    assert str(found.range) == "(0, 1)"
    assert "beyond float64" in found.mean_square_slope.reason
    with pytest.raises(ValueError, match="finite from -30 to 30"):
        fieldguide.analysis.steepest(formula("log(x)"))
