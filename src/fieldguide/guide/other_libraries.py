"""The same functions in PyTorch, JAX, Keras and NumPy, read from text/other_libraries.toml."""

import tomllib
from functools import cache
from typing import NamedTuple

from fieldguide.guide.rendering import FOLDER

LIBRARIES = ("PyTorch", "JAX", "Keras", "NumPy")


class Elsewhere(NamedTuple):
    """A function as one library writes it.

    Attributes:
      library: its printed name.
      code: an expression of x, or of a gate's a and b, and of the parameters by name.
      named: whether the library has the function; else the code makes it.
      note: where a default or a convention differs, else "".
    """

    library: str
    code: str
    named: bool = True
    note: str = ""


def elsewhere(slug: str) -> tuple[Elsewhere, ...]:
    """A species or gate in each of LIBRARIES, in their order.

    Raises:
      KeyError: it is in none of them, as a typed formula.

    Accuracy: every expression is compared with ours by a test, at default and
      other parameters; where libraries lose digits is listed by ``traps``.
    """
    return _all()[slug]


@cache
def _all() -> dict[str, tuple[Elsewhere, ...]]:
    text = (FOLDER / "text" / "other_libraries.toml").read_text("utf-8")
    return {
        slug: tuple(Elsewhere(library, **entry[library]) for library in LIBRARIES)
        for slug, entry in tomllib.loads(text).items()
    }
