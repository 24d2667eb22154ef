"""Signals and dead units beside PyTorch, mean-field theory and the definition."""

import numpy as np
import pytest
import torch

import fieldguide
from fieldguide import analysis
from fieldguide.nets import Network
from tests.nets.networks import COMMON, COMMON_SPECIES, Twin, data


def test_signals_are_those_of_pytorch():
    x, _ = data("binary")
    network = Network((2, 6, 5, 4, 1), COMMON_SPECIES, [3, 4], dtype=np.float64, bias_std=0.2)
    twin = Twin(network, COMMON.values(), 2)
    signals = network.signals(x, seed=9)
    assert signals.forward.shape == signals.backward.shape == (network.replicas, 4)
    for replica in range(network.replicas):
        places = [torch.tensor(x, requires_grad=True)]
        for w, b in twin.layers[replica][:-1]:
            places.append(twin.functions[replica](places[-1] @ w + b))
            places[-1].retain_grad()
        places[-1].backward(torch.tensor(np.random.default_rng(9).standard_normal((23, 4))))
        for found, tensors in (
            (signals.forward, [h.detach() for h in places]),
            (signals.backward, [h.grad for h in places]),
        ):
            expected = [float((t**2).mean().sqrt()) for t in tensors]
            np.testing.assert_allclose(found[replica], expected, rtol=1e-12)


@pytest.mark.parametrize("slug", ["relu", "tanh", "gelu"])
def test_wide_networks_do_as_mean_field_theory_says(slug):
    activation, width, seeds, gain = fieldguide.get(slug), 200, 60, 1.3
    network = Network((width,) * 4 + (1,), [activation], range(seeds), gain=gain, bias_std=0.1)
    # Inputs of root mean square 1 exactly, as the theory's.
    x = np.random.default_rng(0).normal(size=(4, width))
    x /= np.sqrt(np.mean(x**2, axis=1, keepdims=True))
    signals = network.signals(x, seed=1)
    q = gain**2 + 0.01
    squares, slopes = [1.0], []
    for _ in range(3):
        squares.append(analysis.mean_square(activation, q))
        slopes.append(analysis.mean_square_slope(activation, q))
        q = gain**2 * squares[-1] + 0.01
    forward = np.sqrt(np.mean(signals.forward**2, axis=0))
    backward = np.sqrt(np.mean(signals.backward**2, axis=0))
    expected = np.sqrt(np.cumprod([1.0, *(gain**2 * s for s in slopes[::-1])])[::-1])
    # 12,000 units a layer: sampling moves ReLU's mean square by 2% a layer, others' by less.
    np.testing.assert_allclose(forward, np.sqrt(squares), rtol=0.05)
    np.testing.assert_allclose(backward / backward[-1], expected, rtol=0.05)


def test_tiny_gradients_are_still_numbers():
    network = Network((64,) * 31 + (1,), [fieldguide.sigmoid], [0, 1])
    signals = network.signals(np.random.default_rng(0).normal(size=(4, 64)))
    assert (signals.backward[:, 0] > 0).all()
    assert (signals.backward[:, 0] < 1e-16).all()


def test_dead_units_have_no_slope_anywhere():
    x, _ = data("binary", count=50)
    units = [fieldguide.relu, fieldguide.relu6, fieldguide.hardtanh, fieldguide.gelu]
    network = Network((2, 12, 12, 1), units, range(4), bias_std=3.0)
    dead = network.dead(x)
    layers = network.layers(x)
    # A second route: where a piecewise linear activation is flat.
    flat = [lambda z: z <= 0, lambda z: (z <= 0) | (z > 6), lambda z: (z <= -1) | (z > 1)]
    for found, z in zip(dead, layers, strict=False):
        assert found.shape == (16, 12)
        for a, condition in enumerate(flat):
            expected = condition(z[4 * a : 4 * a + 4]).all(axis=1)
            np.testing.assert_array_equal(found[4 * a : 4 * a + 4], expected)
    assert dead[0][:4].any()
    assert not dead[0][:4].all()
    assert not dead[0][12:].any()


def test_layers_end_in_the_logits_and_examples_may_be_each_replica_s_own():
    x, _ = data("binary")
    network = Network((2, 6, 5, 3), COMMON_SPECIES, [0, 1], dtype=np.float64)
    layers = network.layers(x)
    assert [z.shape for z in layers] == [(16, 23, 6), (16, 23, 5), (16, 23, 3)]
    np.testing.assert_allclose(layers[-1], network.logits(x), atol=1e-14)
    own = np.random.default_rng(1).normal(size=(16, 23, 2))
    for replica in (0, 5, 15):
        expected = network.logits(own[replica])[replica]
        np.testing.assert_allclose(network.logits(own)[replica], expected, atol=1e-14)


@pytest.mark.parametrize("count", [1, 63, 64, 65, 1000, 10_000])
def test_any_number_of_examples_gives_each_its_logits(count):
    network = Network((2, 16, 16, 1), COMMON_SPECIES, [0, 1, 2])
    x = np.random.default_rng(2).normal(size=(count, 2))
    logits = network.logits(x)
    assert logits.shape == (24, count, 1)
    some = np.unique(np.linspace(0, count - 1, 7).astype(int))
    np.testing.assert_allclose(logits[:, some], network.layers(x[some])[-1], atol=2e-6)
