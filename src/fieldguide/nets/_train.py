"""Training of all replicas at once."""

from typing import Any

import numpy as np

from fieldguide.nets._losses import loss_of
from fieldguide.nets._network import Network
from fieldguide.nets._optimizers import OPTIMIZERS

Array = np.ndarray[Any, Any]


class Trainer:
    """Minibatch training of a network's replicas, all on the same batches.

    A replica that diverges goes on with infinities and NaN of its own; the
    others are untouched.
    """

    def __init__(
        self,
        network: Network,
        x: Any,
        y: Any,
        *,
        loss: str = "cross_entropy",
        optimizer: str = "sgd",
        learning_rate: float,
        batch: int,
        seed: int,
    ) -> None:
        self.network = network
        self._loss = loss_of(loss, network.sizes[-1])
        self._x = np.asarray(x, network.dtype)
        self._y = self._targets(y)
        if optimizer not in OPTIMIZERS:
            raise ValueError(f'no optimizer "{optimizer}". Choose from {", ".join(OPTIMIZERS)}')
        if not 1 <= batch <= len(self._x):
            raise ValueError(f"batch must be between 1 and {len(self._x)}, got {batch}")
        parameters = [*network.weights, *network.biases]
        self._optimizer = OPTIMIZERS[optimizer](parameters, learning_rate)
        self._batch = batch
        self._random = np.random.default_rng(seed)
        self._order = np.empty(0, int)

    def _targets(self, y: Any) -> Array:
        classes = self._loss.classes and self.network.sizes[-1] > 1
        return np.asarray(y, np.intp if classes else self.network.dtype)

    def step(self) -> None:
        """One minibatch."""
        if not len(self._order):
            self._order = self._random.permutation(len(self._x))
        chosen, self._order = self._order[: self._batch], self._order[self._batch :]
        with np.errstate(all="ignore"):
            self._optimizer.step(self.gradients(self._x[chosen], self._y[chosen]))

    def gradients(self, x: Array, y: Array) -> list[Array]:
        """Of the mean loss, with respect to all weights, then all biases."""
        network = self.network
        layers = network.layers(x)
        inputs = [x, *(network.value(z) for z in layers[:-1])]
        gradient = self._loss.gradient(layers[-1], y)
        weights, biases = [], []
        for i in reversed(range(len(layers))):
            weights.append(inputs[i].swapaxes(-1, -2) @ gradient)
            biases.append(gradient.sum(1, keepdims=True))
            if i:
                back = gradient @ network.weights[i].swapaxes(1, 2)
                gradient = back * network.slope(layers[i - 1])
        return [*weights[::-1], *biases[::-1]]

    def epoch(self) -> None:
        """One pass over the data."""
        for _ in range(-(-len(self._x) // self._batch)):
            self.step()

    def losses(self, x: Any, y: Any) -> Array:
        """The mean loss (replicas,) of examples x, y; NaN or infinite after a divergence."""
        with np.errstate(all="ignore"):
            return self._loss.values(self.network.logits(x), self._targets(y)).astype(np.float64)

    def accuracies(self, x: Any, y: Any) -> Array:
        """The share (replicas,) of examples put in the right class; NaN after a divergence."""
        if not self._loss.classes:
            raise ValueError('accuracies need classes, and loss is "mse"')
        logits = self.network.logits(x)
        share = self._loss.right(logits, self._targets(y)).mean(1)
        return np.where(np.isfinite(logits).all((1, 2)), share, np.nan)
