"""The vocabulary of the formula language: its functions, its constants, and look-alikes.

A new function is added here, with its slope in ``calculus``, its many digits
in ``mpmath_functions``, and in ``special_functions`` what libraries lack.
"""

ARGUMENTS = {
    **dict.fromkeys(("exp", "log", "log1p", "expm1", "sqrt", "abs", "sign"), 1),
    **dict.fromkeys(("sin", "cos", "tan", "tanh", "sinh", "cosh", "atan"), 1),
    **dict.fromkeys(("erf", "erfc", "sigmoid", "softplus", "relu", "Phi", "phi"), 1),
    **dict.fromkeys(("min", "max"), 2),
    **dict.fromkeys(("clip", "where"), 3),
}
"""Each function of the language and how many arguments it takes."""

CONSTANTS = {"pi": 3.141592653589793, "e": 2.718281828459045}

LOOK_ALIKES = {
    **dict.fromkeys("−–—‐", "-"),
    **dict.fromkeys("×·⋅∙✕", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    "π": "pi",
    "Φ": "Phi",
    "φ": "phi",
    "ϕ": "phi",
    "σ": "sigmoid",
    "√": "sqrt",
    "≤": "<=",
    "≥": ">=",
    "х": "x",
    "χ": "x",
    "е": "e",
    "ℯ": "e",
    "²": "^2",
    "³": "^3",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    ";": ",",
    "|": "abs",
    "=": ">=",
}
"""What is typed or pasted for a word of the language: the word that an error names."""
