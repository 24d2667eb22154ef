"""Work arrays of forward and backward passes, reused by all passes of one batch size."""

from math import prod
from typing import Any

from fieldguide.nets.replica_stack import ReplicaStack


class Buffers:
    """The work arrays of all passes with one number of examples.

    Replicas are processed in chunks, one after the other, in the same arrays.

    Args:
      stack: the networks.
      count: examples in a pass.

    Attributes:
      chunks: the replicas that are processed together.
    """

    def __init__(self, stack: ReplicaStack, count: int) -> None:
        self.stack = stack
        self.count = count
        self.chunks = stack.chunks(count)
        self._largest_chunk = self.chunks[0].stop
        self._arrays: dict[Any, Any] = {}

    def of_layer(self, name: str, layer: int, replicas: int, rows: int) -> Any:
        """An array (replicas, rows, examples) that only this layer uses; at first all ones."""
        key = name, layer
        if key not in self._arrays:
            array = self.stack.backend.empty(self._largest_chunk, rows, self.count)
            array[...] = 1
            self._arrays[key] = array
        return self._arrays[key][:replicas]

    def shared(self, name: Any, *shape: int, mask: bool = False) -> Any:
        """An array that all layers share: its contents last until the next use of the name."""
        key = name, mask
        if key not in self._arrays:
            backend = self.stack.backend
            empty = backend.empty_mask if mask else backend.empty
            self._arrays[key] = empty(self._largest_chunk * self.stack.widest * self.count)
        return self._arrays[key][: prod(shape)].reshape(shape)
