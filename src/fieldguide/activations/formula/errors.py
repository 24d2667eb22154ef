"""The error of the formula language."""

from collections.abc import Iterable

from fieldguide.refusals import close_matches


class FormulaError(ValueError):
    """A formula outside the language.

    Attributes:
      position: the offending character's place in the text, from 0; the
        message counts columns from 1.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.position = position

    def __str__(self) -> str:
        return f"column {self.position + 1}: {self.args[0]}"


def nearest(name: str, allowed: Iterable[str]) -> str:
    """The part of a message that names the nearest allowed word, or nothing."""
    near = close_matches(name, allowed, 1)
    return f"; nearest: {near[0]}" if near else ""
