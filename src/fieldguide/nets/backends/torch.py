"""The PyTorch backend; imported only when a device is named."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import torch

from fieldguide.nets.backends.backend import ArrayOperation, BoundCall


def _sign(x: Any, *, out: Any) -> None:
    """The sign; at NaN NaN, where torch.sign gives 0."""
    torch.where(x.isnan(), x, x.sign(), out=out)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "+": torch.add,
    "-": torch.subtract,
    "*": torch.multiply,
    "/": torch.divide,
    ">": torch.gt,
    "where": torch.where,
    "max": torch.maximum,
    "min": torch.minimum,
    "expit": torch.special.expit,
    "ndtr": torch.special.ndtr,
    "sign": _sign,
}


class TorchBackend:
    """Tensors of one dtype on one device; see ``Backend`` for the methods.

    Raises:
      ValueError: PyTorch cannot use the device here.
    """

    def __init__(self, dtype: np.dtype[Any], device: str) -> None:
        self._dtype = {"float32": torch.float32, "float64": torch.float64}[dtype.name]
        try:
            self._device = torch.empty(0, device=device).device
        except (RuntimeError, AssertionError) as error:
            reason = str(error).partition("\n")[0].rstrip(".")
            raise ValueError(f'PyTorch has no device "{device}" here: {reason}') from None
        # On a GPU starting an operation costs more than computing it: process all replicas at once.
        self.block = 8192 if self._device.type == "cpu" else 1 << 26

    def empty(self, *shape: int) -> Any:
        """A tensor, not yet filled."""
        return torch.empty(shape, dtype=self._dtype, device=self._device)

    def empty_mask(self, *shape: int) -> Any:
        """A tensor of truth values, not yet filled."""
        return torch.empty(shape, dtype=torch.bool, device=self._device)

    def empty_indices(self, count: int) -> Any:
        """A tensor of column numbers, not yet filled."""
        return torch.empty(count, dtype=torch.long, device=self._device)

    def array(self, numbers: Any) -> Any:
        """A new tensor on the device."""
        return torch.tensor(numbers, dtype=self._dtype, device=self._device)

    def assign(self, target: Any, numbers: Any) -> None:
        """Copy a NumPy array into a tensor."""
        target.copy_(torch.from_numpy(np.ascontiguousarray(numbers)))

    def to_numpy(self, array: Any) -> Any:
        """The same numbers as a NumPy array."""
        return array.cpu().numpy()

    def bind(self, *operations: ArrayOperation) -> list[BoundCall]:
        """Calls that compute the operations in order."""
        return [call for operation in operations for call in self._bind(*operation)]

    def _bind(self, name: str, operands: tuple[Any, ...], out: Any) -> Iterator[BoundCall]:
        if name == "copy":
            yield partial(out.copy_, *operands)
        elif name == "not <=":
            yield partial(torch.le, *operands, out=out)
            yield partial(torch.logical_not, out, out=out)
        elif name == "-abs":
            yield partial(torch.abs, *operands, out=out)
            yield partial(torch.neg, out, out=out)
        else:
            function = _FUNCTIONS.get(name) or getattr(torch, name)
            yield partial(function, *operands, out=out)

    def bind_reduction(self, name: str, array: Any, out: Any) -> BoundCall:
        """A call that sets ``out`` to the sum ("+") or the maximum ("max") along axis 1 of 3."""
        return partial(torch.sum if name == "+" else torch.amax, array, 1, True, out=out)

    def bind_take(self, array: Any, indices: Any, out: Any) -> BoundCall:
        """A call that sets ``out`` to the columns of ``array`` that ``indices`` lists."""
        return partial(torch.index_select, array, 1, indices, out=out)
