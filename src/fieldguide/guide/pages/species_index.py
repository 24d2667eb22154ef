"""The index, /species/: a silhouette a species, the identification key, and a table."""

from collections.abc import Container
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple

from markupsafe import Markup, escape

from fieldguide.activations import Activation, Gate, catalogue
from fieldguide.guide import silhouettes
from fieldguide.guide.identification_key import QUESTIONS, counts, traits
from fieldguide.guide.numbers import show
from fieldguide.guide.plate_order import plates
from fieldguide.guide.plate_statistics import KEYS_OF_TABLE, Fact, facts
from fieldguide.guide.rendering import render
from fieldguide.guide.silhouettes import Silhouette, silhouette

_ABSENT = "none: "


class Card(NamedTuple):
    """One species or gate of the grid."""

    number: int
    one: Activation | Gate
    drawing: Silhouette
    traits: dict[str, str]
    figures: dict[str, Markup]


class Cell(NamedTuple):
    """One fact in the table: its text, the letter of its note, and what it sorts by."""

    key: str
    html: Markup
    note: str
    sort: str


class Row(NamedTuple):
    """One species of the table."""

    number: int
    one: Activation
    cells: list[Cell]


def cards(slugs: Container[str] | None = None) -> list[Card]:
    """Every species, then every gate, in the order of the plates; or those of these slugs."""
    return [
        Card(number, one, silhouette(one), _traits(one), _figures(one))
        for number, one in enumerate(plates(), 1)
        if slugs is None or one.slug in slugs
    ]


def _traits(one: Activation | Gate) -> dict[str, str]:
    # The key asks about a curve, and a gate is a surface.
    answers = {} if isinstance(one, Gate) else traits(one)
    return {f"data-{key}": answer for key, answer in answers.items()}


def _figures(one: Activation | Gate) -> dict[str, Markup]:
    if isinstance(one, Gate):
        return {"g": escape(one.inner.name)}
    html = {fact.key: fact.html for fact in facts(one)}
    return {"range": html["range"], "steepest": html["lipschitz"].removeprefix(_ABSENT)}


def table() -> tuple[dict[str, str], list[Row], dict[str, str]]:
    """The labels of the columns by key, a row for each species, and the notes by letter."""
    labels: dict[str, str] = {}
    notes: dict[str, str] = {}
    rows = []
    for number, one in enumerate(catalogue(), 1):
        chosen = [fact for fact in facts(one) if fact.key in KEYS_OF_TABLE]
        # "Var f(z)" stays on one line of a narrow column.
        labels = {fact.key: fact.label.replace("Var f", "Var\u00a0f") for fact in chosen}
        rows.append(Row(number, one, [_cell(fact, notes) for fact in chosen]))
    return labels, rows, {letter: reason for reason, letter in notes.items()}


def _cell(fact: Fact, notes: dict[str, str]) -> Cell:
    """A fact shortened for a column; the reason for a missing number goes into a lettered note."""
    sort = "" if fact.sort is None else str(fact.sort)
    if fact.html.startswith(_ABSENT):
        reason = fact.html.removeprefix(_ABSENT)
        letter = notes.setdefault(reason, ascii_lowercase[len(notes)])
        return Cell(fact.key, Markup("none"), letter, sort)
    # The words that explain a smoothness stand on the plate only.
    return Cell(fact.key, fact.html.partition(": ")[0], "", sort)


@cache
def species_index() -> str:
    """Assemble `/species/`."""
    everything = cards()
    labels, rows, notes = table()
    return render(
        "species_index.html",
        root="../",
        here="species",
        script="index",
        data={},
        species=[card for card in everything if isinstance(card.one, Activation)],
        gates=[card for card in everything if isinstance(card.one, Gate)],
        window=silhouettes,
        questions=QUESTIONS,
        counts=counts(traits(one) for one in catalogue()),
        labels=labels,
        rows=rows,
        notes=notes,
        show=show,
    )
