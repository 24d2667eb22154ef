"""Numbers as the page prints them, by decimal arithmetic."""

from decimal import ROUND_HALF_UP, Context, Decimal


def printed(value: float, digits: int = 4) -> str:
    """Significant digits as the page sets them, by decimal arithmetic on the exact double."""
    if value == 0:
        return "0"
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value))
    if 1e-4 <= abs(value) < 1e6:
        places = max(0, digits - 1 - rounded.adjusted())
        return f"{rounded:.{places}f}".replace("-", "−")
    mantissa = rounded.scaleb(-rounded.adjusted())
    return f"{mantissa:.{digits - 1}f}e{rounded.adjusted()}".replace("-", "−")


def number(text: str) -> float:
    """Read a number printed with a true minus."""
    return float(text.replace("−", "-"))
