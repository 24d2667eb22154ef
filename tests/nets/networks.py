"""Small networks and data for the tests, and the same networks in PyTorch."""

import numpy as np
import torch

import fieldguide
from fieldguide.nets import Network

# Tensors this small only wait for one another's threads.
torch.set_num_threads(1)

TASKS = {"binary": (1, "cross_entropy"), "classes": (3, "cross_entropy"), "mse": (2, "mse")}
FORMULA = fieldguide.formula("x * sigmoid(b * x) + where(x > 0.3, x, 0.1 * x)", b=1.5)
EVERY = [*fieldguide.catalogue(), FORMULA.at(b=2.0), fieldguide.elu.at(alpha=0.5)]
COMMON = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": torch.nn.functional.leaky_relu,
    "gelu": torch.nn.functional.gelu,
    "silu": torch.nn.functional.silu,
    "elu": torch.nn.functional.elu,
    "hardswish": torch.nn.functional.hardswish,
}
COMMON_SPECIES = [fieldguide.get(slug) for slug in COMMON]


def data(task, count=23, inputs=2):
    """Examples x, y for one of the tasks."""
    rng = np.random.default_rng(5)
    outputs, loss = TASKS[task]
    x = rng.normal(size=(count, inputs))
    if loss == "mse":
        return x, rng.normal(size=(count, outputs))
    return x, rng.integers(0, max(2, outputs), count)


def copies(network):
    """Every layer's weights and biases, as they are now."""
    return [np.array(a) for a in (*network.weights, *network.biases)]


class Twin:
    """The replicas of a network, each by itself in PyTorch, with its functions and autograd."""

    def __init__(self, network: Network, functions, seeds):
        self.functions = [function for function in functions for _ in range(seeds)]
        self.layers = [
            [
                (torch.tensor(w[r], requires_grad=True), torch.tensor(b[r, 0], requires_grad=True))
                for w, b in zip(network.weights, network.biases, strict=True)
            ]
            for r in range(network.replicas)
        ]
        # Of hundreds, some of each activation and each chunk are enough.
        stride = 1 + network.replicas // 24
        self.sample = sorted({*range(0, network.replicas, stride), network.replicas - 1})

    def parameters(self, replica):
        """The weights of every layer, then the biases."""
        return [*(w for w, _ in self.layers[replica]), *(b for _, b in self.layers[replica])]

    def logits(self, replica, x):
        """The outputs for examples x."""
        h = torch.tensor(x)
        for w, b in self.layers[replica][:-1]:
            h = self.functions[replica](h @ w + b)
        w, b = self.layers[replica][-1]
        return h @ w + b

    def loss(self, replica, task, x, y):
        """The task's loss."""
        logits, targets = self.logits(replica, x), torch.tensor(y)
        if task == "mse":
            return torch.nn.functional.mse_loss(logits, targets)
        if task == "classes":
            return torch.nn.functional.cross_entropy(logits, targets)
        return torch.nn.functional.binary_cross_entropy_with_logits(
            logits[:, 0], targets.to(logits.dtype)
        )
