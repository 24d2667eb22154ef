"""Minibatch training of all replicas of a network together."""

from typing import Any

import numpy as np

from fieldguide.nets.backends.backend import BoundCall
from fieldguide.nets.backpropagation import ForwardBackward
from fieldguide.nets.buffers import Buffers
from fieldguide.nets.losses import MeanSquaredError, loss_of
from fieldguide.nets.network import Network
from fieldguide.nets.optimizers import OPTIMIZERS
from fieldguide.refusals import nearest

Array = np.ndarray[Any, Any]


class Trainer:
    """Trains the replicas of a network, all on the same minibatches.

    A replica that diverges continues with infinities and NaN, and does not
    affect the others.

    Args:
      network: whose weights and biases to train.
      x: examples (n, inputs).
      y: for "cross_entropy" with one output, (n,) of 0 and 1; with more outputs,
        (n,) of the classes, from 0; for "mse", the targets (n, outputs).
      loss: "cross_entropy" of the logits, the mean over examples; or "mse", the
        mean over examples and outputs.
      optimizer: "sgd", "momentum" (0.9), or "adam" (0.9, 0.999, 1e-8).
      learning_rate: more than 0.
      batch: examples in a step, 1 to n. If it does not divide n, the last step
        of an epoch takes the remaining examples.
      seed: of the order of the examples, drawn anew for each epoch.

    Raises:
      ValueError: no such loss or optimizer, x or y has another shape or values
        that the loss does not take, or a number is out of its range.
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
        data = self._data(x, y)
        self._count = data.shape[1]
        if optimizer not in OPTIMIZERS:
            near = nearest(optimizer, OPTIMIZERS)
            raise ValueError(
                f'no optimizer "{optimizer}"; nearest: {near}. Choose from {", ".join(OPTIMIZERS)}'
            )
        if not 0 < learning_rate < np.inf:
            raise ValueError(f"learning_rate must be more than 0, got {learning_rate}")
        if not 1 <= batch <= self._count:
            raise ValueError(
                f"batch must be between 1 and {self._count}, the number of examples, got {batch}"
            )
        self._random = np.random.default_rng(seed)
        backend = network.stack.backend
        self._shuffled = backend.empty(*data.shape)
        self._order = backend.empty_indices(self._count)
        self._shuffle = backend.bind_take(backend.array(data), self._order, self._shuffled)
        flat_gradients, self._gradients = network.like_parameters()
        update = OPTIMIZERS[optimizer](backend, network.parameters, flat_gradients, learning_rate)
        # For each batch of an epoch, the calls that copy it into place and those that use it. The
        # latter are the same for all batches of one size.
        self._steps: list[tuple[list[BoundCall], list[BoundCall]]] = []
        by_size: dict[int, tuple[Any, list[BoundCall]]] = {}
        for start in range(0, self._count, batch):
            part = self._shuffled[:, start : start + batch]
            size = part.shape[1]
            if size not in by_size:
                current = backend.empty(*part.shape)
                by_size[size] = current, [*self._gradient_calls(current), *update.calls]
            current, calls = by_size[size]
            self._steps.append((backend.bind(("copy", (part,), current)), calls))
        self._next = 0

    def _data(self, x: Any, y: Any) -> Array:
        """The inputs, a row of ones and the targets: one column for each example."""
        rows = np.asarray(x, self.network.dtype)
        if rows.ndim != 2 or rows.shape[1] != self.network.sizes[0] or not len(rows):
            raise ValueError(f"x must be (n, {self.network.sizes[0]}), got {rows.shape}")
        targets = self._loss.encoded(y)
        if targets.shape[1] != len(rows):
            raise ValueError(f"x and y must be of one length, got {len(rows)} and {len(y)}")
        ones = np.ones((1, len(rows)), rows.dtype)
        return np.concatenate([rows.T, ones, targets.astype(rows.dtype)])

    def _gradient_calls(self, batch: Any) -> list[BoundCall]:
        """The calls that compute the gradients of the mean loss of a batch."""
        stack = self.network.stack
        buffers = Buffers(stack, batch.shape[1])
        x, targets = batch[: self.network.sizes[0] + 1], batch[self.network.sizes[0] + 1 :]
        calls: list[BoundCall] = []
        for chunk in buffers.chunks:
            one = ForwardBackward(buffers, chunk, x, with_slopes=True)
            gradient = buffers.shared("gradient of logits", *one.logits.shape)
            calls += one.forward
            calls += self._loss.gradient(stack.backend, one.logits, targets, gradient)
            calls += one.backward(self._gradients, gradient)
        return calls

    def step(self) -> None:
        """Train on one minibatch."""
        # Diverging replicas overflow, and so does the branch of a choice that is not taken.
        with np.errstate(all="ignore"):
            self._step()

    def _step(self) -> None:
        if not self._next:
            self.network.stack.backend.assign(self._order, self._random.permutation(self._count))
            self._shuffle()
        copies, calls = self._steps[self._next]
        self._next = (self._next + 1) % len(self._steps)
        for call in copies:
            call()
        for call in calls:
            call()

    def epoch(self) -> None:
        """Train on as many minibatches as make one pass over the data."""
        with np.errstate(all="ignore"):
            for _ in self._steps:
                self._step()

    def losses(self, x: Any, y: Any) -> Array:
        """The mean loss of each replica.

        Args and errors as for the class.

        Returns:
          float64 (replicas,); NaN or infinity where a replica has diverged.
        """
        with np.errstate(all="ignore"):
            return self._loss.values(*self._logits_and_targets(x, y))

    def accuracies(self, x: Any, y: Any) -> Array:
        """The fraction of examples that each replica classifies correctly.

        Args and errors as for the class.

        Returns:
          float64 (replicas,); NaN where a replica has diverged.

        Raises:
          ValueError: the loss is "mse", which has no classes.
        """
        if isinstance(self._loss, MeanSquaredError):
            raise ValueError('accuracies need classes, and the loss is "mse"; use "cross_entropy"')
        logits, targets = self._logits_and_targets(x, y)
        accuracies = self._loss.correct(logits, targets).mean(1)
        return np.where(np.isfinite(logits).all((1, 2)), accuracies, np.nan)

    def _logits_and_targets(self, x: Any, y: Any) -> tuple[Array, Array]:
        """Logits (replicas, outputs, n) in float64, and the encoded targets."""
        targets = self._loss.encoded(y)
        logits = self.network.outputs(x)
        if targets.shape[1] != logits.shape[2]:
            raise ValueError(
                f"x and y must be of one length, got {logits.shape[2]} and {targets.shape[1]}"
            )
        return logits.astype(np.float64), targets
