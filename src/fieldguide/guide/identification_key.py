"""The identification key of the index: questions about a curve that tell the species apart."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import inf, isinf
from typing import NamedTuple

from fieldguide.activations import Activation
from fieldguide.analysis import Absent, Statistics


class Question(NamedTuple):
    """One question of the key.

    Attributes:
      key: its name in the URL and in the data- attributes.
      text: what is asked.
      answers: the value of each answer, and how it is worded.
      of: the answer that a species' statistics give.
    """

    key: str
    text: str
    answers: Mapping[str, str]
    of: Callable[[Statistics], str]


def _bounded(s: Statistics) -> str:
    if isinstance(s.range, Absent):
        return "no"
    return {0: "yes", 1: "half", 2: "no"}[isinf(s.range.low) + isinf(s.range.high)]


def _kink(s: Statistics) -> str:
    if s.smoothness == "discontinuous":
        return "jump"
    return "yes" if s.kinks else "no"


def _falls(s: Statistics) -> str:
    if s.monotone != "no":
        return "yes" if s.monotone == "decreasing" else "no"
    return "often" if s.endless else "yes"


def _levels(limit: float | Absent) -> str:
    if isinstance(limit, Absent) or isinf(limit):
        return "no"
    return "zero" if limit == 0 else "yes"


def _origin(s: Statistics) -> str:
    # An interval of zeros is closed: where f jumps, the value on the left counts.
    through = 0.0 in s.roots or any(low <= 0.0 <= high for low, high in s.zero_intervals)
    return "yes" if through else "no"


def _steep(s: Statistics) -> str:
    # Without a largest slope there is a jump, or a slope that grows without bound.
    steepest = inf if isinstance(s.lipschitz, Absent) else s.lipschitz
    return "yes" if steepest > 1 else "no"


def _yes_or_no(holds: bool) -> str:
    return "yes" if holds else "no"


_YES_NO = {"yes": "yes", "no": "no"}
_LEVELS = {"zero": "at 0", "yes": "off 0", "no": "no"}

QUESTIONS = (
    Question(
        "bounded",
        "On which sides is it bounded?",
        {"yes": "both", "half": "one", "no": "none"},
        _bounded,
    ),
    Question("left", "Does it level off on the left?", _LEVELS, lambda s: _levels(s.left_limit)),
    Question("right", "Does it level off on the right?", _LEVELS, lambda s: _levels(s.right_limit)),
    Question("kink", "Is there a kink?", {"yes": "yes", "jump": "a jump", "no": "no"}, _kink),
    Question("flat", "Is a stretch of it dead flat?", _YES_NO, lambda s: _yes_or_no(bool(s.flat))),
    Question(
        "falls",
        "Does it go down, then up?",
        {"yes": "once", "often": "often", "no": "no"},
        _falls,
    ),
    Question("origin", "Does it pass through the origin?", _YES_NO, _origin),
    Question("steep", "Is it anywhere steeper than 1?", _YES_NO, _steep),
    Question(
        "odd", "Is it unchanged by a half turn?", _YES_NO, lambda s: _yes_or_no(s.parity == "odd")
    ),
    Question(
        "repeats",
        "Does its slope repeat?",
        _YES_NO,
        # The slope of a straight line is the same everywhere, and repeats nothing.
        lambda s: _yes_or_no(s.slope_period is not None),
    ),
)


@cache
def traits(activation: Activation) -> dict[str, str]:
    """The answer to each question, computed from the statistics at the default parameters."""
    statistics = activation.statistics()
    return {question.key: question.of(statistics) for question in QUESTIONS}


def counts(answers: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """How many species would remain after each single answer.

    Args:
      answers: of each species, as of ``traits``.
    """
    species = list(answers)
    return {
        question.key: {
            answer: sum(each[question.key] == answer for each in species)
            for answer in question.answers
        }
        for question in QUESTIONS
    }
