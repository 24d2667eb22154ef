import math
import warnings

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
import pytest
import torch
from mpmath import mp

import fieldguide
from fieldguide import catalogue, gelu, leaky_relu, relu, sigmoid, tanh

EVERY = pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
X = [[-2.0, -0.5, 0.0], [0.5, 2.0, 40.0]]


@EVERY
def test_floats_and_lists(activation):
    for function in (activation, activation.derivative):
        one = function(-0.5)
        assert type(one) is float
        assert function(2) == function(2.0)
        assert type(function(2)) is float
        assert function(True) == function(1.0)
        rows = function(X)
        assert rows[0][1] == one
        assert [len(row) for row in rows] == [3, 3]
        assert all(type(number) is float for row in rows for number in row)
        assert function([]) == []
        assert function([1, True]) == [function(1.0)] * 2


@EVERY
@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", ">f8", ">f4", ml_dtypes.bfloat16])
@pytest.mark.parametrize("shape", [(), (0,), (6,), (2, 3), (2, 0, 3)])
def test_numpy_keeps_shape_and_dtype(activation, dtype, shape):
    x = np.ones(shape, dtype)
    before = x.copy()
    for function in (activation, activation.derivative):
        result = function(x)
        assert type(result) is np.ndarray
        assert (result.shape, result.dtype) == (shape, x.dtype)
        assert not np.shares_memory(result, x)
        assert np.array_equal(x, before)


@EVERY
def test_numpy_scalars_and_views(activation):
    for dtype in (np.float64, np.float32, np.float16, ml_dtypes.bfloat16):
        assert type(activation(dtype(0.5))) is dtype
    assert type(activation(np.int8(3))) is np.float64
    x = np.array(X)
    assert np.array_equal(activation(x.T[::-1]), activation(x).T[::-1])


@EVERY
@pytest.mark.parametrize("dtype", ["bool", "int8", "uint8", "int16", "int32", "int64"])
def test_integers_and_booleans_become_float64(activation, dtype):
    expected = [activation(0), activation(1), activation(1)]
    x = np.array([0, 1, 1], dtype)
    assert activation(x).dtype == np.float64
    assert activation(x).tolist() == expected
    tensor = activation(torch.from_numpy(x))
    assert tensor.dtype == torch.float64
    assert tensor.tolist() == pytest.approx(expected, rel=1e-15)
    with jax.enable_x64(True):
        assert activation(jnp.asarray(x)).dtype == np.float64
    assert activation(jnp.asarray(x, jax.dtypes.canonicalize_dtype(dtype))).dtype == np.float32


@EVERY
def test_no_warnings(activation):
    x = np.array([-math.inf, -1e308, -5e-324, 5e-324, 1e308, math.inf, math.nan])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for dtype in (np.float64, np.float32, np.float16):
            with np.errstate(all="ignore"):
                narrow = x.astype(dtype)
            with np.errstate(all="raise"):
                activation(narrow)
                activation.derivative(narrow)
        activation(x.tolist())
        activation(-1e308)


@EVERY
def test_torch_keeps_shape_dtype_and_device(activation):
    for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
        for shape in [(), (0,), (2, 3)]:
            x = torch.ones(shape, dtype=dtype)
            for function in (activation, activation.derivative):
                result = function(x)
                assert (result.shape, result.dtype, result.device) == (x.shape, dtype, x.device)
                assert result.data_ptr() != x.data_ptr() or x.numel() == 0
    meta = torch.ones(2, dtype=torch.float16, device="meta")
    assert activation(meta).device.type == "meta"


@EVERY
def test_autograd_uses_the_derivative(activation):
    numbers = [-745.0, -100.0, -37.0, -8.4, -0.75179, -0.0, 0.0, 1.0, 17.0, 37.0, 372.0, 1e300]
    x = torch.tensor(numbers, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(activation(x).sum(), x)
    assert slope.tolist() == activation.derivative(x.detach()).tolist()
    narrow = torch.tensor([-3.0, 0.0, 2.0], dtype=torch.bfloat16, requires_grad=True)
    activation(narrow).sum().backward()
    assert narrow.grad.dtype == torch.bfloat16
    assert narrow.grad.tolist() == activation.derivative(narrow.detach()).tolist()
    smooth = torch.tensor([-2.9, -0.6, 0.3, 2.0], dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(activation, smooth)
    assert torch.autograd.gradgradcheck(activation, smooth)
    with torch.no_grad():
        assert not activation(smooth).requires_grad


def test_torch_func_and_parameters():
    x = torch.tensor([-2.0, 0.0, 2.0], dtype=torch.float64)
    slopes = torch.func.vmap(torch.func.grad(lambda t: leaky_relu(t, negative_slope=0.2)))(x)
    assert slopes.tolist() == [0.2, 0.2, 1.0]
    wide = torch.tensor([-math.inf, 800.0], dtype=torch.float64)
    assert torch.func.vmap(torch.func.grad(gelu))(wide).tolist() == [0.0, 1.0]


@EVERY
def test_jax_keeps_shape_dtype_and_device(activation):
    device = jax.devices()[0]
    for dtype in (jnp.float32, jnp.float16, jnp.bfloat16):
        for shape in [(), (0,), (2, 3)]:
            for x in (jnp.ones(shape, dtype), jax.device_put(jnp.ones(shape, dtype), device)):
                for function in (activation, activation.derivative, jax.jit(activation)):
                    result = function(x)
                    assert (result.shape, result.dtype) == (shape, dtype)
                    assert result.devices() == x.devices()
                assert activation(x).committed == x.committed


@EVERY
def test_jax_grad_uses_the_derivative(activation):
    with jax.enable_x64(True):
        numbers = [-700.0, -100.0, -8.4, 0.0, 1.0, 37.0, 340.0, 1e300]
        x = jnp.asarray(numbers)
        slopes = jax.vmap(jax.grad(activation))(x)
        np.testing.assert_allclose(slopes, activation.derivative(numbers), rtol=1e-14)
        forward = jax.jvp(activation, (x,), (jnp.full_like(x, 2.0),))[1]
        np.testing.assert_allclose(forward, 2 * slopes, rtol=1e-14)
        second = jax.grad(jax.grad(activation))(0.3)
        h = 1e-5
        nearby = activation.derivative([0.3 - h, 0.3 + h])
        assert second == pytest.approx((nearby[1] - nearby[0]) / (2 * h), abs=1e-9)
    assert jax.jit(activation)(jnp.array([1, 2])).dtype == jnp.float32


def test_second_slope_of_autograd():
    x = torch.tensor([-8.4, -1.0, 0.0, 1.0], dtype=torch.float64, requires_grad=True)
    for activation, function in [
        (gelu, lambda t: t * mp.ncdf(t)),
        (sigmoid, lambda t: 1 / (1 + mp.exp(-t))),
        (tanh, mp.tanh),
    ]:
        (slope,) = torch.autograd.grad(activation(x).sum(), x, create_graph=True)
        (second,) = torch.autograd.grad(slope.sum(), x)
        expected = [float(mp.diff(function, t, 2)) for t in x.tolist()]
        assert second.tolist() == pytest.approx(expected, rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(
    ("x", "said"),
    [
        ("1.0", "got str"),
        (None, "got NoneType"),
        (1j, "got complex"),
        ((1.0, 2.0), "got tuple"),
        (np.complex128(1), "got complex128"),
        (np.array([1j]), "got complex128"),
        (np.array(["a"]), "got str"),
        (np.array([None]), "got object"),
        (np.array([1.0], dtype=np.longdouble), "got "),
        (np.array(["2020-01-01"], dtype="M8[D]"), "got datetime64"),
        (np.ma.masked_array([1.0, 2.0], [True, False]), "masked"),
        (np.array([1.0]).astype(ml_dtypes.float8_e4m3fn), "got float8_e4m3fn"),
        (["1.0"], "list of real numbers"),
        ([1j], "list of real numbers"),
        ([None], "list of real numbers"),
        (torch.tensor([1j]), "got complex64"),
        (torch.ones(1).to(torch.float8_e5m2), "got float8_e5m2"),
        (jnp.array([1j]), "got complex64"),
    ],
)
def test_what_is_no_real_number(x, said):
    for function in (gelu, gelu.derivative):
        with pytest.raises(TypeError, match=said) as raised:
            function(x)
        assert "\n" not in str(raised.value)


def test_ragged_list():
    with pytest.raises(ValueError, match="rectangular") as raised:
        relu([[1.0], [2.0, 3.0]])
    assert "\n" not in str(raised.value)


def test_public_names():
    assert fieldguide.get("gelu") is gelu
    assert {a.slug for a in catalogue()} <= set(dir(fieldguide))


def test_blocks_meet():
    """Arrays are worked in blocks: their seams, odd lengths and orders of memory do not show."""
    x = np.random.default_rng(1).normal(0, 4, (3, 12_347))
    for function in (gelu, gelu.derivative, relu):
        whole = function(x)
        pieces = [function(x[i, j : j + 1000]) for i in range(3) for j in range(0, 12_347, 1000)]
        assert np.array_equal(whole.ravel(), np.concatenate(pieces))
        assert np.array_equal(function(np.asfortranarray(x)), whole)
        assert np.array_equal(function(x[:, ::-3]), whole[:, ::-3])
