"""A pass through some replicas as prepared calls: forward, and backward where asked."""

from math import prod
from typing import Any

from fieldguide.nets.arrays.numpy import Call
from fieldguide.nets.compiler.program import SLOPE, VALUE, Program, Z


class Layers:
    """Of a network, what a pass needs to know.

    Attributes:
      arrays: where the numbers live.
      matrices: a layer each, (replicas, outputs, inputs + 1); biases are the last column.
      programs: of each activation, the value alone and with the slope.
      seeds: how many replicas each activation has.
    """

    def __init__(
        self, arrays: Any, matrices: list[Any], programs: list[tuple[Program, Program]], seeds: int
    ) -> None:
        self.arrays = arrays
        self.matrices = matrices
        self.programs = programs
        self.seeds = seeds
        self.widest = max(matrix.shape[1] for matrix in matrices)

    @property
    def replicas(self) -> int:
        """How many networks there are."""
        return int(self.matrices[0].shape[0])

    def chunks(self, count: int) -> list[slice]:
        """Replicas to take together for passes of ``count`` examples."""
        step = min(self.replicas, max(1, self.arrays.block // (self.widest * count)))
        return [slice(r, min(r + step, self.replicas)) for r in range(0, self.replicas, step)]


class Room:
    """Arrays that the passes of one number of examples share, chunk after chunk."""

    def __init__(self, layers: Layers, count: int) -> None:
        self.layers = layers
        self.count = count
        self.chunks = layers.chunks(count)
        self._most = self.chunks[0].stop
        self._held: dict[Any, Any] = {}

    def kept(self, name: str, layer: int, replicas: int, rows: int) -> Any:
        """An array of the layer's own, of ones before it is filled."""
        key = name, layer
        if key not in self._held:
            held = self.layers.arrays.empty(self._most, rows, self.count)
            held[...] = 1
            self._held[key] = held
        return self._held[key][:replicas]

    def scratch(self, name: Any, *shape: int, mask: bool = False) -> Any:
        """An array that other layers and chunks use too."""
        key = name, mask
        if key not in self._held:
            make = self.layers.arrays.mask if mask else self.layers.arrays.empty
            self._held[key] = make(self._most * self.layers.widest * self.count)
        return self._held[key][: prod(shape)].reshape(shape)


class Pass:
    """Calls that take ``x`` to ``logits``, and back.

    Numbers of a layer are (replicas, width, examples), with a row of ones
    below them that the biases multiply.

    Attributes:
      calls: the calls so far, in order.
      logits: (replicas, outputs, examples).
    """

    def __init__(self, room: Room, chunk: slice, x: Any, *, back: bool) -> None:
        self.calls: list[Call] = []
        self._room = room
        self._arrays = room.layers.arrays
        self._chunk = chunk
        self._matrices = [matrix[chunk] for matrix in room.layers.matrices]
        self._replicas = chunk.stop - chunk.start
        self._inputs = [x]
        self._slopes: list[Any] = []
        for layer, matrix in enumerate(self._matrices):
            width = matrix.shape[1]
            last = layer == len(self._matrices) - 1
            z = room.scratch("logits" if last else "z", self._replicas, width, room.count)
            self._multiply(*self._flattened(layer, matrix, self._inputs[-1], z))
            if last:
                self.logits = z
                break
            h = room.kept("h", layer, self._replicas, width + 1)
            slope = room.kept("slope", layer, self._replicas, width) if back else None
            self._inputs.append(h)
            self._slopes.append(slope)
            self._activate(z, h[:, :width], slope)

    def _multiply(self, a: Any, b: Any, out: Any) -> None:
        self.calls += self._arrays.calls("matmul", (a, b), out)

    def _flattened(self, layer: int, a: Any, b: Any, out: Any) -> tuple[Any, Any, Any]:
        """The operands of a product; as one large one where all replicas share their input."""
        if self._replicas == 1:
            return a[0], b.reshape(b.shape[-2:]), out[0]
        if layer or self._inputs[0].ndim == 3:
            return a, b, out
        rows = self._replicas * out.shape[1]
        return a.reshape(rows, a.shape[2]), b, out.reshape(rows, out.shape[2])

    def _activate(self, z: Any, value: Any, slope: Any) -> None:
        seeds = self._room.layers.seeds
        for index, programs in enumerate(self._room.layers.programs):
            start = max(index * seeds, self._chunk.start) - self._chunk.start
            stop = min((index + 1) * seeds, self._chunk.stop) - self._chunk.start
            if start < stop:
                own = [None if a is None else a[start:stop] for a in (z, value, slope)]
                self._run(programs[slope is not None], own)

    def _run(self, program: Program, own: list[Any]) -> None:
        shape = own[Z].shape
        registers = {Z: own[Z], VALUE: own[VALUE], SLOPE: own[SLOPE]}
        for index in range(SLOPE + 1, program.registers):
            registers[index] = self._room.scratch(index, *shape, mask=index in program.masks)
        steps = []
        for name, arguments, out in program.operations:
            operands = [
                registers[a] if isinstance(a, int) else self._arrays.array(a) for a in arguments
            ]
            steps.append((name, tuple(operands), registers[out]))
        self.calls += self._arrays.program(steps, keep=own[VALUE:])

    def back(self, gradients: list[Any], gradient: Any) -> list[Call]:
        """Calls from the gradient at the logits to ``gradients``, laid out as the matrices are."""
        self.calls = []
        for layer in reversed(range(len(self._matrices))):
            into = gradients[layer][self._chunk]
            inputs = self._inputs[layer].swapaxes(-1, -2)
            self._multiply(*self._flattened(layer, gradient, inputs, into))
            if layer:
                matrix = self._matrices[layer][:, :, :-1].swapaxes(1, 2)
                shape = self._replicas, matrix.shape[1], self._room.count
                below = self._room.scratch(("gradient", layer % 2), *shape)
                self._multiply(matrix, gradient, below)
                slopes = ("*", (below, self._slopes[layer - 1]), below)
                self.calls += self._arrays.program([slopes], keep=[below])
                gradient = below
        return self.calls
