"""The record of one gate: a function of two variables."""

from dataclasses import dataclass
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.arrays import evaluate_pair


@dataclass(frozen=True, slots=True, weakref_slot=True, repr=False, kw_only=True)
class Gate:
    """A gate f(a, b) = g(a) b, applied elementwise, and what is known about it.

    ``f(a, b)`` is the value and ``f.derivatives(a, b)`` the two partial
    derivatives, g'(a) b and g(a). a passes through the inner activation g; b
    is what g(a) lets through. ``torch.nn.functional.glu(x)`` cuts x in two
    halves and puts b first: it is ``glu(second_half, first_half)``. In the
    feed-forward layer of Shazeer 2020, a is x W and b is x V.

    a and b are of one kind and dtype: two floats, two (nested) lists, or two
    arrays of NumPy, PyTorch or JAX, of shapes that broadcast. What comes back
    has that kind and dtype; integers and booleans become float64.

    At a kink of g the derivative is the left one. 0 times infinity is NaN:
    there is no limit.

    Accuracy: that of g and g' (see ``Activation``) and half a unit for the
      product; where g(a) is subnormal, with the digits it has there. float32,
      float16 and bfloat16 are computed in float64 and rounded once.

    Raises:
      TypeError: a and b of different kinds or dtypes, or no real numbers.
      ValueError: shapes that do not broadcast, or a ragged list.

    Attributes:
      slug, name, family, year, citation, habitats, similar: as for
        ``Activation``; the family is "gate".
      formula: the exact value in a and b, in the formula language.
      inner: the activation g, at particular values of its parameters.
    """

    slug: str
    name: str
    family: str = "gate"
    formula: str
    inner: Activation
    year: int
    citation: str
    habitats: tuple[str, ...]
    similar: tuple[str, ...] = ()

    def __call__(self, a: Any, b: Any, /) -> Any:
        """f(a, b), of the kind and dtype of a and b."""
        return evaluate_pair(lambda u, v: (self.inner(u) * v,), a, b)[0]

    def derivatives(self, a: Any, b: Any, /) -> tuple[Any, Any]:
        """(df/da, df/db) at (a, b), each of the kind, dtype and shape of f(a, b)."""
        first, second = evaluate_pair(
            lambda u, v: (self.inner.derivative(u) * v, self.inner(u)), a, b
        )
        return first, second

    def __repr__(self) -> str:
        return f"<Gate {self.slug}: {self.formula}>"
