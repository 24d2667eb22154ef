"""The words of a summary."""

import pytest

from fieldguide.labs.sentences import listed, percent


@pytest.mark.parametrize(
    ("parts", "sentence"), [("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")]
)
def test_lists_read_as_in_a_sentence(parts, sentence):
    assert listed(iter(parts)) == sentence


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        *[(0, "0%"), (0.5, "50%"), (1, "100%")],
        *[(1e-5, "0.1%"), (0.645, "64.5%"), (4 / 7, "57.1%"), (0.99999, "99.9%")],
    ],
)
def test_only_none_is_zero_and_only_all_is_a_hundred(share, shown):
    assert percent(share) == shown
