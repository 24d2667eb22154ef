"""A gate as code to paste: by itself, and in the feed-forward layer it is used in."""

from fieldguide.activations import Gate

WIDTH = 768
HIDDEN = 3072
"""The width of the model and of the hidden layer without a gate, as in Shazeer 2020."""
GATED_HIDDEN = 2 * HIDDEN // 3
"""With a gate there are three matrices instead of two: as many parameters at two thirds."""

_INNER = {
    "identity": ("a", "a", "a"),
    "relu": ("F.relu(a)", "jax.nn.relu(a)", "np.maximum(a, 0)"),
    "gelu": ("F.gelu(a)", "jax.nn.gelu(a, approximate=False)", "a * scipy.special.ndtr(a)"),
    "silu": ("F.silu(a)", "jax.nn.silu(a)", "a * scipy.special.expit(a)"),
    "sigmoid": ("torch.sigmoid(a)", "jax.nn.sigmoid(a)", "scipy.special.expit(a)"),
}
"""The inner activation in PyTorch, JAX and NumPy with SciPy."""

_PYTORCH = """\
import torch
from torch.nn import functional as F


def {slug}(a, b):
    return {torch} * b
"""
_PYTORCH_GLU = """\
import torch
from torch.nn import functional as F


def glu(a, b):
    # F.glu cuts its input in two halves; the sigmoid takes the second.
    return F.glu(torch.cat([b, a], dim=-1))
"""
_JAX = """\
import jax


def {slug}(a, b):
    return {jax} * b
"""
_NUMPY = """\
{imports}


def {slug}(a, b):
    return {numpy} * b
"""
_LAYER = """\
import torch
from torch.nn import functional as F


class FeedForward(torch.nn.Module):
    def __init__(self, width={width}, hidden={hidden}):
        super().__init__()
        self.W = torch.nn.Linear(width, hidden, bias=False)
        self.V = torch.nn.Linear(width, hidden, bias=False)
        self.W2 = torch.nn.Linear(hidden, width, bias=False)

    def forward(self, x):
        a, b = self.W(x), self.V(x)
        return self.W2({torch} * b)
"""


def snippets(gate: Gate) -> dict[str, str]:
    """The gate as a function of a and b, by library: PyTorch, JAX, NumPy."""
    torch, jax, numpy = _INNER[gate.inner.slug]
    needed = [name for name in ("np", "scipy") if f"{name}." in numpy]
    imports = {"np": "import numpy as np", "scipy": "import scipy"}
    # Without an inner activation there is nothing to import.
    plain = f"def {gate.slug}(a, b):\n    return a * b\n"
    if not needed:
        return dict.fromkeys(("PyTorch", "JAX", "NumPy"), plain)
    names = {
        "slug": gate.slug,
        "torch": torch,
        "jax": jax,
        "numpy": numpy,
        "imports": "\n".join(imports[name] for name in needed),
    }
    pytorch = _PYTORCH_GLU if gate.slug == "glu" else _PYTORCH
    return {
        "PyTorch": pytorch.format(**names),
        "JAX": _JAX.format(**names),
        "NumPy": _NUMPY.format(**names),
    }


def layer(gate: Gate) -> str:
    """A feed-forward layer with the gate, (g(xW) * xV) W2, as a module of PyTorch."""
    torch = _INNER[gate.inner.slug][0]
    text = _LAYER.format(width=WIDTH, hidden=GATED_HIDDEN, torch=torch)
    used = "F." in torch
    return text if used else text.replace("from torch.nn import functional as F\n", "")
