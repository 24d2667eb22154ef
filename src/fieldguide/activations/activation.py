"""The record of one activation function, at particular values of its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fieldguide.activations.arrays import Definition, evaluate
from fieldguide.activations.parameter import Parameter
from fieldguide.refusals import nearest


# jax.jit keeps a weak reference to what it compiles, and crashes where it cannot.
@dataclass(frozen=True, slots=True, weakref_slot=True, repr=False, kw_only=True)
class Activation:
    """An activation function f, applied elementwise, and what is known about it.

    ``f(x)`` is the value and ``f.derivative(x)`` the slope, at the present
    values of the parameters. ``f.at(alpha=2)`` is the same function at other
    values, and ``f(x, alpha=2)`` is short for ``f.at(alpha=2)(x)``.

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
      parameters: their names, defaults, bounds and meanings.
      present: the present value of each parameter, in that order.
      year: first described; None where no paper can claim it.
      citation: the source of the year.
      habitats: where it is used.
      similar: slugs of species easily taken for it.
      value_definition, derivative_definition: the arithmetic, written once.
      kink_definition: the kinks, or a function of the parameters that gives them.
    """

    slug: str
    name: str
    family: str
    formula: str
    parameters: tuple[Parameter, ...] = ()
    present: tuple[float, ...] = ()
    year: int | None
    citation: str
    habitats: tuple[str, ...]
    similar: tuple[str, ...] = ()
    value_definition: Definition
    derivative_definition: Definition
    kink_definition: tuple[float, ...] | Callable[..., tuple[float, ...]] = ()

    def __post_init__(self) -> None:
        if not self.present:
            defaults = tuple(parameter.default for parameter in self.parameters)
            object.__setattr__(self, "present", defaults)

    # An activation's parameters may have any name, that of another argument too: only these two
    # methods take them, and have no argument that is passed by name.
    def __call__(self, x: Any, /, **parameters: float) -> Any:
        """f(x), of the kind, shape and dtype of x."""
        values = self._values(parameters)
        return evaluate(self.value_definition, x, values, self.derivative_definition)

    def at(self, /, **parameters: float) -> "Activation":
        """The same function at other values of its parameters; those not named stay as they are.

        Raises:
          TypeError: a name that is no parameter, or a value that is no number.
          ValueError: a value outside its bounds.
        """
        return replace(self, present=tuple(self._values(parameters).values()))

    def derivative(self, x: Any, /) -> Any:
        """f'(x), of the kind, shape and dtype of x; the left slope at a kink."""
        return evaluate(self.derivative_definition, x, self.values)

    @property
    def values(self) -> dict[str, float]:
        """The present value of each parameter, by name."""
        names = (parameter.name for parameter in self.parameters)
        return dict(zip(names, self.present, strict=True))

    @property
    def changed(self) -> dict[str, float]:
        """The present values that are not the defaults, by name."""
        pairs = zip(self.parameters, self.present, strict=True)
        return {p.name: value for p, value in pairs if value != p.default}

    @property
    def kinks(self) -> tuple[float, ...]:
        """Where the slope or the value jumps, at the present values, ascending."""
        kinks = self.kink_definition
        return kinks(**self.values) if callable(kinks) else kinks

    @property
    def label(self) -> str:
        """The printed name and the parameters that are not at their defaults: "ELU (alpha 2)".

        Of a formula without a name: its text and all its parameters.
        """
        unnamed = self.slug == "formula"
        values = self.values if unnamed else self.changed
        shown = ", ".join(f"{name} {value:g}" for name, value in values.items())
        title = self.formula if unnamed else self.name
        return f"{title} ({shown})" if shown else title

    def statistics(self, /) -> Any:
        """Range, extrema, limits, moments and more: a ``fieldguide.analysis.Statistics``."""
        # Only this method and the next import a later package: each calls one function of it.
        from fieldguide import analysis  # noqa: PLC0415

        return analysis.statistics(self)

    def critical_weight_variance(self, bias_variance: float = 0.0, /) -> Any:
        """The weight variance at the edge of chaos, a float, or why there is none.

        As ``fieldguide.analysis.critical_weight_variance`` gives it.
        """
        from fieldguide import analysis  # noqa: PLC0415

        return analysis.critical_weight_variance(self, bias_variance)

    def _values(self, parameters: Mapping[str, object]) -> dict[str, float]:
        """The present values with some of them replaced, each checked."""
        values = self.values
        for name in parameters:
            if not values:
                raise TypeError(f'{self.slug} has no parameters, got "{name}"')
            if name not in values:
                raise TypeError(
                    f'{self.slug} has no parameter "{name}"; nearest: {nearest(name, values)}. '
                    f"Choose from {', '.join(values)}"
                )
        for parameter in self.parameters:
            if parameter.name in parameters:
                values[parameter.name] = parameter.check(parameters[parameter.name])
        return values

    def __repr__(self) -> str:
        changed = ", ".join(f"{name}={value:g}" for name, value in self.changed.items())
        return f"<Activation {self.slug}{f'({changed})' if changed else ''}: {self.formula}>"
