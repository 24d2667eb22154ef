"""An activation at other values of its parameters: a value of its own, and the same function."""

import copy
import pickle
import weakref

import jax
import jax.numpy as jnp
import pytest

import fieldguide
from fieldguide import celu, elu, formula, leaky_relu, relu, silu

TYPED = (formula("x * sigmoid(b * x)", b=1.5), formula("max(x - c, a * abs(x))", c=1, a=0.25))
MOVED = [
    one.at(**{p.name: (p.default + p.high) / 2 for p in one.parameters})
    for one in (*fieldguide.catalogue(), *TYPED)
    if one.parameters
]


@pytest.mark.parametrize("moved", MOVED, ids=repr)
def test_it_is_a_value(moved):
    for twin in (pickle.loads(pickle.dumps(moved)), copy.deepcopy(moved), moved.at(**moved.values)):
        assert twin == moved
        assert hash(twin) == hash(moved)
        assert (twin(0.3), twin.kinks) == (moved(0.3), moved.kinks)
    assert weakref.ref(moved)() is moved
    back = moved.at(**{p.name: p.default for p in moved.parameters})
    assert back != moved
    assert back.changed == {}
    assert moved.changed == moved.values


def test_the_values_are_those_of_the_call():
    two = elu.at(alpha=2)
    assert two(-1.0) == elu(-1.0, alpha=2) != elu(-1.0)
    assert two(-1.0, alpha=3) == elu(-1.0, alpha=3)
    assert two.derivative(0.0) == 2
    assert two.at() == two
    assert two.parameters == elu.parameters
    assert (two.values, elu.values, relu.values) == ({"alpha": 2.0}, {"alpha": 1.0}, {})
    assert elu.at(alpha=1) == elu


def test_kinks_are_those_at_the_values():
    assert (elu.kinks, elu.at(alpha=2).kinks) == ((), (0.0,))
    assert (leaky_relu.kinks, leaky_relu.at(negative_slope=1).kinks) == ((0.0,), ())
    assert celu.at(alpha=0.5).kinks == ()
    typed = formula("abs(x - self)", self=1)
    assert (typed.kinks, typed.at(self=-2.5).kinks) == ((1.0,), (-2.5,))


def test_labels_name_what_is_not_a_default():
    assert [one.label for one in (elu, elu.at(alpha=2), silu.at(beta=0.125))] == [
        "ELU", "ELU (alpha 2)", "SiLU (Swish) (beta 0.125)"
    ]  # fmt: skip
    typed = formula("x * sin(b * x)", b=1)
    assert [typed.label, typed.at(b=2).label] == [
        "x * sin(b * x) (b 1)", "x * sin(b * x) (b 2)"
    ]  # fmt: skip
    assert formula("x^2", "Square").label == "Square"
    assert repr(elu.at(alpha=2)) == f"<Activation elu(alpha=2): {elu.formula}>"


def test_jax_compiles_it_as_a_static_value():
    apply = jax.jit(lambda activation, x: activation(x), static_argnums=0)
    x = jnp.asarray([-1.0, 2.0])
    for alpha in (0.5, 2.0, 0.5):
        assert apply(elu.at(alpha=alpha), x).tolist() == pytest.approx(
            elu([-1.0, 2.0], alpha=alpha), rel=1e-6
        )


def test_the_emitted_module_is_written_at_the_values():
    text = fieldguide.javascript([elu.at(alpha=2)])
    assert "(x, { alpha = 2 } = {})" in text
    assert '"default": 2.0' in text
    assert "kinks: [0.0]" in text
