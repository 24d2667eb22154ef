"""The answer where there is no number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absent:
    """Says that a quantity does not exist, and why. False in a condition.

    Not NaN, which would travel on unseen: arithmetic with it is a TypeError.
    """

    reason: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"none: {self.reason}"


Number = float | Absent
