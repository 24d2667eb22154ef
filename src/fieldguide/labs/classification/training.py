"""Networks that part two classes of the plane, trained side by side."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from fieldguide.labs.classification.decision_field import (
    RESOLUTION,
    Bytes,
    Floats,
    Pace,
    field,
    schedule,
)
from fieldguide.labs.lab import Frame
from fieldguide.nets import Data, Network, Trainer

GOAL = 0.95


class Training:
    """The networks as they train; what has diverged keeps its last field and has no scores.

    Args:
      network: one output, a replica an activation.
      data: what it is trained on.
      labels: the activations' printed names.
      optimizer, learning_rate, batch, seed: the Trainer's; a batch beyond the
        data is all of them.
      epochs: passes over the data.
      most: epochs drawn after epoch 0.

    Attributes:
      loss, accuracy: on the data, of each network, after the last epoch.
      diverged: of each network, whether its loss has become infinite or NaN.
      epochs_to_goal: of each, the first epoch with an accuracy of GOAL, or None.
    """

    loss: Floats
    accuracy: Floats

    def __init__(
        self,
        network: Network,
        data: Data,
        labels: Sequence[str],
        *,
        optimizer: str = "adam",
        learning_rate: float,
        batch: int,
        epochs: int,
        seed: int,
        most: int,
    ) -> None:
        self.network, self.data, self.labels = network, data, labels
        self._learning_rate, self._epochs, self._most = learning_rate, epochs, most
        batch = min(batch, len(data.y))
        self._trainer = Trainer(
            network,
            *data,
            optimizer=optimizer,
            learning_rate=learning_rate,
            batch=batch,
            seed=seed,
        )
        self._steps = -(-len(data.y) // batch)
        self._pace = Pace(network, batch)
        self.diverged = np.zeros(len(labels), dtype=bool)
        self.epochs_to_goal: list[int | None] = [None] * len(labels)
        self._heaviest = self._weights()
        self._field: Bytes = np.zeros((len(labels), RESOLUTION, RESOLUTION), np.uint8)

    def run(self) -> Iterator[Frame]:
        """Train; frames of divergence, drawn ones of epoch, progress and field, and bare ones.

        The last drawn frame is that of the last epoch, or of the one in which
        the last network diverged.
        """
        shown = schedule(self._epochs, self._most)
        yield from self._measure(0)
        yield from self._draw(0)
        for epoch in range(1, self._epochs + 1):
            if self.diverged.all():
                return
            for step in range(self._steps):
                self._trainer.step()
                if self._pace.step():
                    yield self._bare(epoch - 1 + step / self._steps)
            yield from self._measure(epoch)
            if epoch in shown or self.diverged.all():
                yield from self._draw(epoch)
            elif self._pace.forward(len(self.data.y)):
                yield self._bare(epoch)

    def scores(self, data: Data) -> tuple[Floats, Floats]:
        """Mean cross-entropy and share of examples on the right side, of each network."""
        with np.errstate(invalid="ignore"):
            logits = self.network.logits(data.x)[..., 0]
            # The log of 1 + exp(z), without overflow, z the logit away from the class.
            loss = np.logaddexp(0, np.where(data.y == 1, -logits, logits)).mean(1, dtype=float)
            accuracy = np.mean((logits > 0) == (data.y == 1), axis=1)
        dead = self.diverged | ~np.isfinite(loss)
        return np.where(dead, np.nan, loss), np.where(dead, np.nan, accuracy)

    def _measure(self, epoch: int) -> Iterator[Frame]:
        """Score the networks after an epoch; a frame for each that has diverged in it."""
        self.loss, self.accuracy = self.scores(self.data)
        for a in np.flatnonzero(np.isnan(self.loss) & ~self.diverged).tolist():
            why = (
                "is not finite before the first step: the function has no number for some unit"
                if epoch == 0
                else f"is no longer finite in epoch {epoch}: its largest weight was "
                f"{self._heaviest[a]:.3g} an epoch before, "
                f"and the learning rate is {self._learning_rate:g}"
            )
            yield {
                "kind": "divergence",
                "epoch": epoch,
                "activation": a,
                "reason": f"{self.labels[a]}'s loss {why}",
            }
            self.diverged[a] = True
        self._heaviest = self._weights()
        for a in np.flatnonzero(self.accuracy >= GOAL).tolist():
            if self.epochs_to_goal[a] is None:
                self.epochs_to_goal[a] = epoch

    def _draw(self, epoch: int) -> Iterator[Frame]:
        for made in field(self.network, self._pace):
            if made is None:
                yield self._bare(epoch)
            else:
                self._field = np.where(self.diverged[:, None, None], self._field, made)
        self._pace.shown()
        yield self._bare(epoch) | {"epoch": epoch, "field": self._field}

    def _bare(self, epoch: float) -> Frame:
        return {"kind": "frame", "progress": epoch / self._epochs}

    def _weights(self) -> Any:
        """The largest weight of each network, by size."""
        return np.max([np.abs(w).max(axis=(1, 2)) for w in self.network.weights], axis=0)
