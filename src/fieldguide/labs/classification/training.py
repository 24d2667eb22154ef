"""Training of networks that separate two classes of the plane, with their decision fields."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fieldguide.labs.classification.decision_field import RESOLUTION, Floats, decision_field
from fieldguide.labs.frames import ByteCube, Progress
from fieldguide.labs.pacing import NetworkWork, Pacer
from fieldguide.nets import Data, Network, Trainer

GOAL = 0.95


class DrawnEpoch(NamedTuple):
    """The decision fields after an epoch; of a network that has diverged, the last one before."""

    epoch: int
    progress: float
    field: ByteCube


class DivergedNetwork(NamedTuple):
    """A network whose loss is no longer finite."""

    epoch: int
    activation: int
    reason: str


def drawn_epochs(epochs: int, most: int) -> set[int]:
    """The epochs that are drawn: 0, the last one, and evenly between them; ``most`` after 0."""
    count = min(epochs, most)
    return {round(epochs * i / count) for i in range(count + 1)}


class Training:
    """One network of each activation, trained side by side.

    A network that has diverged keeps its last decision field and has NaN for scores.

    Args:
      network: one output, a replica an activation.
      data: what it is trained on.
      labels: the activations' printed names.
      pacer: of the run.
      optimizer, learning_rate, batch, seed: the Trainer's; a batch beyond the
        data is all of them.
      epochs: passes over the data.
      most: epochs drawn after epoch 0.

    Attributes:
      work: of the network.
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
        pacer: Pacer,
        *,
        optimizer: str = "adam",
        learning_rate: float,
        batch: int,
        epochs: int,
        seed: int,
        most: int,
    ) -> None:
        self.network, self.data, self.labels = network, data, labels
        self.work = NetworkWork(network.sizes, len(labels), network.replicas)
        self._pacer = pacer
        self._learning_rate, self._epochs, self._most = learning_rate, epochs, most
        self._batch = min(batch, len(data.y))
        self._trainer = Trainer(
            network,
            *data,
            optimizer=optimizer,
            learning_rate=learning_rate,
            batch=self._batch,
            seed=seed,
        )
        self.diverged = np.zeros(len(labels), dtype=bool)
        self.epochs_to_goal: list[int | None] = [None] * len(labels)
        self._largest_weights = self._measure_weights()
        self._field: ByteCube = np.zeros((len(labels), RESOLUTION, RESOLUTION), np.uint8)

    def run(self) -> Iterator[Progress | DrawnEpoch | DivergedNetwork]:
        """Train.

        The last drawn epoch is the last epoch, or the one in which the last
        network diverged.
        """
        drawn = drawn_epochs(self._epochs, self._most)
        steps = -(-len(self.data.y) // self._batch)
        yield from self._pacer.before(self.work.preparing, 0)
        yield from self._score(0)
        yield from self._draw(0)
        for epoch in range(1, self._epochs + 1):
            if self.diverged.all():
                return
            for step in range(steps):
                progress = (epoch - 1 + step / steps) / self._epochs
                yield from self._pacer.before(self.work.step(self._batch), progress)
                self._trainer.step()
            yield from self._score(epoch)
            if epoch in drawn or self.diverged.all():
                yield from self._draw(epoch)

    def scores(self, data: Data) -> tuple[Floats, Floats]:
        """Mean cross-entropy and share of examples on the right side, of each network."""
        with np.errstate(invalid="ignore"):
            logits = self.network.logits(data.x)[..., 0]
            # log(1 + exp(z)) without overflow, where z is the logit away from the class.
            loss = np.logaddexp(0, np.where(data.y == 1, -logits, logits)).mean(1, dtype=float)
            accuracy = np.mean((logits > 0) == (data.y == 1), axis=1)
        diverged = self.diverged | ~np.isfinite(loss)
        return np.where(diverged, np.nan, loss), np.where(diverged, np.nan, accuracy)

    def _score(self, epoch: int) -> Iterator[Progress | DivergedNetwork]:
        """Score the networks after an epoch, and tell of each that has diverged in it."""
        yield from self._pacer.before(self.work.forward(len(self.data.y)), epoch / self._epochs)
        self.loss, self.accuracy = self.scores(self.data)
        for a in np.flatnonzero(np.isnan(self.loss) & ~self.diverged).tolist():
            why = (
                "is not finite before the first step: the function has no number for some unit"
                if epoch == 0
                else f"is no longer finite in epoch {epoch}: its largest weight was "
                f"{self._largest_weights[a]:.3g} an epoch before, "
                f"and the learning rate is {self._learning_rate:g}"
            )
            self._pacer.line()
            yield DivergedNetwork(epoch, a, f"{self.labels[a]}'s loss {why}")
            self.diverged[a] = True
        self._largest_weights = self._measure_weights()
        for a in np.flatnonzero(self.accuracy >= GOAL).tolist():
            if self.epochs_to_goal[a] is None:
                self.epochs_to_goal[a] = epoch

    def _draw(self, epoch: int) -> Iterator[Progress | DrawnEpoch]:
        progress = epoch / self._epochs
        field = yield from decision_field(self.network, self.work, self._pacer, progress)
        self._field = np.where(self.diverged[:, None, None], self._field, field)
        self._pacer.line()
        yield DrawnEpoch(epoch, progress, self._field)

    def _measure_weights(self) -> Floats:
        """The largest absolute weight of each network."""
        largest: Floats = np.max([np.abs(w).max(axis=(1, 2)) for w in self.network.weights], axis=0)
        return largest
