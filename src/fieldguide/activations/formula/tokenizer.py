"""From a formula's text to its words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from fieldguide.activations.formula.errors import FormulaError
from fieldguide.activations.formula.limits import MOST_CHARACTERS
from fieldguide.activations.formula.vocabulary import LOOK_ALIKES

# Only ASCII digits and letters: whatever looks like one and is not is named in the error.
_TOKEN = re.compile(
    r"(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<operator>\*\*|<=|>=|[-+*/^(),<>])",
    re.ASCII,
)
_BLANK = " \t\r\n"


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
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(
            f"a formula has at most {MOST_CHARACTERS} characters, got {len(text)}", MOST_CHARACTERS
        )
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


def _foreign(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    shown = f'"{character}" ({code} {name})' if character.isprintable() and name else code
    near = LOOK_ALIKES.get(character) or unicodedata.normalize("NFKC", character)
    hint = f"; nearest: {near}" if near != character and _TOKEN.match(near) else ""
    return (
        f"{shown} is not in the formula language{hint}. "
        "Allowed: numbers, names, + - * / ^ ** ( ) , < <= > >="
    )
