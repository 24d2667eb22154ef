"""Many fully connected networks of one shape, held in one stack."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from fieldguide.activations import Activation
from fieldguide.nets.arrays.numpy import Numpy
from fieldguide.nets.backpropagation import Layers, Pass, Room
from fieldguide.nets.compiler.program import compile_activation
from fieldguide.nets.initialization import drawn

Array = np.ndarray[Any, Any]
# Passes kept ready: each number of examples has its own.
_KEPT = 8


class Signals(NamedTuple):
    """Root mean squares, layer by layer: float64 arrays (replicas, hidden layers + 1).

    Attributes:
      forward: of the input, then of what each hidden layer's activation gives.
      backward: of the gradient with respect to the same.
    """

    forward: Array
    backward: Array


class Network:
    """Replicas of one fully connected network, that differ in activation and weights.

    A layer is z = h W + b; an activation follows each hidden layer, and the
    last layer's outputs are logits. Replica a * len(seeds) + s has activation
    a and the random numbers of seed s: a seed draws the same standard normal
    numbers whatever the activation, init and dtype, only their scale differs.

    Args:
      sizes: the inputs, the hidden layers' widths, the outputs.
      activations: of the replicas, each at its own parameter values.
      seeds: of the replicas, integers of at least 0.
      init: the standard deviation of the weights: "lecun" sqrt(1 / inputs),
        "he" sqrt(2 / inputs), "glorot" sqrt(2 / (inputs + outputs)), of each
        layer; "critical" the edge of chaos of the activation and bias_std.
      gain: times that.
      bias_std: the standard deviation of the biases.
      dtype: float32 or float64.
      device: where PyTorch is to hold and train the networks, such as "cuda";
        None for NumPy, which llvmlite makes faster where it is installed,
        without a change of a bit. ``layers``, ``signals`` and ``dead`` come from NumPy.

    Raises:
      TypeError, ValueError: an argument that cannot be, or "critical" for an
        activation that has no edge of chaos.
      ImportError: a device was named, and there is no PyTorch.

    Accuracy: float32 activations within 5e-7 of the exact ones (relative where
      they exceed 1); float64 ones as ``Activation`` gives them.

    Attributes:
      sizes, replicas, dtype: as given; how many networks there are.
      weights: a layer each, (replicas, inputs, outputs): views, to be read
        or changed in place; tensors where a device was named.
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
        arrays = self._arrays(device)
        self.parameters, matrices = _views(
            arrays, [(self.replicas, b, a + 1) for a, b in pairwise(self.sizes)]
        )
        stacks = drawn(
            self.sizes, self._activations, seeds, init=init, gain=gain, bias_std=bias_std
        )
        for matrix, stack in zip(matrices, stacks, strict=True):
            arrays.put(stack, matrix)
        self.weights = [matrix[:, :, :-1].swapaxes(1, 2) for matrix in matrices]
        self.biases = [matrix[:, :, -1:].swapaxes(1, 2) for matrix in matrices]
        narrow = self.dtype == np.float32
        programs = [
            (
                compile_activation(one, narrow=narrow, slope=False),
                compile_activation(one, narrow=narrow, slope=True),
            )
            for one in self._activations
        ]
        self.stack = Layers(arrays, matrices, programs, self._seeds)
        self._ready: dict[Any, tuple[Any, list[Pass]]] = {}

    def _arrays(self, device: str | None) -> Any:
        if device is None:
            return host_arrays()(self.dtype)
        try:
            from fieldguide.nets.arrays.torch import Torch  # noqa: PLC0415 - only for who has it
        except ModuleNotFoundError:
            raise ImportError(
                "a device needs PyTorch. Install it with: pip install 'fieldguide[torch]'"
            ) from None
        return Torch(self.dtype, device)

    def _host(self, array: Any) -> Array:
        numbers: Array = self.stack.arrays.host(array)
        return numbers

    def like_parameters(self) -> tuple[Any, list[Any]]:
        """An array as ``parameters``, and its views as the layers' matrices."""
        return _views(self.stack.arrays, [matrix.shape for matrix in self.stack.matrices])

    def outputs(self, x: Any) -> Array:
        """The logits as (replicas, outputs, n), for examples as ``logits`` takes them."""
        x = self._examples(x).swapaxes(-1, -2)
        count = x.shape[-1]
        result = np.empty((self.replicas, self.sizes[-1], count), self.dtype)
        # Fewer calls outweigh the nearer cache where nothing is kept for the way back.
        most = max(64, 4 * self.stack.arrays.block // max(self.sizes[1:]))
        block = -(-count // -(-count // most))
        into, passes = self._passes(block, x.ndim == 3)
        for start in range(0, count, block):
            # The last block has the length of the others, and begins a little earlier.
            part = slice(min(start, count - block), min(start, count - block) + block)
            self.stack.arrays.put(x[..., part], into[..., :-1, :])
            with np.errstate(all="ignore"):
                for chunk, one in zip(self.stack.chunks(block), passes, strict=True):
                    for call in one.calls:
                        call()
                    result[chunk, :, part] = self.stack.arrays.host(one.logits)
        return result

    def _examples(self, x: Any) -> Array:
        examples: Array = np.asarray(x, self.dtype)
        shapes = (self.sizes[0],), (self.replicas, self.sizes[0])
        given = *examples.shape[:-2], *examples.shape[-1:]
        if examples.ndim not in (2, 3) or given not in shapes or not examples.size:
            raise ValueError(
                f"x must be (n, {self.sizes[0]}) or ({self.replicas}, n, {self.sizes[0]}), "
                f"got {examples.shape}"
            )
        return examples

    def _passes(self, count: int, apart: bool) -> tuple[Any, list[Pass]]:
        """An array to put ``count`` examples into, and the passes that take them from there."""
        key = count, apart
        if key not in self._ready:
            if len(self._ready) == _KEPT:
                self._ready.clear()
            room = Room(self.stack, count)
            lead = (self.replicas,) if apart else ()
            x = self.stack.arrays.empty(*lead, self.sizes[0] + 1, count)
            x[...] = 1
            passes = [
                Pass(room, chunk, x[chunk] if apart else x, back=False) for chunk in room.chunks
            ]
            self._ready[key] = x, passes
        return self._ready[key]

    def logits(self, x: Any) -> Array:
        """The outputs (replicas, n, outputs).

        Args:
          x: examples (n, inputs), the same for all, or (replicas, n, inputs).

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
        """What goes into each layer, and what its weights make of it."""
        h = self._examples(x)
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            z = h @ self._host(weights) + self._host(biases)
            yield h, z
            if layer < len(self.weights) - 1:
                h = self._each(z, slope=False)

    def _each(self, z: Array, *, slope: bool) -> Array:
        """f(z) or f'(z), each replica's own f."""
        result = np.empty_like(z)
        for index, activation in enumerate(self._activations):
            part = slice(index * self._seeds, (index + 1) * self._seeds)
            result[part] = (activation.derivative if slope else activation)(z[part])
        return result

    def signals(self, x: Any, seed: int = 0) -> Signals:
        """The size of the signal forward and of the gradient backward.

        The gradient put in after the last hidden layer's activation is
        standard normal, drawn from ``seed`` and the same for all replicas.

        Args and errors as for ``logits``.
        """
        with np.errstate(all="ignore"):
            inputs, outputs = zip(*self._forward(x), strict=True)
        hidden = outputs[:-1]
        if not hidden:
            raise ValueError("signals need a hidden layer")
        # The first are the same for all replicas, where no others were given.
        forward = [_size(np.broadcast_to(h, (self.replicas, *h.shape[-2:]))) for h in inputs]
        draw = np.random.default_rng(seed).standard_normal(hidden[-1].shape[1:])
        gradient = np.broadcast_to(draw.astype(self.dtype), hidden[-1].shape)
        backward = [_size(gradient)]
        with np.errstate(all="ignore"):
            for z, weights in zip(hidden[::-1], self.weights[-2::-1], strict=True):
                back = self._host(weights).swapaxes(1, 2)
                gradient = (gradient * self._each(z, slope=True)) @ back
                backward.append(_size(gradient))
        return Signals(np.stack(forward, 1), np.stack(backward[::-1], 1))

    def dead(self, x: Any) -> list[Array]:
        """Which units have slope 0 for every example: bool (replicas, width), layer by layer.

        Args and errors as for ``logits``. Slopes are those of ``Activation``,
        rounded to the dtype.
        """
        return [(self._each(z, slope=True) == 0).all(axis=1) for z in self.layers(x)[:-1]]


def host_arrays() -> type[Numpy]:
    """NumPy's arrays, fused where llvmlite is installed."""
    try:
        from fieldguide.nets.arrays.fused import Fused  # noqa: PLC0415 - only for who has it
    except (ImportError, OSError):
        return Numpy
    return Fused


def _sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    checked = tuple(int(size) for size in sizes)
    if len(checked) < 2 or min(checked) < 1:
        raise ValueError(f"sizes must be at least two numbers of at least 1, got {checked}")
    return checked


def _views(arrays: Any, shapes: list[tuple[int, ...]]) -> tuple[Any, list[Any]]:
    """One flat array, and parts of it of these shapes."""
    lengths = [int(np.prod(shape)) for shape in shapes]
    flat = arrays.empty(sum(lengths))
    ends = np.cumsum(lengths).tolist()
    parts = zip(ends, lengths, shapes, strict=True)
    return flat, [flat[end - length : end].reshape(shape) for end, length, shape in parts]


def _size(a: Array) -> Array:
    """Root mean square of each replica; in float64, whose squares of small numbers are not 0."""
    wide = a.astype(np.float64)
    result: Array = np.sqrt(np.mean(wide * wide, axis=(1, 2)))
    return result
