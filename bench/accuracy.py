"""How far the digits go: our worst error beside PyTorch's, JAX's and the textbook's. `make bench`.

In float64, units in the last place against 50 digits, over the points of the tests, each species
at its defaults. Left out are subnormal numbers, which XLA takes for 0, the slope at a kink, which
is a convention, and the slope near its roots (for a wave, everywhere), where only the absolute
error means anything. A false NaN or infinity is one that the true value is not; these are counted
beside the worst finite error.
"""

import math
from collections.abc import Callable
from typing import Any

import jax
import numpy as np
import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scipy.special import expit, ndtr
from torch.nn import functional

import fieldguide
from tests.activations.reference import reference
from tests.activations.table import near_root, oscillates, phase, points, settings, ulps

NORMAL, TINY = 2.0**-1022, 2.0**-1074
Function = Callable[[Any], Any]
nn = jax.nn

TORCH: dict[str, Function] = {
    "identity": lambda x: 1.0 * x,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "arctan": torch.atan,
    "gelu_tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "quick_gelu": lambda x: x * torch.sigmoid(1.702 * x),
    "squared_relu": lambda x: torch.relu(x) ** 2,
    "sine": torch.sin,
    "snake": lambda x: x + torch.sin(x) ** 2,
}
JAX: dict[str, Function] = {
    "identity": lambda x: 1.0 * x,
    "sigmoid": nn.sigmoid,
    "hardsigmoid": nn.hard_sigmoid,
    "logsigmoid": nn.log_sigmoid,
    "tanh": jax.numpy.tanh,
    "hardtanh": nn.hard_tanh,
    "softsign": nn.soft_sign,
    "arctan": jax.numpy.arctan,
    "relu": nn.relu,
    "relu6": nn.relu6,
    "leaky_relu": nn.leaky_relu,
    "squared_relu": lambda x: nn.relu(x) ** 2,
    "elu": nn.elu,
    "selu": nn.selu,
    "celu": nn.celu,
    "softplus": nn.softplus,
    "gelu": lambda x: nn.gelu(x, approximate=False),
    "gelu_tanh": nn.gelu,
    "quick_gelu": lambda x: x * nn.sigmoid(1.702 * x),
    "silu": nn.silu,
    "mish": nn.mish,
    "hardswish": nn.hard_swish,
    "sine": jax.numpy.sin,
    "snake": lambda x: x + jax.numpy.sin(x) ** 2,
}


def _tanh_gelu(x: Any) -> Any:
    return np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))


def _tanh_gelu_slope(x: Any) -> Any:
    t = _tanh_gelu(x)
    rise = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x**2)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * rise


def _mish_slope(x: Any) -> Any:
    """The form of the paper."""
    omega = 4 * (x + 1) + 4 * np.exp(2 * x) + np.exp(3 * x) + np.exp(x) * (4 * x + 6)
    return np.exp(x) * omega / (2 * np.exp(x) + np.exp(2 * x) + 2) ** 2


# Value and slope as SciPy has them, or as papers print them.
TEXTBOOK: dict[str, tuple[Function, Function]] = {
    "sigmoid": (expit, lambda x: expit(x) * (1 - expit(x))),
    "logsigmoid": (lambda x: np.log(1 / (1 + np.exp(-x))), lambda x: 1 - expit(x)),
    "tanh": (
        lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
        lambda x: 1 - np.tanh(x) ** 2,
    ),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "arctan": (np.arctan, lambda x: 1 / (1 + x**2)),
    "elu": (
        lambda x: np.where(x > 0, x, np.exp(x) - 1),
        lambda x: np.where(x > 0, 1.0, np.exp(x)),
    ),
    "softplus": (lambda x: np.log(1 + np.exp(x)), lambda x: 1 / (1 + np.exp(-x))),
    "gelu": (
        lambda x: x * ndtr(x),
        lambda x: ndtr(x) + x * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi),
    ),
    "gelu_tanh": (lambda x: 0.5 * x * (1 + _tanh_gelu(x)), _tanh_gelu_slope),
    "silu": (lambda x: x * expit(x), lambda x: expit(x) * (1 + x * (1 - expit(x)))),
    "mish": (lambda x: x * np.tanh(np.log(1 + np.exp(x))), _mish_slope),
    "hardswish": (
        lambda x: x * np.clip(x + 3, 0, 6) / 6,
        lambda x: np.where(x <= -3, 0.0, np.where(x <= 3, x / 3 + 0.5, 1.0)),
    ),
}


def with_torch(function: Function, x: np.ndarray[Any, Any]) -> tuple[Any, Any]:
    """The value and autograd's slope."""
    tensor = torch.from_numpy(x).requires_grad_()
    value = function(tensor)
    (slope,) = torch.autograd.grad(value.sum(), tensor)
    return value.detach().numpy(), slope.numpy()


def with_jax(function: Function, x: np.ndarray[Any, Any]) -> tuple[Any, Any]:
    """The value and grad's slope, compiled, in float64."""
    with jax.enable_x64(True):
        return function(jax.numpy.asarray(x)), jax.jit(jax.vmap(jax.grad(function)))(x)


def cell(case: fieldguide.Activation, which: str, got: Any) -> str:
    """The worst finite error, and how many results are falsely NaN (n) and infinite (i)."""
    worst, nans, infinities = 0.0, 0, 0
    for x, number in zip(points("float64"), np.asarray(got).tolist(), strict=True):
        true = getattr(reference(case.formula, x, settings(case)), which)
        rooted = which == "slope" and (x in case.kinks or near_root(case, x))
        if rooted or 0 < abs(x) < NORMAL or 0 < abs(true) < NORMAL or phase(case, x) == math.inf:
            continue
        if math.isnan(number):
            nans += 1
        elif math.isinf(number):
            infinities += ulps(number, true, "float64") > 0
        else:
            # Where the true value is 0 the unit is the smallest subnormal number.
            worst = max(worst, ulps(number, true, "float64") if true else abs(number) / TINY)
    counts = f" {nans}n" * (nans > 0) + f" {infinities}i" * (infinities > 0)
    return (f"{worst:.1f}" if worst < 1000 else f"{worst:.0e}") + counts


def main() -> None:
    """Measures, and prints the table."""
    np.seterr(all="ignore")
    x = np.array(points("float64"))
    table = Table(title=f"Worst error in units in the last place, float64, {len(x)} points")
    for column in ("", "", "ours", "PyTorch", "JAX", "textbook, SciPy"):
        table.add_column(column, justify="right")
    for case in track(fieldguide.catalogue(), "Measuring", transient=True):
        slug = case.slug
        function = TORCH.get(slug) or getattr(functional, slug, None)
        pairs = [
            (case(x), case.derivative(x)),
            function and with_torch(function, x),
            slug in JAX and with_jax(JAX[slug], x),
            slug in TEXTBOOK and tuple(form(x) for form in TEXTBOOK[slug]),
        ]
        for i, which in enumerate(("value",) if oscillates(case) else ("value", "slope")):
            cells = [cell(case, which, pair[i]) if pair else "" for pair in pairs]
            table.add_row("" if i else slug, which, *cells, end_section=bool(i))
    console = Console()
    console.print(table)
    console.print("n: false NaN, i: false infinity")


if __name__ == "__main__":
    main()
