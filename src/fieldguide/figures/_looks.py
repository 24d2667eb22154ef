"""Paper, ink and one color a species: those of the page's light scheme."""

from typing import NamedTuple

PAPER, PANEL, INK, SOFT = "#f7f2e8", "#fbf8f1", "#221d16", "#6d6354"
RULE, GRID, ALARM = "#d9cfbd", "#e8e1d3", "#9c2f12"
CLASSES = "#164c74", "#8a3212"
"""Points of class 0, which are filled, and of class 1, which are rings."""
SHADES = "#8fb4cf", "#f7f2e8", "#e3a78f"
"""A field where the probability of class 1 is 0, a half and 1."""
SERIF = "Newsreader, 'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif"
MONO = "'IBM Plex Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"


class Look(NamedTuple):
    """The color of curves, that of text, and the dashes of a line."""

    curve: str = INK
    text: str = INK
    dash: str = "none"


_HUES = {
    ("#b04a2b", "#a84425"): "sigmoid hardsigmoid logsigmoid step",
    ("#7b5497", "#7b5497"): "tanh hardtanh softsign arctan",
    ("#1d5c88", "#1d5c88"): "relu relu6 squared_relu softplus",
    ("#2f8580", "#23706b"): "leaky_relu elu selu celu",
    ("#a87408", "#855b05"): "gelu gelu_tanh quick_gelu",
    ("#4b6a1e", "#4b6a1e"): "silu hardswish",
    ("#a03468", "#a03468"): "mish",
    ("#3f4653", "#3f4653"): "sine snake",
    ("#8c8271", "#6b6252"): "identity",
}
_DASHES = {
    "9 5": "leaky_relu hardsigmoid hardtanh relu6 gelu_tanh hardswish snake",
    "14 4 2 4": "logsigmoid softsign squared_relu selu quick_gelu",
    "5 4": "step arctan softplus celu",
    "2 3": "identity",
}
_DASH = {slug: dash for dash, slugs in _DASHES.items() for slug in slugs.split()}
LOOKS = {
    slug: Look(curve, text, _DASH.get(slug, "none"))
    for (curve, text), slugs in _HUES.items()
    for slug in slugs.split()
}
"""By slug; a typed formula is ink."""
