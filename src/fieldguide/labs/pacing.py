"""Pacing: the work of a run is counted, and a progress line sent where a reader would wait."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fieldguide.labs.frames import Progress

# Nanoseconds of a common core, of NumPy alone. Counted and not timed: the same parameters give
# the same lines on every machine.
PATIENCE = 30_000_000
"""As much work as there may be between two lines; at most about 50 ms where the count is low."""
DRAWING = 15
"""A random weight, drawn and stored."""
_PREPARING = 200_000
"""A layer of one activation: its formula compiled, the arrays of its first pass made."""
_CALL = 7_000
"""A layer in a pass, whatever its size."""
_PRODUCT = 0.0075
"""A weight times a number, for each byte of them."""
_UPDATE = 0.5
"""A weight changed by the optimizer, for each byte of it."""
_VALUE = {4: 2.5, 8: 20}
"""A number through a compiled activation, by its bytes."""
_EXACT_CALL = 50_000
_EXACT_VALUE = 20
"""The same as _CALL and _VALUE where ``Activation`` itself is called, as signals and layers do."""


class Pacer:
    """Counts the work of one run since its last line."""

    def __init__(self) -> None:
        self._since_line = 0.0

    def before(self, work: float, progress: float) -> Iterator[Progress]:
        """Count a piece of work; where it would make a reader wait, a progress line comes first.

        First, so that a run whose reader has left is closed before the work and not after it.

        Args:
          work: of the piece, in nanoseconds.
          progress: how far the run is, 0 to 1.
        """
        if self._since_line and self._since_line + work > PATIENCE:
            self._since_line = 0
            yield Progress(progress=progress)
        self._since_line += work

    def line(self) -> None:
        """Count anew: a line other than of progress is about to be given."""
        self._since_line = 0


def pieces(count: int, work: float) -> Iterator[slice]:
    """Slices of ``count`` things of ``work`` nanoseconds each, so that each slice is one piece."""
    most = max(1, int(PATIENCE / work))
    for start in range(0, count, most):
        yield slice(start, min(start + most, count))


class NetworkWork:
    """The nanoseconds that work on networks of one shape takes.

    Args:
      sizes: of the layers, the inputs first.
      activations: how many different ones the networks have.
      replicas: how many networks there are.
      itemsize: the bytes of a number, 4 or 8.
    """

    def __init__(
        self, sizes: Sequence[int], activations: int, replicas: int, itemsize: int = 4
    ) -> None:
        self._layers = len(sizes) - 1
        self._activations = activations
        self._weights = replicas * sum(a * b for a, b in pairwise(sizes))
        self._units = replicas * sum(sizes[1:])
        self._products = self._weights * _PRODUCT * itemsize
        self._values = self._units * _VALUE[itemsize]
        self._update = self._weights * _UPDATE * itemsize

    @property
    def example(self) -> float:
        """One example more in a forward pass."""
        return self._products + self._values

    @property
    def drawing(self) -> float:
        """Making the networks."""
        return self._weights * DRAWING

    @property
    def preparing(self) -> float:
        """Making their trainer and running their first passes, on top of what a pass takes."""
        return self._activations * self._layers * _PREPARING + self._update

    def forward(self, examples: int) -> float:
        """A forward pass."""
        return self._layers * _CALL + examples * self.example

    def step(self, batch: int) -> float:
        """A step of training: a forward and a backward pass, and the update of the weights."""
        return 3 * self.forward(0) + 3 * batch * self.example + self._update

    def layers(self, examples: int) -> float:
        """``Network.layers``."""
        values = (
            self._activations * self._layers * _EXACT_CALL + examples * self._units * _EXACT_VALUE
        )
        return values + examples * self._products

    def signals(self, examples: int) -> float:
        """``Network.signals``: forward and backward."""
        return 2 * self.layers(examples)
