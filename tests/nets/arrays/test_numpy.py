"""Products and arrays, whatever way they are made."""

import numpy as np
import pytest

from fieldguide.nets.arrays.numpy import Numpy


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("replicas", [None, 1, 3])
@pytest.mark.parametrize(
    "sizes",
    # On both sides of 1200 results and of a million products; and with nothing to sum over.
    [(4, 3, 5), (30, 50, 40), (30, 50, 41), (64, 64, 65), (100, 100, 101), (32, 1, 64)],
)
@pytest.mark.parametrize("on_its_side", [False, True])
def test_a_product_is_numpy_s(dtype, replicas, sizes, on_its_side):
    rows, inner, columns = sizes
    rng = np.random.default_rng(0)
    lead = () if replicas is None else (replicas,)
    a = rng.normal(size=(*lead, rows, inner)).astype(dtype)
    b = rng.normal(size=(*lead, inner, columns)).astype(dtype)
    if on_its_side:
        b = b.swapaxes(-1, -2).copy().swapaxes(-1, -2)
    out = np.empty((*lead, rows, columns), dtype)
    for call in Numpy(np.dtype(dtype)).calls("matmul", (a, b), out):
        call()
    expected = a.astype(np.float64) @ b.astype(np.float64)
    np.testing.assert_allclose(out, expected, atol=300 * np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_array_begins_where_a_cache_line_does(dtype):
    arrays = Numpy(np.dtype(dtype))
    made = [arrays.empty(3, k, 2) for k in range(1, 20)]
    assert {array.ctypes.data % 64 for array in made} == {0}
    assert [array.shape for array in made] == [(3, k, 2) for k in range(1, 20)]
    assert {array.dtype for array in made} == {np.dtype(dtype)}
