"""No route fails on a formula's parameter that has the name of some argument or field."""

import httpx
import pytest

from fieldguide import labs

NAMES = (
    *("variance", "kind", "self", "activation", "fraction", "bias_variance", "cls", "values"),
    *("q", "weight", "formula", "text", "slug", "show", "view", "parameters", "request", "name"),
)
ROUTES = (
    "api/formula?formula=x*sigmoid({0}*x)&formula.{0}=0.5",
    "formula.js?formula=x*sigmoid({0}*x)&formula.{0}=0.5",
    "species/formula?formula=x*sigmoid({0}*x)&formula.{0}=0.5",
    "compare?show=relu,formula&formula=x*sigmoid({0}*x)&formula.{0}=0.5",
    "labs/vanish?depth=1&width=16&seeds=1&activations=relu,x*sigmoid({0}*x)({0}=0.5)",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.partition("?")[0])
def test_an_answer_or_one_line(guide_url, route, name):
    answer = httpx.get(guide_url + route.format(name), timeout=60)
    if name == "name":
        refusal = 'no parameter can be called "name"'
        if route.startswith("compare"):
            # The field above its chart says what is wrong; the others are compared.
            assert answer.status_code == 200
            return
        assert answer.status_code == (200 if route.startswith("api") else 422)
        # A page begins the line with a capital.
        assert refusal in answer.text.replace("\\", "").replace("&#34;", '"').replace(
            "No p", "no p"
        )
    else:
        assert answer.status_code == 200
        assert "problem" not in answer.text.partition("<")[0]


@pytest.mark.parametrize("lab", labs.labs(), ids=lambda lab: lab.name)
@pytest.mark.parametrize("name", NAMES)
def test_every_lab_reads_it(lab, name):
    (field,) = (field for field in lab.Params.model_fields if field.startswith("activation"))
    pairs = [(field, f"x*sigmoid({name}*x)({name}=0.5)")]
    if name == "name":
        with pytest.raises(labs.LabError, match='no parameter can be called "name"'):
            labs.read(lab, pairs)
        return
    chosen = getattr(labs.read(lab, pairs), field)
    (activation,) = chosen if isinstance(chosen, tuple) else (chosen,)
    assert activation.values == {name: 0.5}
    assert labs.text_of(activation) == pairs[0][1]
