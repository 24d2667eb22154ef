"""The plates: a page for each species, and one for a formula that a reader has typed."""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from markupsafe import Markup, escape

from fieldguide.activations import (
    Activation,
    Gate,
    Parameter,
    Weakness,
    catalogue,
    gates,
    get,
    mathml,
)
from fieldguide.analysis import Absent, Point, Statistics, gap
from fieldguide.guide.chart_window import home
from fieldguide.guide.initialization_code import recipes, torch_line
from fieldguide.guide.numbers import show
from fieldguide.guide.numerical_traps import traps
from fieldguide.guide.other_libraries import elsewhere
from fieldguide.guide.rendering import render
from fieldguide.guide.statistics_table import GROUPS, along, facts, place, said, typeset

TABLE_AT = (-4.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0)

# What a formula is compared with: as many species as lie nearest to it.
_NEAREST = 4
_DRAWN = 40
_FAR = 1e300
# Of two ways to compute one curve, relative to what comes in.
_ROUNDING = 1e-14
_FAULTS = {
    "digits": "loses half of its digits or more",
    "zero": "comes out as 0",
    "infinite": "overflows",
    "nan": "comes out as NaN",
}


class Control(NamedTuple):
    """A parameter as the form sets it; all numbers as HTML writes them."""

    name: str
    meaning: str
    low: str
    high: str
    step: str
    value: str


class Similar(NamedTuple):
    """A species easily taken for this one.

    Attributes:
      slug, name: which.
      gap: where the two are furthest apart, and this one less the other there;
        None where the gap grows without bound.
      reason: why there is no gap, else "".
      html: the same in words.
    """

    slug: str
    name: str
    gap: Point | None
    reason: str
    html: Markup


class Neighbors(NamedTuple):
    """A plate's number, how many there are, and the plates beside it."""

    number: int
    total: int
    before: Activation | Gate | None
    after: Activation | Gate | None


def plate(activation: Activation) -> str:
    """The plate of a species of the catalogue, at its parameter values, as a whole page.

    Returns:
      str, an HTML document, complete without its script.
    """
    slug = activation.slug
    others = [_similar(activation, get(other)) for other in activation.similar]
    return _page(
        activation,
        others,
        drawn_from={"slug": slug},
        data={"data-species": slug, "data-defaults": f"view={home(get(slug))}"},
        neighbors=neighbors(slug),
        torch=torch_line(activation),
        elsewhere=elsewhere(slug),
        traps=traps(slug),
    )


def formula_plate(activation: Activation, weaknesses: Iterable[Weakness], module: str) -> str:
    """The plate of a typed formula, at its parameter values, as a whole page.

    Args:
      activation: from ``fieldguide.formula``.
      weaknesses: what ``fieldguide.activations.fragile`` finds in it.
      module: URL of the JavaScript module with the formula's one record.

    Raises:
      ValueError: the formula is not finite from -30 to 30; one line.
    """
    found = [_similar(activation, other) for other in catalogue()]
    near = sorted(
        (other for other in found if other.gap),
        key=lambda other: abs(other.gap.value),  # type: ignore[union-attr]
    )
    return _page(
        activation,
        near[:_NEAREST],
        drawn_from={"module": module},
        data={"data-formula": activation.formula, "data-defaults": f"view={home(activation)}"},
        warnings=[warning(weakness) for weakness in weaknesses],
    )


def _page(
    activation: Activation,
    others: list[Similar],
    drawn_from: Mapping[str, str],
    **more: Any,
) -> str:
    known = {fact.key: fact for fact in facts(activation)}
    statistics = _drawn(activation.statistics())
    compared = [
        {"slug": o.slug, "name": o.name, "gap": o.gap and _plain(o.gap), "reason": o.reason}
        for o in others
    ]
    values = {
        "root": "../",
        "here": "species",
        "script": "plate",
        "activation": activation,
        # mathml() escapes what it is given.
        "formula": Markup(mathml(activation)),  # noqa: S704
        "citation": cited(activation.citation),
        "controls": [_control(p, activation.values[p.name]) for p in activation.parameters],
        "figure": {**drawn_from, "statistics": json.dumps(statistics, allow_nan=False)},
        "comparison": {**drawn_from, "others": json.dumps(compared, allow_nan=False)},
        "table": [(show(x), said(activation(x)), said(activation.derivative(x))) for x in TABLE_AT],
        "groups": {title: [known[key] for key in keys] for title, keys in GROUPS.items()},
        "recipes": recipes(activation),
        "said": said,
        "similar": others,
        "neighbors": None,
        "torch": None,
        "elsewhere": (),
        "traps": (),
        "warnings": (),
    }
    return render("plate.html", **values | more)


def _drawn(statistics: Statistics) -> dict[str, Any]:
    """What the figure is drawn from: of a wave's marks those nearest 0."""
    near: dict[str, Any] = {
        "roots": _nearest(statistics.roots, abs),
        "kinks": _nearest(statistics.kinks, abs),
        "extrema": _nearest(statistics.extrema, lambda e: min(abs(e.low), abs(e.high))),
    }
    if not isinstance(statistics.saturation, Absent):
        near["saturation"] = {
            share: _nearest(found, lambda ends: min(map(abs, ends)))
            for share, found in statistics.saturation.items()
        }
    return replace(statistics, **near).as_dict()


def _nearest(found: Iterable[Any], distance: Callable[[Any], float]) -> tuple[Any, ...]:
    everything = tuple(found)
    kept = sorted(everything, key=distance)[:_DRAWN]
    return tuple(one for one in everything if one in kept)


def neighbors(slug: str) -> Neighbors:
    """The place of a plate among those of all species and gates, in the guide's order."""
    order: tuple[Activation | Gate, ...] = (*catalogue(), *gates())
    here = [one.slug for one in order].index(slug)
    before = order[here - 1] if here else None
    after = order[here + 1] if here + 1 < len(order) else None
    return Neighbors(here + 1, len(order), before, after)


def cited(citation: str) -> Markup:
    """A citation, its arXiv numbers as links."""
    link = Markup(r'<a href="https://arxiv.org/abs/\1" rel="noreferrer">arXiv:\1</a>')
    return Markup(re.sub(r"arXiv:(\d{4}\.\d{5})", link, str(escape(citation))))  # noqa: S704


def warning(weakness: Weakness) -> Markup:
    """A weakness of a typed formula in one line: what fails and where, computed and true."""
    low = weakness.low if weakness.low > -_FAR else -math.inf
    high = weakness.high if weakness.high < _FAR else math.inf
    where = Markup("at {}").format(place(low)) if low == high else along(low, high)
    return Markup("The {} {} {}. At {}: computed {}, true {}.").format(
        weakness.of,
        _FAULTS[weakness.fault],
        where,
        place(weakness.x),
        _precise(weakness.got),
        _precise(weakness.true),
    )


def _precise(number: float) -> Markup:
    """With digits enough to show what a loss of half of them does."""
    if math.isnan(number):
        return Markup("NaN")
    return show(number, ".9g") if math.isfinite(number) else said(number)


def _control(parameter: Parameter, value: float) -> Control:
    # A hundred steps or a few hundred, each a power of ten.
    step = 10.0 ** math.floor(math.log10((parameter.high - parameter.low) / 100))
    numbers = (parameter.low, parameter.high, step, value)
    return Control(parameter.name, parameter.meaning, *(f"{number:.15g}" for number in numbers))


def _similar(activation: Activation, other: Activation) -> Similar:
    try:
        furthest = gap(activation, other)
    except ValueError as error:
        # "the gap between elu and relu grows without bound towards infinity; choose ..."
        growth = typeset(str(error).partition(" grows ")[2].partition(";")[0])
        return _apart(other, f"the gap grows {growth}")
    far = math.isinf(furthest.x)
    if not far and _swings_on(activation, other, abs(furthest.value)):
        return _apart(other, "the gap goes on growing beyond x = ±30")
    if abs(furthest.value) <= _ROUNDING * (1 if far else 1 + abs(furthest.x)):
        html = Markup("The same curve, but for rounding.")
        furthest = Point(0.0, 0.0)
    else:
        where = Markup("approached as {}") if far else Markup("at {}")
        side = "above" if furthest.value > 0 else "below"
        name = "the formula" if activation.family == "formula" else activation.name
        html = Markup("Largest difference {} {}, where {} lies {}.").format(
            said(abs(furthest.value)), where.format(place(furthest.x)), name, side
        )
    return Similar(other.slug, other.name, furthest, "", html)


def _apart(other: Activation, reason: str) -> Similar:
    html = escape(f"{reason[0].upper()}{reason[1:]}.")
    return Similar(other.slug, other.name, None, reason, html)


def _swings_on(activation: Activation, other: Activation, largest: float) -> bool:
    """Whether the gap of a curve that oscillates is larger far out than where gap() looks."""
    out = np.linspace(30.0, 300.0, 4001)
    x = np.concatenate([-out, out])
    with np.errstate(all="ignore"):
        difference = np.abs(activation(x) - other(x))
    return bool(np.any(difference > largest * (1 + 1e-9) + _ROUNDING * np.abs(x)))


def _plain(point: Point) -> dict[str, float | str]:
    """For JSON, which has no infinity."""
    return {
        name: number if math.isfinite(number) else "Infinity" if number > 0 else "-Infinity"
        for name, number in point._asdict().items()
    }
