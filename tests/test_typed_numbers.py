"""Numbers as readers type them."""

import pytest

from fieldguide.typed_numbers import typed_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2.0),
        (" -0.5 ", -0.5),
        ("\N{MINUS SIGN}1.5", -1.5),
        ("+.5", 0.5),
        ("3.", 3.0),
        ("2e3", 2000.0),
        ("1E-2", 0.01),
        ("1e999", float("inf")),
    ],
)
def test_decimals_are_read(text, number):
    assert typed_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", ".", "1_000", "nan", "inf", "0x10", "1,5", "2 3", "e5", "\N{ARABIC-INDIC DIGIT TWO}"],
)
def test_what_only_python_takes_is_no_number(text):
    assert typed_number(text) is None
