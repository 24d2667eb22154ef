"""Training as it is drawn: networks side by side, and TensorFlow Playground in Node.

    python -m bench.live PLAYGROUND   # or make bench PLAYGROUND=...

PLAYGROUND is a clone of https://github.com/tensorflow/playground. Both train on its circle data, or
ours of that shape: 250 points to train on and 250 to test on. An epoch drawn is one pass of
training, the training and the test loss, and the network's output on 100 x 100 points. What is
counted is network-epochs drawn a second: ours draws sigmoid, tanh, ReLU, leaky ReLU and GELU side
by side; Playground, which has sigmoid, tanh, ReLU and linear, draws these in turn, and the rate is
that of the four together. Coloring pixels is left out on both sides, and so are Playground's
thumbnails of hidden units.

Time as it passes, one thread of ours; medians of interleaved repeats.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

import fieldguide
from bench.playground import ACTIVATIONS, Playground
from fieldguide.nets import Network, Trainer, toy

FIVE = ("sigmoid", "tanh", "relu", "leaky_relu", "gelu")
NETS = ((2, 4, 2, 1), (2, 8, 8, 1), (2, 16, 16, 16, 1))
# Batch: how many times Playground's rate is aimed at.
AIMS = {10: 20, 250: 50}
REPEATS = 5
SECONDS = 0.3  # of each repeat
AXIS = np.linspace(-1.5, 1.5, 100)
GRID = np.stack(np.meshgrid(AXIS, -AXIS), -1).reshape(-1, 2).astype(np.float32)


class Ours:
    """Five networks side by side."""

    def __init__(self, sizes: tuple[int, ...], batch: int) -> None:
        self._x, self._y = toy("circles", 500, 0, 1)
        self._network = Network(sizes, [fieldguide.get(slug) for slug in FIVE], [0])
        self._trainer = Trainer(
            self._network, self._x[:250], self._y[:250], learning_rate=0.03, batch=batch, seed=0
        )

    def epochs(self, count: int) -> float:
        """Seconds for so many epochs, drawn."""
        start = time.perf_counter()
        for _ in range(count):
            self._trainer.epoch()
            self._trainer.losses(self._x[:250], self._y[:250])
            self._trainer.losses(self._x[250:], self._y[250:])
            field = self._network.logits(GRID)
            (127.5 * np.tanh(0.5 * field) + 127.5).astype(np.uint8)
        return time.perf_counter() - start


def rates(playground: Playground, sizes: tuple[int, ...], batch: int) -> tuple[float, float]:
    """Network-epochs drawn a second, Playground's and ours."""
    ours = Ours(sizes, batch)
    # The first epochs warm the caches; the next tell how many fill the time.
    ours.epochs(5)
    our_count = max(3, round(SECONDS * 10 / ours.epochs(10)))
    counts = {}
    for name in ACTIVATIONS:
        playground.epochs(name, 40, sizes=sizes, batch=batch, fresh=True)
        counts[name] = max(3, round(SECONDS * 10 / playground.epochs(name, 10)))
    their_rates, our_rates = [], []
    for _ in range(REPEATS):
        each = [playground.epochs(name, counts[name]) / counts[name] for name in ACTIVATIONS]
        their_rates.append(len(ACTIVATIONS) / sum(each))
        our_rates.append(len(FIVE) * our_count / ours.epochs(our_count))
    return statistics.median(their_rates), statistics.median(our_rates)


def main(checkout: Path) -> None:
    """Measures, and prints the table."""
    table = Table(title="Network-epochs drawn a second")
    for column in ("net", "batch", "Playground", "ours", "ratio", "aim"):
        table.add_column(column, justify="right")
    cases = [(sizes, batch) for batch in AIMS for sizes in NETS]
    with Playground(checkout) as playground:
        for sizes, batch in track(cases, "Training", transient=True):
            theirs, ours = rates(playground, sizes, batch)
            net = "-".join(map(str, sizes))
            figures = f"{theirs:,.0f}", f"{ours:,.0f}", f"{ours / theirs:.1f}"
            table.add_row(net, f"{batch}", *figures, f"{AIMS[batch]}")
    Console().print(table)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("python -m bench.live PLAYGROUND: the folder of a clone of Playground")
    main(Path(sys.argv[1]))
