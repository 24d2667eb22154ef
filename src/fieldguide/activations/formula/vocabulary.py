"""The words of the formula language, and the one error it knows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fieldguide.refusals import close_matches

LONGEST = 1000
"""Characters in a formula."""

ARGUMENTS = {
    **dict.fromkeys(("exp", "log", "log1p", "expm1", "sqrt", "abs", "sign"), 1),
    **dict.fromkeys(("sin", "cos", "tan", "tanh", "sinh", "cosh", "atan"), 1),
    **dict.fromkeys(("erf", "erfc", "sigmoid", "softplus", "relu", "Phi", "phi"), 1),
    **dict.fromkeys(("min", "max"), 2),
    **dict.fromkeys(("clip", "where"), 3),
}
"""Each function of the language and how many arguments it takes."""

CONSTANTS = {"pi": 3.141592653589793, "e": 2.718281828459045}

# Only ASCII digits and letters: whatever looks like one and is not is named in the error.
_TOKEN = re.compile(
    r"(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<operator>\*\*|<=|>=|[-+*/^(),<>])",
    re.ASCII,
)
_BLANK = " \t\r\n"
_LOOK_ALIKE = {
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


class FormulaError(ValueError):
    """A formula outside the language.

    Attributes:
      position: the offending character's place in the text, from 0; the
        message counts columns from 1.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.position = position

    def __str__(self) -> str:
        return f"column {self.position + 1}: {self.args[0]}"


class Token(NamedTuple):
    """A word: its kind (number, name, operator or end), text, and place in the formula."""

    kind: str
    text: str
    position: int

    def __str__(self) -> str:
        if self.kind == "end":
            return "the end"
        return f'"{self.text}"' if len(self.text) <= 20 else f'"{self.text[:20]}..."'


def tokens(text: str) -> Iterator[Token]:
    """The words of a formula, the last one of kind "end".

    Raises:
      FormulaError: a character that is in no word, or more than 1,000 of them.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters, got {len(text)}", LONGEST)
    position = 0
    while position < len(text):
        if text[position] in _BLANK:
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(_foreign(text[position]), position)
        yield Token(match.lastgroup or "", match.group(), position)
        position = match.end()
    yield Token("end", "", len(text))


def nearest(name: str, allowed: Iterable[str]) -> str:
    """The part of a message that names the nearest allowed word, or nothing."""
    near = close_matches(name, allowed, 1)
    return f"; nearest: {near[0]}" if near else ""


def _foreign(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    shown = f'"{character}" ({code} {name})' if character.isprintable() and name else code
    near = _LOOK_ALIKE.get(character) or unicodedata.normalize("NFKC", character)
    hint = f"; nearest: {near}" if near != character and _TOKEN.match(near) else ""
    return (
        f"{shown} is not in the formula language{hint}. "
        "Allowed: numbers, names, + - * / ^ ** ( ) , < <= > >="
    )
