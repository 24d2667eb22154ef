"""The network: replicas that differ in activation and weights, computed together."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from fieldguide.activations import Activation
from fieldguide.nets.backends.backend import Backend
from fieldguide.nets.backends.numpy import NumpyBackend
from fieldguide.nets.backpropagation import ForwardBackward
from fieldguide.nets.buffers import Buffers
from fieldguide.nets.compiler.activation_program import compile_activation
from fieldguide.nets.initialization import random_layers
from fieldguide.nets.replica_stack import ReplicaStack

Array = np.ndarray[Any, Any]
# How many numbers of examples to keep prepared forward passes for.
_MOST_PREPARED = 8


class Signals(NamedTuple):
    """Root mean squares, layer by layer: float64 arrays (replicas, hidden layers + 1).

    Attributes:
      forward: of the input, then of the activations of each hidden layer.
      backward: of the gradient with respect to these.
    """

    forward: Array
    backward: Array


class Network:
    """Replicas of one fully connected network that differ in activation and weights.

    A layer is z = h W + b; an activation follows each hidden layer, and the
    outputs of the last layer are logits. Replica a * len(seeds) + s has
    activation a and the random numbers of seed s: a seed draws the same
    standard normal numbers whatever the activation, init and dtype, only their
    scale differs.

    Args:
      sizes: numbers of inputs, of units of each hidden layer, and of outputs.
      activations: one or more, each at its own parameter values.
      seeds: one or more integers of at least 0.
      init: the variance of the weights, "lecun", "he", "glorot" or "critical";
        see ``weight_variances``.
      gain: factor of the standard deviation of the weights.
      bias_std: the standard deviation of the biases.
      dtype: float32 or float64.
      device: None for NumPy, or where PyTorch holds and trains the networks,
        such as "cuda". ``layers``, ``signals`` and ``dead`` use NumPy always.

    Raises:
      TypeError, ValueError: an argument is not as described, or "critical" does
        not exist for an activation.
      ImportError: there is a device, and PyTorch is not installed.

    Accuracy: float32 activations within 5e-7 of the exact ones (relative where
      they exceed 1); float64 ones as ``Activation`` gives them.

    Attributes:
      sizes, dtype: as given.
      replicas: how many networks there are.
      weights: for each layer (replicas, inputs, outputs): views, to be read
        or changed in place; tensors where there is a device.
      biases: likewise, (replicas, 1, outputs).
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[Activation],
        seeds: Sequence[int],
        *,
        init: str = "lecun",
        gain: float = 1.0,
        bias_std: float = 0.0,
        dtype: Any = np.float32,
        device: str | None = None,
    ) -> None:
        self.sizes = _sizes(sizes)
        self.dtype = np.dtype(dtype)
        if self.dtype not in (np.float32, np.float64):
            raise TypeError(f"dtype must be float32 or float64, got {self.dtype}")
        if not len(activations) or not len(seeds):
            raise ValueError("a network needs at least one activation and one seed")
        self._activations = tuple(activations)
        self._seeds = len(seeds)
        self.replicas = len(self._activations) * self._seeds
        backend = self._backend(device)
        # Weights and biases of all layers are one flat array, which an optimizer updates at once.
        self.parameters, matrices = _views(
            backend, [(self.replicas, b, a + 1) for a, b in pairwise(self.sizes)]
        )
        layers = random_layers(
            self.sizes, self._activations, seeds, init=init, gain=gain, bias_std=bias_std
        )
        for matrix, layer in zip(matrices, layers, strict=True):
            backend.assign(matrix, layer)
        self.weights = [matrix[:, :, :-1].swapaxes(1, 2) for matrix in matrices]
        self.biases = [matrix[:, :, -1:].swapaxes(1, 2) for matrix in matrices]
        narrow = self.dtype == np.float32
        programs = [
            (
                compile_activation(activation, narrow=narrow, slope=False),
                compile_activation(activation, narrow=narrow, slope=True),
            )
            for activation in self._activations
        ]
        self.stack = ReplicaStack(backend, matrices, programs, self._seeds)
        self._prepared: dict[Any, tuple[Any, list[ForwardBackward]]] = {}

    def _backend(self, device: str | None) -> Backend:
        if device is None:
            return NumpyBackend(self.dtype)
        try:
            from fieldguide.nets.backends.torch import TorchBackend  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            raise ImportError(
                "a device needs PyTorch. Install it with: pip install 'fieldguide[torch]'"
            ) from None
        return TorchBackend(self.dtype, device)

    def _to_numpy(self, array: Any) -> Array:
        numbers: Array = self.stack.backend.to_numpy(array)
        return numbers

    def like_parameters(self) -> tuple[Any, list[Any]]:
        """A flat array as long as ``parameters``, and views of it shaped as the matrices."""
        return _views(self.stack.backend, [matrix.shape for matrix in self.stack.matrices])

    def outputs(self, x: Any) -> Array:
        """The logits as (replicas, outputs, n), for examples as ``logits`` takes them."""
        x = self._examples(x).swapaxes(-1, -2)
        count = x.shape[-1]
        result = np.empty((self.replicas, self.sizes[-1], count), self.dtype)
        # Blocks of equal length. Four times those of training: a forward pass alone keeps fewer
        # arrays in the cache, and longer blocks need fewer calls.
        most = max(64, 4 * self.stack.backend.block // max(self.sizes[1:]))
        block = -(-count // -(-count // most))
        inputs, passes = self._forward_passes(block, each_replica=x.ndim == 3)
        for start in range(0, count, block):
            # The last block overlaps the one before, so that all have the same length.
            part = slice(min(start, count - block), min(start, count - block) + block)
            self.stack.backend.assign(inputs[..., :-1, :], x[..., part])
            with np.errstate(all="ignore"):
                for chunk, one in zip(self.stack.chunks(block), passes, strict=True):
                    for call in one.forward:
                        call()
                    result[chunk, :, part] = self.stack.backend.to_numpy(one.logits)
        return result

    def _examples(self, x: Any) -> Array:
        examples: Array = np.asarray(x, self.dtype)
        shapes = (self.sizes[0],), (self.replicas, self.sizes[0])
        without_count = *examples.shape[:-2], *examples.shape[-1:]
        if examples.ndim not in (2, 3) or without_count not in shapes or not examples.size:
            raise ValueError(
                f"x must be (n, {self.sizes[0]}) or ({self.replicas}, n, {self.sizes[0]}), "
                f"got {examples.shape}"
            )
        return examples

    def _forward_passes(
        self, count: int, *, each_replica: bool
    ) -> tuple[Any, list[ForwardBackward]]:
        """An array for ``count`` examples, and the forward passes that read it.

        Args:
          count: how many examples.
          each_replica: whether each replica has examples of its own.
        """
        key = count, each_replica
        if key not in self._prepared:
            if len(self._prepared) == _MOST_PREPARED:
                self._prepared.clear()
            buffers = Buffers(self.stack, count)
            leading = (self.replicas,) if each_replica else ()
            x = self.stack.backend.empty(*leading, self.sizes[0] + 1, count)
            x[...] = 1
            passes = [
                ForwardBackward(buffers, chunk, x[chunk] if each_replica else x, with_slopes=False)
                for chunk in buffers.chunks
            ]
            self._prepared[key] = x, passes
        return self._prepared[key]

    def logits(self, x: Any) -> Array:
        """The outputs of the last layer, (replicas, n, outputs).

        Args:
          x: examples, (n, inputs) for all replicas, or (replicas, n, inputs).

        Raises:
          ValueError: x has another shape.
        """
        return self.outputs(x).swapaxes(1, 2)

    def layers(self, x: Any) -> list[Array]:
        """The pre-activations (replicas, n, width) of each hidden layer, then the logits.

        Args and errors as for ``logits``.
        """
        with np.errstate(all="ignore"):
            return [z for _, z in self._forward(x)]

    def _forward(self, x: Any) -> Iterator[tuple[Array, Array]]:
        """The input h of each layer, and its pre-activation h W + b."""
        h = self._examples(x)
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            z = h @ self._to_numpy(weights) + self._to_numpy(biases)
            yield h, z
            if layer < len(self.weights) - 1:
                h = self._each(z, slope=False)

    def _each(self, z: Array, *, slope: bool) -> Array:
        """f(z) or f'(z), where f is the activation of the replica."""
        result = np.empty_like(z)
        for index, activation in enumerate(self._activations):
            part = slice(index * self._seeds, (index + 1) * self._seeds)
            result[part] = (activation.derivative if slope else activation)(z[part])
        return result

    def signals(self, x: Any, seed: int = 0) -> Signals:
        """The root mean square of the activations and of the gradients of each layer.

        The gradient with respect to the activations of the last hidden layer is
        standard normal, drawn from ``seed`` and the same for all replicas.

        Args and errors as for ``logits``.
        """
        with np.errstate(all="ignore"):
            inputs, outputs = zip(*self._forward(x), strict=True)
        hidden = outputs[:-1]
        if not hidden:
            raise ValueError("signals need a hidden layer")
        # The input is (n, inputs) where all replicas share it.
        forward = [
            _root_mean_square(np.broadcast_to(h, (self.replicas, *h.shape[-2:]))) for h in inputs
        ]
        draw = np.random.default_rng(seed).standard_normal(hidden[-1].shape[1:])
        gradient = np.broadcast_to(draw.astype(self.dtype), hidden[-1].shape)
        backward = [_root_mean_square(gradient)]
        with np.errstate(all="ignore"):
            for z, weights in zip(hidden[::-1], self.weights[-2::-1], strict=True):
                transposed = self._to_numpy(weights).swapaxes(1, 2)
                gradient = (gradient * self._each(z, slope=True)) @ transposed
                backward.append(_root_mean_square(gradient))
        return Signals(np.stack(forward, 1), np.stack(backward[::-1], 1))

    def dead(self, x: Any) -> list[Array]:
        """Which units have slope 0 for every example: for each layer bool (replicas, width).

        Args and errors as for ``logits``. Slopes are those of ``Activation``,
        rounded to the dtype.
        """
        return [(self._each(z, slope=True) == 0).all(axis=1) for z in self.layers(x)[:-1]]


def _sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    checked = tuple(int(size) for size in sizes)
    if len(checked) < 2 or min(checked) < 1:
        raise ValueError(f"sizes must be at least two numbers of at least 1, got {checked}")
    return checked


def _views(backend: Backend, shapes: list[tuple[int, ...]]) -> tuple[Any, list[Any]]:
    """One flat array, and consecutive views of it with these shapes."""
    lengths = [int(np.prod(shape)) for shape in shapes]
    flat = backend.empty(sum(lengths))
    ends = np.cumsum(lengths).tolist()
    parts = zip(ends, lengths, shapes, strict=True)
    return flat, [flat[end - length : end].reshape(shape) for end, length, shape in parts]


def _root_mean_square(a: Array) -> Array:
    """Of each replica; in float64, because squares of small float32 numbers underflow to 0."""
    wide = a.astype(np.float64)
    result: Array = np.sqrt(np.mean(wide * wide, axis=(1, 2)))
    return result
