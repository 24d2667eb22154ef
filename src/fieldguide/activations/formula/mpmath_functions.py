"""The functions of the formula language in as many digits as wanted, by mpmath."""

from collections.abc import Callable
from typing import Any

# mpmath's exponents are integers of any size: exp(exp(exp(50))) would fill the memory. These
# limits lie far beyond what float64 holds.
_LARGEST_EXPONENT = 1e6
_LARGEST_NORMAL = 1e3
_LARGEST_ANGLE = 1e300


class Digits:
    """A namespace of single numbers, with a precision of its own: ``context.workdps``.

    What is not real is NaN.
    """

    def __init__(self) -> None:
        # mpmath loads in 0.1 s: only ``fragile`` waits for it.
        from mpmath import mp  # type: ignore[import-untyped] # noqa: PLC0415

        self.context = context = mp.clone()
        self.abs, self.isnan, self.atan = context.fabs, context.isnan, context.atan
        self.sqrt = self._from(0, context.sqrt)
        self.log = self._from(0, context.ln)
        self.log1p = self._from(-1, context.log1p)
        inf = context.inf
        self.exp = self._within(_LARGEST_EXPONENT, context.exp, 0, inf)
        self.expm1 = self._within(_LARGEST_EXPONENT, context.expm1, -1, inf)
        self.sinh = self._within(_LARGEST_EXPONENT, context.sinh, -inf, inf)
        self.cosh = self._within(_LARGEST_EXPONENT, context.cosh, inf, inf)
        self.tanh = self._within(_LARGEST_EXPONENT, context.tanh, -1, 1)
        self.erf = self._within(_LARGEST_NORMAL, context.erf, -1, 1)
        self.erfc = self._within(_LARGEST_NORMAL, context.erfc, 2, 0)
        self.Phi = self._within(_LARGEST_NORMAL, context.ncdf, 0, 1)
        self.phi = self._within(_LARGEST_NORMAL, context.npdf, 0, 0)
        for name in ("sin", "cos", "tan"):
            function = getattr(context, name)
            setattr(self, name, self._within(_LARGEST_ANGLE, function, context.nan, context.nan))

    def _from(self, low: float, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda u: function(u) if u >= low else self.context.nan

    def _within(
        self, size: float, function: Callable[[Any], Any], left: Any, right: Any
    ) -> Callable[[Any], Any]:
        """The function for -size <= u <= size; beyond, its limits; NaN for NaN."""

        def limited(u: Any) -> Any:
            if abs(u) <= size:
                return function(u)
            return u if self.isnan(u) else self.context.mpf(left if u < 0 else right)

        return limited

    def pow(self, u: Any, v: Any) -> Any:
        """The power u^v."""
        u, v = map(self.context.mpf, (u, v))
        if (u < 0 and v != self.context.floor(v)) or self.isnan(u) or self.isnan(v):
            return self.context.nan
        size = v * self.context.ln(abs(u)) if u and v else v * 0
        if abs(size) <= _LARGEST_EXPONENT:
            return self.context.power(u, v)
        # Too large; its sign is not computed.
        return self.context.mpf(0) if size < 0 else self.context.nan

    def sigmoid(self, u: Any) -> Any:
        """1 / (1 + exp(-u))."""
        return 1 / (1 + self.exp(-u))

    def softplus(self, u: Any) -> Any:
        """log(1 + exp(u))."""
        return max(0, u) + self.log1p(self.exp(-abs(u)))

    def full_like(self, _: Any, value: float) -> Any:
        """A number."""
        return self.context.mpf(value)

    def where(self, condition: Any, first: Any, second: Any) -> Any:
        """One of two: a comparison of single numbers is known."""
        return first if condition else second

    def agree(self, u: Any, v: Any) -> bool:
        """Equal to 20 digits, or neither a number."""
        if self.isnan(u) or self.isnan(v):
            return bool(self.isnan(u) and self.isnan(v))
        return bool(u == v or abs(u - v) <= abs(v) * 1e-20)
