"""Exponentials that keep their digits, and erfcx for libraries that have none."""

from typing import Any

# Coefficients of (1 + 2t) erfcx(t) as a polynomial in y = (t - 3.75)/(t + 3.75), from the
# Chebyshev expansion on -1 <= y < 1 that ends where its terms fall below 6e-17. The sum of
# their sizes is 1.8, so Horner's rule loses nothing against the Chebyshev form.
# Form: Shepherd and Laframboise 1981, Mathematics of Computation 36(153), 249-253.
_ERFCX = (
    1.2375126308378275,
    -0.14024059858554705,
    0.0035854154854790257,
    0.0822767384901452,
    -0.10880393014244462,
    0.09230432116037748,
    -0.05869339857664934,
    0.028362277418956406,
    -0.009746579683265262,
    0.0017556258528952954,
    0.000293714378044958,
    -0.0002901540805408417,
    5.164652974177416e-05,
    2.238423915508223e-05,
    -1.1438048033346894e-05,
    -9.73559896736775e-07,
    1.7419821586224816e-06,
    -5.7218230603224086e-08,
    -2.4857126248016745e-07,
    2.3263508708859124e-08,
    3.197926671666804e-08,
    -3.744210080962018e-09,
    -2.623107347133476e-09,
    3.1114333809799254e-10,
)


def erfcx(t: Any, xp: Any) -> Any:  # noqa: ARG001 - a definition takes both
    """exp(t^2) erfc(t) for t >= 0, any float array of the namespace ``xp``.

    Accuracy: float64 within 6 units in the last place.
    Source: Shepherd and Laframboise 1981; coefficients computed to 60 digits,
      the second moved by 8e-17 so that erfcx(0) is exactly 1.
    """
    y = (t - 3.75) / (t + 3.75)
    total = _ERFCX[-1] * y + _ERFCX[-2]
    for coefficient in _ERFCX[-3::-1]:
        # In place where the library can: a third less time.
        total *= y
        total += coefficient
    return total / (1.0 + 2.0 * t)


def gaussian(a: Any, xp: Any) -> tuple[Any, Any]:
    """(r, s) with exp(-a^2/2) = r s s, for 0 <= a <= 40.

    Squaring a loses the digits that the exponential needs, so a is rounded to
    h, a multiple of 1/16 whose square is exact, and the rest is a small
    exponent. s is only half of h^2/2, so that multiplying by s twice, last,
    rounds a subnormal product only once.
    """
    h = xp.floor(16.0 * a + 0.5) / 16.0
    return xp.exp((h - a) * (h + a) / 2.0), xp.exp(-h * h / 4.0)


def size(x: Any, xp: Any) -> Any:
    """|x|, at most 40, where exp(-x^2/2) is long 0.

    Not abs(): automatic differentiation takes its slope at 0 for 0, and with
    it the second derivative of GELU there.
    """
    a = xp.where(x > 0, x, -x)
    return xp.clip(a, 0.0, 40.0)


def exp_of_product(rate: Any, a: Any, xp: Any) -> tuple[Any, Any]:
    """(r, s) with exp(-rate a) = r s s, for 0.1 <= rate <= 10 and a >= 0.

    Rounding a product of 700 costs its exponential 300 units. So both factors
    are split into short ones, whose product is exact, and small rests. Whoever
    multiplies by s twice, last, rounds a subnormal result only once.
    """
    a = xp.clip(a, 0.0, 8000.0)
    if isinstance(rate, float) and rate == 1.0:
        return 1.0, xp.exp(-0.5 * a)
    short, rest = _shortened(rate)
    h = xp.floor(8.0 * a + 0.5) / 8.0
    return _unmerged(a, xp.exp(-(short * (a - h) + rest * a)), xp), xp.exp(-0.5 * short * h)


def exp_of_quotient(a: Any, scale: Any, xp: Any) -> tuple[Any, Any]:
    """(r, s) with exp(-a / scale) = r s s, for 0.1 <= scale <= 10 and a >= 0."""
    a = xp.clip(a, 0.0, 8000.0)
    short, rest = _shortened(scale)
    h = xp.floor(8.0 * (a / scale) + 0.5) / 8.0
    return _unmerged(a, xp.exp(-((a - h * short) - h * rest) / scale), xp), xp.exp(-0.5 * h)


def _unmerged(a: Any, exponential: Any, xp: Any) -> Any:
    """The same number, 1 at a = 0; XLA would make one exponential of a product of two."""
    return xp.where(a > 0, exponential, 1.0)


def _shortened(number: Any) -> tuple[Any, Any]:
    """A number of at most 14 bits, a multiple of 2^-10, and what is left."""
    # 2^42 has no room for less than 2^-10.
    short = number + 4398046511104.0 - 4398046511104.0
    return short, number - short
