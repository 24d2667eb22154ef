"""Losses on logits: values for people, gradients as prepared calls.

Logits are (replicas, outputs, examples) here.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from fieldguide.nets.arrays.numpy import Call

Array = np.ndarray[Any, Any]


class Binary:
    """Cross-entropy of one logit: log(1 + exp(z)) - y z, for y of 0 and 1."""

    def encoded(self, y: Any) -> Array:
        """1 - 2y, (1, n): the sign that makes every logit a wrong one."""
        y = np.asarray(y)
        if y.ndim != 1 or not ((y == 0) | (y == 1)).all():
            raise ValueError("y must be (n,) of 0 and 1 for one output")
        signs: Array = 1.0 - 2.0 * y[None]
        return signs

    def values(self, logits: Array, y: Array) -> Array:
        """The mean over examples."""
        wrong: Array = (logits * y)[:, 0]
        losses: Array = (np.maximum(wrong, 0) + np.log1p(np.exp(-np.abs(wrong)))).mean(1)
        return losses

    def gradient(self, arrays: Any, logits: Any, y: Any, out: Any) -> Iterator[Call]:
        """sigmoid(z) - y = (tanh(z/2) + 1 - 2y) / 2, over the number of examples."""
        steps = [
            ("*", (logits, arrays.array(0.5)), out),
            ("tanh", (out,), out),
            ("+", (out, y), out),
            ("*", (out, arrays.array(0.5 / y.shape[1])), out),
        ]
        yield from arrays.program(steps, keep=[out])

    def right(self, logits: Array, y: Array) -> Array:
        """Which examples are put in the right class."""
        right: Array = ((logits > 0) == (y < 0))[:, 0]
        return right


class Classes:
    """Cross-entropy of a logit a class: log sum exp(z) - z_y, for y from 0."""

    def __init__(self, outputs: int) -> None:
        self._outputs = outputs

    def encoded(self, y: Any) -> Array:
        """1 for the class and 0 for the others, (classes, n)."""
        y = np.asarray(y)
        if y.ndim != 1 or y.dtype.kind not in "iu" or not ((y >= 0) & (y < self._outputs)).all():
            raise ValueError(f"y must be (n,) of integers from 0 to {self._outputs - 1}")
        ones: Array = (y == np.arange(self._outputs)[:, None]).astype(np.float64)
        return ones

    def values(self, logits: Array, y: Array) -> Array:
        """The mean over examples."""
        z = logits - logits.max(1, keepdims=True)
        losses: Array = (np.log(np.exp(z).sum(1)) - np.where(y > 0, z, 0).sum(1)).mean(1)
        return losses

    def gradient(self, arrays: Any, logits: Any, y: Any, out: Any) -> Iterator[Call]:
        """softmax(z) - y, over the number of examples."""
        row = arrays.empty(len(out), 1, out.shape[2])
        yield arrays.reduce("max", logits, row)
        yield from arrays.program([("-", (logits, row), out), ("exp", (out,), out)], keep=[out])
        yield arrays.reduce("+", out, row)
        steps = [
            ("/", (out, row), out),
            ("-", (out, y), out),
            ("*", (out, arrays.array(1.0 / y.shape[1])), out),
        ]
        yield from arrays.program(steps, keep=[out])

    def right(self, logits: Array, y: Array) -> Array:
        """Which examples are put in the right class."""
        right: Array = logits.argmax(1) == y.argmax(0)
        return right


class Square:
    """Mean squared error, over examples and outputs."""

    def __init__(self, outputs: int) -> None:
        self._outputs = outputs

    def encoded(self, y: Any) -> Array:
        """The targets, (outputs, n)."""
        targets: Array = np.asarray(y, np.float64)
        if targets.ndim != 2 or targets.shape[1] != self._outputs:
            raise ValueError(f"y must be (n, {self._outputs}), got {targets.shape}")
        return targets.T

    def values(self, logits: Array, y: Array) -> Array:
        """The mean over examples and outputs."""
        squares: Array = ((logits - y) ** 2).mean((1, 2))
        return squares

    def gradient(self, arrays: Any, logits: Any, y: Any, out: Any) -> Iterator[Call]:
        """2 (z - y), over the number of examples and outputs."""
        share = arrays.array(2.0 / (y.shape[0] * y.shape[1]))
        yield from arrays.program([("-", (logits, y), out), ("*", (out, share), out)], keep=[out])


Loss = Binary | Classes | Square


def loss_of(name: str, outputs: int) -> Loss:
    """The loss called ``name``, for that many outputs.

    Raises:
      ValueError: no such loss.
    """
    if name == "mse":
        return Square(outputs)
    if name != "cross_entropy":
        raise ValueError(f'no loss "{name}". Choose from cross_entropy, mse')
    return Binary() if outputs == 1 else Classes(outputs)
