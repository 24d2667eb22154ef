import json
import math
import re
from itertools import pairwise

import numpy as np
import pytest

from fieldguide import catalogue, formula, gates, get
from fieldguide.activations import Weakness, fragile
from fieldguide.guide.numerical_traps import traps
from fieldguide.guide.other_libraries import elsewhere
from fieldguide.guide.pages.formula_plate import plate_of_formula, warning
from fieldguide.guide.pages.plate import plate
from fieldguide.guide.plate_order import neighbors
from fieldguide.guide.plate_statistics import GROUPS, facts
from fieldguide.guide.references import linked_citation
from tests.guide.pages.test_front_page import Document

SHARED = ["warnings", "figure", "facts", "gains", "similar"]


class Page(Document):
    """A Document whose formulas may have braces."""

    def handle_data(self, data):
        inside = any(element["tag"] == "math" for element in self.open)
        super().handle_data(data.replace("{", "") if inside else data)


def words(html):
    plain = re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ")
    return plain.replace("&#39;", "'").replace("&gt;", ">")


def section(html, name):
    """The element with this id, up to its end; none of them holds another of its kind."""
    return html[html.index(f'id="{name}"') :].partition("\n\n")[0]


@pytest.fixture(scope="module")
def gelu():
    return plate(get("gelu"))


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_every_species_has_a_plate(activation):
    page = Page(plate(activation))
    assert page.one("h1")["text"] == activation.name
    assert page.one("article")["data-slug"] == activation.slug
    (number,) = [p["text"] for p in page.all("p") if p.get("class") == "number"]
    place = [one.slug for one in catalogue()].index(activation.slug) + 1
    assert number == f"Plate {place} of {len(catalogue()) + len(gates())}"
    assert len(page.all("math")) == 1
    shown = {div["data-key"] for div in page.all("div") if "data-key" in div}
    assert shown == {key for keys in GROUPS.values() for key in keys}
    ids = [element["id"] for element in page.elements if "id" in element]
    assert len(ids) == len(set(ids))
    assert [name for name in ids if name in SHARED] == SHARED
    linked = {a["href"] for a in page.all("a")}
    assert {f"../species/{slug}" for slug in activation.similar} <= linked
    assert [i["name"] for i in page.all("input") if i["type"] == "number"] == [
        parameter.name for parameter in activation.parameters
    ]


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_year_and_citation(activation):
    text = Page(plate(activation)).one("article")["text"]
    assert activation.citation in text
    assert ("First described" in text) == (activation.year is not None)
    assert ("Origin" in text) == (activation.year is None)
    assert all(habitat in text for habitat in activation.habitats)


def test_what_the_figures_are_told(gelu):
    page = Page(gelu)
    told = page.one("activation-plate")
    assert told["slug"] == "gelu"
    assert json.loads(told["statistics"]) == get("gelu").statistics().as_dict()
    compared = page.one("similar-species")
    others = json.loads(compared["others"])
    assert compared["slug"] == "gelu"
    assert [other["slug"] for other in others] == list(get("gelu").similar)
    # On a fine grid, by a second route: GELU's tanh form is at most 4.7e-4 away, near 2.70.
    x = np.linspace(-10, 10, 200001)
    for other in others:
        apart = get("gelu")(x) - get(other["slug"])(x)
        assert abs(other["gap"]["value"]) == pytest.approx(np.abs(apart).max(), rel=1e-6)
        assert other["gap"]["value"] == pytest.approx(
            float(get("gelu")(other["gap"]["x"]) - get(other["slug"])(other["gap"]["x"])), abs=1e-15
        )
        assert other["reason"] == ""
    assert 'rel="noreferrer">arXiv:1606.08415</a>' in gelu


def test_differences_in_words(gelu):
    said = words(section(gelu, "similar"))
    assert "Quick GELU Largest difference 0.02033 at x = −2.270, where GELU lies above." in said
    relu = words(section(plate(get("relu")), "similar"))
    assert "Leaky ReLU The gap grows without bound towards −∞." in relu
    arctan = words(section(plate(get("arctan")), "similar"))
    assert "Softsign Largest difference 0.5708 approached as x → −∞" in arctan
    assert "CELU The same curve, but for rounding." in words(section(plate(get("elu")), "similar"))


def test_infinity_and_no_gap_in_json():
    others = json.loads(Page(plate(get("relu"))).one("similar-species")["others"])
    leaky = others[0]
    assert leaky["slug"] == "leaky_relu"
    assert leaky["gap"] is None
    assert leaky["reason"] == "the gap grows without bound towards −∞"
    others = json.loads(Page(plate(get("arctan"))).one("similar-species")["others"])
    assert others[0]["gap"]["x"] == "-Infinity"


def test_parameters_reach_every_live_part():
    before, after = plate(get("elu")), plate(get("elu").at(alpha=2))
    for name in ("figure", "facts", "gains", "similar"):
        assert section(before, name) != section(after, name), name
    assert "Largest difference 1 approached as x → −∞, where ELU lies below." in words(
        section(after, "similar")
    )
    found = Page(after)
    assert json.loads(found.one("activation-plate")["statistics"])["parameters"] == {"alpha": 2.0}
    slider, number = found.all("input")
    assert (slider["type"], slider["min"], slider["max"], slider["value"]) == (
        "range", "0", "5", "2",
    )  # fmt: skip
    assert (number["name"], number["value"], number["step"]) == ("alpha", "2", "any")
    assert "minus the limit on the left" in found.one("legend")["text"]
    assert found.one("form")["method"] == "get"
    for fact in facts(get("elu").at(alpha=2)):
        assert str(fact.html) in after


def test_what_is_wrong_is_said_in_one_line():
    with pytest.raises(ValueError, match="finite from -30 to 30"):
        plate_of_formula(formula("log(x)"), (), "../formula.js")


def test_plates_follow_each_other():
    order = [one.slug for one in (*catalogue(), *gates())]
    assert neighbors("identity").before is None
    assert neighbors(order[-1]).after is None
    for left, right in pairwise(order):
        assert neighbors(left).after.slug == right
        assert neighbors(right).before.slug == left
    assert '<a rel="next" href="../species/glu">GLU</a>' in plate(get("snake"))


def test_a_typed_formula_has_a_plate():
    typed = formula("a * log(1 + exp(x))", name="My <b>bend</b>", a=1.0)
    html = plate_of_formula(typed, fragile(typed), "../formula.js?a=1&b=%22")
    page = Page(html)
    assert page.one("h1")["text"] == "My <b>bend</b>"
    assert not page.all("b")[1:], "only the figure's number is bold"
    assert page.one("activation-plate")["module"] == "../formula.js?a=1&b=%22"
    assert "slug" not in page.one("activation-plate")
    others = json.loads(page.one("similar-species")["others"])
    assert [other["slug"] for other in others][:2] == ["softplus", "relu"]
    sizes = [abs(other["gap"]["value"]) for other in others]
    assert sizes == sorted(sizes)
    assert len(sizes) == 4
    assert len(page.all("li")) > 4
    (warned,) = [one for one in page.all("section") if one.get("id") == "warnings"]
    assert "hidden" not in warned
    assert "The value overflows from x = 763.6 to" in words(html)
    assert "calculate_gain" not in html


def test_a_formula_that_leaves_every_species():
    html = plate_of_formula(formula("x^3"), (), "../formula.js")
    assert "None: no species of the guide stays near this curve." in html
    (warned,) = [one for one in Page(html).all("section") if one.get("id") == "warnings"]
    assert "hidden" in warned


@pytest.mark.parametrize("text", ["x * sin(x)", "log(x^2 + 1)"])
def test_what_swings_or_grows_out_of_sight_is_near_to_none(text):
    """Beside a sine no limit says so."""
    html = plate_of_formula(formula(text), (), "../formula.js")
    assert "None: no species of the guide stays near this curve." in html


def test_beside_a_jump():
    html = words(plate_of_formula(formula("sign(x)"), (), "../formula.js"))
    assert "Tanh Largest difference 1 at x = 0, where" in html


@pytest.mark.parametrize(
    ("weakness", "line"),
    [
        (
            Weakness("value", "digits", -1e300, -20.25, -20.25, 1.60522794927e-9, 1.6052280539e-9),
            (
                "The value loses half of its digits or more up to x = −20.25. "
                "At x = −20.25: computed 1.60522795 × 10−9, true 1.60522805 × 10−9."
            ),
        ),
        (
            Weakness("slope", "nan", 764.0, 1e300, 764.0, math.nan, 1.0),
            "The slope comes out as NaN from x = 764 on. At x = 764: computed NaN, true 1.",
        ),
        (
            Weakness("value", "infinite", -1e300, -800.0, -800.0, -math.inf, -2.5),
            "The value overflows up to x = −800. At x = −800: computed −∞, true −2.5.",
        ),
        (
            Weakness("slope", "zero", 3.5, 3.5, 3.5, 0.0, 1e-20),
            "The slope comes out as 0 at x = 3.5. At x = 3.5: computed 0, true 1 × 10−20.",
        ),
    ],
)
def test_weaknesses_in_one_line(weakness, line):
    assert words(warning(weakness)) == line


def test_citations_are_escaped_and_linked():
    assert linked_citation("A & <B>, arXiv:1606.08415, 2016.") == (
        'A &amp; &lt;B&gt;, <a href="https://arxiv.org/abs/1606.08415" rel="noreferrer">'
        "arXiv:1606.08415</a>, 2016."
    )


@pytest.mark.parametrize("slug", ["gelu", "leaky_relu", "identity"])
def test_other_libraries_and_traps_are_listed(slug):
    html = plate(get(slug))
    (listed,) = [dl for dl in Page(html).all("dl") if dl.get("class") == "elsewhere"]
    for one in elsewhere(slug):
        assert one.code in listed["text"]
        assert one.note in listed["text"]
    assert listed["text"].count("has none by name") == sum(not o.named for o in elsewhere(slug))
    for trap in traps(slug):
        assert str(trap.html) in html
        assert trap.why in Page(html).one("article")["text"]
    assert ("None known to this guide." in html) == (not traps(slug))
