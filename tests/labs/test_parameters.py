"""Parameters as text: what is read, and the one line for what cannot be."""

import json
import math

import numpy as np
import pytest

from fieldguide import Activation, labs
from fieldguide.labs import text_of
from tests.labs.tiny import Watch, tiny

LAB = tiny(Watch())


def refused(name: str, value: str, lab: labs.Lab = LAB) -> str:
    with pytest.raises(labs.LabError) as caught:
        labs.read(lab, [(name, value)])
    line = str(caught.value)
    assert line.isprintable()
    return line


def activation(text: str) -> Activation:
    return labs.read(LAB, [("activation", text)]).activation


def test_nothing_given_is_the_defaults():
    params = labs.read(LAB, [])
    assert params == LAB.Params()
    assert params.activation.slug == "relu"


def test_text_becomes_what_a_field_holds():
    given = {"frames": "7", "rate": "1e-2", "fate": "fails", "note": "a=b", "loud": "true"}
    params = labs.read(LAB, given.items())
    assert params.model_dump(mode="json", include={*given}) == {
        "frames": 7,
        "rate": 0.01,
        "fate": "fails",
        "note": "a=b",
        "loud": True,
    }


SIZE = "a whole number from 1 to 1000000"
RATE = "a number above 0 and at most 10"
SHIFT = "a number at least -2 and below 2"
FATE = "one of well, fails, refused, born failing"
NINES = "9" * 60


@pytest.mark.parametrize(
    ("name", "value", "allowed", "shown", "remedy"),
    [
        ("size", "0", SIZE, "0", "nearest: 1"),
        ("size", "9" * 5000, SIZE, f"{NINES}...", "nearest: 1000000"),
        ("size", f"-{'9' * 5000}", SIZE, f"-{NINES[1:]}...", "nearest: 1"),
        ("size", "1.5", SIZE, "1.5", "default: 4"),
        ("size", "four", SIZE, "four", "default: 4"),
        ("size", "", SIZE, "", "default: 4"),
        ("rate", "11", RATE, "11", "nearest: 10"),
        ("rate", "inf", RATE, "inf", "nearest: 10"),
        ("rate", "0", RATE, "0", "default: 0.1"),
        ("rate", "NaN", RATE, "NaN", "default: 0.1"),
        ("shift", "-3", SHIFT, "-3", "nearest: -2"),
        ("shift", "2", SHIFT, "2", "default: 0.0"),
        ("fate", "Well", FATE, "Well", "nearest: well"),
        ("fate", "x\ny", FATE, "x\\ny", "nearest: well"),
        ("loud", "very", "true or false", "very", "default: false"),
        ("note", "é" * 81, "text of a length of at most 80", "\\xe9" * 60 + "...", 'default: ""'),
    ],
)
def test_what_is_not_allowed_is_one_line(name, value, allowed, shown, remedy):
    assert refused(name, value) == f"{name} must be {allowed}, got '{shown}'; {remedy}"


def test_an_unknown_parameter_is_one_line():
    names = ", ".join(LAB.Params.model_fields)
    line = f"tiny has no parameter 'frams'; allowed: {names}; nearest: frames"
    assert refused("frams", "3") == line


def test_a_parameter_given_twice_is_refused():
    with pytest.raises(labs.LabError) as caught:
        labs.read(LAB, [("rate", "1"), ("size", "2"), ("rate", "1")])
    assert str(caught.value) == "rate is given twice: '1' and '1'"


@pytest.mark.parametrize("name", LAB.Params.model_fields)
@pytest.mark.parametrize(
    "nonsense", ["\x00", "\ud800", "((((", "1=2", ",", "é\u2028", "<script>", "9e999" * 900]
)
def test_nonsense_is_one_line_wherever_it_stands(name, nonsense):
    if name == "note" and len(nonsense) < 80:
        return
    assert len(refused(name, nonsense)) < 600


def test_an_unknown_lab_is_one_line(monkeypatch):
    monkeypatch.setattr(labs, "labs", lambda: (LAB,))
    assert labs.get("tiny") is LAB
    with pytest.raises(labs.LabError) as caught:
        labs.get("tyni")
    assert str(caught.value) == "there is no lab 'tyni'; allowed: tiny; nearest: tiny"


@pytest.mark.parametrize(
    ("text", "spelled", "label", "slug"),
    [
        ("gelu", "gelu", "GELU", "gelu"),
        (" elu( alpha = 2.0 ) ", "elu(alpha=2)", "ELU (alpha 2)", "elu"),
        ("elu(alpha=1)", "elu", "ELU", "elu"),
        ("leaky_relu(negative_slope=1e-1)", "leaky_relu(negative_slope=0.1)",
         "Leaky ReLU (negative_slope 0.1)", "leaky_relu"),
        ("relu(x)", "relu(x)", "relu(x)", "formula"),
        ("where(x >= 0, x, 0.1 * x)", "where(x>=0,x,0.1*x)", "where(x >= 0, x, 0.1 * x)",
         "formula"),
        ("x*sin(b*x)(b=−2)", "x*sin(b*x)(b=-2)", "x*sin(b*x) (b -2)", "formula"),
        ("x", "x", "x", "formula"),
    ],
)  # fmt: skip
def test_an_activation_as_text(text, spelled, label, slug):
    one = activation(text)
    assert (text_of(one), one.label, one.slug) == (spelled, label, slug)
    assert text_of(activation(spelled)) == spelled
    assert np.isfinite(one(0.5))


def test_an_activation_is_the_function_asked_for():
    x = np.linspace(-3, 3, 61)

    def computed(text):
        return activation(text)(x)

    np.testing.assert_allclose(computed("elu(alpha=2)"), np.where(x > 0, x, 2 * np.expm1(x)))
    np.testing.assert_allclose(computed("x*sin(b*x)(b=-2)"), x * np.sin(-2 * x), atol=1e-15)
    np.testing.assert_allclose(computed("where(x>0,x,0.1*x)"), np.where(x > 0, x, 0.1 * x))


@pytest.mark.parametrize(
    ("text", "kinks"),
    [
        ("relu6", (0, 6)),
        ("elu", ()),
        ("elu(alpha=2)", (0,)),
        ("leaky_relu(negative_slope=1)", ()),
        ("step", (0,)),
        ("abs(x-b)(b=0.5)", (0.5,)),
    ],
)
def test_kinks_are_those_at_the_parameters_given(text, kinks):
    assert activation(text).kinks == kinks


def test_a_list_of_activations():
    text = "relu, elu(alpha=2),where(x>0,x,0.1*x),min(x,1)"
    chosen = labs.read(LAB, [("activations", text)]).activations
    assert [text_of(one) for one in chosen] == [
        "relu", "elu(alpha=2)", "where(x>0,x,0.1*x)", "min(x,1)"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        ("activation", "rleu", ["no activation 'rleu'", "nearest: relu", "allowed: identity"]),
        ("activation", "swiglu", ["gate of two inputs", "nearest: silu"]),
        ("activation", "", ["needs an activation", "nearest: relu"]),
        ("activation", "relu,gelu", ["relu needs parentheses"]),
        ("activation", "elu(beta=1)", ['no parameter "beta"', "nearest: alpha"]),
        ("activation", "elu(alpha=99)", ["between 0 and 5", "nearest: 5"]),
        ("activation", "elu(alpha=two)", ["alpha must be a number, got 'two'"]),
        ("activation", "elu(alpha=1_0)", ["alpha must be a number, got '1_0'"]),
        ("activation", "elu(alpha=1,alpha=1)", ["alpha is given twice"]),
        ("activation", "elu(alpha=1,)", ["name=number"]),
        ("activation", "x*sin(b*x)", ['"b" is not known', "x*sin(b*x)(b=2)"]),
        ("activation", "x*tahn(x)", ["column 3", "nearest: tan"]),
        ("activation", "x*b(name=2)", ["name"]),
        ("activations", "relu,gelu,relu", ["each activation once", "'relu'"]),
        ("activations", "elu,elu(alpha=1)", ["each activation once", "'elu'"]),
        ("activations", "relu,,gelu", ["place 2", "empty"]),
        ("activations", "", ["1 to 8", "nearest: relu"]),
        ("activations", ",".join(f"{i}*x" for i in range(9)), ["at most 8", "got 9"]),
    ],
)
def test_activations_that_there_are_not(name, text, parts):
    line = refused(name, text)
    assert line.startswith(f"{name}: ")
    for part in parts:
        assert part in line


def test_the_schema_says_what_a_control_needs():
    fields = labs.schema(LAB)["properties"]
    assert json.loads(json.dumps(fields)) == fields
    for name, field in fields.items():
        assert {"title", "description", "default", "type"} <= {*field}, name
    assert (fields["size"]["minimum"], fields["size"]["maximum"]) == (1, 1_000_000)
    assert (fields["rate"]["exclusiveMinimum"], fields["rate"]["scale"]) == (0, "log")
    assert fields["fate"]["enum"] == ["well", "fails", "refused", "born failing"]
    assert (fields["activation"]["control"], fields["activation"]["default"]) == (
        "activation",
        "relu",
    )
    assert (fields["activations"]["control"], fields["activations"]["default"]) == (
        "activations",
        "relu,elu(alpha=2)",
    )
    assert math.isclose(fields["rate"]["default"], 0.1)


def test_defaults_written_out_are_the_defaults():
    written = {name: str(f["default"]) for name, f in labs.schema(LAB)["properties"].items()}
    assert labs.read(LAB, written.items()) == LAB.Params()
