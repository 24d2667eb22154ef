"""Text outside the language: one line that points at the character, after bounded work."""

import pickle

import pytest

from fieldguide import FormulaError, formula
from fieldguide.activations.formula import parser, tokenizer

BAD = [
    ("", 0, "the formula is empty. Allowed: a number, x, pi, e, a function, - or ("),
    (" \t\n", 0, "the formula is empty"),
    ("x +", 3, "found the end, where a number, x, pi, e, a function, - or ( is expected"),
    ("x + * 2", 4, 'found "*", where'),
    ("+x", 0, 'found "+", where'),
    ("2x", 1, 'found "x", where an operator + - * / ^ is expected; a product is written a * b'),
    ("x 2", 2, 'found "2"'),
    ("1.2.3", 3, 'found ".3"'),
    ("(x", 2, "found the end, where an operator or ) is expected"),
    ("x)", 1, 'found ")", where an operator'),
    ("()", 1, 'found ")"'),
    ("x, x", 1, 'found ","'),
    ("tnh(x)", 0, '"tnh" is not known; nearest: tanh. Choose from x, pi, e, exp'),
    ("TANH(x)", 0, '"TANH" is not known; nearest: tanh'),
    ("X", 0, '"X" is not known; nearest: x'),
    ("y + 1", 0, '"y" is not known. Choose from x'),
    ("1 + exp x", 4, "the function exp needs parentheses: exp(...)"),
    ("x(2)", 1, "x is not a function; a product is written x * (...)"),
    ("exp()", 4, 'found ")"'),
    ("exp(x, 2)", 5, "exp takes 1 argument, here is one more"),
    ("max(x)", 5, "max takes 2 arguments, got 1"),
    ("max(x, 1, 2)", 8, "max takes 2 arguments, here is one more"),
    ("clip(x, 1)", 9, "clip takes 3 arguments, got 2"),
    ("clip(x, 1, 2", 12, "found the end"),
    ("x > 0", 2, 'a comparison, ">", stands only first in where(c, a, b)'),
    ("max(x > 0, 1)", 6, "stands only first in where"),
    ("where(x, 1, 2)", 7, 'found ",", where a comparison is expected'),
    ("where(0 < x < 1, 1, 2)", 12, "stands only first in where"),
    ("where(x == 0, 1, 2)", 8, '"=" (U+003D EQUALS SIGN) is not in the formula language'),
    ("where(x > 0, 1)", 14, "where takes 3 arguments, got 2"),
    ("__import__('os')", 0, '"__import__" is not known'),
    ("x.__class__", 1, '"." (U+002E FULL STOP) is not in the formula language'),
    ("lambda x: x", 0, '"lambda" is not known'),
    ("x; x", 1, "is not in the formula language; nearest: ,"),
    ("'x'", 0, "is not in the formula language"),
    ("x\0", 1, "U+0000 is not in the formula language"),
    ("x\u202e+1", 1, "U+202E is not in the formula language"),
    ("\ud800", 0, "U+D800 is not in the formula language"),
    ("3 * х", 4, "(U+0445 CYRILLIC SMALL LETTER HA) is not in the formula language; nearest: x"),
    ("x \u2212 1", 2, "(U+2212 MINUS SIGN) is not in the formula language; nearest: -"),
    ("2 × x", 2, "nearest: *"),
    ("π * x", 0, "nearest: pi"),
    ("x²", 1, "nearest: ^2"),
    ("ｘ", 0, "nearest: x"),
    ("１ + x", 0, "nearest: 1"),
    ("٣ * x", 0, "ARABIC-INDIC DIGIT THREE"),
    ("x\u00a0+ 1", 1, "U+00A0"),
    ("1e999", 0, '"1e999" is too large; numbers end at 1.8e308'),
    ("x * " + "9" * 900, 4, '"99999999999999999999..." is too large'),
    ("x + 1e-999", 4, "is too small; numbers begin at 5e-324"),
    ("1 / 0", 2, "division by zero"),
    ("x / (2 - 2)", 2, "division by zero"),
    ("9**9**9**9", 4, "a constant exponent is at most 1000, got 3.8742e+08"),
    ("x^-1001", 1, "a constant exponent is at most 1000, got -1001"),
    ("x + 9^999", 5, "this constant is inf, not a finite number"),
    ("log(-1) * x", 0, "this constant is nan, not a finite number"),
    ("1e300 * 1e300 * x", 6, "this constant is inf"),
    ("where(1 < 2, x, 1 / 0)", 18, "division by zero"),
    ("x" * 1001, 1000, "a formula has at most 1000 characters, got 1001"),
    ("x+" * 5000, 1000, "a formula has at most 1000 characters, got 10000"),
    ("(" * 400 + "x" + ")" * 400, 64, "a formula is nested at most 64 deep"),
    ("-" * 999 + "x", 64, "a formula is nested at most 64 deep"),
    ("(" * 999, 64, "a formula is nested at most 64 deep"),
    ("abs(" * 150 + "x" + ")" * 150, 256, "a formula is nested at most 64 deep"),
    ("x^" * 400 + "x", 128, "a formula is nested at most 64 deep"),
    ("x" + "+x" * 400, 127, "a formula has at most 64 operations within operations"),
]


@pytest.mark.parametrize(("text", "position", "said"), BAD, ids=lambda v: ascii(v)[:30])
def test_one_line_points_at_the_character(text, position, said):
    with pytest.raises(FormulaError) as raised:
        formula(text)
    error = raised.value
    assert isinstance(error, ValueError)
    assert str(error).startswith(f"column {position + 1}: ")
    assert said in str(error)
    assert error.position == position
    assert len(str(error).splitlines()) == 1
    assert str(error).isprintable() or "\ud800" in text
    assert len(str(error)) < 400
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("text", [text for text, *_ in BAD], ids=lambda v: ascii(v)[:30])
def test_the_work_is_bounded(text, monkeypatch):
    """At most a thousand words are read, and a node is made for each at most."""
    made = []
    node = parser.Node

    def counted(*arguments, **keywords):
        made.append(1)
        return node(*arguments, **keywords)

    monkeypatch.setattr(parser, "Node", counted)
    parser.parse.cache_clear()
    with pytest.raises(FormulaError):
        formula(text)
    assert len(made) <= min(len(text), tokenizer.LONGEST)


def test_the_longest_and_deepest_that_are_allowed():
    assert formula("x" + " " * 999)(3.0) == 3
    assert formula("(" * 63 + "x" + ")" * 63)(3.0) == 3
    assert formula("+".join(["x"] * 64))(1.0) == 64
    assert formula("x^1000")(1.0) == 1
    rows = "+".join(["(" + "+".join(["x"] * 31) + ")"] * 15)
    assert formula(rows)(1.0) == 465


@pytest.mark.parametrize(
    ("arguments", "parameters", "kind", "said"),
    [
        ((3,), {}, TypeError, "a formula must be a string, got int"),
        ((None,), {}, TypeError, "a formula must be a string, got NoneType"),
        ((b"x",), {}, TypeError, "got bytes"),
        (("x",), {"a": 1}, FormulaError, 'column 2: the formula ends without the parameter "a"'),
        (("a * x",), {"a": "1"}, TypeError, "a must be a number, got str"),
        (("a * x",), {"a": float("nan")}, ValueError, "a must be between -1e+06 and 1e+06"),
        (("a * x",), {"a": 1e7}, ValueError, "a must be between -1e+06 and 1e+06"),
        (("x",), {"x": 1}, ValueError, 'no parameter can be called "x"'),
        (("x",), {"pi": 1}, ValueError, 'no parameter can be called "pi"'),
        (("x",), {"tanh": 1}, ValueError, 'no parameter can be called "tanh"'),
        (("x * new",), {"new": 1}, ValueError, 'no parameter can be called "new"'),
        (("x * Math",), {"Math": 1}, ValueError, 'no parameter can be called "Math"'),
        (("x",), {"a b": 1}, ValueError, "a parameter's name is a letter and up to 31"),
        (("x",), {"β": 1}, ValueError, "a parameter's name is a letter and up to 31"),
        (("x",), {"a" * 33: 1}, ValueError, "a parameter's name is a letter and up to 31"),
        (("x", b"f"), {}, TypeError, "name must be a string, got bytes"),
        # A number given by this name may be meant for a parameter.
        (("x", 3), {}, ValueError, 'no parameter can be called "name"'),
        (("name * x",), {"name": 2.0}, ValueError, 'no parameter can be called "name"'),
        (("x", ""), {}, ValueError, "name must be 1 to 60 printable characters"),
        (("x", "a\nb"), {}, ValueError, "name must be 1 to 60 printable characters"),
        (("x", "a" * 61), {}, ValueError, "name must be 1 to 60 printable characters"),
    ],
)
def test_what_else_is_given(arguments, parameters, kind, said):
    with pytest.raises(kind) as raised:
        formula(*arguments, **parameters)
    assert said in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_a_known_parameter_is_allowed_and_named():
    with pytest.raises(FormulaError, match=r"nearest: beta\. Choose from x, beta, pi, e, exp"):
        formula("x * bta", beta=1)
