"""A typed formula over HTTP: what it is, its arithmetic, its plate, or what is wrong with it."""

import http.client
import json
import re
from html import unescape
from urllib.parse import quote, urlencode

import httpx
import pytest

import fieldguide
from fieldguide.activations import FormulaError, javascript, mathml

GOOD = {
    "x": {},
    "x*tanh(log(1+exp(x)))": {},
    "x*sigmoid(b*x)": {"b": 2.0},
    "max(x, 0) - 0.1*max(-x, 0)": {},
    "  x *\n\t2 ": {},
    "max(x, b)": {"b": -0.5},
    "where(x > t, x, a*x)": {"a": 0.25, "t": 1.0},
    "constructor*x + toString": {"constructor": 2.0, "toString": -1.0},
    "e^(-x^2)": {},
    "log(x)": {},
    "1/x": {},
    "0*x": {},
}
# The text, where in it the fault lies, and a word of the line that says so.
HOSTILE = {
    "": (0, "empty"),
    "x*": (2, "the end"),
    "x" * 10_000: (1000, "1000 characters"),
    "(" * 500 + "x" + ")" * 500: (1000, "1000 characters"),
    "(" * 300 + "x" + ")" * 300: (64, "nested"),
    "x" + "+x" * 400: (127, "operations within"),
    "__import__('os')": (0, "__import__"),
    "x.__class__": (1, "U+002E"),
    "1/0": (1, "division by zero"),
    "x/(pi-pi)": (1, "division by zero"),
    "9**9**9": (1, "exponent"),
    "exp(1000)": (0, "inf"),
    "1e999": (0, "too large"),
    "x\0": (1, "U+0000"),
    "\x1b[31mx": (0, "U+001B"),
    "x\u202e+1": (1, "U+202E"),
    "x + 😀": (4, "U+1F600"),
    "x − 1": (2, "nearest: -"),
    "<img src=x onerror=alert(1)>": (0, "comparison"),
    '"><script>alert(1)</script>': (0, '"""'),
    "eval(x)": (0, '"eval"'),
    "x b": (2, '"b"'),
    "sin x": (0, "parentheses"),
    "constructor": (0, '"constructor"'),
    "x;y": (1, "nearest: ,"),
    "x == 1": (2, "nearest: >="),
    "lambda: x": (6, "U+003A"),
}
VALUES = {
    "formula=b*x&formula.b=banana": "must be a number",
    "formula=b*x&formula.b=": "must be a number",
    "formula=b*x&formula.b=1_000": "must be a number",
    "formula=b*x&formula.b=%D9%A3": "must be a number",
    "formula=b*x&formula.b=nan": "must be a number",
    "formula=b*x&formula.b=1e999": "between -1e+06 and 1e+06",
    "formula=b*x&formula.b=-1e7": "nearest: -1e+06",
    "formula=b*x&formula.b=" + "9" * 5000: "nearest: 1e+06",
    "formula=x&formula.b=2": 'without the parameter "b"',
    "formula=x&formula.=2": "name is a letter",
    "formula=x&formula.%3Cb%3E=2": "name is a letter",
    "formula=x&formula.__proto__=2": "name is a letter",
    "formula=x&formula.x=2": "meaning already",
    "formula=exp*x&formula.exp=2": "meaning already",
    "formula=name*x&formula.name=2": "meaning already",
    "formula=x&"
    + "&".join(f"formula.p{i}=1" for i in range(1000)): "at most 8 parameters, got 1000",
    "formula=%zz%E0%A4%A": "U+0025",
    "formula=%FF": "U+FFFD",
    "x=1": "empty",
}


def query(text: str, values: dict[str, float]) -> str:
    return urlencode(
        {"formula": text} | {f"formula.{k}": v for k, v in values.items()}, quote_via=quote
    )


def told(url: str, asked: str) -> dict:
    answer = httpx.get(f"{url}api/formula?{asked}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.content, parse_constant=pytest.fail)


def one_line(line: str) -> None:
    assert line
    assert line.isprintable()
    assert len(line) < 300


@pytest.mark.parametrize("text", GOOD)
def test_a_good_formula_is_described_and_its_arithmetic_is_there(guide_url, text):
    values = GOOD[text]
    here = fieldguide.formula(text, **values)
    answer = told(guide_url, query(text, values))
    assert list(answer) == ["formula", "mathml", "kinks", "parameters", "module"]
    assert answer["formula"] == here.formula
    assert answer["mathml"] == mathml(here)
    assert answer["kinks"] == list(here.kinks)
    assert {p["name"]: p["default"] for p in answer["parameters"]} == values
    module = httpx.get(guide_url + answer["module"])
    assert module.status_code == 200
    assert module.headers["content-type"] == "text/javascript; charset=utf-8"
    assert module.text == javascript([here])


def check(url: str, asked: str, position: int | None, says: str) -> None:
    answer = told(url, asked)
    assert list(answer) == ["problem", "position", "missing"]
    one_line(answer["problem"])
    assert says in answer["problem"]
    assert answer["position"] == position
    module = httpx.get(f"{url}formula.js?{asked}")
    assert (module.status_code, module.text) == (422, answer["problem"] + "\n")
    assert module.headers["content-type"] == "text/plain; charset=utf-8"
    page = httpx.get(f"{url}species/formula?{asked}")
    if "empty" in says:
        # The page with the field, and no complaint yet.
        assert (page.status_code, "formula-problem" in page.text) == (200, False)
        return
    assert page.status_code == 422
    shown = re.search(r'id="formula-problem" class="problem">(.*?)</p>', page.text)
    assert shown
    # As the answer has it, begun as a sentence.
    assert unescape(shown[1])[1:] == answer["problem"][1:] + "."
    assert len(page.content) < 12_000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_formula_gets_one_line_that_points_at_the_character(guide_url, text):
    position, says = HOSTILE[text]
    check(guide_url, query(text, {}), position, says)
    with pytest.raises(FormulaError) as error:
        fieldguide.formula(text)
    assert error.value.position == position


@pytest.mark.parametrize("asked", VALUES, ids=range(len(VALUES)))
def test_a_bad_parameter_or_a_garbled_query_gets_one_line(guide_url, asked):
    place = {"formula=x&formula.b=2": 1}.get(asked, 0 if "." not in asked else None)
    check(guide_url, asked, place, VALUES[asked])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("b*x", ["b"]),
        ("a*x + b", ["a", "b"]),
        ("beta*x + beta", ["beta"]),
        ("x*sigmoid(constructor*x)", ["constructor"]),
        # More is wrong than a name, or the name cannot be a parameter's.
        ("b*x +", []),
        ("sigmod(x)", []),
        ("b x", []),
        ("for*x", []),
        ("name*x", []),
        ("exp*x", []),
        ("_b*x", []),
        ("*".join(f"p{i}" for i in range(9)), []),
    ],
)
def test_names_that_could_be_parameters_are_listed(guide_url, text, names):
    answer = told(guide_url, query(text, {}))
    assert answer["missing"] == names
    made = told(guide_url, query(text, dict.fromkeys(names, 1.0)))
    assert ("module" in made) is bool(names)


def test_of_a_parameter_given_twice_the_first_counts(guide_url):
    answer = told(guide_url, "formula=b*x&formula.b=2&formula.b=3&formula=x")
    assert answer["formula"] == "b*x"
    assert answer["parameters"][0]["default"] == 2


def test_the_plate_of_a_fragile_formula_warns(guide_url):
    page = httpx.get(f"{guide_url}species/formula?{query('log(1+exp(x))', {})}", timeout=30)
    assert page.status_code == 200
    warnings = re.search(r'<section id="warnings">(.*?)</section>', page.text, re.DOTALL)
    assert warnings
    assert "overflows" in warnings[1]
    assert 'id="facts"' in page.text
    assert 'id="similar"' in page.text


def test_a_sound_formula_has_a_plate_without_warnings(guide_url):
    page = httpx.get(f"{guide_url}species/formula?{query('x*sigmoid(b*x)', {'b': 2})}", timeout=30)
    assert page.status_code == 200
    assert '<section id="warnings" hidden>' in page.text
    assert "formula.js?formula=x%2Asigmoid%28b%2Ax%29&amp;formula.b=2.0" in page.text


def test_a_formula_that_cannot_be_measured_says_so_on_its_page(guide_url):
    page = httpx.get(f"{guide_url}species/formula?{query('log(x)', {})}", timeout=30)
    assert page.status_code == 200
    assert "This formula has no plate: " in page.text
    assert 'value="log(x)"' in page.text
    assert 'id="warnings"' not in page.text
    page = httpx.get(
        f"{guide_url}species/formula?{query('exp(exp(x))/exp(exp(x))', {})}", timeout=30
    )
    assert page.status_code == 200
    assert "This formula has no plate: " in page.text
    assert re.search(r"<li>The value comes out as NaN from .*?, true .*?1", page.text)


def test_without_a_formula_there_is_a_field(guide_url):
    page = httpx.get(f"{guide_url}species/formula")
    assert page.status_code == 200
    assert 'name="formula"' in page.text
    assert "formula-problem" not in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]


def test_nothing_typed_becomes_markup(guide_url):
    page = httpx.get(
        f"{guide_url}species/formula?"
        + query('"><script>alert(1)</script>', {})
        + "&formula.%22%3E%3Cimg%3E=%22%3E%3Cimg%3E"
    )
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


def test_a_query_longer_than_a_server_reads_is_refused_and_the_server_stays(guide_url):
    asked = httpx.URL(guide_url)
    connection = http.client.HTTPConnection(asked.host, asked.port)
    connection.request("GET", "/api/formula?formula=" + "%F0%9F%98%80" * 20_000)
    assert connection.getresponse().status in (400, 414, 431)
    connection.close()
    assert told(guide_url, "formula=x")["formula"] == "x"


def test_a_formula_stands_beside_the_species_it_is_compared_with(guide_url):
    asked = f"{guide_url}compare?show=gelu,formula&"
    page = httpx.get(asked + query("b*tanh(x)", {"b": 2}), timeout=30)
    assert page.status_code == 200
    column = re.search(r'<th scope="col" data-slug="formula">(.*?)</th>', page.text)
    assert column
    assert 'b = <data class="n" value="2.0">2</data>' in column[1]
    for bad in ("x*", "log(x)"):
        page = httpx.get(asked + query(bad, {}), timeout=30)
        assert page.status_code == 200
        assert 'data-slug="gelu"' in page.text
        assert '<th scope="col" data-slug="formula">' not in page.text


def test_the_plates_form_without_script_keeps_the_formula(guide_url):
    page = httpx.get(f"{guide_url}species/formula?{query('b*tanh(x)', {'b': 2})}", timeout=30)
    assert '<input type="hidden" name="formula" value="b*tanh(x)">' in page.text
    assert 'name="formula.b"' in page.text
