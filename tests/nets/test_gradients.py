"""Gradients beside PyTorch's autograd and finite differences."""

import numpy as np
import pytest

from fieldguide.nets import Network, Trainer
from tests.nets.networks import COMMON, COMMON_SPECIES, EVERY, TASKS, Twin, copies, data


def gradients(network, task, x, y):
    """What a step of rate 1 takes away."""
    before = copies(network)
    loss = TASKS[task][1]
    Trainer(network, x, y, loss=loss, learning_rate=1.0, batch=len(x), seed=0).step()
    return [old - new for old, new in zip(before, copies(network), strict=True)]


# 40 seeds make more replicas than one chunk holds, and chunks that two activations share.
@pytest.mark.parametrize("seeds", [3, 40])
@pytest.mark.parametrize("task", TASKS)
def test_losses_and_gradients_are_those_of_pytorch(task, seeds):
    x, y = data(task)
    sizes = (2, 20, 19, TASKS[task][0])
    network = Network(sizes, COMMON_SPECIES, range(seeds), dtype=np.float64, bias_std=0.3)
    twin = Twin(network, COMMON.values(), seeds)
    trainer = Trainer(network, x, y, loss=TASKS[task][1], learning_rate=1, batch=5, seed=0)
    losses = trainer.losses(x, y)
    found = gradients(network, task, x, y)
    for replica in twin.sample:
        loss = twin.loss(replica, task, x, y)
        loss.backward()
        np.testing.assert_allclose(losses[replica], loss.item(), rtol=1e-12)
        for ours, theirs in zip(found, twin.parameters(replica), strict=True):
            expected = theirs.grad.numpy()
            np.testing.assert_allclose(ours[replica].reshape(expected.shape), expected, atol=2e-15)


@pytest.mark.parametrize("task", TASKS)
def test_gradients_of_every_species_are_finite_differences(task):
    x, y = data(task)
    network = Network((2, 3, 2, TASKS[task][0]), EVERY, [0, 1], dtype=np.float64, bias_std=0.3)
    trainer = Trainer(network, x, y, loss=TASKS[task][1], learning_rate=1, batch=5, seed=0)
    step = 1e-6
    expected = []
    for array in (*network.weights, *network.biases):
        slope = np.empty(array.shape)
        for place in np.ndindex(array.shape[1:]):
            spot = (slice(None), *place)
            kept = np.array(array[spot])
            array[spot] = kept + step
            above = trainer.losses(x, y)
            array[spot] = kept - step
            slope[spot] = (above - trainer.losses(x, y)) / (2 * step)
            array[spot] = kept
        expected.append(slope)
    for ours, theirs in zip(gradients(network, task, x, y), expected, strict=True):
        assert np.abs(theirs).max() > 0.01
        np.testing.assert_allclose(ours, theirs, atol=1e-8)


@pytest.mark.parametrize("task", TASKS)
def test_float32_gradients_are_those_of_float64_to_rounding(task):
    x, y = data(task)
    each = [
        gradients(Network((2, 8, 8, TASKS[task][0]), EVERY, [0], dtype=dtype), task, x, y)
        for dtype in (np.float32, np.float64)
    ]
    for narrow, wide in zip(*each, strict=True):
        assert narrow.dtype == np.float32
        np.testing.assert_allclose(narrow, wide, rtol=2e-6, atol=5e-6)


def test_the_last_batch_takes_what_is_left():
    x, y = data("binary", count=23)
    network = Network((2, 3, 1), COMMON_SPECIES, [0], dtype=np.float64)
    one = Trainer(network, x, y, learning_rate=0.5, batch=10, seed=4)
    twin = Twin(network, COMMON.values(), 1)
    order = np.random.default_rng(4).permutation(23)
    one.epoch()
    for part in (order[:10], order[10:20], order[20:]):
        for replica in range(network.replicas):
            for p in twin.parameters(replica):
                p.grad = None
            twin.loss(replica, "binary", x[part], y[part]).backward()
            for p in twin.parameters(replica):
                p.data -= 0.5 * p.grad
    for replica in range(network.replicas):
        found = [a[replica] for a in copies(network)]
        for ours, theirs in zip(found, twin.parameters(replica), strict=True):
            expected = theirs.detach().numpy()
            np.testing.assert_allclose(ours.reshape(expected.shape), expected, rtol=1e-12)
