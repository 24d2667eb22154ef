"""The guide's front page, /: the chart, the text with its figures, the labs, the references."""

import gzip
import json
import re
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from fieldguide.activations import get
from fieldguide.analysis import gap, steepest
from fieldguide.guide import silhouettes
from fieldguide.guide.example_scores import logistic_scores
from fieldguide.guide.markdown import Part, parts
from fieldguide.guide.numbers import show
from fieldguide.guide.pages.species_index import cards
from fieldguide.guide.references import references
from fieldguide.guide.rendering import FOLDER, render
from fieldguide.labs import labs
from fieldguide.labs.recordings import recording

LEAK = 0.1
"""The slope of leaky ReLU that the page opens with: at the default of 0.01 its curve on the chart
cannot be told from that of ReLU."""

SPECIES = tuple(get(slug) for slug in ("sigmoid", "tanh", "relu", "leaky_relu", "gelu", "identity"))
"""The species of the chart: the five workhorses, and the identity to compare them with."""

TABLE_AT = (-2.0, -1.0, 0.0, 1.0, 2.0)


class Row(NamedTuple):
    """A species in the table of values and slopes, a cell for each of TABLE_AT."""

    name: str
    values: list[Markup]
    slopes: list[Markup]


def read_section(name: str) -> list[Part]:
    """Read a section of the text, text/NAME.md, numbers and citations filled in."""
    path = FOLDER / "text" / f"{name}.md"
    return parts(path.read_text("utf-8"), path.name)


def figure_data() -> dict[str, dict[str, str]]:
    """The attributes that carry computed data to each element that draws a figure."""
    scores = logistic_scores()
    widest = gap(get("gelu"), get("relu"))
    peaks = json.dumps({a.slug: abs(steepest(a).value) for a in SPECIES})
    return {
        "slope-product": {"peaks": peaks},
        "slope-contrast": {},
        "gelu-gap": {"widest": json.dumps(widest._asdict())},
        "score-threshold": {"scores": json.dumps(scores._asdict())},
        "tanh-loop": {},
    }


def values_table() -> list[Row]:
    """Values and slopes of each species at TABLE_AT, leaky ReLU with the leak of the page."""
    rows = []
    for species in SPECIES:
        leaky = species.slug == "leaky_relu"
        activation = species.at(negative_slope=LEAK) if leaky else species
        rows.append(
            Row(
                activation.name,
                [show(activation(x)) for x in TABLE_AT],
                [show(activation.derivative(x)) for x in TABLE_AT],
            )
        )
    return rows


def lab_summaries() -> dict[str, str]:
    """What the recorded run of each lab's first preset came to, as it is printed; else ""."""
    summaries = {}
    for lab in labs():
        packed = recording(lab.name, lab.presets[0].slug)
        lines = gzip.decompress(packed).splitlines() if packed else [b"{}"]
        says = str(json.loads(lines[-1]).get("says", ""))
        summaries[lab.name] = re.sub(r"(?<=\de)-", "\N{MINUS SIGN}", says.replace("'", "’"))
    return summaries


@cache
def front_page() -> str:
    """Assemble `/`.

    Returns:
      str, an HTML document. It loads only relative URLs: static/, activations.js.

    Raises:
      TextError: the text asks for a number or a reference that does not exist.
    """
    return render(
        "front_page.html",
        root="",
        here="guide",
        script="guide",
        data={
            "data-opening": ",".join(a.slug for a in SPECIES),
            "data-defaults": f"show={','.join(a.slug for a in SPECIES[:-1])}&negative_slope={LEAK}",
        },
        lede=read_section("lede")[0],
        concept=read_section("concept")[0],
        why=read_section("why")[0],
        steps=read_section("try"),
        labs={str(part.figure.element): part for part in read_section("labs") if part.figure},
        says=lab_summaries(),
        species=read_section("species")[0],
        cards=cards([each.slug for each in SPECIES[:-1]]),
        window=silhouettes,
        examples=read_section("examples"),
        drawings=figure_data(),
        table=values_table(),
        table_at=[show(x) for x in TABLE_AT],
        leak=show(LEAK),
        references=references().values(),
    )
