"""Losses on logits: values and gradients."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class _Loss:
    """A mean over examples."""

    classes = True

    def values(self, logits: Array, y: Array) -> Array:
        raise NotImplementedError

    def gradient(self, logits: Array, y: Array) -> Array:
        raise NotImplementedError

    def right(self, logits: Array, y: Array) -> Array:
        raise NotImplementedError


class _Binary(_Loss):
    """Cross-entropy of one logit: log(1 + exp(z)) - y z."""

    def values(self, logits: Array, y: Array) -> Array:
        z = logits[..., 0]
        return (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean(1)

    def gradient(self, logits: Array, y: Array) -> Array:
        z = logits[..., 0]
        return ((0.5 * np.tanh(0.5 * z) + 0.5 - y) / len(y))[..., None]

    def right(self, logits: Array, y: Array) -> Array:
        return (logits[..., 0] > 0) == (y > 0)


class _Classes(_Loss):
    """Cross-entropy of one logit a class: logsumexp(z) - z_y."""

    def values(self, logits: Array, y: Array) -> Array:
        z = logits - logits.max(-1, keepdims=True)
        return (np.log(np.exp(z).sum(-1)) - z[:, np.arange(len(y)), y]).mean(1)

    def gradient(self, logits: Array, y: Array) -> Array:
        p = np.exp(logits - logits.max(-1, keepdims=True))
        p /= p.sum(-1, keepdims=True)
        p[:, np.arange(len(y)), y] -= 1
        return p / len(y)

    def right(self, logits: Array, y: Array) -> Array:
        return logits.argmax(-1) == y


class _Square(_Loss):
    """Mean squared error, over examples and outputs."""

    classes = False

    def values(self, logits: Array, y: Array) -> Array:
        return ((logits - y) ** 2).mean((1, 2))

    def gradient(self, logits: Array, y: Array) -> Array:
        return 2 * (logits - y) / y.size


def loss_of(name: str, outputs: int) -> _Loss:
    """The loss called ``name`` for that many outputs."""
    if name == "mse":
        return _Square()
    if name == "cross_entropy":
        return _Binary() if outputs == 1 else _Classes()
    raise ValueError(f'no loss "{name}". Choose from cross_entropy, mse')
