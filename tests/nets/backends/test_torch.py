"""The PyTorch backend beside the NumPy backend."""

import subprocess
import sys

import numpy as np
import pytest
import torch

import fieldguide
from fieldguide.nets import Network, Trainer
from tests.nets.networks import EVERY, TASKS, data

DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("task", TASKS)
def test_pytorch_trains_as_numpy_does(task, optimizer, device):
    x, y = data(task)
    found = []
    for place in (None, device):
        network = Network(
            (2, 6, 5, TASKS[task][0]), EVERY, [0, 1, 2], dtype=np.float64, device=place
        )
        trainer = Trainer(
            network,
            x,
            y,
            loss=TASKS[task][1],
            optimizer=optimizer,
            learning_rate=0.02,
            batch=10,
            seed=0,
        )
        for _ in range(2):
            trainer.epoch()
        found.append((network, trainer.losses(x, y)))
    (ours, our_losses), (theirs, their_losses) = found
    assert isinstance(theirs.weights[0], torch.Tensor)
    np.testing.assert_allclose(our_losses, their_losses, rtol=1e-9)
    for a, b in zip(ours.weights, theirs.weights, strict=True):
        np.testing.assert_allclose(a, b.cpu().numpy(), rtol=1e-8, atol=1e-11)
    np.testing.assert_allclose(ours.logits(x), theirs.logits(x), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(ours.signals(x).backward, theirs.signals(x).backward, rtol=1e-8)


def test_pytorch_s_float32_is_numpy_s_to_rounding():
    x = np.linspace(-3, 3, 100).reshape(50, 2)
    ours, theirs = (
        Network((2, 16, 16, 1), EVERY, [0], device=place).logits(x) for place in (None, "cpu")
    )
    assert theirs.dtype == np.float32
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("x", [np.nan, -np.nan])
def test_nan_is_never_hidden(device, x):
    network = Network((1, 1, 1), EVERY, [0], device=device)
    assert np.isnan(network.logits([[x]])).all()


def test_pytorch_is_loaded_only_when_a_device_is_named():
    code = (
        "import sys, fieldguide; from fieldguide.nets import Network\n"
        "Network((2, 3, 1), [fieldguide.relu], [0]).logits([[1.0, 2.0]])\n"
        "print('torch' in sys.modules)\n"
        "sys.modules['torch'] = None\n"
        "try:\n"
        "    Network((2, 3, 1), [fieldguide.relu], [0], device='cpu')\n"
        "except ImportError as error:\n"
        "    print(error)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.splitlines() == [
        "False",
        "a device needs PyTorch. Install it with: pip install 'fieldguide[torch]'",
    ]
    assert fieldguide.relu(1.0) == 1.0
