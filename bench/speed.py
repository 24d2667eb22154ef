"""What an array costs: twelve activations and their slopes beside PyTorch and SciPy. `make bench`.

One thread, ten million float64. Ours: ``f(x)`` and ``f.derivative(x)``. PyTorch: its function and
autograd's gradient. SciPy: the plain expressions on whole arrays. Medians of
interleaved repeats, in CPU time, which other work on the machine disturbs least.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scipy.special import erf, expit, log_expit, ndtr
from torch.nn import functional

import fieldguide

NUMBERS = 10_000_000
REPEATS = 5
Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = Callable[[Array], tuple[Array, Array]]


def sigmoid(x: Array) -> tuple[Array, Array]:
    """The slope from the value, as most code has it."""
    s = expit(x)
    return s, s * (1 - s)


def tanh(x: Array) -> tuple[Array, Array]:
    """The slope from the value, as most code has it."""
    t = np.tanh(x)
    return t, 1 - t * t


def elu(x: Array) -> tuple[Array, Array]:
    """With NumPy's expm1."""
    low = np.minimum(x, 0)
    return np.where(x > 0, x, np.expm1(low)), np.where(x > 0, 1.0, np.exp(low))


def selu(x: Array) -> tuple[Array, Array]:
    """ELU with its two constants."""
    low, scale, alpha = np.minimum(x, 0), 1.0507009873554805, 1.6732632423543772
    value = scale * np.where(x > 0, x, alpha * np.expm1(low))
    return value, scale * np.where(x > 0, 1.0, alpha * np.exp(low))


def gelu(x: Array) -> tuple[Array, Array]:
    """By erf, and the normal distribution."""
    value = 0.5 * x * (1 + erf(x / np.sqrt(2)))
    return value, ndtr(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


def silu(x: Array) -> tuple[Array, Array]:
    """By the logistic function."""
    s = expit(x)
    return x * s, s * (1 + x * (1 - s))


def mish(x: Array) -> tuple[Array, Array]:
    """By the hyperbolic tangent of softplus."""
    t = np.tanh(np.logaddexp(0, x))
    return x * t, t + x * expit(x) * (1 - t * t)


def hardswish(x: Array) -> tuple[Array, Array]:
    """By clipping."""
    slope = np.where(x <= -3, 0.0, np.where(x <= 3, (2 * x + 3) / 6, 1.0))
    return x * np.clip(x + 3, 0, 6) / 6, slope


PEERS: dict[str, tuple[Callable[[torch.Tensor], torch.Tensor], Pair]] = {
    "sigmoid": (torch.sigmoid, sigmoid),
    "tanh": (torch.tanh, tanh),
    "relu": (functional.relu, lambda x: (np.maximum(x, 0), np.where(x > 0, 1.0, 0.0))),
    "leaky_relu": (
        functional.leaky_relu,
        lambda x: (np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)),
    ),
    "elu": (functional.elu, elu),
    "selu": (functional.selu, selu),
    "softplus": (functional.softplus, lambda x: (np.logaddexp(0, x), expit(x))),
    "logsigmoid": (functional.logsigmoid, lambda x: (log_expit(x), expit(-x))),
    "gelu": (functional.gelu, gelu),
    "silu": (functional.silu, silu),
    "mish": (functional.mish, mish),
    "hardswish": (functional.hardswish, hardswish),
}


def seconds(act: Callable[[], object]) -> float:
    """CPU time of one run of ``act``; its results are dropped after the clock has stopped."""
    start = time.process_time()
    kept = act()
    ended = time.process_time()
    del kept
    return ended - start


def with_autograd(function: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> object:
    """The value and the gradient of its sum."""
    value = function(x)
    return value.detach(), torch.autograd.grad(value, x, torch.ones(()).expand_as(value).double())


def main() -> None:
    """Measures, and prints the table."""
    torch.set_num_threads(1)
    x = np.random.default_rng(0).normal(0, 3, NUMBERS)
    tensor = torch.from_numpy(x).requires_grad_()
    table = Table(title="Value and slope of ten million float64, one thread: milliseconds")
    for column in ("", "ours", "PyTorch", "SciPy", "ours / PyTorch", "ours / SciPy"):
        table.add_column(column, justify="right")
    sums = [0.0, 0.0, 0.0]
    for slug, (function, plain) in track(PEERS.items(), "Timing", transient=True):
        activation = fieldguide.get(slug)
        acts: tuple[Callable[[], object], ...] = (
            lambda a=activation: (a(x), a.derivative(x)),
            lambda f=function: with_autograd(f, tensor),
            lambda f=plain: f(x),
        )
        times = [[seconds(act) for act in acts] for _ in range(REPEATS)]
        medians = [1e3 * statistics.median(column) for column in zip(*times, strict=True)]
        sums = [total + one for total, one in zip(sums, medians, strict=True)]
        table.add_row(slug, *_cells(medians))
    table.add_section()
    table.add_row("all twelve", *_cells(sums))
    Console().print(table)


def _cells(times: list[float]) -> list[str]:
    ours, pytorch, scipy = times
    return [*(f"{each:,.0f}" for each in times), f"{ours / pytorch:.2f}", f"{ours / scipy:.2f}"]


if __name__ == "__main__":
    main()
