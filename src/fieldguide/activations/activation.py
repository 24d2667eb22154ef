"""The record of one activation function."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from numbers import Real
from typing import Any

from fieldguide.activations.arrays.dispatch import Definition, evaluate
from fieldguide.refusals import nearest


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that shapes an activation: ``low <= value <= high``."""

    name: str
    default: float
    low: float
    high: float
    meaning: str

    def check(self, value: object) -> float:
        """Return ``value`` as a float.

        Raises:
          TypeError: not a real number.
          ValueError: outside ``[low, high]``, or NaN.
        """
        if not isinstance(value, Real):
            raise TypeError(f"{self.name} must be a number, got {type(value).__name__}")
        number = float(value)
        if self.low <= number <= self.high:
            return number
        allowed = f"{self.name} must be between {self.low:g} and {self.high:g}, got {value}"
        if isnan(number):
            raise ValueError(allowed)
        bound = self.low if number < self.low else self.high
        raise ValueError(f"{allowed}; nearest: {bound:g}")


_provided: dict[str, Callable[..., Any]] = {}


def provide(**functions: Callable[..., Any]) -> None:
    """Have methods of ``Activation`` answered by a room above, which this one cannot import."""
    _provided.update(functions)


# jax.jit keeps a weak reference to what it compiles, and crashes where it cannot.
@dataclass(frozen=True, slots=True, weakref_slot=True, repr=False, kw_only=True)
class Activation:
    """An activation function f, applied elementwise, and what is known about it.

    ``f(x)`` is the value and ``f.derivative(x)`` the slope; parameters go by
    name: ``leaky_relu(x, negative_slope=0.2)``.

    x may be a float, a (nested) list, or an array of NumPy, PyTorch or JAX of
    any shape. What comes back has the same kind, shape, dtype and device;
    integers and booleans become float64 (in JAX without x64, float32).

    At a kink the derivative is the left slope, f'(x-). Both infinities give
    the limits, NaN where there is none, and NaN gives NaN.

    Accuracy (of the catalogue; a typed formula is computed as it is written):
      float64 within 4 units in the last place of the true value and slope at
      the tests' 500 points (GELU in PyTorch: 5), within 8 between them (the
      worst of 600,000 random x: 6.6), and within 2^-51 for a slope less than 0.7 from one of its
      roots (SiLU: 0.7/beta; waves: everywhere).
      float32, float16 and bfloat16 are computed in float64 and rounded once:
      within 0.51 units. Where x is multiplied by the frequency of a wave, as
      by sine's omega, that product is rounded first.
      Under jax.jit, jax.grad and jax.vmap the computation is XLA's, in float64
      with x64 and else in float32: within 4 units of these too (tanh 7, GELU
      6, Mish 5; gelu_tanh in float32 25, whose large exponent is rounded
      there), and what is below the smallest normal number counts as 0.

    PyTorch's autograd and jax.grad use ``derivative``, exact at kinks and in
    the tails.

    Raises:
      TypeError: x is of no kind above, or complex; or no such parameter.
      ValueError: a parameter outside its bounds, or a ragged list.

    Attributes:
      slug: the identifier, as in ``torch.nn.functional`` where it has one.
      name: the printed name.
      family: the group it belongs to.
      formula: the exact value, in the formula language.
      parameters: in the order of the definition.
      kinks: where the slope or the value jumps, ascending, at the default
        parameters.
      year: first described; None where no paper can claim it.
      citation: the source of the year.
      habitats: where it is used.
      similar: slugs of species easily taken for it.
      value_definition, derivative_definition: the arithmetic, written once.
    """

    slug: str
    name: str
    family: str
    formula: str
    parameters: tuple[Parameter, ...] = ()
    kinks: tuple[float, ...] = ()
    year: int | None
    citation: str
    habitats: tuple[str, ...]
    similar: tuple[str, ...] = ()
    value_definition: Definition
    derivative_definition: Definition

    def __call__(self, x: Any, /, **parameters: float) -> Any:
        """f(x), of the kind, shape and dtype of x."""
        values = self.resolve(parameters)
        return evaluate(self.value_definition, x, values, self.derivative_definition)

    def derivative(self, x: Any, /, **parameters: float) -> Any:
        """f'(x), of the kind, shape and dtype of x; the left slope at a kink."""
        return evaluate(self.derivative_definition, x, self.resolve(parameters))

    def resolve(self, given: dict[str, float]) -> dict[str, float]:
        """Every parameter's value: the given ones checked, the defaults for the rest.

        Raises:
          TypeError: a name that is no parameter, or a value that is no number.
          ValueError: a value outside its bounds.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if not names:
                raise TypeError(f'{self.slug} has no parameters, got "{name}"')
            if name not in names:
                raise TypeError(
                    f'{self.slug} has no parameter "{name}"; nearest: {nearest(name, names)}. '
                    f"Choose from {', '.join(names)}"
                )
        return {p.name: p.check(given.get(p.name, p.default)) for p in self.parameters}

    def statistics(self, **parameters: float) -> Any:
        """Range, extrema, limits, moments and more: a ``fieldguide.analysis.Statistics``."""
        return _provided["statistics"](self, **parameters)

    def critical_weight_variance(self, bias_variance: float = 0.0, **parameters: float) -> Any:
        """The weight variance at the edge of chaos, a float, or why there is none.

        As ``fieldguide.analysis.critical_weight_variance`` gives it.
        """
        return _provided["critical_weight_variance"](self, bias_variance, **parameters)

    def __repr__(self) -> str:
        return f"<Activation {self.slug}: {self.formula}>"
