"""The scales and the random numbers of fresh networks."""

import numpy as np
import pytest

import fieldguide
from fieldguide import analysis
from fieldguide.nets import CriticalInitializationError, Network, weight_variances

SIZES = (40, 60, 50, 30)


@pytest.mark.parametrize(
    ("init", "variance"),
    [
        ("lecun", lambda fan_in, _: 1 / fan_in),
        ("he", lambda fan_in, _: 2 / fan_in),
        ("glorot", lambda fan_in, fan_out: 2 / (fan_in + fan_out)),
    ],
)
@pytest.mark.parametrize("gain", [1.0, 1.5])
def test_weights_have_their_variance(init, variance, gain):
    network = Network(SIZES, [fieldguide.relu], range(20), init=init, gain=gain, bias_std=0.3)
    for weights, biases, fan_in, fan_out in zip(
        network.weights, network.biases, SIZES, SIZES[1:], strict=False
    ):
        expected = gain**2 * variance(fan_in, fan_out)
        # The standard error of a variance is sqrt(2 / count).
        sampling = 4 * np.sqrt(2 / weights.size)
        assert weights.shape == (20, fan_in, fan_out)
        assert np.mean(weights**2) == pytest.approx(expected, rel=sampling)
        assert abs(np.mean(weights)) < 4 * np.sqrt(expected / weights.size)
        assert biases.shape == (20, 1, fan_out)
        assert np.std(biases) == pytest.approx(0.3, rel=4 / np.sqrt(2 * biases.size))


def test_critical_is_the_edge_of_chaos_of_each_activation():
    units = [fieldguide.tanh, fieldguide.sigmoid, fieldguide.elu.at(alpha=2.0)]
    network = Network((300, 300, 1), units, [7, 8], init="critical", bias_std=0.2)
    for replica, variance in zip(
        (0, 2, 4),
        (
            analysis.critical_weight_variance(fieldguide.tanh, 0.04),
            analysis.critical_weight_variance(fieldguide.sigmoid, 0.04),
            analysis.critical_weight_variance(fieldguide.elu.at(alpha=2.0), 0.04),
        ),
        strict=True,
    ):
        measured = 300 * np.mean(network.weights[0][replica] ** 2)
        assert measured == pytest.approx(variance, rel=4 * np.sqrt(2 / 90000))


def test_a_seed_draws_the_same_numbers_whatever_else():
    seed = 12
    plain = Network((3, 4, 2), [fieldguide.relu], [seed], dtype=np.float64, bias_std=1.0)
    other = Network(
        (3, 4, 2), [fieldguide.tanh, fieldguide.gelu], [5, seed], init="he", gain=0.5, bias_std=2.0
    )
    for replica in (1, 3):
        for ours, theirs in zip(plain.weights, other.weights, strict=True):
            expected = ours[0] * np.sqrt(2) * 0.5
            np.testing.assert_allclose(theirs[replica], expected, rtol=1e-6)
        for ours, theirs in zip(plain.biases, other.biases, strict=True):
            np.testing.assert_allclose(theirs[replica], 2 * ours[0], rtol=1e-6)


def test_no_biases_unless_asked_for():
    network = Network((3, 4, 2), [fieldguide.relu], [1])
    assert not any(biases.any() for biases in network.biases)


def test_variances_are_listed_layer_by_layer():
    assert weight_variances("lecun", (4, 8, 2), fieldguide.tanh) == [1 / 4, 1 / 8]
    assert weight_variances("he", (4, 8, 2), fieldguide.tanh) == [1 / 2, 1 / 4]
    assert weight_variances("glorot", (4, 8, 2), fieldguide.tanh) == [1 / 6, 1 / 5]
    critical = analysis.critical_weight_variance(fieldguide.tanh, 0.04)
    assert weight_variances("critical", (4, 8, 2), fieldguide.tanh, bias_std=0.2) == [
        critical / 4,
        critical / 8,
    ]


def test_an_activation_without_an_edge_of_chaos_says_why():
    with pytest.raises(CriticalInitializationError, match="step has no critical") as caught:
        weight_variances("critical", (4, 2), fieldguide.step)
    assert caught.value.reason in str(caught.value)
