"""The colors: one hue and dash pattern a species, paper and ink; on screen, dark and in print.

The page's custom properties (`make generated`) and the figures both derive from these tables.
Names are those of the custom properties; colors are CSS hexadecimal.
"""

from typing import NamedTuple


class Color(NamedTuple):
    """One color in the three schemes."""

    light: str
    dark: str
    print: str


class Hue(NamedTuple):
    """The color of a species: of its curve, contrast 3 or more, and of its name, 4.5 or more."""

    curve: Color
    text: Color


class Look(NamedTuple):
    """How a species is drawn: the name of its hue in ``HUES``, and its dash pattern.

    The pattern is lengths of dashes and gaps in turn, in CSS pixels; an empty one is a solid line.
    """

    hue: str
    dash: tuple[float, ...] = ()


def _same_in_print(light: str, dark: str) -> Color:
    return Color(light, dark, light)


def _hue(light: str, dark: str, light_text: str = "", dark_text: str = "") -> Hue:
    """A hue whose text has the color of its curve where no other is given."""
    return Hue(_same_in_print(light, dark), _same_in_print(light_text or light, dark_text or dark))


PAGE = {
    "paper": Color("#f7f2e8", "#17150f", "#fff"),
    "panel": Color("#fbf8f1", "#1d1a14", "#fff"),
    "ink": Color("#221d16", "#efe7d6", "#000"),
    "soft": Color("#6d6354", "#a89d8a", "#444"),
    "rule": Color("#d9cfbd", "#38332a", "#bbb"),
    "grid": Color("#e8e1d3", "#28241c", "#e5e5e5"),
    "control": Color("#8f8471", "#7d7363", "#888"),
    "alarm": _same_in_print("#9c2f12", "#f0946f"),
}
"""Grounds, text, lines and the color of a fault."""

CLASSES = {
    "class-0": _same_in_print("#164c74", "#a9d3f2"),
    "class-1": _same_in_print("#8a3212", "#ffb59a"),
    "field-0": _same_in_print("#8fb4cf", "#2f5f82"),
    "field-none": Color("#f7f2e8", "#17150f", "#fff"),
    "field-1": _same_in_print("#e3a78f", "#8c4a33"),
}
"""Points of the two classes, and a field where the probability of class 1 is 0, a half and 1."""

HUES = {
    "sigmoid": _hue("#b04a2b", "#e5835f", "#a84425"),
    "tanh": _hue("#7b5497", "#b995d6"),
    "relu": _hue("#1d5c88", "#6fb0de"),
    "leaky_relu": _hue("#2f8580", "#63bdb6", "#23706b"),
    "gelu": _hue("#a87408", "#dcae4a", "#855b05"),
    "identity": _hue("#8c8271", "#8d8472", "#6b6252", "#a0977f"),
    "silu": _hue("#4b6a1e", "#a9cf5b"),
    "mish": _hue("#a03468", "#ee86b5"),
    "sine": _hue("#3f4653", "#c9cdd6"),
}
"""By the species that each hue is named for."""

INK = Hue(PAGE["ink"], PAGE["ink"])
"""The hue of a typed formula, whose line is solid."""

_DASHED, _DASH_DOT, _SHORT_DASHED, _DOTTED = (9, 5), (14, 4, 2, 4), (5, 4), (2, 3)
SPECIES = {
    "sigmoid": Look("sigmoid"),
    "hardsigmoid": Look("sigmoid", _DASHED),
    "logsigmoid": Look("sigmoid", _DASH_DOT),
    "step": Look("sigmoid", _SHORT_DASHED),
    "tanh": Look("tanh"),
    "hardtanh": Look("tanh", _DASHED),
    "softsign": Look("tanh", _DASH_DOT),
    "arctan": Look("tanh", _SHORT_DASHED),
    "relu": Look("relu"),
    "relu6": Look("relu", _DASHED),
    "squared_relu": Look("relu", _DASH_DOT),
    "softplus": Look("relu", _SHORT_DASHED),
    "leaky_relu": Look("leaky_relu", _DASHED),
    "elu": Look("leaky_relu"),
    "selu": Look("leaky_relu", _DASH_DOT),
    "celu": Look("leaky_relu", _SHORT_DASHED),
    "gelu": Look("gelu"),
    "gelu_tanh": Look("gelu", _DASHED),
    "quick_gelu": Look("gelu", _DASH_DOT),
    "silu": Look("silu"),
    "hardswish": Look("silu", _DASHED),
    "mish": Look("mish"),
    "sine": Look("sine"),
    "snake": Look("sine", _DASHED),
    "identity": Look("identity", _DOTTED),
    "glu": Look("sigmoid"),
    "bilinear": Look("identity"),
    "reglu": Look("relu"),
    "geglu": Look("gelu"),
    "swiglu": Look("silu"),
}
"""By slug: no two species share both hue and dash pattern; a gate has its inner function's hue."""
