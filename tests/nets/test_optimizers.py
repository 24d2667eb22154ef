"""Trajectories beside torch.optim."""

import numpy as np
import pytest
import torch

from fieldguide.nets import Network, Trainer
from tests.nets.networks import COMMON, COMMON_SPECIES, Twin, copies, data

THEIRS = {
    "sgd": lambda p: torch.optim.SGD(p, 0.05),
    "momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, 0.05),
}


@pytest.mark.parametrize("name", THEIRS)
def test_ten_steps_are_those_of_pytorch(name):
    x, y = data("classes")
    # More parameters than one block of the optimizer holds.
    network = Network((2, 30, 31, 3), COMMON_SPECIES, [0], dtype=np.float64)
    assert sum(a.size for a in copies(network)) > network.stack.backend.block
    twin = Twin(network, COMMON.values(), 1)
    trainer = Trainer(network, x, y, optimizer=name, learning_rate=0.05, batch=len(x), seed=0)
    for _ in range(10):
        trainer.step()
    for replica in range(network.replicas):
        optimizer = THEIRS[name](twin.parameters(replica))
        for _ in range(10):
            optimizer.zero_grad()
            twin.loss(replica, "classes", x, y).backward()
            optimizer.step()
        found = [a[replica] for a in copies(network)]
        for ours, theirs in zip(found, twin.parameters(replica), strict=True):
            expected = theirs.detach().numpy()
            np.testing.assert_allclose(ours.reshape(expected.shape), expected, atol=1e-10)
