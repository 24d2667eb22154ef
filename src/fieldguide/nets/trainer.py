"""Training of all replicas at once."""

from typing import Any

import numpy as np

from fieldguide.nets.arrays.numpy import Call
from fieldguide.nets.backpropagation import Pass, Room
from fieldguide.nets.losses import Square, loss_of
from fieldguide.nets.network import Network
from fieldguide.nets.optimizers import OPTIMIZERS
from fieldguide.refusals import nearest

Array = np.ndarray[Any, Any]


class Trainer:
    """Minibatch training of a network's replicas, all on the same batches.

    A replica that diverges goes on with infinities and NaN of its own; the
    others are untouched.

    Args:
      network: whose weights to change.
      x: examples (n, inputs).
      y: for "cross_entropy" and one output 0 or 1, (n,); for more outputs the
        class from 0, (n,); for "mse" the targets (n, outputs).
      loss: "cross_entropy", on logits, a mean over examples; "mse", a mean over
        examples and outputs.
      optimizer: "sgd", "momentum" (0.9), or "adam" (0.9, 0.999, 1e-8).
      learning_rate: more than 0.
      batch: examples a step, at most n. Where it does not divide n, the last
        step of a pass over the data takes what is left.
      seed: of the order of the examples, drawn anew for each pass.

    Raises:
      ValueError: no such loss or optimizer, or arrays or numbers that do not fit.
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
        arrays = network.stack.arrays
        self._shuffled = arrays.empty(*data.shape)
        self._order = arrays.order(self._count)
        self._shuffle = arrays.take(arrays.array(data), self._order, self._shuffled)
        flat, self.gradients = network.like_parameters()
        descent = OPTIMIZERS[optimizer](arrays, network.parameters, flat, learning_rate)
        self._batches: list[tuple[Call, list[Call]]] = []
        prepared: dict[int, tuple[Any, list[Call]]] = {}
        for start in range(0, self._count, batch):
            part = self._shuffled[:, start : start + batch]
            count = part.shape[1]
            if count not in prepared:
                chosen = arrays.empty(*part.shape)
                prepared[count] = chosen, [*self._backpropagation(chosen), *descent.calls]
            chosen, calls = prepared[count]
            (fetch,) = arrays.calls("copy", (part,), chosen)
            self._batches.append((fetch, calls))
        self._next = 0

    def _data(self, x: Any, y: Any) -> Array:
        """The examples' inputs, a row of ones and the targets, one below the other."""
        rows = np.asarray(x, self.network.dtype)
        if rows.ndim != 2 or rows.shape[1] != self.network.sizes[0] or not len(rows):
            raise ValueError(f"x must be (n, {self.network.sizes[0]}), got {rows.shape}")
        targets = self._loss.encoded(y)
        if targets.shape[1] != len(rows):
            raise ValueError(f"x and y must be of one length, got {len(rows)} and {len(y)}")
        ones = np.ones((1, len(rows)), rows.dtype)
        return np.concatenate([rows.T, ones, targets.astype(rows.dtype)])

    def _backpropagation(self, data: Any) -> list[Call]:
        """The calls that take a batch to the gradients of its mean loss."""
        stack = self.network.stack
        room = Room(stack, data.shape[1])
        inputs = self.network.sizes[0] + 1
        calls: list[Call] = []
        for chunk in room.chunks:
            one = Pass(room, chunk, data[:inputs], back=True)
            top = room.scratch("top", *one.logits.shape)
            calls += one.calls
            calls += self._loss.gradient(stack.arrays, one.logits, data[inputs:], top)
            calls += one.back(self.gradients, top)
        return calls

    def step(self) -> None:
        """One minibatch."""
        # What overflows, and the other branches of a choice, are meant to.
        with np.errstate(all="ignore"):
            self._step()

    def _step(self) -> None:
        if not self._next:
            self.network.stack.arrays.put(self._random.permutation(self._count), self._order)
            self._shuffle()
        fetch, calls = self._batches[self._next]
        self._next = (self._next + 1) % len(self._batches)
        fetch()
        for call in calls:
            call()

    def epoch(self) -> None:
        """As many minibatches as make one pass over the data."""
        with np.errstate(all="ignore"):
            for _ in self._batches:
                self._step()

    def losses(self, x: Any, y: Any) -> Array:
        """The mean loss of each replica, float64; NaN or infinite where one has diverged.

        Args and errors as for the class.
        """
        with np.errstate(all="ignore"):
            return self._loss.values(*self._judged(x, y))

    def accuracies(self, x: Any, y: Any) -> Array:
        """The share of examples put in the right class, of each replica; NaN after a divergence.

        Args and errors as for the class.

        Raises:
          ValueError: the loss is "mse", which knows no classes.
        """
        if isinstance(self._loss, Square):
            raise ValueError('accuracies need classes, and the loss is "mse"; use "cross_entropy"')
        logits, targets = self._judged(x, y)
        share = self._loss.right(logits, targets).mean(1)
        return np.where(np.isfinite(logits).all((1, 2)), share, np.nan)

    def _judged(self, x: Any, y: Any) -> tuple[Array, Array]:
        """Logits in float64 and targets, each with the examples last."""
        targets = self._loss.encoded(y)
        logits = self.network.outputs(x)
        if targets.shape[1] != logits.shape[2]:
            raise ValueError(
                f"x and y must be of one length, got {logits.shape[2]} and {targets.shape[1]}"
            )
        return logits.astype(np.float64), targets
