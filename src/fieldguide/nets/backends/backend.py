"""The interface of an array library that trains networks, which NumPy and PyTorch implement."""

from collections.abc import Callable
from typing import Any, Protocol

BoundCall = Callable[[], object]
"""One piece of prepared work: its arrays are bound, and running it allocates no array."""
ArrayOperation = tuple[str, tuple[Any, ...], Any]
"""The name of an operation, its operands, and the array that receives the result.

The operands of an elementwise operation broadcast to the result, and may be arrays of no
dimensions; the result may be one of the operands, save the test and the second branch of "where".
Elementwise are ``+ - * / max min pow``, the functions of the array API by their names, and

- ``expit``, the logistic function, and ``ndtr``, the normal distribution function;
- ``-abs``, -|x|;
- ``>`` and ``not <=``, which fill a mask and differ where an operand is NaN;
- ``?``, a mask, a branch and another branch: the first branch where the mask is true;
- ``copy``.

``matmul`` is the matrix product.
"""


class Backend(Protocol):
    """Arrays of one dtype, and operations bound to them.

    Attributes:
      block: how many elements to process at a time.
    """

    block: int

    def empty(self, *shape: int) -> Any:
        """An array, not yet filled."""

    def empty_mask(self, *shape: int) -> Any:
        """An array of truth values, not yet filled."""

    def empty_indices(self, count: int) -> Any:
        """An array of column numbers, not yet filled."""

    def array(self, numbers: Any) -> Any:
        """A new array of these numbers; one number gives an array of no dimensions."""

    def assign(self, target: Any, numbers: Any) -> None:
        """Copy a NumPy array into an array of this backend."""

    def to_numpy(self, array: Any) -> Any:
        """The same numbers as a NumPy array."""

    def bind(self, *operations: ArrayOperation) -> list[BoundCall]:
        """Calls that compute the operations, in this order, each time they are run."""

    def bind_reduction(self, name: str, array: Any, out: Any) -> BoundCall:
        """A call that sets ``out`` to the sum ("+") or the maximum ("max") along axis 1 of 3."""

    def bind_take(self, array: Any, indices: Any, out: Any) -> BoundCall:
        """A call that sets ``out`` to the columns of ``array`` that ``indices`` lists."""
