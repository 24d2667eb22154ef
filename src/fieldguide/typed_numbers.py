"""Numbers as readers type them, the same in Python and on the page."""

import re

# Python's own float() also takes 1_000, nan, infinity and the digits of other scripts.
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def typed_number(text: str) -> float | None:
    """The number of a text such as "-0.5", "2e3" or "−1"; None where it is none.

    Blanks around it are left out; a number too large for a float is infinite.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    return float(plain) if _DECIMAL.fullmatch(plain) else None
