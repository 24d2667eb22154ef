"""Typed formulas beside mpmath, the built-in species, and the other libraries."""

import json
import math
import pickle

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import torch
from mpmath import mp

import fieldguide
from fieldguide import FormulaError, catalogue, formula, javascript
from fieldguide.activations import Trace
from fieldguide.activations.formula.calculus import Evaluation
from fieldguide.activations.formula.limits import DEEPEST
from fieldguide.activations.formula.parser import parse
from fieldguide.activations.javascript.arrow_functions import HELPERS
from tests.activations.formulas import formulas

X = (-1.83, -0.71, 0.437, 1.29)
SAMPLES = [
    ("x * tanh(log(1 + exp(x)))", {}),
    ("x * Phi(x)", {}),
    ("where(x >= 0, x, a * expm1(x))", {"a": 1.5}),
    ("min(max(0, x + 3), 6) * x / 6", {}),
    ("relu(x)^p", {"p": 2}),
    ("b ^ x + clip(x, -0.5, a)", {"a": 1, "b": 2.5}),
    ("erf(x) - 2 * erfc(x / 2) + phi(x) + softplus(x) * sigmoid(x)", {}),
    ("sin(x) + cos(2 * x) * atan(x) - sinh(x) / cosh(x) + tan(x / 9)", {}),
    ("log1p(x^2) + sqrt(abs(x)) + sign(x) + log(3 + x)", {}),
    ("where(a > 2, x, where(x < exp(1), 0.1, 3))", {"a": 1}),
    ("e ^ -x^2 * pi", {}),
    ("7.5", {}),
]
SAMPLE = pytest.mark.parametrize(("text", "parameters"), SAMPLES, ids=str)


def test_random_formulas_beside_mpmath():
    """Values in 60 digits, and slopes by its numerical differentiation."""
    checked = 0
    with mp.workdps(60):
        for text, function in formulas(300, seed=20160627):
            try:
                typed = formula(text)
            except FormulaError as error:
                assert "constant" in str(error), text  # noqa: PT017
                continue
            for x in X:
                value, slope = function(mp.mpf(x)), mp.diff(function, mp.mpf(x))
                if max(abs(value), abs(slope)) > 1e6:
                    continue
                checked += 1
                assert typed(x) == pytest.approx(float(value), rel=1e-10, abs=1e-10), (text, x)
                got = typed.derivative(x)
                assert got == pytest.approx(float(slope), rel=1e-9, abs=1e-9), (text, x)
    assert checked > 900


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_every_species_by_its_formula(activation):
    """Within half the digits, where the written form has as many."""
    typed = formula(activation.formula, **{p.name: p.default for p in activation.parameters})
    assert typed.kinks == activation.kinks
    x = np.concatenate([np.linspace(-12, 12, 385), activation.kinks])
    true = activation(x), activation.derivative(x)
    for got, expected in zip((typed(x), typed.derivative(x)), true, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-8, atol=1e-14)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-x^2", -4),
        ("2^-x", 0.25),
        ("-2^-x", -0.25),
        ("2^3^2", 512),
        ("2**x**3", 256),
        ("(2^3)^2", 64),
        ("x - 1 - 1", 0),
        ("x - (1 - 1)", 2),
        ("x / 2 / 2", 0.5),
        ("x / 2 * 2", 2),
        ("2 * -x", -4),
        ("--x", 2),
        ("1 - -x^2", 5),
        ("-x * 3 + 1", -5),
        (".5 + 5. + 1e1 + 2E-1", 15.7),
        ("max(x, 3) - min(x, 3)", 1),
        ("clip(x, -1, 1)", 1),
        (" \t\n x", 2),
        ("where(x <= 2, 1, 0) + where(x < 2, 10, 0) + where(x >= 2, 100, 0)", 101),
    ],
)
def test_the_language(text, value):
    assert formula(text)(2.0) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "kinks", "left"),
    [
        ("abs(x)", [0], [-1]),
        ("abs(1 - 2 * x)", [0.5], [-2]),
        ("relu(-x)", [0], [-1]),
        ("where(x >= 0, x, 0.1 * x)", [0], [0.1]),
        ("where(0 <= x, x, 0.1 * x)", [0], [0.1]),
        ("where(x > 0, 1, 0)", [0], [0]),
        ("sign(x - 1) + x", [1], [1]),
        ("max(x, -x)", [0], [-1]),
        ("min(x, -x)", [0], [1]),
        ("max(x, 2 * x) + min(3 * x, 1 + x)", [0, 0.5], [4, 5]),
        ("clip(x, -1, 2)", [-1, 2], [0, 1]),
        ("min(max(x, 0), 6)", [0, 6], [0, 1]),
        ("abs(abs(x) - 1)", [-1, 0, 1], [-1, 1, -1]),
        ("relu(x)^2", [], []),
        ("relu(x^3)", [], []),
        ("where(x < 3, x, x)", [], []),
        ("max(x, x)", [], []),
        ("sqrt(relu(x))", [0], [0]),
        ("relu(x)^0.5 + relu(x - 0.3)", [0, 0.3], [0, None]),
        ("tanh(x)", [], []),
    ],
)
def test_kinks_and_left_slopes(text, kinks, left):
    typed = formula(text)
    assert typed.kinks == pytest.approx(kinks, abs=1e-15)
    for kink, slope in zip(typed.kinks, left, strict=True):
        if slope is not None:
            assert typed.derivative(kink) == slope


def test_poles_and_repeated_kinks():
    assert formula("1 / (x - 1)").kinks == (1.0,)
    assert formula("x / abs(x)").kinks == (0.0,)
    kinks = formula("abs(sin(x))").kinks
    assert kinks == pytest.approx([n * math.pi for n in range(-31, 32)], abs=1e-13)


@SAMPLE
def test_libraries_agree(text, parameters):
    typed = formula(text, **parameters)
    x = np.array([*X, 0.0, 1.0])
    for function in (typed, typed.derivative):
        expected = function(x)
        assert expected.dtype == np.float64
        assert expected.shape == x.shape
        assert [function(number) for number in x.tolist()] == expected.tolist()
        got = function(torch.tensor(x))
        assert got.dtype == torch.float64
        np.testing.assert_allclose(got.numpy(), expected, rtol=1e-14, atol=1e-15)
        assert function(torch.tensor(x).half()).dtype == torch.float16
        assert function(jnp.asarray(x)).dtype == np.float32
    tensor = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(typed(tensor).sum(), tensor)
    np.testing.assert_allclose(slope, typed.derivative(x), rtol=1e-14, atol=1e-15)
    with jax.enable_x64(True):
        traced = jax.jit(jax.vmap(jax.value_and_grad(typed)))(jnp.asarray(x))
    np.testing.assert_allclose(traced[0], typed(x), rtol=1e-13, atol=1e-14)
    np.testing.assert_allclose(traced[1], typed.derivative(x), rtol=1e-13, atol=1e-14)


@SAMPLE
def test_nan_and_pickles(text, parameters):
    typed = formula(text, **parameters)
    assert math.isnan(typed(math.nan))
    assert math.isnan(typed.derivative(math.nan))
    twin = pickle.loads(pickle.dumps(typed))
    assert twin == typed
    assert hash(twin) == hash(typed)
    assert twin.derivative(0.3) == typed.derivative(0.3)


def test_javascript_agrees(chromium):
    typed = [formula(text, f"f{i}", **given) for i, (text, given) in enumerate(SAMPLES)]
    source = json.dumps(javascript(typed))
    x = [*X, 0.0, 1.0, -7.3, 11.0]
    page = chromium.new_page()
    got = page.evaluate(
        f"""async (xs) => {{
          const url = URL.createObjectURL(new Blob([{source}], {{ type: "text/javascript" }}));
          const {{ catalogue }} = await import(url);
          const text = (y) => String(Object.is(y, -0) ? 0 : y);
          return catalogue.map((f) => xs.map((x) => [text(f.value(x)), text(f.derivative(x))]));
        }}""",
        x,
    )
    page.close()
    for activation, rows in zip(typed, got, strict=True):
        values, slopes = np.array(rows, dtype=float).T
        np.testing.assert_allclose(values, activation(x), rtol=2e-14, err_msg=activation.formula)
        np.testing.assert_allclose(slopes, activation.derivative(x), rtol=2e-13, atol=1e-16)


def test_the_record():
    swish = formula("x * sigmoid(b\n * x)", "My Swish", b=1.5)
    assert (swish.slug, swish.name, swish.family) == ("formula_my_swish", "My Swish", "formula")
    assert swish.formula == "x * sigmoid(b * x)"
    (parameter,) = swish.parameters
    assert (parameter.name, parameter.default) == ("b", 1.5)
    assert (parameter.low, parameter.high) == (-15, 15)
    assert swish(2.0, b=0) == 1
    assert swish(2.0) == pytest.approx(2 / (1 + math.exp(-3)))
    assert repr(swish) == "<Activation formula_my_swish: x * sigmoid(b * x)>"
    assert formula("x").slug == "formula"
    assert formula("a * x", a=0.1).parameters[0].high == 10
    with pytest.raises(ValueError, match='two activations are called "formula"'):
        javascript([formula("x"), formula("2 * x")])
    assert fieldguide.formula is formula


def test_the_slope_is_no_longer_than_the_formula_by_more_than_a_factor():
    """The work is bounded: parts met twice are computed once, however deep they lie."""
    wrapped = "x"
    for name in ["relu", "abs", "sigmoid", "tanh", "erf", "sqrt", "exp"] * 8:
        wrapped = f"{name}({wrapped})"
    nested = "x"
    for _ in range(60):
        nested = f"max({nested},cos(x))"
    for text in (wrapped, nested, "^".join(["x"] * 60), "+".join(["x"] * 60)):
        trace = Trace(whole=HELPERS)
        tree = parse(text, ("x",))
        assert 55 < tree.depth <= DEEPEST
        Evaluation(trace.name("x"), trace, {}).result_slope(tree)
        assert len(trace.expressions()) < 30 * tree.depth
        assert formula(text).formula in javascript([formula(text)])
