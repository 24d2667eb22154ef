"""Known numerical traps of a species, each with the input that shows it.

What a library gives is recorded in text/numerical_traps.toml with its version, since a plain
install has none of them; a test computes all of it again. What a textbook form gives is computed
here.
"""

import tomllib
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from markupsafe import Markup

from fieldguide.activations import formula, get
from fieldguide.guide.numbers import show
from fieldguide.guide.plate_statistics import value_html
from fieldguide.guide.rendering import FOLDER

TEXTBOOK = "The textbook form"


class Trap(NamedTuple):
    """An input where a library, or a form found in textbooks, is wrong.

    Attributes:
      slug: of the species.
      library: its printed name, or TEXTBOOK.
      version: of the library, else "".
      code: an expression of x, of the library or in the formula language.
      of: "value", or "slope": of a library what its automatic differentiation
        makes of the code, of a textbook form the form itself.
      dtype: what it is computed in.
      x: the input, as that dtype holds it.
      gives: what comes out.
      true: what should, in that dtype.
      why: the reason in a line.
    """

    slug: str
    library: str
    version: str
    code: str
    of: str
    dtype: str
    x: float
    gives: float
    true: float
    why: str

    @property
    def html(self) -> Markup:
        """Where, and both numbers, with as many digits as tell them apart."""
        gives, true = _apart(self.gives, self.true + 0.0)  # 0 rather than -0
        slope = self.of == "slope" and self.library != TEXTBOOK
        line = Markup("{}<code>{}</code> at <i>x</i> = {} in {} gives {}; true is {}.")
        return line.format(
            "The slope of " if slope else "",
            self.code,
            _number(self.x),
            self.dtype,
            gives,
            true,
        )


@cache
def traps(slug: str) -> tuple[Trap, ...]:
    """The traps of a species; none for most gates and for a typed formula.

    Accuracy: the true value is ours, within 10 units in the last place; a test
      compares it with mpmath's.
    """
    return tuple(_trap(slug, entry) for entry in _recorded().get(slug, ()))


@cache
def versions() -> dict[str, str]:
    """The versions that were asked, by library."""
    return dict(_text()["versions"])


@cache
def _text() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "text" / "numerical_traps.toml").read_text("utf-8"))


def _recorded() -> dict[str, list[dict[str, Any]]]:
    return {slug: entries for slug, entries in _text().items() if slug != "versions"}


def _trap(slug: str, entry: dict[str, Any]) -> Trap:
    activation, of = get(slug), entry["of"]
    dtype = entry.get("dtype", "float64")
    x = np.dtype(dtype).type(entry["x"])
    true = float(activation(x) if of == "value" else activation.derivative(x))
    library = entry.get("library", TEXTBOOK)
    gives = entry["gives"] if library in versions() else float(formula(entry["code"])(float(x)))
    version = versions().get(library, "")
    return Trap(
        slug, library, version, entry["code"], of, dtype, float(x), gives, true, entry["why"]
    )


def _apart(gives: float, true: float) -> tuple[Markup, Markup]:
    """Both numbers with as few digits as make them differ."""
    for spec in ("", ".6g", ".9g"):
        shown = _number(gives, spec), _number(true, spec)
        if shown[0].striptags() != shown[1].striptags():
            return shown
    full = Markup('<data class="n" value="{0}">{0}</data>')
    return full.format(repr(gives)), full.format(repr(true))


def _number(number: float, spec: str = "") -> Markup:
    if np.isnan(number):
        return Markup("NaN")
    # 0 keeps its sign here: it is what the library gives.
    return show(number, spec) if np.isfinite(number) else value_html(number)
