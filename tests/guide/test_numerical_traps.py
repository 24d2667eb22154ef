"""Every trap sprung again: the libraries asked anew, the truth by mpmath."""

import math
import re
from importlib.metadata import version

import numpy as np
import pytest

from fieldguide import catalogue, get
from fieldguide.guide.numerical_traps import TEXTBOOK, traps, versions
from tests.activations.reference import limits, reference

TRAPS = [trap for activation in catalogue() for trap in traps(activation.slug)]
SPRUNG = [trap for trap in TRAPS if trap.library != TEXTBOOK]


def name(trap):
    return f"{trap.slug}-{trap.library}-{trap.of}-{trap.dtype}-{trap.x:g}"


def same(a, b):
    """Bit for bit, but that one NaN is as good as another."""
    return (math.isnan(a) and math.isnan(b)) or (
        a == b and math.copysign(1, a * 1.0) == math.copysign(1, b)
    )


def torch_gives(trap):
    torch = pytest.importorskip("torch")
    x = torch.tensor([trap.x], dtype=getattr(torch, trap.dtype), requires_grad=True)
    y = eval(trap.code, {"torch": torch, "x": x})
    if trap.of == "value":
        return y.item()
    y.sum().backward()
    return x.grad.item()


def jax_gives(trap):
    jax = pytest.importorskip("jax")

    def value(x):
        return eval(trap.code, {"jax": jax, "x": x})

    with jax.enable_x64(trap.dtype == "float64"):
        function = value if trap.of == "value" else jax.vmap(jax.grad(value))
        return float(function(jax.numpy.asarray([trap.x], dtype=trap.dtype))[0])


@pytest.mark.parametrize("trap", SPRUNG, ids=name)
def test_the_library_gives_what_is_recorded(trap):
    package = {"PyTorch": "torch", "JAX": "jax"}[trap.library]
    pytest.importorskip(package)
    here = version(package).partition("+")[0]
    if here != trap.version:
        pytest.skip(f"recorded of {trap.library} {trap.version}; here is {here}: record it anew")
    got = {"PyTorch": torch_gives, "JAX": jax_gives}[trap.library](trap)
    assert same(got, trap.gives), got


@pytest.mark.parametrize("trap", TRAPS, ids=name)
def test_the_truth_is_mpmaths(trap):
    activation = get(trap.slug)
    given = tuple((p.name, p.default) for p in activation.parameters)
    if math.isnan(trap.x):
        true = math.nan
    elif math.isinf(trap.x):
        true = limits(activation.formula, math.copysign(1, trap.x), given)[trap.of == "slope"]
    else:
        true = float(reference(activation.formula, trap.x, given)[trap.of == "slope"])
    assert trap.x == float(np.dtype(trap.dtype).type(trap.x)) or math.isnan(trap.x)
    if math.isnan(true):
        assert math.isnan(trap.true)
    else:
        unit = float(np.finfo(trap.dtype).eps)
        assert trap.true == pytest.approx(true, rel=10 * unit, abs=0)


@pytest.mark.parametrize("trap", TRAPS, ids=name)
def test_what_is_given_is_wrong(trap):
    """By more than a unit or two: a hundred, or there is a number and should be none."""
    if math.isnan(trap.true) or math.isnan(trap.gives):
        assert math.isnan(trap.true) != math.isnan(trap.gives)
    else:
        unit = float(np.finfo(trap.dtype).eps)
        assert not abs(trap.gives - trap.true) <= 100 * unit * abs(trap.true)
    assert trap.why.endswith(".")


def test_the_traps_that_must_be_there():
    have = {(trap.slug, trap.library) for trap in TRAPS}
    for slug in ("gelu", "sigmoid", "tanh", "gelu_tanh", "softplus", "hardswish", "silu", "mish"):
        assert (slug, "PyTorch") in have
        assert (slug, TEXTBOOK) in have
    assert {("relu", "PyTorch"), ("relu", "JAX"), ("logsigmoid", TEXTBOOK)} <= have
    assert set(versions()) == {trap.library for trap in SPRUNG}
    assert traps("identity") == traps("swiglu") == ()


@pytest.mark.parametrize(
    ("slug", "line"),
    [
        (
            "gelu",
            "torch.nn.functional.gelu(x) at x = −8.4 in float64 gives −0; true is −1.875 × 10−16.",
        ),
        (
            "relu",
            "The slope of jax.nn.relu(x) at x = NaN in float64 gives 0; true is NaN.",
        ),
        (
            "softplus",
            "softplus(x) at x = 20.01 in float64 gives 20.01; true is 20.010000002040645.",
        ),
        ("silu", "x / (1 + exp(-x)) at x = −∞ in float64 gives NaN; true is 0."),
        ("tanh", "1 - tanh(x)^2 at x = 20 in float64 gives 0; true is 1.699 × 10−17."),
        ("logsigmoid", "log(1 / (1 + exp(-x))) at x = −710 in float64 gives −∞; true is −710."),
    ],
)
def test_in_words(slug, line):
    said = [re.sub(r"<[^>]+>", "", trap.html).replace("\u00a0", " ") for trap in traps(slug)]
    assert any(one.endswith(line) for one in said)


def test_gelus_tanh_form_in_bfloat16_too():
    torch = pytest.importorskip("torch")
    x = torch.tensor([3e19], dtype=torch.bfloat16, requires_grad=True)
    torch.nn.functional.gelu(x, approximate="tanh").sum().backward()
    assert x.grad.isnan().all()
