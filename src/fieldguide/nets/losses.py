"""Losses: their values, and their gradients as prepared calls.

Logits are (replicas, outputs, examples), targets (outputs, examples) as ``encoded`` gives them.
"""

from typing import Any

import numpy as np

from fieldguide.nets.backends.backend import Backend, BoundCall

Array = np.ndarray[Any, Any]


class BinaryCrossEntropy:
    """Cross-entropy of one logit: log(1 + exp(z)) - y z, for y of 0 and 1."""

    def encoded(self, y: Any) -> Array:
        """1 - 2y, (1, n): 1 for class 0, -1 for class 1.

        Raises:
          ValueError: y is not (n,) of 0 and 1.
        """
        y = np.asarray(y)
        if y.ndim != 1 or not ((y == 0) | (y == 1)).all():
            raise ValueError("y must be (n,) of 0 and 1 for one output")
        signs: Array = 1.0 - 2.0 * y[None]
        return signs

    def values(self, logits: Array, targets: Array) -> Array:
        """The mean over examples of log(1 + exp(s z)), s = 1 - 2y: which is the loss."""
        signed: Array = (logits * targets)[:, 0]
        # log(1 + exp(a)) = max(a, 0) + log(1 + exp(-|a|)), which does not overflow.
        losses: Array = (np.maximum(signed, 0) + np.log1p(np.exp(-np.abs(signed)))).mean(1)
        return losses

    def gradient(self, backend: Backend, logits: Any, targets: Any, out: Any) -> list[BoundCall]:
        """(sigmoid(z) - y) / examples, where sigmoid(z) - y = (tanh(z/2) + 1 - 2y) / 2."""
        return backend.bind(
            ("*", (logits, backend.array(0.5)), out),
            ("tanh", (out,), out),
            ("+", (out, targets), out),
            ("*", (out, backend.array(0.5 / targets.shape[1])), out),
        )

    def correct(self, logits: Array, targets: Array) -> Array:
        """Which examples are classified correctly, (replicas, examples)."""
        correct: Array = ((logits > 0) == (targets < 0))[:, 0]
        return correct


class CrossEntropy:
    """Cross-entropy of one logit for each class: log(sum(exp(z))) - z[y], for classes y from 0."""

    def __init__(self, outputs: int) -> None:
        self._outputs = outputs

    def encoded(self, y: Any) -> Array:
        """One-hot: 1 for the class and 0 for the others, (classes, n).

        Raises:
          ValueError: y is not (n,) of integers from 0 to the number of classes less 1.
        """
        y = np.asarray(y)
        if y.ndim != 1 or y.dtype.kind not in "iu" or not ((y >= 0) & (y < self._outputs)).all():
            raise ValueError(f"y must be (n,) of integers from 0 to {self._outputs - 1}")
        ones: Array = (y == np.arange(self._outputs)[:, None]).astype(np.float64)
        return ones

    def values(self, logits: Array, targets: Array) -> Array:
        """The mean over examples."""
        # The loss of z - max z is that of z, and its exp does not overflow.
        z = logits - logits.max(1, keepdims=True)
        losses: Array = (np.log(np.exp(z).sum(1)) - np.where(targets > 0, z, 0).sum(1)).mean(1)
        return losses

    def gradient(self, backend: Backend, logits: Any, targets: Any, out: Any) -> list[BoundCall]:
        """(softmax(z) - y) / examples, for one-hot y."""
        row = backend.empty(len(out), 1, out.shape[2])
        return [
            backend.bind_reduction("max", logits, row),
            *backend.bind(("-", (logits, row), out), ("exp", (out,), out)),
            backend.bind_reduction("+", out, row),
            *backend.bind(
                ("/", (out, row), out),
                ("-", (out, targets), out),
                ("*", (out, backend.array(1.0 / targets.shape[1])), out),
            ),
        ]

    def correct(self, logits: Array, targets: Array) -> Array:
        """Which examples are classified correctly, (replicas, examples)."""
        correct: Array = logits.argmax(1) == targets.argmax(0)
        return correct


class MeanSquaredError:
    """Mean squared error, over examples and outputs."""

    def __init__(self, outputs: int) -> None:
        self._outputs = outputs

    def encoded(self, y: Any) -> Array:
        """The targets, (outputs, n).

        Raises:
          ValueError: y is not (n, outputs).
        """
        targets: Array = np.asarray(y, np.float64)
        if targets.ndim != 2 or targets.shape[1] != self._outputs:
            raise ValueError(f"y must be (n, {self._outputs}), got {targets.shape}")
        return targets.T

    def values(self, logits: Array, targets: Array) -> Array:
        """The mean over examples and outputs."""
        squares: Array = ((logits - targets) ** 2).mean((1, 2))
        return squares

    def gradient(self, backend: Backend, logits: Any, targets: Any, out: Any) -> list[BoundCall]:
        """2 (z - y) / (examples * outputs)."""
        factor = backend.array(2.0 / (targets.shape[0] * targets.shape[1]))
        return backend.bind(("-", (logits, targets), out), ("*", (out, factor), out))


Loss = BinaryCrossEntropy | CrossEntropy | MeanSquaredError


def loss_of(name: str, outputs: int) -> Loss:
    """The loss called ``name``, for that many outputs.

    Raises:
      ValueError: no such loss.
    """
    if name == "mse":
        return MeanSquaredError(outputs)
    if name != "cross_entropy":
        raise ValueError(f'no loss "{name}". Choose from cross_entropy, mse')
    return BinaryCrossEntropy() if outputs == 1 else CrossEntropy(outputs)
