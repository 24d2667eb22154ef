"""The page /compare: several species side by side."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup

from fieldguide.activations import Activation
from fieldguide.guide.numbers import show
from fieldguide.guide.plate_statistics import GROUPS, facts, typeset
from fieldguide.guide.rendering import render

OFFERED = (
    "gelu",
    "silu",
    "mish",
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "softplus",
    "hardswish",
    "tanh",
    "sigmoid",
    "identity",
)
"""The species offered without asking, in the order of the chart."""

COMPARED_FIRST = OFFERED[:3]
"""The species that the page opens with: they look alike."""


class Column(NamedTuple):
    """One species of the table, with the parameters it is computed at."""

    one: Activation
    settings: dict[str, Markup]
    query: str


class Row(NamedTuple):
    """One fact, a cell for each species; alike where all cells say the same."""

    label: str
    cells: list[Markup]
    alike: bool


def comparison(species: Sequence[Activation]) -> str:
    """Assemble `/compare` for these species, each at its parameter values."""
    chosen, refused = [], {}
    for one in sorted(species, key=_chart_position):
        try:
            facts(one)
        except ValueError as error:
            # A typed formula such as log(x).
            refused[one.name] = typeset(str(error))
        else:
            chosen.append(one)
    return render(
        "comparison.html",
        root="",
        here="compare",
        script="compare",
        data={
            "data-opening": ",".join(OFFERED),
            "data-defaults": f"show={','.join(COMPARED_FIRST)}",
        },
        columns=[_column(one) for one in chosen],
        groups=_groups(chosen),
        refused=refused,
    )


def _chart_position(one: Activation) -> int:
    """The position of a species on the chart; those not offered follow in catalogue order."""
    return OFFERED.index(one.slug) if one.slug in OFFERED else len(OFFERED)


def _column(one: Activation) -> Column:
    asked: dict[str, object] = dict(one.changed)
    if one.slug == "formula":
        asked = {"formula": one.formula} | {f"formula.{n}": v for n, v in one.values.items()}
    query = f"?{urlencode(asked, quote_via=quote)}" if asked else ""
    return Column(
        one, {name.replace("_", " "): show(value) for name, value in one.values.items()}, query
    )


def _groups(chosen: Sequence[Activation]) -> dict[str, list[Row]]:
    """The rows of the table, under the titles of the plates."""
    columns = [{fact.key: fact for fact in facts(one)} for one in chosen]
    if not columns:
        return {}
    groups = {}
    for title, keys in GROUPS.items():
        rows = []
        for key in keys:
            cells = [column[key].html for column in columns]
            alike = len(cells) > 1 and len(set(cells)) == 1
            rows.append(Row(columns[0][key].label, cells, alike))
        groups[title] = rows
    return groups
