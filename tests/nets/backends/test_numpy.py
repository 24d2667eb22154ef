"""The NumPy backend: each operation beside a plain NumPy expression, for every special number."""

import numpy as np
import pytest

from fieldguide.nets.backends.numpy import NumpyBackend

DTYPES = [np.float32, np.float64]
UNARY = {
    "abs": abs,
    "-abs": lambda x: -abs(x),
    "negative": lambda x: -x,
    "sign": np.sign,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "copy": lambda x: x,
}
BINARY = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
    "max": lambda x, y: np.where(np.isnan(x) | (x > y), x, y),
    "min": lambda x, y: np.where(np.isnan(x) | (x < y), x, y),
}


def special_pairs(dtype):
    """Every pair of these: zeros, infinities, NaN, and the smallest and largest numbers."""
    limits = np.finfo(dtype)
    numbers = [0, -0.0, 1, -1, 0.3, -2.7, np.inf, -np.inf, np.nan, limits.tiny, limits.max]
    numbers += [limits.smallest_subnormal, -limits.smallest_subnormal, -limits.max]
    return [a.ravel() for a in np.meshgrid(*[np.array(numbers, dtype)] * 2)]


def run(backend, *operations):
    with np.errstate(all="ignore"):
        for call in backend.bind(*operations):
            call()


def bits(array):
    """The numbers as integers, all NaN alike."""
    array = np.where(np.isnan(array), np.array(np.nan, array.dtype), array)
    return array.view(f"i{array.itemsize}")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [*UNARY, *BINARY])
# 196 numbers are all pairs; fewer leave a remainder beside what one instruction computes.
@pytest.mark.parametrize("count", [1, 15, 16, 17, 196])
def test_an_operation_is_numpy_s(name, count, dtype):
    operands = [a[-count:].copy() for a in special_pairs(dtype)][: 1 if name in UNARY else 2]
    out = np.full(count, 7, dtype)
    run(NumpyBackend(np.dtype(dtype)), (name, tuple(operands), out))
    with np.errstate(all="ignore"):
        expected = {**UNARY, **BINARY}[name](*operands)
    if name in ("max", "min"):
        # Of 0 and -0 either is the larger.
        out, expected = out + 0.0, expected + 0.0
    np.testing.assert_array_equal(bits(out), bits(expected))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["max", "min"])
@pytest.mark.parametrize("number", [0.0, -1.5, np.inf])
def test_a_constant_is_compared_with_each_element(name, number, dtype):
    x, _ = special_pairs(dtype)
    backend = NumpyBackend(np.dtype(dtype))
    out = np.empty_like(x)
    run(backend, (name, (x, backend.array(number)), out))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(out, BINARY[name](x, np.full_like(x, number)))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [">", "not <="])
@pytest.mark.parametrize("constant", [None, 0, 1], ids=["none", "first", "second"])
def test_a_choice_is_numpy_s_where(name, constant, dtype):
    u, v = special_pairs(dtype)
    # The difference of two equal infinities is NaN.
    u, v = u[~np.isinf(u) | (u != v)], v[~np.isinf(u) | (u != v)]
    u, v = np.concatenate([u, u, -u]), np.concatenate([v, -v, v])
    backend = NumpyBackend(np.dtype(dtype))
    first, second = u.copy(), v.copy()
    if constant is not None:
        u, v = (backend.array(0.3) if constant == i else a for i, a in enumerate((u, v)))
    mask, out = backend.empty_mask(first.size), backend.empty(first.size)
    run(backend, (name, (u, v), mask), ("where", (mask, first, second), out))
    greater = u > v if name == ">" else ~(u <= v)
    np.testing.assert_array_equal(out, np.where(greater, first, second))


def test_a_constant_is_read_when_the_call_runs():
    backend = NumpyBackend(np.dtype(np.float64))
    factor, out = backend.array(2.0), backend.empty(20)
    (call,) = backend.bind(("*", (np.arange(20.0), factor), out))
    for value in (2.0, 5.0):
        factor[...] = value
        call()
        np.testing.assert_array_equal(out, value * np.arange(20))


def test_operations_run_in_order_and_the_first_branch_may_be_the_result():
    backend = NumpyBackend(np.dtype(np.float64))
    x = np.linspace(-2, 2, 33)
    mask, twice, out = backend.empty_mask(33), backend.empty(33), backend.empty(33)
    run(
        backend,
        (">", (x, backend.array(0.5)), mask),
        ("+", (x, x), twice),
        ("exp", (x,), out),
        ("where", (mask, twice, out), twice),
    )
    np.testing.assert_array_equal(twice, np.where(x > 0.5, 2 * x, np.exp(x)))


@pytest.mark.parametrize(
    "cut",
    [
        lambda a: a[:, :5],
        lambda a: a[:, :5, :1],
        lambda a: a[:, ::2],
        lambda a: a[:, 0],
        lambda a: a[:, 0, 0],
        lambda a: a[:1, :5],
        lambda a: a.swapaxes(0, 2),
    ],
    ids=["rows", "columns", "every other", "one row", "one", "first", "transposed"],
)
def test_views_are_filled_and_nothing_beside_them(cut):
    backend = NumpyBackend(np.dtype(np.float64))
    whole = np.arange(4 * 7 * 20.0).reshape(4, 7, 20)
    expected = whole.copy()
    cut(expected)[...] = -np.maximum(cut(expected) * 3 + 1, 40)
    part = cut(whole)
    run(
        backend,
        ("*", (part, backend.array(3.0)), part),
        ("+", (part, backend.array(1.0)), part),
        ("max", (part, backend.array(40.0)), part),
        ("-abs", (part,), part),
    )
    np.testing.assert_array_equal(whole, expected)


@pytest.mark.parametrize("shape", [(1, 1, 20), (4, 1, 20), (1, 7, 20), (4, 7, 1)])
def test_operands_broadcast(shape):
    backend = NumpyBackend(np.dtype(np.float64))
    a = np.arange(4 * 7 * 20.0).reshape(4, 7, 20)
    b = np.random.default_rng(0).normal(size=shape)
    out = backend.empty(4, 7, 20)
    run(backend, ("-", (a, b), out), ("*", (out, a), out))
    np.testing.assert_array_equal(out, (a - b) * a)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("replicas", [None, 1, 3])
@pytest.mark.parametrize(
    "sizes",
    # On both sides of 1200 results and of a million products; and with nothing to sum over.
    [(4, 3, 5), (30, 50, 40), (30, 50, 41), (64, 64, 65), (100, 100, 101), (32, 1, 64)],
)
@pytest.mark.parametrize("transposed", [False, True])
def test_a_product_is_numpy_s(dtype, replicas, sizes, transposed):
    rows, inner, columns = sizes
    rng = np.random.default_rng(0)
    lead = () if replicas is None else (replicas,)
    a = rng.normal(size=(*lead, rows, inner)).astype(dtype)
    b = rng.normal(size=(*lead, inner, columns)).astype(dtype)
    if transposed:
        b = b.swapaxes(-1, -2).copy().swapaxes(-1, -2)
    out = np.empty((*lead, rows, columns), dtype)
    run(NumpyBackend(np.dtype(dtype)), ("matmul", (a, b), out))
    expected = a.astype(np.float64) @ b.astype(np.float64)
    np.testing.assert_allclose(out, expected, atol=300 * np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_array_begins_where_a_cache_line_does(dtype):
    backend = NumpyBackend(np.dtype(dtype))
    arrays = [backend.empty(3, k, 2) for k in range(1, 20)]
    assert {array.ctypes.data % 64 for array in arrays} == {0}
    assert [array.shape for array in arrays] == [(3, k, 2) for k in range(1, 20)]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}
