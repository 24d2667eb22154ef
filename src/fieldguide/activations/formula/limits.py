"""The limits of a typed formula: its length, its depth, its exponents and its parameters."""

MOST_CHARACTERS = 1000
"""Characters in a formula."""

DEEPEST = 64
"""Operations within operations. Every walk of a tree may recurse this far."""

LARGEST_EXPONENT = 1000
"""The size of a constant exponent."""

LARGEST_PARAMETER = 1e6
"""The size of a parameter's default."""

LONGEST_NAME = 60
"""Characters in the printed name of a formula."""
