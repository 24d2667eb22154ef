"""The data of all replicas that a forward or backward pass reads."""

from typing import Any

from fieldguide.nets.backends.backend import Backend
from fieldguide.nets.compiler.activation_program import Program


class ReplicaStack:
    """The weights of all replicas and the programs of their activations.

    Attributes:
      backend: the library that computes with the arrays.
      matrices: one for each layer, (replicas, outputs, inputs + 1); the last column are the biases.
      programs: for each activation, the program of its value, and that of value and slope.
      seeds: how many replicas each activation has.
      widest: the largest number of units in a layer.
    """

    def __init__(
        self,
        backend: Backend,
        matrices: list[Any],
        programs: list[tuple[Program, Program]],
        seeds: int,
    ) -> None:
        self.backend = backend
        self.matrices = matrices
        self.programs = programs
        self.seeds = seeds
        self.widest = max(matrix.shape[1] for matrix in matrices)

    def chunks(self, count: int) -> list[slice]:
        """The replicas to process together in passes of ``count`` examples.

        As many as keep the largest array of a pass within ``backend.block`` elements.
        """
        replicas = int(self.matrices[0].shape[0])
        step = min(replicas, max(1, self.backend.block // (self.widest * count)))
        return [slice(r, min(r + step, replicas)) for r in range(0, replicas, step)]
