"""The same on PyTorch's tensors; imported only when a device is named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import torch

from fieldguide.nets.arrays.numpy import Call, Step


def _sign(x: Any, *, out: Any) -> None:
    """The sign, and NaN of NaN: PyTorch's own makes it 0."""
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


class Torch:
    """Tensors of one dtype on one device; see ``Numpy`` for the methods."""

    def __init__(self, dtype: np.dtype[Any], device: str) -> None:
        self._dtype = {"float32": torch.float32, "float64": torch.float64}[dtype.name]
        try:
            self._device = torch.empty(0, device=device).device
        except (RuntimeError, AssertionError) as wrong:
            reason = str(wrong).partition("\n")[0].rstrip(".")
            raise ValueError(f'PyTorch has no device "{device}" here: {reason}') from None
        # A call costs more than its numbers do: on a GPU all replicas go at once.
        self.block = 8192 if self._device.type == "cpu" else 1 << 26

    def empty(self, *shape: int) -> Any:
        """A tensor to be filled."""
        return torch.empty(shape, dtype=self._dtype, device=self._device)

    def mask(self, *shape: int) -> Any:
        """A tensor of truth values to be filled."""
        return torch.empty(shape, dtype=torch.bool, device=self._device)

    def array(self, numbers: Any) -> Any:
        """A tensor of its own."""
        return torch.tensor(numbers, dtype=self._dtype, device=self._device)

    def order(self, count: int) -> Any:
        """A tensor of column numbers to be filled."""
        return torch.empty(count, dtype=torch.long, device=self._device)

    def put(self, numbers: Any, into: Any) -> None:
        """Fill a tensor from an array of NumPy's."""
        into.copy_(torch.from_numpy(np.ascontiguousarray(numbers)))

    def host(self, array: Any) -> Any:
        """The same numbers as NumPy's."""
        return array.cpu().numpy()

    def program(
        self,
        steps: Iterable[Step],
        keep: Sequence[Any],  # noqa: ARG002 - as for NumPy
    ) -> list[Call]:
        """What does the steps."""
        return [call for step in steps for call in self.calls(*step)]

    def calls(self, name: str, arguments: tuple[Any, ...], out: Any) -> Iterator[Call]:
        """What makes ``out`` the operation called ``name`` of the arguments."""
        if name == "copy":
            yield partial(out.copy_, *arguments)
        elif name == "not <=":
            yield partial(torch.le, *arguments, out=out)
            yield partial(torch.logical_not, out, out=out)
        elif name == "-abs":
            yield partial(torch.abs, *arguments, out=out)
            yield partial(torch.neg, out, out=out)
        else:
            function = _FUNCTIONS.get(name) or getattr(torch, name)
            yield partial(function, *arguments, out=out)

    def reduce(self, name: str, array: Any, out: Any) -> Call:
        """``out`` becomes the sum or the largest along the middle one of three axes."""
        return partial(torch.sum if name == "+" else torch.amax, array, 1, True, out=out)

    def take(self, array: Any, order: Any, out: Any) -> Call:
        """``out`` becomes the columns of ``array`` that ``order`` names."""
        return partial(torch.index_select, array, 1, order, out=out)
