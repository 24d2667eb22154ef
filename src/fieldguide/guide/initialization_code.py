"""An activation's gains as code to paste: how to draw the weights of the layers around it."""

from collections.abc import Mapping
from math import sqrt
from typing import Literal, NamedTuple

from markupsafe import Markup

from fieldguide.activations import Activation
from fieldguide.analysis import Absent, gain
from fieldguide.guide.numbers import show

Kind = Literal["forward", "centred", "backward"]

_TITLES: dict[Kind, str] = {
    "forward": "Forward gain",
    "centred": "Centered gain",
    "backward": "Backward gain",
}
_PURPOSES: dict[Kind, str] = {
    "forward": "keeps the mean square of the signal level from layer to layer",
    "centred": "keeps the variance of the signal, in layers that take its mean out",
    "backward": "keeps the mean squared gradient level on its way back",
}
# A layer's output sums over its inputs, the gradient of its input over its outputs.
_FANS: dict[Kind, str] = {"forward": "fan_in", "centred": "fan_in", "backward": "fan_out"}

_INPUTS, _OUTPUTS = 512, 256
_CODE = {
    "PyTorch": """\
import torch

layer = torch.nn.Linear({inputs}, {outputs})
std = {gain} / layer.{features}**0.5
torch.nn.init.normal_(layer.weight, std=std)
torch.nn.init.zeros_(layer.bias)
""",
    "JAX": """\
import jax

initialize = jax.nn.initializers.variance_scaling(
    {gain}**2, "{fan}", "normal"
)
weights = initialize(jax.random.key(0), ({inputs}, {outputs}))
""",
    "Keras": """\
import keras

initialize = keras.initializers.VarianceScaling(
    {gain}**2, "{fan}", "untruncated_normal"
)
layer = keras.layers.Dense({outputs}, kernel_initializer=initialize)
""",
    "NumPy": """\
import numpy as np

rng = np.random.default_rng()
std = {gain} / {width}**0.5
weights = rng.normal(scale=std, size=({inputs}, {outputs}))
""",
}


class Recipe(NamedTuple):
    """One of an activation's gains, what it is for, and the code that uses it.

    Attributes:
      kind: "forward", "centred" or "backward", as ``fieldguide.analysis.gain`` takes it.
      title: its name in print.
      purpose: what weights drawn with it keep.
      fan: what the standard deviation is divided by the root of: "fan_in" or "fan_out".
      gain: the number, or why there is none.
      snippets: code by library; empty where there is no gain.
    """

    kind: Kind
    title: str
    purpose: str
    fan: str
    gain: float | Absent
    snippets: Mapping[str, str]


def recipes(activation: Activation) -> tuple[Recipe, ...]:
    """The forward, centered and backward gain, with code for PyTorch, JAX, Keras and NumPy.

    The code draws normal weights with standard deviation gain / sqrt(fan_in)
    for a layer that takes f's output; the backward gain goes with fan_out,
    over which the gradients sum.

    Args:
      activation: an Activation.

    Accuracy: the code has seven digits of the gain.
    Source: He et al. 2015, arXiv:1502.01852.
    """
    found = []
    for kind, title in _TITLES.items():
        number = gain(activation, kind)
        code = {} if isinstance(number, Absent) else _fill(number, _FANS[kind])
        found.append(Recipe(kind, title, _PURPOSES[kind], _FANS[kind], number, code))
    return tuple(found)


def _fill(number: float, fan: str) -> dict[str, str]:
    inward = fan == "fan_in"
    names = {
        "gain": f"{number:.7g}",
        "fan": fan,
        "features": "in_features" if inward else "out_features",
        "width": _INPUTS if inward else _OUTPUTS,
        "inputs": _INPUTS,
        "outputs": _OUTPUTS,
    }
    return {library: code.format(**names) for library, code in _CODE.items()}


def torch_gain(activation: Activation) -> tuple[str, float] | None:
    """What ``torch.nn.init.calculate_gain`` gives: the call, and the number as of PyTorch 2.13.

    Returns:
      None where it does not know the function.
    """
    known = {"identity": ("linear", 1.0), "sigmoid": ("sigmoid", 1.0), "tanh": ("tanh", 5 / 3)}
    known |= {"relu": ("relu", sqrt(2)), "selu": ("selu", 3 / 4)}
    if activation.slug in known:
        name, number = known[activation.slug]
        return f'calculate_gain("{name}")', number
    if activation.slug == "leaky_relu":
        slope = activation.values["negative_slope"]
        return f'calculate_gain("leaky_relu", {slope!r})', sqrt(2 / (1 + slope * slope))
    return None


def torch_line(activation: Activation) -> Markup:
    """One sentence: what PyTorch's calculate_gain gives, and how far that is from these gains."""
    found = torch_gain(activation)
    if found is None:
        return Markup("PyTorch’s <code>calculate_gain</code> does not know this function.")
    call, number = found
    ratios = {
        kind: number / ours
        for kind in ("forward", "backward")
        if not isinstance(ours := gain(activation, kind), Absent)
    }
    begin = Markup("PyTorch’s <code>{}</code> gives {}").format(call, show(number))
    if all(abs(ratio - 1) < 1e-9 for ratio in ratios.values()):
        return begin + ", the same as both the forward and the backward gain."
    listed = Markup(" and ").join(
        Markup("{} times the {} gain").format(show(ratio), kind) for kind, ratio in ratios.items()
    )
    return Markup("{}: {}.").format(begin, listed)
