"""Every expression evaluated with its library, beside our function."""

import numpy as np
import pytest
import scipy.special

from fieldguide import Gate, catalogue, gates
from fieldguide.guide.other_libraries import LIBRARIES, elsewhere
from tests.guide.libraries import load_keras

# Both sides of every bend and kink, and 0 itself.
X = np.concatenate([np.linspace(-9, 9, 361), [-25.0, 25.0]])
# In float64 what is allowed is what softplus loses at its threshold, exp(-20) = 2.1e-9. The next
# of kin, GELU's tanh form, is 4.7e-4 away: more than float32 is allowed.
ALLOWED = {"PyTorch": 3e-9, "JAX": 1e-14, "Keras": 1e-5, "NumPy": 1e-14}


def evaluate(library, code, given):
    """The value of an expression, as float64."""
    names = {"np": np, "scipy": scipy, **given}
    names |= {name: float(v) for name, v in given.items() if np.ndim(v) == 0}
    arrays = {name: v for name, v in given.items() if np.ndim(v)}
    if library == "PyTorch":
        names["torch"] = torch = pytest.importorskip("torch")
        names |= {name: torch.from_numpy(v) for name, v in arrays.items()}
    elif library == "JAX":
        names["jax"] = jax = pytest.importorskip("jax")
        with jax.enable_x64(True):
            names |= {name: jax.numpy.asarray(v) for name, v in arrays.items()}
            return np.asarray(eval(code, names), dtype=float)
    elif library == "Keras":
        names["keras"] = keras = load_keras()
        names |= {name: keras.ops.convert_to_tensor(v, "float32") for name, v in arrays.items()}
    return np.asarray(eval(code, names), dtype=float)


def others(activation):
    """The default parameters, and others: their doubles and their halves."""
    yield {}
    for factor in (0.5, 2.0):
        if activation.parameters:
            yield {p.name: factor * p.default for p in activation.parameters}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_species(activation, library):
    (entry,) = [one for one in elsewhere(activation.slug) if one.library == library]
    for parameters in others(activation):
        given = {p.name: parameters.get(p.name, p.default) for p in activation.parameters}
        # float32 holds these x exactly, so that only the arithmetic differs.
        x = X.astype("float32").astype(float)
        got = evaluate(library, entry.code, {"x": x, **given})
        want = activation(x, **given)
        assert got.shape == x.shape
        assert np.max(abs(got - want) / (1 + abs(want))) <= ALLOWED[library], given


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("gate", gates(), ids=lambda g: g.slug)
def test_gates(gate, library):
    (entry,) = [one for one in elsewhere(gate.slug) if one.library == library]
    a, b = np.random.default_rng(0).normal(0, 3, (2, 5, 40)).astype("float32").astype(float)
    got, want = evaluate(library, entry.code, {"a": a, "b": b}), gate(a, b)
    assert got.shape == a.shape
    assert np.max(abs(got - want) / (1 + abs(want))) <= ALLOWED[library]
    # The two inputs are not exchanged unnoticed: but for the product they differ.
    assert gate.slug == "bilinear" or np.max(abs(gate(b, a) - want)) > 1


@pytest.mark.parametrize("record", [*catalogue(), *gates()], ids=lambda r: r.slug)
def test_each_has_an_expression_in_each_library(record):
    entries = elsewhere(record.slug)
    assert tuple(entry.library for entry in entries) == LIBRARIES
    names = ("a", "b") if isinstance(record, Gate) else ("x",)
    for entry in entries:
        used = compile(entry.code, "code", "eval").co_names
        assert set(names) <= set(used)
        if not isinstance(record, Gate):
            assert {parameter.name for parameter in record.parameters} <= set(used)


def test_defaults_that_differ_are_said():
    jax = pytest.importorskip("jax")
    x = np.float32(-2.7)
    (entry,) = [one for one in elsewhere("gelu") if one.library == "JAX"]
    assert entry.note == "Without the argument it is the tanh form."
    assert jax.nn.gelu(x) == jax.nn.gelu(x, approximate=True) != eval(entry.code)
    keras = load_keras()
    assert float(keras.activations.leaky_relu(-1.0)) == pytest.approx(-0.2)
    (entry,) = [one for one in elsewhere("leaky_relu") if one.library == "Keras"]
    assert "The default slope is 0.2" in entry.note
    assert float(keras.activations.gelu(-2.7)) == pytest.approx(
        float(jax.nn.gelu(x, approximate=False)), abs=1e-6
    )


def test_pytorchs_softplus_is_x_beyond_its_threshold():
    torch = pytest.importorskip("torch")
    x = torch.tensor([9.999, 10.001], dtype=torch.float64)
    below, above = torch.nn.functional.softplus(x, 2.0) == x
    assert (below.item(), above.item()) == (False, True)
    (entry,) = [one for one in elsewhere("softplus") if one.library == "PyTorch"]
    assert entry.note == "Where beta x is above its threshold, 20, it is x itself."
