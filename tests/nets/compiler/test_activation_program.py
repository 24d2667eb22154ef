"""Compiled programs beside the activations they compute."""

import numpy as np
import pytest

import fieldguide
from fieldguide.nets.backends.numpy import NumpyBackend
from fieldguide.nets.backpropagation import ForwardBackward
from fieldguide.nets.buffers import Buffers
from fieldguide.nets.compiler.activation_program import SLOPE, Z, compile_activation
from fieldguide.nets.replica_stack import ReplicaStack
from tests.activations.table import CASES, case_id

FORMULAS = [
    "x * tanh(log(1 + exp(min(x, 20))))",
    "where(x > 1, x, where(x < -1, 0.1 * x, x^3))",
    "where(x <= 0, 0, x) * Phi(x)",
    "erf(x) + 0.1 * sin(3 * x) * abs(x)",
    "clip(x, -2, 0.5) + sign(x - 1)",
    "where(x * x >= x, x, -x)",
    "where(x > 0, x, 0.3 * x) + where(x > 0, x, 3 * x) + where(x > 0, x, -0.3 * x)",
    "sqrt(x^2 + 1) / cosh(clip(x, -5, 5))",
    "x",
    "2",
    "exp(min(x, 3))",
]


def computed(activation, z, dtype):
    """Value and slope, as a network of one unit computes them."""
    backend = NumpyBackend(np.dtype(dtype))
    program = compile_activation(activation, narrow=np.dtype(dtype) == np.float32, slope=True)
    matrices = [np.ones((1, 1, 2), dtype), np.ones((1, 1, 2), dtype)]
    stack = ReplicaStack(backend, matrices, [(program, program)], 1)
    x = np.stack([z, np.zeros_like(z)])
    buffers = Buffers(stack, len(z))
    one = ForwardBackward(buffers, slice(0, 1), x, with_slopes=True)
    with np.errstate(all="ignore"):
        for call in one.forward:
            call()
    return buffers.of_layer("h", 0, 1, 2)[0, 0], buffers.of_layer("slope", 0, 1, 1)[0, 0]


def wide_range(dtype):
    far = np.array([-1e4, -300, -104.5, -88, -20.25, -3, -1, -0.0, 0, 1, 3, 6, 20.25, 88, 300, 1e4])
    near = np.linspace(-12, 12, 4001)
    return np.concatenate([near, far, -np.geomspace(1e-30, 1, 50)]).astype(dtype)


@pytest.mark.parametrize("case", CASES, ids=case_id)
# Of few numbers some functions are computed otherwise than of many.
@pytest.mark.parametrize(("dtype", "parts"), [(np.float32, 1), (np.float32, 50), (np.float64, 1)])
def test_every_species_keeps_its_digits(case, dtype, parts):
    z = wide_range(dtype)
    each = [computed(case, part, dtype) for part in np.array_split(z, parts)]
    found = [np.concatenate(one) for one in zip(*each, strict=True)]
    wide = z.astype(np.float64)
    exact = case(wide), case.derivative(wide)
    # The phase of a wave is rounded to the dtype: what that does is not the program's doing.
    phase = np.abs(wide) * max(case.values.get("omega", 0.0), 2 * case.values.get("alpha", 0.0))
    waves = case.slug in ("sine", "snake")
    # What is multiplied or divided by a parameter is rounded before.
    scale = max([1.0, *case.present, *(1 / p for p in case.present if p)])
    for ours, true in zip(found, exact, strict=True):
        allowed = (5e-7 if dtype == np.float32 else 4e-15) * np.maximum(scale, np.abs(true))
        if waves:
            allowed = allowed + scale * np.finfo(dtype).eps * phase
        assert np.isfinite(ours).all()
        worst = np.argmax(np.abs(ours - true) - allowed)
        assert abs(ours[worst] - true[worst]) <= allowed[worst], z[worst]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_typed_formula_is_computed_as_written(text, dtype):
    activation = fieldguide.formula(text)
    z = np.linspace(-9, 9, 1001).astype(dtype)
    z = np.concatenate([z, [-0.0, 0.0]]).astype(dtype)
    for ours, true in zip(
        computed(activation, z, dtype),
        (activation(z.astype(np.float64)), activation.derivative(z.astype(np.float64))),
        strict=True,
    ):
        tolerance = 4e-6 if dtype == np.float32 else 1e-14
        np.testing.assert_allclose(ours, true, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    "activation",
    [*fieldguide.catalogue(), *(fieldguide.formula(text) for text in FORMULAS if text != "2")],
    ids=lambda one: one.formula,
)
def test_nan_is_never_hidden(activation, sign, dtype):
    # What arithmetic makes has one sign on some processors, and another on others.
    z = np.copysign(np.full(40, np.nan, dtype), dtype(sign))
    value, _ = computed(activation, z, dtype)
    assert np.isnan(value).all()


@pytest.mark.parametrize("slug", ["relu", "leaky_relu", "relu6", "hardtanh", "step", "hardsigmoid"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_kinks_have_their_left_slopes(slug, dtype):
    activation = fieldguide.get(slug)
    beside = [np.nextafter(dtype(k), dtype(side)) for k in activation.kinks for side in (-9, 9)]
    z = np.array([*activation.kinks, *beside, -0.0], dtype)
    _, slope = computed(activation, z, dtype)
    expected = activation.derivative(z)
    np.testing.assert_array_equal(slope, expected)


def test_a_value_that_is_needed_twice_is_computed_once():
    both = compile_activation(fieldguide.sigmoid, narrow=False, slope=True)
    names = [operation.name for operation in both.operations]
    # exp(-|z|) for value and slope, and exp(min(z, 0)) for the value.
    assert names.count("exp") == 2
    assert names.count("-abs") == 1


@pytest.mark.parametrize("activation", fieldguide.catalogue(), ids=lambda one: one.slug)
def test_no_operation_writes_over_what_is_still_to_be_read(activation):
    for narrow in (True, False):
        program = compile_activation(activation, narrow=narrow, slope=True)
        written = {Z}
        for operation in program.operations:
            assert {a for a in operation.arguments if isinstance(a, int)} <= written
            if operation.name == "where":
                assert operation.out not in (operation.arguments[0], operation.arguments[2])
            assert operation.out != Z
            written.add(operation.out)
        assert SLOPE in written
