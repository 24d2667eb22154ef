"""Replicas live apart, training is the same each time, and a step allocates nothing."""

import tracemalloc

import numpy as np
import pytest

import fieldguide
from fieldguide.nets import Network, Trainer
from tests.nets.networks import EVERY, TASKS, copies, data


def trained(activations, seeds, task="binary", **options):
    x, y = data(task)
    network = Network((2, 9, 7, TASKS[task][0]), activations, seeds, **options)
    given = {"optimizer": "adam", "learning_rate": 0.05, "batch": 10, "seed": 3}
    trainer = Trainer(network, x, y, loss=TASKS[task][1], **given)
    for _ in range(40):
        trainer.step()
    return network


@pytest.mark.parametrize("task", TASKS)
def test_a_replica_among_others_is_as_it_is_alone(task):
    smooth = [fieldguide.tanh, fieldguide.gelu, fieldguide.softplus]
    together = trained(smooth, range(60), task, dtype=np.float64)
    for a, activation in enumerate(smooth):
        for seed in (0, 31, 59):
            alone = trained([activation], [seed], task, dtype=np.float64)
            for ours, theirs in zip(copies(together), copies(alone), strict=True):
                np.testing.assert_allclose(ours[a * 60 + seed], theirs[0], rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_one_that_diverges_does_not_touch_the_others(optimizer):
    x, y = data("binary")
    ways = []
    for poison in (0.0, np.inf, np.nan):
        network = Network((2, 9, 7, 1), [fieldguide.relu, fieldguide.gelu], range(3))
        trainer = Trainer(network, x, y, optimizer=optimizer, learning_rate=0.05, batch=10, seed=3)
        network.weights[0][4] += poison
        for _ in range(20):
            trainer.step()
        ways.append((copies(network), trainer.losses(x, y), trainer.accuracies(x, y)))
    others = [0, 1, 2, 3, 5]
    for found, losses, accuracies in ways[1:]:
        assert not np.isfinite(losses[4])
        assert np.isnan(accuracies[4])
        np.testing.assert_array_equal(losses[others], ways[0][1][others])
        np.testing.assert_array_equal(accuracies[others], ways[0][2][others])
        for ours, theirs in zip(found, ways[0][0], strict=True):
            np.testing.assert_array_equal(ours[others], theirs[others])


def test_a_rate_too_large_ends_in_no_number_and_no_warning():
    x, y = data("mse")
    network = Network((2, 9, 7, 2), [fieldguide.identity, fieldguide.tanh], [0])
    trainer = Trainer(network, x, y, loss="mse", learning_rate=50.0, batch=23, seed=0)
    for _ in range(60):
        trainer.epoch()
    assert not np.isfinite(trainer.losses(x, y)[0])
    assert network.logits(x).shape == (2, 23, 2)
    assert len(network.dead(x)) == 2
    assert network.signals(x).backward.shape == (2, 3)


def test_the_same_seeds_give_the_same_bytes():
    first, second = (trained(EVERY, [0, 1]) for _ in range(2))
    for ours, theirs in zip(copies(first), copies(second), strict=True):
        assert ours.tobytes() == theirs.tobytes()


def test_another_order_gives_other_numbers():
    x, y = data("binary")
    networks = []
    for seed in (0, 1):
        networks.append(Network((2, 4, 1), [fieldguide.tanh], [0]))
        Trainer(networks[-1], x, y, learning_rate=0.1, batch=5, seed=seed).epoch()
    assert not np.array_equal(*(network.weights[0] for network in networks))


def test_losses_between_steps_do_not_disturb_them():
    x, y = data("binary")
    ways = []
    for ask in (False, True):
        network = Network((2, 4, 1), [fieldguide.tanh, fieldguide.relu], [0])
        trainer = Trainer(network, x, y, learning_rate=0.1, batch=5, seed=0)
        for _ in range(12):
            trainer.step()
            if ask:
                trainer.losses(x, y)
                trainer.accuracies(x[:3], y[:3])
        ways.append(copies(network))
    for ours, theirs in zip(*ways, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_a_step_allocates_no_array(optimizer):
    x, y = data("classes", count=2000)
    network = Network((2, 64, 64, 3), EVERY, [0])
    trainer = Trainer(network, x, y, optimizer=optimizer, learning_rate=0.01, batch=1000, seed=0)
    trainer.epoch()
    tracemalloc.start()
    trainer.step()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The smallest array of this network's activations, one replica of one layer, is 256,000 bytes.
    assert most < 50_000
