"""The plate of a species, and the assembly that it shares with the plate of a typed formula."""

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from markupsafe import Markup, escape

from fieldguide.activations import (
    Activation,
    Parameter,
    get,
    mathml,
)
from fieldguide.analysis import Absent, Point, Statistics, gap
from fieldguide.guide.chart_window import opening_window
from fieldguide.guide.initialization_code import recipes, torch_line
from fieldguide.guide.numbers import show
from fieldguide.guide.numerical_traps import traps
from fieldguide.guide.other_libraries import elsewhere
from fieldguide.guide.plate_order import neighbors
from fieldguide.guide.plate_statistics import (
    GROUPS,
    facts,
    nearest_zero,
    position_html,
    typeset,
    value_html,
)
from fieldguide.guide.references import linked_citation
from fieldguide.guide.rendering import render, sentence

TABLE_AT = (-4.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0)

_MOST_MARKS = 40  # of one kind in the figure
# Two ways to compute one curve differ by this, relative to the size of their input.
_ROUNDING = 1e-14


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


def plate(activation: Activation) -> str:
    """The plate of a species of the catalogue, at its parameter values, as a whole page.

    Returns:
      str, an HTML document, complete without its script.
    """
    slug = activation.slug
    others = [similar_species(activation, get(other)) for other in activation.similar]
    return plate_page(
        activation,
        others,
        drawn_from={"slug": slug},
        data={"data-species": slug, "data-defaults": f"view={opening_window(get(slug))}"},
        neighbors=neighbors(slug),
        torch=torch_line(activation),
        elsewhere=elsewhere(slug),
        traps=traps(slug),
    )


def plate_page(
    activation: Activation,
    others: list[Similar],
    drawn_from: Mapping[str, str],
    **more: Any,
) -> str:
    """Assemble a plate.

    Args:
      activation: whose plate it is.
      others: the species it is compared with.
      drawn_from: the attribute that tells the figure's script which activation to draw: its slug,
        or the module with its arithmetic.
      more: further values of the template, in place of those of a formula.
    """
    known = {fact.key: fact for fact in facts(activation)}
    statistics = _figure_statistics(activation.statistics())
    compared = [
        {"slug": o.slug, "name": o.name, "gap": o.gap and _json_point(o.gap), "reason": o.reason}
        for o in others
    ]
    values = {
        "root": "../",
        "here": "species",
        "script": "plate",
        "activation": activation,
        # mathml() escapes what it is given.
        "formula": Markup(mathml(activation)),  # noqa: S704
        "citation": linked_citation(activation.citation),
        "controls": [_control(p, activation.values[p.name]) for p in activation.parameters],
        "figure": {**drawn_from, "statistics": json.dumps(statistics, allow_nan=False)},
        "comparison": {**drawn_from, "others": json.dumps(compared, allow_nan=False)},
        "table": [
            (
                show(x),
                value_html(activation(x)),
                value_html(activation.derivative(x)),
            )
            for x in TABLE_AT
        ],
        "groups": {title: [known[key] for key in keys] for title, keys in GROUPS.items()},
        "recipes": recipes(activation),
        "value_html": value_html,
        "similar": others,
        "neighbors": None,
        "torch": None,
        "elsewhere": (),
        "traps": (),
        "warnings": (),
    }
    return render("plate.html", **values | more)


def _figure_statistics(statistics: Statistics) -> dict[str, Any]:
    """The statistics that the figure marks; of a wave's many marks those nearest 0."""
    kept: dict[str, Any] = {
        "roots": nearest_zero(statistics.roots, abs, _MOST_MARKS),
        "kinks": nearest_zero(statistics.kinks, abs, _MOST_MARKS),
        "extrema": nearest_zero(
            statistics.extrema, lambda e: min(abs(e.low), abs(e.high)), _MOST_MARKS
        ),
    }
    if not isinstance(statistics.saturation, Absent):
        kept["saturation"] = {
            share: nearest_zero(intervals, lambda ends: min(map(abs, ends)), _MOST_MARKS)
            for share, intervals in statistics.saturation.items()
        }
    return replace(statistics, **kept).as_dict()


def _control(parameter: Parameter, value: float) -> Control:
    # From 100 to 1,000 steps, each a power of ten.
    step = 10.0 ** math.floor(math.log10((parameter.high - parameter.low) / 100))
    numbers = (parameter.low, parameter.high, step, value)
    return Control(parameter.name, parameter.meaning, *(f"{number:.15g}" for number in numbers))


def similar_species(activation: Activation, other: Activation) -> Similar:
    """Where two activations are furthest apart, or why there is no such place."""
    try:
        furthest = gap(activation, other)
    except ValueError as error:
        # "the gap between elu and relu grows without bound towards infinity; choose ..."
        growth = typeset(str(error).partition(" grows ")[2].partition(";")[0])
        return _without_gap(other, f"the gap grows {growth}")
    far = math.isinf(furthest.x)
    if not far and _gap_grows_beyond_30(activation, other, abs(furthest.value)):
        return _without_gap(other, "the gap goes on growing beyond x = ±30")
    if abs(furthest.value) <= _ROUNDING * (1 if far else 1 + abs(furthest.x)):
        html = Markup("The same curve, but for rounding.")
        furthest = Point(0.0, 0.0)
    else:
        where = Markup("approached as {}") if far else Markup("at {}")
        side = "above" if furthest.value > 0 else "below"
        name = "the formula" if activation.family == "formula" else activation.name
        html = Markup("Largest difference {} {}, where {} lies {}.").format(
            value_html(abs(furthest.value)), where.format(position_html(furthest.x)), name, side
        )
    return Similar(other.slug, other.name, furthest, "", html)


def _without_gap(other: Activation, reason: str) -> Similar:
    return Similar(other.slug, other.name, None, reason, escape(sentence(reason)))


def _gap_grows_beyond_30(activation: Activation, other: Activation, largest: float) -> bool:
    """Whether the gap of an oscillating curve is larger beyond ±30, where gap() does not look."""
    out = np.linspace(30.0, 300.0, 4001)
    x = np.concatenate([-out, out])
    with np.errstate(all="ignore"):
        difference = np.abs(activation(x) - other(x))
    return bool(np.any(difference > largest * (1 + 1e-9) + _ROUNDING * np.abs(x)))


def _json_point(point: Point) -> dict[str, float | str]:
    """A point for JSON, which has no infinity."""
    return {
        name: number if math.isfinite(number) else "Infinity" if number > 0 else "-Infinity"
        for name, number in point._asdict().items()
    }
