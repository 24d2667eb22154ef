import math

import pytest
from mpmath import mp

from fieldguide import catalogue, formula
from fieldguide.activations import fragile
from fieldguide.activations.formula import lost_digits
from fieldguide.activations.formula.mpmath_functions import Digits


def faults(text, of):
    return [(w.fault, w.low, w.high) for w in fragile(formula(text)) if w.of == of]


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_the_species_of_the_guide_are_sound(activation):
    assert fragile(activation) == ()
    for parameter in activation.parameters:
        for bound in (parameter.low, parameter.high):
            assert fragile(activation.at(**{parameter.name: bound})) == ()


def test_softplus_as_in_the_textbook():
    zero, digits, infinite = faults("log(1 + exp(x))", "value")
    # exp(-18.4) is 1e-8, of which 1 + exp(x) keeps half the digits; ln(2^-53) is -36.7; exp
    # overflows at 709.8 and is subnormal from -708.4, 0 from -745.1.
    assert zero[0] == "zero"
    assert -745.1 < zero[1] < -600
    assert zero[2] == -36.75
    assert digits[0] == "digits"
    assert digits[1] == -36.25
    assert -21 < digits[2] < -18
    assert infinite[0] == "infinite"
    assert 709.8 < infinite[1] < 770
    assert faults("softplus(x)", "value") == []


@pytest.mark.parametrize(
    ("text", "of", "fault", "near"),
    [
        ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "value", "nan", 800),
        ("x * tanh(log(1 + exp(x)))", "slope", "nan", 800),
        ("1 / (1 + exp(-x))", "slope", "nan", -800),
        ("0.5 * x * (1 + erf(x / sqrt(2)))", "value", "digits", -7.25),
        ("0.5 * x * (1 + erf(x / sqrt(2)))", "value", "zero", -10),
        ("exp(x) - 1", "value", "digits", 1e-10),
        ("x - sin(x)", "slope", "zero", 1e-10),
        ("x^3 / (1 + x^2)", "value", "nan", 1e200),
    ],
)
def test_known_weaknesses(text, of, fault, near):
    found = [w for w in fragile(formula(text)) if w.of == of and w.fault == fault]
    assert any(w.low <= near <= w.high for w in found)


def test_small_beside_one():
    """1 + exp(-232) at x = -23.25 takes 101 digits to tell from 1."""
    typed = formula("softplus(k * x) / k + 0 * log(1 + exp(k * x))", k=10)
    assert [w for w in fragile(typed) if w.of == "value" and abs(w.x) < 60] == []
    lost = fragile(formula("log(1 + exp(k * x)) / k", k=10))[1]
    assert lost.fault == "digits"
    assert lost.true == pytest.approx(math.log1p(math.exp(10 * lost.x)) / 10, rel=1e-13)


def test_the_example_is_what_it_says():
    activation = formula("log(1 + exp(x))")
    for weakness in fragile(activation):
        function = activation if weakness.of == "value" else activation.derivative
        assert weakness.low <= weakness.x <= weakness.high
        got = function(weakness.x)
        assert got == weakness.got or (math.isnan(got) and math.isnan(weakness.got))
        with mp.workdps(600):
            x = mp.mpf(weakness.x)
            true = mp.log(1 + mp.exp(x)) if weakness.of == "value" else 1 / (1 + mp.exp(-x))
        assert weakness.true == float(true)


@pytest.mark.parametrize(
    "text",
    [
        "tanh(x)",
        "where(x > 0, x, expm1(x))",
        "x^6",
        "relu(x)^2",
        "sqrt(abs(x))",
        "sin(3 * x)",
        "clip(x, -1, 1) * x",
        # Undefined for some or all x: there is nothing to miss.
        "log(x)",
        "1 / x",
        "sqrt(-1 - x^2)",
        # Out of every range at once.
        "exp(exp(exp(exp(x))))",
        "x^x^x^x",
    ],
)
def test_sound_formulas(text):
    assert fragile(formula(text)) == ()


def test_what_would_take_for_ever_is_left_out():
    """Without the bounds on exponents and angles these would need millions of digits."""
    for text in ("sin(exp(exp(x)))", "tan(x^x^x)", "cosh(sinh(cosh(x)))", "Phi(exp(exp(x)))"):
        assert all(w.fault for w in fragile(formula(text)))
    digits = Digits()
    assert digits.exp(1e7) == digits.context.inf
    assert digits.exp(-1e7) == 0
    assert digits.isnan(digits.sin(digits.context.mpf("1e400")))
    assert digits.isnan(digits.pow(-2.0, 0.5))
    assert digits.pow(10.0, -1e7) == 0
    assert digits.pow(0.0, 0.0) == 1


def test_parameters_are_taken():
    steep = formula("log(1 + exp(k * x)) / k", k=1)
    first = [w for w in fragile(steep.at(k=10)) if w.fault == "infinite"]
    assert first[0].low < 80
    with pytest.raises(ValueError, match="between -10 and 10"):
        steep.at(k=11)


def test_a_long_formula_is_looked_at_in_fewer_points(monkeypatch):
    seen = []
    true = lost_digits._true

    def counted(*arguments):
        seen.append(1)
        return true(*arguments)

    monkeypatch.setattr(lost_digits, "_true", counted)
    fragile(formula("x"))
    assert len(seen) == 246
    seen.clear()
    fragile(formula("+".join(["(" + "+".join(["x"] * 31) + ")"] * 15)))
    assert 10 < len(seen) < 20
