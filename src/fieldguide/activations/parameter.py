"""A parameter of an activation function: its name, default, bounds and meaning."""

from dataclasses import dataclass
from math import isnan
from numbers import Real


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that shapes an activation: ``low <= value <= high``."""

    name: str
    default: float
    low: float
    high: float
    meaning: str

    def check(self, value: object) -> float:
        """Return ``value`` as a float.

        Raises:
          TypeError: not a real number.
          ValueError: outside ``[low, high]``, or NaN.
        """
        if not isinstance(value, Real):
            raise TypeError(f"{self.name} must be a number, got {type(value).__name__}")
        number = float(value)
        if self.low <= number <= self.high:
            return number
        allowed = f"{self.name} must be between {self.low:g} and {self.high:g}, got {value}"
        if isnan(number):
            raise ValueError(allowed)
        nearest = self.low if number < self.low else self.high
        raise ValueError(f"{allowed}; nearest: {nearest:g}")
