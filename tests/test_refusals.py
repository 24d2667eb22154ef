"""The nearest valid choice, and what a reader wrote as a piece of one line."""

from difflib import get_close_matches

import pytest

from fieldguide.activations import catalogue, gates
from fieldguide.refusals import close_matches, nearest, quoted

SLUGS = [record.slug for record in (*catalogue(), *gates())]


@pytest.mark.parametrize(
    ("word", "choices", "choice"),
    [
        ("gellu", SLUGS, "gelu"),
        ("RELU", SLUGS, "relu"),
        ("", ["a", "b"], "b"),
        ("?", ["only"], "only"),
        ("phi", ["Phi", "phi"], "phi"),
        ("PHI", ["phi", "Phi"], "Phi"),
        ("alpah", ["alpha", "beta"], "alpha"),
    ],
)
def test_there_is_always_a_nearest(word, choices, choice):
    assert nearest(word, choices) == choice


@pytest.mark.parametrize("word", ["gellu", "relu7", "soft", "qwxz", "", "leaky", "tahn", "swiglu "])
def test_close_matches_are_those_of_difflib(word):
    assert close_matches(word, SLUGS, 3) == get_close_matches(word, SLUGS, 3)
    assert [nearest(word, SLUGS)] == get_close_matches(word, SLUGS, 1, 0.0)


def test_case_does_not_keep_a_word_apart():
    assert close_matches("SIGMOD", SLUGS, 1) == ["sigmoid"]


def test_what_was_written_is_short_and_plain():
    assert quoted("relu") == "'relu'"
    assert quoted("a\nb\x1b") == "'a\\nb\\x1b'"
    assert quoted("é" * 61) == "'" + "\\xe9" * 60 + "...'"
