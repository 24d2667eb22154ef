"""Sweeps: 160 small networks trained as one, and a plain loop of PyTorch runs. `make bench`.

Five activations times 32 seeds, Adam, minibatches of 64, float32. Ours: two processes, each with
half of the seeds, whose replicas it trains as one. PyTorch: two processes as well, each training
one torch.nn.Sequential after the other with torch.optim.Adam; one net of each activation is timed,
which stands for its 32. One thread in each process, CPU time, medians of interleaved repeats.
"""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table
from torch import nn
from torch.nn import functional

import fieldguide
from bench.live import FIVE
from fieldguide.nets import Data, Network, Trainer, digits, toy

SEEDS = range(32)
PROCESSES = 2
BATCH, RATE = 64, 0.001
STEPS = 1000
REPEATS = 5
SECONDS = 1.0  # timed of each repeat, in each process
MODULES: dict[str, type[nn.Module]] = {
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leaky_relu": nn.LeakyReLU,
    "gelu": nn.GELU,
}


class Case(NamedTuple):
    """A sweep: what is trained, and how many times PyTorch's rate is aimed at."""

    data: str
    net: str
    sizes: tuple[int, ...]
    aim: int


CASES = (
    Case("spirals", "2-32-32-32-1", (2, 32, 32, 32, 1), 20),
    Case("digits", "64-64x10-10", (64, *[64] * 10, 10), 5),
)


def load(case: Case) -> Data:
    """Its examples."""
    return digits() if case.data == "digits" else toy(case.data, 1000, 0.05, 0)


def step_time(step: Callable[[], object], seconds: float) -> float:
    """CPU seconds of a step, repeated for so long."""
    for _ in range(3):
        step()
    count, start = 0, time.process_time()
    while time.process_time() < start + seconds:
        step()
        count += 1
    return (time.process_time() - start) / count


def ours(case: Case, share: int) -> float:
    """CPU seconds for a step of every replica in one process's share."""
    x, y = load(case)
    activations = [fieldguide.get(slug) for slug in FIVE]
    network = Network(case.sizes, activations, SEEDS[share::PROCESSES], init="glorot")
    trainer = Trainer(network, x, y, optimizer="adam", learning_rate=RATE, batch=BATCH, seed=share)
    return step_time(trainer.step, SECONDS)


def theirs(case: Case, share: int) -> float:
    """CPU seconds for a step of every network in one process's share, each by itself."""
    torch.set_num_threads(1)
    data = load(case)
    each = [eager(case, data, MODULES[slug]) for slug in FIVE]
    return sum(each) * len(SEEDS[share::PROCESSES])


def eager(case: Case, data: Data, module: type[nn.Module]) -> float:
    """CPU seconds for a step of one network."""
    pairs = list(zip(case.sizes, case.sizes[1:], strict=False))
    layers = [layer for pair in pairs[:-1] for layer in (nn.Linear(*pair), module())]
    net = nn.Sequential(*layers, nn.Linear(*pairs[-1]))
    adam = torch.optim.Adam(net.parameters(), RATE)
    x = torch.from_numpy(data.x.astype(np.float32))
    binary = case.sizes[-1] == 1
    y = torch.from_numpy(data.y.astype(np.float32)[:, None] if binary else data.y)
    loss = functional.binary_cross_entropy_with_logits if binary else functional.cross_entropy
    order = torch.empty(0, dtype=torch.long)

    def step() -> None:
        nonlocal order
        if not len(order):
            order = torch.randperm(len(x))
        chosen, order = order[:BATCH], order[BATCH:]
        adam.zero_grad()
        loss(net(x[chosen]), y[chosen]).backward()
        adam.step()

    return step_time(step, SECONDS / len(FIVE))


def main() -> None:
    """Measures, and prints the table."""
    table = Table(title=f"Seconds for {STEPS:,} steps of {len(FIVE) * len(SEEDS)} networks")
    for column in ("net", "data", "PyTorch", "ours", "ratio", "aim"):
        table.add_column(column, justify="right")
    repeats = [(case, repeat) for case in CASES for repeat in range(REPEATS)]
    times: dict[Case, list[list[float]]] = {case: [] for case in CASES}
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for case, _ in track(repeats, "Training", transient=True):
            # A sweep ends when the slower process does.
            times[case].append(
                [
                    STEPS * max(pool.map(side, [case] * PROCESSES, range(PROCESSES)))
                    for side in (theirs, ours)
                ]
            )
    for case, repeated in times.items():
        pytorch, mine = (statistics.median(side) for side in zip(*repeated, strict=True))
        figures = f"{pytorch:,.1f}", f"{mine:,.1f}", f"{pytorch / mine:.1f}"
        table.add_row(case.net, case.data, *figures, f"{case.aim}")
    Console().print(table)


if __name__ == "__main__":
    main()
