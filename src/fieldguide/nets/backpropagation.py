"""Forward and backward pass of a chunk of replicas, as prepared calls."""

from typing import Any

from fieldguide.nets.backends.backend import BoundCall
from fieldguide.nets.buffers import Buffers
from fieldguide.nets.compiler.activation_program import SLOPE, VALUE, Program, Z


class ForwardBackward:
    """The calls that compute ``logits`` from ``x``, and those that compute the gradients.

    The activations of a layer are (replicas, width, examples). Below them is a
    row of ones, so that the product with the matrix of the next layer adds its
    biases.

    Args:
      buffers: the work arrays.
      chunk: which replicas.
      x: the examples as columns, above a row of ones: (inputs + 1, examples),
        or (replicas, inputs + 1, examples) where each replica has its own.
      with_slopes: whether the forward pass also computes the slopes of the
        activations, which ``backward`` needs.

    Attributes:
      forward: the calls of the forward pass, in order.
      logits: (replicas, outputs, examples).
    """

    def __init__(self, buffers: Buffers, chunk: slice, x: Any, *, with_slopes: bool) -> None:
        self.forward: list[BoundCall] = []
        self._buffers = buffers
        self._backend = buffers.stack.backend
        self._chunk = chunk
        self._matrices = [matrix[chunk] for matrix in buffers.stack.matrices]
        self._replicas = chunk.stop - chunk.start
        self._inputs = [x]
        self._slopes: list[Any] = []
        for layer, matrix in enumerate(self._matrices):
            width = matrix.shape[1]
            last = layer == len(self._matrices) - 1
            z = buffers.shared("logits" if last else "z", self._replicas, width, buffers.count)
            self.forward += self._product(layer, matrix, self._inputs[-1], z)
            if last:
                self.logits = z
                break
            h = buffers.of_layer("h", layer, self._replicas, width + 1)
            slope = buffers.of_layer("slope", layer, self._replicas, width) if with_slopes else None
            self._inputs.append(h)
            self._slopes.append(slope)
            self.forward += self._activations(z, h[:, :width], slope)

    def _product(self, layer: int, a: Any, b: Any, out: Any) -> list[BoundCall]:
        """``out`` = a b for each replica; one larger product where all replicas share b."""
        if self._replicas == 1:
            a, b, out = a[0], b.reshape(b.shape[-2:]), out[0]
        elif not layer and self._inputs[0].ndim == 2:
            rows = self._replicas * out.shape[1]
            a, out = a.reshape(rows, a.shape[2]), out.reshape(rows, out.shape[2])
        return self._backend.bind(("matmul", (a, b), out))

    def _activations(self, z: Any, value: Any, slope: Any) -> list[BoundCall]:
        """Fill ``value``, and ``slope`` if it is an array, each replica with its activation."""
        seeds = self._buffers.stack.seeds
        calls: list[BoundCall] = []
        for index, programs in enumerate(self._buffers.stack.programs):
            start = max(index * seeds, self._chunk.start) - self._chunk.start
            stop = min((index + 1) * seeds, self._chunk.stop) - self._chunk.start
            if start < stop:
                registers = {
                    number: array[start:stop]
                    for number, array in ((Z, z), (VALUE, value), (SLOPE, slope))
                    if array is not None
                }
                calls += self._bound(programs[slope is not None], registers)
        return calls

    def _bound(self, program: Program, registers: dict[int, Any]) -> list[BoundCall]:
        """The calls that run the program, with work arrays as its other registers."""
        shape = registers[Z].shape
        for register in range(SLOPE + 1, program.registers):
            mask = register in program.masks
            registers[register] = self._buffers.shared(register, *shape, mask=mask)
        operations = []
        for name, arguments, out in program.operations:
            operands = [
                registers[a] if isinstance(a, int) else self._backend.array(a) for a in arguments
            ]
            operations.append((name, tuple(operands), registers[out]))
        return self._backend.bind(*operations)

    def backward(self, gradients: list[Any], gradient: Any) -> list[BoundCall]:
        """The calls of the backward pass, to run after ``forward``.

        Args:
          gradients: to be filled with the gradients of the stack's matrices, shaped as these.
          gradient: that of the logits.
        """
        calls: list[BoundCall] = []
        for layer in reversed(range(len(self._matrices))):
            inputs = self._inputs[layer].swapaxes(-1, -2)
            calls += self._product(layer, gradient, inputs, gradients[layer][self._chunk])
            if layer:
                weights = self._matrices[layer][:, :, :-1].swapaxes(1, 2)
                shape = self._replicas, weights.shape[1], self._buffers.count
                # Two arrays in turn: each gradient is computed from that of the layer above.
                below = self._buffers.shared(("gradient", layer % 2), *shape)
                calls += self._backend.bind(
                    ("matmul", (weights, gradient), below),
                    ("*", (below, self._slopes[layer - 1]), below),
                )
                gradient = below
        return calls
