"""What a one-line refusal names: the nearest valid choice, and what the reader wrote."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_LONGEST_QUOTE = 60  # characters
_ALIKE = 0.6  # the share of matching letters at which difflib calls two words close


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is spelled most like the word; upper and lower case count as the same.

    Raises:
      ValueError: there are no choices.
    """
    return max(choices, key=lambda choice: _likeness(word, choice))


def close_matches(word: str, choices: Iterable[str], most: int) -> list[str]:
    """The choices that look like the word, the nearest first; none where nothing does.

    Args:
      word: what was asked for.
      choices: what there is.
      most: how many are named, at most.
    """
    alike = [choice for choice in choices if _likeness(word, choice)[0] >= _ALIKE]
    return sorted(alike, key=lambda choice: _likeness(word, choice), reverse=True)[:most]


def nearest_hint(word: str, choices: Iterable[str], most: int = 1) -> str:
    """The part of a message that names up to ``most`` close matches; empty where there is none."""
    near = close_matches(word, choices, most)
    return f"; nearest: {', '.join(near)}" if near else ""


def quoted(text: str) -> str:
    """What a reader wrote, in quotes, as one short piece of a line: cut, and plain ASCII."""
    cut = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."
    return ascii(cut)


def _likeness(word: str, choice: str) -> tuple[float, float, str]:
    """The ratio without and with regard to case; of equals the last in the alphabet counts."""
    # SequenceMatcher is not symmetric: the order of its two words is that of get_close_matches.
    folded = SequenceMatcher(None, choice.lower(), word.lower()).ratio()
    exact = SequenceMatcher(None, choice, word).ratio()
    return folded, exact, choice
