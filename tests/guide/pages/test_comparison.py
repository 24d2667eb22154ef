"""The comparison: columns, parameters, and which rows agree."""

import re

import pytest

from fieldguide.activations import formula, get
from fieldguide.guide import comparison
from fieldguide.guide.pages.comparison import COMPARED_FIRST, OFFERED
from fieldguide.guide.plate_statistics import facts


def rows(html: str) -> dict[str, tuple[bool, list[str]]]:
    """Each fact's row: whether it is marked alike, and its cells."""
    found = {}
    for alike, label, rest in re.findall(
        r'<tr( class="alike")?><th scope="row">(.*?)</th>(.*?)</tr>', html
    ):
        found[re.sub(r" <span.*", "", label)] = (bool(alike), re.findall("<td>(.*?)</td>", rest))
    return found


def slugs(html: str) -> list[str]:
    return re.findall(r'<th scope="col" data-slug="(\w+)">', html)


def test_cells_are_the_facts_at_the_parameters_given():
    chosen = [get("elu").at(alpha=2), get("leaky_relu").at(negative_slope=0.2), get("tanh")]
    html = comparison(chosen)
    order = slugs(html)
    found = rows(html)
    assert sorted(order) == sorted(one.slug for one in chosen)
    for one in chosen:
        for fact in facts(one):
            assert found[fact.label][1][order.index(one.slug)] == fact.html
    assert 'alpha = <data class="n" value="2.0">2</data>' in html
    assert 'negative slope = <data class="n" value="0.2">0.2</data>' in html


def test_rows_are_alike_exactly_where_all_cells_are():
    found = rows(comparison([get("gelu"), get("silu"), get("mish")]))
    assert {alike for alike, _ in found.values()} == {True, False}
    for alike, cells in found.values():
        assert alike == (len(set(cells)) == 1)


def test_one_species_agrees_with_nobody():
    assert not any(alike for alike, _ in rows(comparison([get("gelu")])).values())


@pytest.mark.parametrize(
    ("chosen", "says"),
    [([], "Nothing is on the chart"), (["relu"], "ReLU is alone here"), (["relu", "elu"], None)],
)
def test_fewer_than_two_say_what_to_do(chosen, says):
    html = comparison([get(slug) for slug in chosen])
    assert ("too-few" in html) == (says is not None)
    assert says is None or says in html
    assert ("<table>" in html) == bool(chosen)


def test_the_columns_stand_in_the_order_of_the_chart():
    html = comparison([get(slug) for slug in ("step", "identity", "tanh", "mish", "gelu")])
    assert slugs(html) == ["gelu", "mish", "tanh", "identity", "step"]
    assert 'data-shown="gelu,mish,tanh,identity,step"' in html
    assert f'data-opening="{",".join(OFFERED)}"' in html
    assert f'data-defaults="show={",".join(COMPARED_FIRST)}"' in html


def test_a_typed_formula_has_a_column_and_leads_to_its_plate():
    twin = formula("x * sigmoid(b * x)", None, b=1.702)
    html = comparison([get("quick_gelu"), twin])
    assert slugs(html) == ["quick_gelu", "formula"]
    moments = [
        cells for label, (_, cells) in rows(html).items() if label.startswith(("Mean", "Variance"))
    ]
    assert len(moments) == 4
    for mine, other in moments:
        numbers = [float(re.search('value="(.*?)"', cell)[1]) for cell in (mine, other)]
        assert numbers[0] == pytest.approx(numbers[1], rel=1e-9)
    assert 'href="species/formula?formula=x%20%2A%20sigmoid%28b%20%2A%20x%29&amp;formula.b=' in html


def test_a_formula_without_statistics_is_said_and_the_others_stand():
    html = comparison([get("gelu"), formula("log(x)"), get("silu")])
    assert slugs(html) == ["gelu", "silu"]
    assert "Formula has no statistics: formula is " in html


def test_links_keep_the_parameters():
    html = comparison([get("elu").at(alpha=2), get("gelu")])
    assert 'href="species/elu?alpha=2.0"' in html
    assert 'href="species/gelu"' in html
