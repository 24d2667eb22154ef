"""The gates beside 60 digits, PyTorch and automatic differentiation."""

import ast
import json
import math
import pickle

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
import pytest
import torch
from mpmath import mp

import fieldguide
from fieldguide import Gate, gates, geglu, get, glu, javascript, reglu, swiglu
from tests.activations.reference import Dual, _evaluate
from tests.activations.table import FLOATS, ulps

EVERY = pytest.mark.parametrize("gate", gates(), ids=lambda gate: gate.slug)
AXIS = [-90.5, -8.4, -2.0, -0.3, 0.0, 1e-9, 0.5, 1.0, 7.75, 120.0]
A, B = (grid.ravel() for grid in np.meshgrid(AXIS, AXIS))


def true(gate, a, b):
    """Value and both partial derivatives of the printed formula, the left ones at a kink."""
    with mp.workdps(200):
        u, v = mp.mpf(a), mp.mpf(b)
        tree = ast.parse(gate.formula, mode="eval")
        along = _evaluate(tree, {"a": Dual(u, mp.mpf(1)), "b": Dual(v, mp.mpf(0))})
        across = _evaluate(tree, {"a": Dual(u, mp.mpf(0)), "b": Dual(v, mp.mpf(1))})
        return along.value, along.slope, across.slope


def numbers(gate, a, b):
    return (gate(a, b), *gate.derivatives(a, b))


def as_numpy(xs, name):
    return np.array(xs).astype(FLOATS[name])


def as_torch(xs, name):
    return torch.tensor(xs, dtype=torch.float64).to(getattr(torch, name))


def as_jax(xs, name):
    return jnp.asarray(as_numpy(xs, name))


@pytest.mark.parametrize("kind", [as_numpy, as_torch, as_jax])
@pytest.mark.parametrize("name", FLOATS)
@EVERY
def test_true_values(gate, name, kind):
    with jax.enable_x64(name == "float64"):
        a, b = kind(A.tolist(), name), kind(B.tolist(), name)
        got = numbers(gate, a, b)
        assert all(type(result) is type(a) and result.dtype == a.dtype for result in got)
    at = [as_numpy(xs, name).astype(float) for xs in (A, B)]
    allowed = 11 if name == "float64" else 0.51
    for i, (u, v) in enumerate(zip(*at, strict=True)):
        for result, number in zip(got, true(gate, u, v), strict=True):
            error = ulps(float(result[i]), number, name)
            assert error <= allowed, (u, v, float(result[i]), number)


@EVERY
def test_kinds_and_shapes(gate):
    assert all(type(number) is float for number in numbers(gate, 1, -2.0))
    rows, column = np.ones((2, 3)), np.ones((2, 1))
    for results in (numbers(gate, rows, column), numbers(gate, column, rows)):
        assert [result.shape for result in results] == [(2, 3)] * 3
        assert not any(np.shares_memory(result, x) for result in results for x in (rows, column))
    for xp in (torch, jnp):
        results = numbers(gate, xp.ones((2, 3)), xp.ones((2, 1)))
        assert [result.shape for result in results] == [(2, 3)] * 3
    assert gate([[1.0], [2.0]], [3.0, -1.0]) == [
        [gate(1.0, 3.0), gate(1.0, -1.0)],
        [gate(2.0, 3.0), gate(2.0, -1.0)],
    ]
    assert gate(np.array([1, 2]), np.array([3, 4])).dtype == np.float64
    assert type(gate(np.float32(1), np.float32(2))) is np.float32
    bfloat16 = np.ones(2, ml_dtypes.bfloat16)
    assert gate(bfloat16, bfloat16).dtype == bfloat16.dtype


@EVERY
def test_automatic_differentiation_uses_the_derivatives(gate):
    a = torch.tensor([-3.0, -0.7, 0.0, 2.0], dtype=torch.float64, requires_grad=True)
    b = torch.tensor([2.0, -1.0, 4.0, 0.5], dtype=torch.float64, requires_grad=True)
    found = torch.autograd.grad(gate(a, b).sum(), (a, b))
    for slope, expected in zip(found, gate.derivatives(a, b), strict=True):
        assert slope.tolist() == expected.tolist()
    with jax.enable_x64(True):
        at = jnp.asarray(a.tolist()), jnp.asarray(b.tolist())
        both = jax.jit(jax.vmap(jax.grad(gate, (0, 1))))(*at)
        for slope, expected in zip(both, found, strict=True):
            np.testing.assert_allclose(slope, expected, rtol=1e-14)
        np.testing.assert_allclose(jax.jit(gate)(*at), gate(a, b).tolist(), rtol=1e-14)


def test_halves_as_in_torch():
    x = torch.linspace(-4, 4, 24, dtype=torch.float64).reshape(3, 8)
    first, second = x.chunk(2, dim=-1)
    torch.testing.assert_close(glu(second, first), torch.nn.functional.glu(x))


def test_limits_and_nan():
    assert numbers(swiglu, -math.inf, 3.0) == (0, 0, 0)
    assert numbers(glu, math.inf, 3.0) == (3, 0, 1)
    assert reglu.derivatives(0.0, 5.0) == (0, 0)
    assert math.isnan(geglu(-math.inf, math.inf))
    assert math.isnan(glu(math.nan, 1.0))


@pytest.mark.parametrize(
    ("a", "b", "kind", "said"),
    [
        (1.0, [1.0], TypeError, "of one kind, got float and list"),
        (np.ones(1), torch.ones(1), TypeError, "got NumPy array and PyTorch tensor"),
        ("1", 1.0, TypeError, "got str"),
        (np.ones(1), np.ones(1, np.float32), TypeError, "share a dtype, got float64 and float32"),
        (torch.ones(1), torch.ones(1).double(), TypeError, "share a dtype"),
        (np.array([1j]), np.array([1j]), TypeError, "got complex128"),
        (torch.tensor([1j]), torch.tensor([1j]), TypeError, "got complex64"),
        ([1.0, [2.0]], [1.0], ValueError, "rectangular"),
        (np.ones(2), np.ones(3), ValueError, "broadcast"),
    ],
)
def test_bad_pairs(a, b, kind, said):
    for function in (glu, glu.derivatives):
        with pytest.raises(kind, match=said) as raised:
            function(a, b)
        assert "\n" not in str(raised.value)


@EVERY
def test_records(gate):
    assert isinstance(gate, Gate)
    assert get(gate.slug) is gate is getattr(fieldguide, gate.slug)
    assert gate not in fieldguide.catalogue()
    assert gate.family == "gate"
    assert str(gate.year) in gate.citation
    assert gate.citation.endswith(".")
    assert gate.habitats
    assert all(get(slug).slug == slug != gate.slug for slug in gate.similar)
    assert pickle.loads(pickle.dumps(gate)) == gate
    assert repr(gate) == f"<Gate {gate.slug}: {gate.formula}>"


def test_order():
    assert [gate.slug for gate in gates()] == ["glu", "bilinear", "reglu", "geglu", "swiglu"]


def test_javascript(chromium):
    page = chromium.new_page()
    seen = page.evaluate(
        f"""async () => {{
          const text = {json.dumps(javascript())};
          const url = URL.createObjectURL(new Blob([text], {{ type: "text/javascript" }}));
          const guide = await import(url);
          const A = {json.dumps(A.tolist())}, B = {json.dumps(B.tolist())};
          const all = (g, i) => [g.value(A[i], B[i]), ...g.derivatives(A[i], B[i])];
          return guide.gates.map((g) => ({{
            ...g, named: guide[g.slug] === g, numbers: A.map((_, i) => all(g, i)),
          }}));
        }}"""
    )
    page.close()
    for record, gate in zip(seen, gates(), strict=True):
        assert record["named"]
        assert record["inner"] == gate.inner.slug
        for field in ("slug", "name", "family", "formula", "year", "citation"):
            assert record[field] == getattr(gate, field)
        expected = np.stack(numbers(gate, A, B), axis=1)
        np.testing.assert_allclose(record["numbers"], expected, rtol=5e-15, atol=1e-15)


def test_javascript_needs_the_inner_activation():
    text = javascript([fieldguide.sigmoid])
    assert "export const glu =" in text
    assert "export const gates = Object.freeze([glu]);" in text
    assert "swiglu" not in text
