import copy
import dataclasses
import pickle
import weakref

import numpy as np
import pytest

import fieldguide
from fieldguide import Activation, Parameter, UnknownActivation, catalogue, get, leaky_relu, relu
from tests.activations.reference import reference


def test_catalogue_order():
    slugs = [activation.slug for activation in catalogue()]
    ends = ["identity", "step", "sigmoid", "hardsigmoid", "logsigmoid"]
    ends += ["silu", "mish", "hardswish", "sine", "snake"]
    assert [slug for slug in slugs if slug in ends] == ends
    assert len(slugs) == len({*slugs})
    assert all(get(slug) is getattr(fieldguide, slug) for slug in slugs)
    public = {one.slug for one in vars(fieldguide).values() if isinstance(one, Activation)}
    assert public == {*slugs}


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("geluu", 'no activation "geluu"; nearest: gelu'),
        ("GELU", 'no activation "GELU"; nearest: gelu'),
        ("leakyrelu", 'no activation "leakyrelu"; nearest: leaky_relu'),
        ("zzz", 'no activation "zzz".'),
        (None, 'no activation "None"'),
    ],
)
def test_unknown_slug(slug, message):
    with pytest.raises(UnknownActivation) as raised:
        get(slug)
    assert isinstance(raised.value, LookupError)
    assert str(raised.value).startswith(message)
    allowed = ", ".join(one.slug for one in (*catalogue(), *fieldguide.gates()))
    assert str(raised.value).endswith(f"Choose from {allowed}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("activation", "parameters", "kind", "message"),
    [
        (leaky_relu, {"slope": 0.1}, TypeError, "nearest: negative_slope"),
        (leaky_relu, {"q": 0.1}, TypeError, "nearest: negative_slope"),
        (relu, {"negative_slope": 0.1}, TypeError, "relu has no parameters"),
        (leaky_relu, {"negative_slope": "0.1"}, TypeError, "must be a number, got str"),
        (leaky_relu, {"negative_slope": None}, TypeError, "must be a number, got NoneType"),
        (leaky_relu, {"negative_slope": 1.5}, ValueError, "between 0 and 1, got 1.5; nearest: 1"),
        (leaky_relu, {"negative_slope": -1}, ValueError, "between 0 and 1, got -1; nearest: 0"),
        (leaky_relu, {"negative_slope": float("nan")}, ValueError, "between 0 and 1, got nan"),
    ],
)
def test_bad_parameters(activation, parameters, kind, message):
    for function in (activation.at, lambda **parameters: activation(0.0, **parameters)):
        with pytest.raises(kind, match=message) as raised:
            function(**parameters)
        assert "\n" not in str(raised.value)


def test_parameters_take_any_real_number():
    assert leaky_relu(-1, negative_slope=0) == 0
    assert leaky_relu(-2.0, negative_slope=np.float32(0.5)) == -1
    assert leaky_relu.at(negative_slope=1).derivative(0.0) == 1
    assert leaky_relu(-1.0) == -0.01


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_records_are_values(activation):
    for twin in (pickle.loads(pickle.dumps(activation)), copy.deepcopy(activation)):
        assert twin == activation
        assert hash(twin) == hash(activation)
        assert twin(0.3) == activation(0.3)
    assert [a for a in catalogue() if a == activation] == [activation]
    # jax.jit crashes the interpreter on what cannot be weakly referenced.
    assert weakref.ref(activation)() is activation
    assert repr(activation) == f"<Activation {activation.slug}: {activation.formula}>"
    with pytest.raises(dataclasses.FrozenInstanceError):
        activation.slug = "other"
    renamed = dataclasses.replace(activation, slug="other")
    assert renamed != activation


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_records_are_complete(activation):
    assert activation.slug.isidentifier()
    assert activation.name
    assert activation.family
    assert activation.citation.endswith(".")
    assert activation.habitats
    assert activation.slug not in activation.similar
    assert all(get(slug).slug == slug for slug in activation.similar)
    if activation.year is not None:
        assert str(activation.year) in activation.citation
    assert list(activation.kinks) == sorted(activation.kinks)
    for parameter in activation.parameters:
        assert isinstance(parameter, Parameter)
        assert parameter.low <= parameter.default <= parameter.high
        assert parameter.meaning
    defaults = tuple((p.name, p.default) for p in activation.parameters)
    true = reference(activation.formula, 0.3, defaults)
    assert activation(0.3) == pytest.approx(float(true.value), rel=1e-15)
