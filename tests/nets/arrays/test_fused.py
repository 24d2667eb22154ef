"""Fused loops beside NumPy's operations one by one: the same bits."""

import gc
import hashlib
import subprocess
import sys
import weakref

import numpy as np
import pytest

import fieldguide
from fieldguide.nets import Network, Trainer, toy
from fieldguide.nets import network as engine
from fieldguide.nets.arrays.fused import Fused, _kernel
from fieldguide.nets.arrays.numpy import Numpy
from tests.nets.networks import EVERY, TASKS, data

BOTH = (Numpy, Fused)
UNARY = ["abs", "-abs", "negative", "sign", "sqrt", "floor", "copy"]
BINARY = ["+", "-", "*", "/", "max", "min"]
DTYPES = [np.float32, np.float64]


def bits(array):
    """The numbers as integers, all NaN alike."""
    array = np.where(np.isnan(array), np.array(np.nan, array.dtype), array)
    return array.view(f"i{array.itemsize}")


def special(dtype):
    """Every pair of these: zeros, infinities, NaN, and the smallest and largest numbers."""
    limits = np.finfo(dtype)
    one = [0, -0.0, 1, -1, 0.3, -2.7, np.inf, -np.inf, np.nan, limits.tiny, limits.max]
    one += [limits.smallest_subnormal, -limits.smallest_subnormal, -limits.max]
    return [a.ravel() for a in np.meshgrid(*[np.array(one, dtype)] * 2)]


def run(arrays, steps, keep):
    with np.errstate(all="ignore"):
        for call in arrays.program(steps, keep=keep):
            call()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [*UNARY, *BINARY])
# 196 numbers are twelve times sixteen and four more.
@pytest.mark.parametrize("count", [1, 15, 16, 17, 196])
def test_an_operation_gives_numpy_s_bits(name, count, dtype):
    operands = [a[-count:].copy() for a in special(dtype)][: 1 if name in UNARY else 2]
    found = []
    for kind in BOTH:
        out = np.full(count, 7, dtype)
        run(kind(np.dtype(dtype)), [(name, tuple(operands), out)], [out])
        found.append(bits(out))
    np.testing.assert_array_equal(*found)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [">", "not <="])
def test_a_choice_gives_numpy_s_bits(name, dtype):
    u, v = special(dtype)
    # Of two infinities the difference is no number.
    u, v = u[~np.isinf(u) | (u != v)], v[~np.isinf(u) | (u != v)]
    u, v = np.concatenate([u, u, -u]), np.concatenate([v, -v, v])
    found = []
    for kind in BOTH:
        arrays = kind(np.dtype(dtype))
        mask, out = arrays.mask(len(u)), arrays.empty(len(u))
        run(arrays, [(name, (u, v), mask), ("where", (mask, u, v), out)], [out])
        found.append(bits(out))
        greater = u > v if name == ">" else ~(u <= v)
        np.testing.assert_array_equal(out, np.where(greater, u, v))
    np.testing.assert_array_equal(*found)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("dtype", DTYPES)
# Few numbers, and so many that some functions are computed otherwise.
@pytest.mark.parametrize("widths", [(6, 5), (19, 40)])
def test_training_gives_numpy_s_bits(task, optimizer, dtype, widths, monkeypatch):
    count = 10 * widths[0]
    x, y = data(task, count)
    outputs, loss = TASKS[task]
    found = []
    for kind in BOTH:
        monkeypatch.setattr(engine, "host_arrays", lambda kind=kind: kind)
        network = Network((2, *widths, outputs), EVERY, [0, 1, 2], dtype=dtype)
        assert type(network.stack.arrays) is kind
        settings = {"loss": loss, "optimizer": optimizer, "learning_rate": 0.02}
        trainer = Trainer(network, x, y, **settings, batch=count // 2, seed=0)
        for _ in range(3):
            trainer.epoch()
        # Some diverge; there they do so alike.
        assert np.isfinite(network.parameters).mean() > 0.9
        found.append((bits(network.parameters), bits(network.outputs(x))))
    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_run_of_operations_is_one_call():
    arrays = Fused(np.dtype(np.float32))
    x, one, out = np.ones(100, np.float32), arrays.array(1.0), arrays.empty(100)
    steps = [("*", (x, x), out), ("+", (out, one), out), ("sqrt", (out,), out)]
    assert len(arrays.program(steps, keep=[out])) == 1
    assert len(arrays.program([*steps, ("tanh", (out,), out), *steps], keep=[out])) == 3


def test_a_constant_is_read_when_the_loop_runs():
    arrays = Fused(np.dtype(np.float64))
    factor, out = arrays.array(2.0), arrays.empty(20)
    (call,) = arrays.program([("*", (np.arange(20.0), factor), out)], keep=[out])
    for value in (2.0, 5.0):
        factor[...] = value
        call()
        np.testing.assert_array_equal(out, value * np.arange(20))


def test_what_another_run_reads_is_filled():
    arrays = Fused(np.dtype(np.float64))
    x = np.linspace(-2, 2, 33)
    mask, twice, out = arrays.mask(33), arrays.empty(33), arrays.empty(33)
    steps = [
        (">", (x, arrays.array(0.5)), mask),
        ("+", (x, x), twice),
        ("exp", (x,), out),
        ("where", (mask, twice, out), out),
    ]
    run(arrays, steps, [out])
    np.testing.assert_array_equal(out, np.where(x > 0.5, 2 * x, np.exp(x)))


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
    ids=["rows", "columns", "every other", "one row", "one", "first", "turned"],
)
def test_parts_of_arrays_are_filled_and_nothing_beside_them(cut):
    arrays = Fused(np.dtype(np.float64))
    whole = np.arange(4 * 7 * 20.0).reshape(4, 7, 20)
    expected = whole.copy()
    cut(expected)[...] = cut(expected) * 3 + 1
    part = cut(whole)
    steps = [("*", (part, arrays.array(3.0)), part), ("+", (part, arrays.array(1.0)), part)]
    run(arrays, steps, [part])
    np.testing.assert_array_equal(whole, expected)


@pytest.mark.parametrize("shape", [(1, 1, 20), (4, 1, 20), (1, 7, 20), (4, 7, 1)])
def test_smaller_arrays_are_repeated(shape):
    arrays = Fused(np.dtype(np.float64))
    a = np.arange(4 * 7 * 20.0).reshape(4, 7, 20)
    b = np.random.default_rng(0).normal(size=shape)
    out = arrays.empty(4, 7, 20)
    run(arrays, [("-", (a, b), out), ("*", (out, a), out)], [out])
    np.testing.assert_array_equal(out, (a - b) * a)


def test_a_call_holds_what_it_needs_and_lets_it_go():
    arrays = Fused(np.dtype(np.float64))
    x, out = np.ones(50), np.empty(50)
    calls = arrays.program([("+", (x, x), out)], keep=[out])
    held = weakref.ref(x)
    del x
    _kernel.cache_clear()
    gc.collect()
    assert held() is not None
    calls[0]()
    assert (out == 2).all()
    del calls
    gc.collect()
    assert held() is None


TRAINED = """
import fieldguide, hashlib, sys
from fieldguide.nets import Network, Trainer, toy
print("llvmlite" in sys.modules)
network = Network((2, 8, 1), fieldguide.catalogue(), [0, 1])
Trainer(network, *toy("moons", 100, 0.1, 0), learning_rate=0.1, batch=10, seed=0).epoch()
print(type(network.stack.arrays).__name__)
print(hashlib.sha256(network.parameters.tobytes()).hexdigest())
"""


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("", "Fused"),
        ("import sys; sys.modules['llvmlite'] = None", "Numpy"),
        ("import llvmlite.binding; llvmlite.binding.llvm_version_info = 15, 0, 7", "Numpy"),
    ],
    ids=["with", "without", "too old"],
)
def test_networks_train_with_and_without_llvmlite(before, kind):
    code = f"{before}\n{TRAINED}"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not ended.stderr
    loaded, found, digest = ended.stdout.split()
    # Until there is a network, it is not loaded.
    assert loaded == str(bool(before))
    assert found == kind
    network = Network((2, 8, 1), fieldguide.catalogue(), [0, 1])
    settings = {"learning_rate": 0.1, "batch": 10, "seed": 0}
    Trainer(network, *toy("moons", 100, 0.1, 0), **settings).epoch()
    assert digest == hashlib.sha256(network.parameters.tobytes()).hexdigest()
