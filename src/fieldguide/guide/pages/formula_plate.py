"""The plate of a typed formula, and the page that says why a formula has none."""

import math
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

from markupsafe import Markup

from fieldguide.activations import Activation, Weakness, catalogue, fragile
from fieldguide.activations.formula import MOST_CHARACTERS
from fieldguide.guide.chart_window import opening_window
from fieldguide.guide.formula_queries import (
    MOST_PARAMETERS,
    FormulaQueryError,
    Query,
    formula_text,
    module_address,
    read_formula,
)
from fieldguide.guide.numbers import show
from fieldguide.guide.pages.plate import plate_page, similar_species
from fieldguide.guide.plate_statistics import interval_html, position_html, value_html
from fieldguide.guide.rendering import render, sentence

_MOST_SIMILAR = 4  # species that a formula is compared with: those nearest to it
_INFINITE = 1e300  # ends of a stretch beyond this are printed as infinite
_SHOWN = 40  # characters of the text on either side of a fault
_FAULTS = {
    "digits": "loses half of its digits or more",
    "zero": "comes out as 0",
    "infinite": "overflows",
    "nan": "comes out as NaN",
}

# Plates are measured one at a time: a reader who types asks for the next before the last is done,
# and what was asked for twice is then in the cache.
_MEASURING = Lock()


def formula_plate(query: Query) -> str:
    """The plate of a typed formula.

    Returns:
      str, an HTML document; where the formula cannot be measured, the page
      that says why.

    Raises:
      FormulaQueryError: as for ``read_formula``.
    """
    # Outside the lock: a formula that cannot be read is refused at once.
    activation = read_formula(query)
    with _MEASURING:
        return _plate_or_refusal(activation)


@lru_cache(maxsize=32)
def _plate_or_refusal(activation: Activation) -> str:
    weaknesses = fragile(activation)
    try:
        return plate_of_formula(activation, weaknesses, f"../{module_address(activation)}")
    except ValueError as error:
        refusal = FormulaQueryError(f"this formula has no plate: {error}")
        return formula_refusal([("formula", activation.formula)], refusal, weaknesses)


def plate_of_formula(activation: Activation, weaknesses: Iterable[Weakness], module: str) -> str:
    """The plate of a typed formula, at its parameter values, as a whole page.

    Args:
      activation: from ``fieldguide.formula``.
      weaknesses: what ``fieldguide.activations.fragile`` finds in it.
      module: URL of the JavaScript module with the formula's one record.

    Raises:
      ValueError: the formula is not finite from -30 to 30; one line.
    """
    found = [similar_species(activation, other) for other in catalogue()]
    near = sorted(
        (other for other in found if other.gap),
        key=lambda other: abs(other.gap.value),  # type: ignore[union-attr]
    )
    return plate_page(
        activation,
        near[:_MOST_SIMILAR],
        drawn_from={"module": module},
        data={
            "data-formula": activation.formula,
            "data-defaults": f"view={opening_window(activation)}",
        },
        warnings=[warning(weakness) for weakness in weaknesses],
    )


def formula_refusal(
    query: Query, error: FormulaQueryError, weaknesses: Iterable[Weakness] = ()
) -> str:
    """The page that says why a query has no plate, and has the field to mend it."""
    text, values = formula_text(query)
    position = error.position
    return render(
        "typed_formula.html",
        root="../",
        here="species",
        script="",
        data={},
        text=text[: 10 * _SHOWN] if len(text) > MOST_CHARACTERS else text,
        values=values[:MOST_PARAMETERS],
        line=sentence(str(error)),
        marked=None if position is None else _marked(text, position),
        asked=bool(text),
        warnings=[warning(weakness) for weakness in weaknesses],
    )


def warning(weakness: Weakness) -> Markup:
    """A weakness of a typed formula in one line: what fails and where, computed and true."""
    low = weakness.low if weakness.low > -_INFINITE else -math.inf
    high = weakness.high if weakness.high < _INFINITE else math.inf
    where = Markup("at {}").format(position_html(low)) if low == high else interval_html(low, high)
    return Markup("The {} {} {}. At {}: computed {}, true {}.").format(
        weakness.of,
        _FAULTS[weakness.fault],
        where,
        position_html(weakness.x),
        _precise(weakness.got),
        _precise(weakness.true),
    )


def _precise(number: float) -> Markup:
    """A number with nine digits: enough to show what a loss of half of them does."""
    if math.isnan(number):
        return Markup("NaN")
    return show(number, ".9g") if math.isfinite(number) else value_html(number)


def _marked(text: str, position: int) -> tuple[str, str, str]:
    """The text before a character, the character, and the text after, to be marked on the page.

    Unprintable characters are shown as replacement characters.
    """

    def visible(part: str) -> str:
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in part)

    after_it = position + 1
    before = text[max(0, position - _SHOWN) : position]
    after = text[after_it : after_it + _SHOWN]
    return (
        ("…" if position > _SHOWN else "") + visible(before),
        visible(text[position:after_it]) or "\N{NO-BREAK SPACE}",
        visible(after) + ("…" if after_it + _SHOWN < len(text) else ""),
    )
