import unicodedata
from xml.etree import ElementTree as ET

import pytest

from fieldguide import catalogue, formula
from fieldguide.activations import latex, mathml
from fieldguide.activations.formula import printing
from tests.activations.formulas import formulas


@pytest.mark.parametrize(
    ("text", "parameters", "expected"),
    [
        ("x * Phi(x)", {}, r"x \, \Phi\left(x\right)"),
        ("1 / (1 + exp(-x))", {}, r"\frac{1}{1 + {e}^{ - x}}"),
        ("(x + 1) * -x", {}, r"\left(x + 1\right) \, \left( - x\right)"),
        ("x - (x - 1)", {}, r"x - \left(x - 1\right)"),
        ("x - x - 1", {}, "x - x - 1"),
        ("-x^2", {}, "- {x}^{2}"),
        ("-beta * x * 3", {"beta": 1}, r"- \beta  \, x \cdot 3"),
        ("x * (-3 * x)", {}, r"x \, \left( - 3 \, x\right)"),
        ("(-3 * x)^2 - (-x * 2)", {}, r"{\left( - 3 \, x\right)}^{2} - \left( - x \cdot 2\right)"),
        ("(-x)^2", {}, r"{\left( - x\right)}^{2}"),
        ("x^2^3", {}, "{x}^{{2}^{3}}"),
        ("(x^2)^3", {}, r"{\left({x}^{2}\right)}^{3}"),
        ("(x / 2)^2", {}, r"{\left(\frac{x}{2}\right)}^{2}"),
        ("exp(x)^2", {}, r"{\left({e}^{x}\right)}^{2}"),
        ("x * 2 * 3", {}, r"x \cdot 2 \cdot 3"),
        ("2 * x", {}, r"2 \, x"),
        ("1.5e-7 * x", {}, r"1.5 \cdot {10}^{ - 7} \, x"),
        ("sqrt(abs(x))", {}, r"\sqrt{\left|x\right|}"),
        ("max(x, 0)", {}, r"\max\left(x , 0\right)"),
        ("atan(relu(pi))+0*x", {}, r"\arctan\left(\operatorname{ReLU}\left(\pi \right)\right)"),
        ("my_b * beta * x", {"my_b": 1, "beta": 1}, r"\mathrm{my\_b} \, \beta  \, x"),
        (
            "where(x <= 0, 1, x)",
            {},
            r"\begin{cases} 1 & \text{if } x \le 0 \\ x & \text{otherwise} \end{cases}",
        ),
    ],
)
def test_latex(text, parameters, expected):
    assert latex(formula(text, **parameters)).startswith(expected)


def words(element):
    return "".join(element.itertext()).replace("\u2061", "").replace("\u2062", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x * Phi(x)", "xΦ(x)"),
        ("x - (x - 1)", "x−(x−1)"),
        ("where(x < 0, 2, log(x))", "{2if\u00a0x<0ln(x)otherwise"),
        ("clip(x, -1, 1)", "clip(x,−1,1)"),
        ("x * -3.5e+10", "x(−3.5·1010)"),
    ],
)
def test_mathml(text, expected):
    assert words(ET.fromstring(mathml(formula(text)))) == expected


# The children that MathML wants of each element.
CHILDREN = {"mfrac": 2, "msup": 2, "math": 1, "mtr": 2}


def greek(name):
    return unicodedata.lookup(f"GREEK SMALL LETTER {name.upper()}")


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_every_species_is_printed(activation):
    tree = ET.fromstring(mathml(activation))
    for parameter in activation.parameters:
        assert parameter.name in words(tree) or greek(parameter.name) in words(tree)
    assert latex(activation).count("{") == latex(activation).count("}")


def test_random_formulas_are_well_formed():
    class Record:
        def __init__(self, text):
            self.formula = text

    for text, _ in formulas(200, seed=1):
        tree = ET.fromstring(mathml(Record(text)))
        for element in tree.iter():
            if element.tag in CHILDREN:
                assert len(element) == CHILDREN[element.tag], text
            assert element.tag in {"mi", "mn", "mo", "mtext"} or not element.text, text
        tex = latex(Record(text))
        assert tex.count(r"\left") == tex.count(r"\right"), text
        depth = 0
        for character in tex.replace(r"\{", "").replace(r"\}", ""):
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0


def test_a_function_of_two_variables():
    class Gate:
        formula = "a * sigmoid(b)"

    assert latex(Gate()) == r"a \, \sigma\left(b\right)"


def test_the_work_is_bounded(monkeypatch):
    """Each part is set once, however deep it lies."""
    seen = []
    whole = printing._set

    def counted(*arguments):
        seen.append(1)
        return whole(*arguments)

    monkeypatch.setattr(printing, "_set", counted)
    for sign in ("*", "+", "-", "/"):
        latex(formula(sign.join(["x"] * 60)))
    mathml(formula("abs(sqrt(" * 30 + "x" + "))" * 30))
    assert len(seen) == 4 * 119 + 61
