"""A formula that a reader types on a page: read from a query, described, and as JavaScript."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlencode

from fieldguide.activations import Activation, FormulaError, formula, javascript, mathml
from fieldguide.refusals import quoted
from fieldguide.typed_numbers import typed_number

MOST_PARAMETERS = 8
"""Sliders of one formula."""

Query = Iterable[tuple[str, str]]
"""Keys and values of a URL, decoded. Those that do not begin with "formula" are not for us."""

_PREFIX = "formula."
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)


class FormulaQueryError(ValueError):
    """A query with no usable formula; the message is one line.

    Attributes:
      position: the offending character's place in the formula's text, from 0;
        None where the fault is elsewhere.
      missing: the unknown names in a formula that is valid once they are
        declared as parameters; empty where more than that is wrong.
    """

    def __init__(self, line: str, position: int | None = None, missing: Iterable[str] = ()) -> None:
        super().__init__(line)
        self.position = position
        self.missing = tuple(missing)


class FormulaText(NamedTuple):
    """A formula and its parameters' values as they stand in a query, unchecked."""

    text: str
    values: tuple[tuple[str, str], ...]


def formula_text(query: Query) -> FormulaText:
    """What a query has for the formula; of a key given twice, the first counts."""
    first: dict[str, str] = {}
    for key, value in query:
        first.setdefault(key, value)
    values = (
        (key.removeprefix(_PREFIX), value)
        for key, value in first.items()
        if key.startswith(_PREFIX)
    )
    return FormulaText(first.get("formula", ""), tuple(values))


def read_formula(query: Query) -> Activation:
    """The activation of a query such as formula=x*sigmoid(b*x)&formula.b=2.

    Returns:
      Activation, its parameters' defaults the values of the query.

    Raises:
      FormulaQueryError: the formula or one of its parameters cannot be used.
    """
    result = _parsed(formula_text(query))
    if isinstance(result, FormulaQueryError):
        raise result
    return result


def formula_description(query: Query) -> str:
    """What the page needs to know about a typed formula, as JSON.

    Returns:
      str, an object with formula, mathml, kinks, parameters and module, the
      address of its arithmetic; or with problem (one line), position and
      missing, as of FormulaQueryError.
    """
    description: dict[str, object]
    try:
        activation = read_formula(query)
    except FormulaQueryError as error:
        description = {
            "problem": str(error),
            "position": error.position,
            "missing": error.missing,
        }
    else:
        description = {
            "formula": activation.formula,
            "mathml": mathml(activation),
            "kinks": activation.kinks,
            "parameters": [asdict(parameter) for parameter in activation.parameters],
            "module": module_address(activation),
        }
    return json.dumps(description, allow_nan=False)


def formula_module(query: Query) -> str:
    """The ES module with a typed formula's one record.

    Raises:
      FormulaQueryError: as for ``read_formula``.
    """
    return javascript([read_formula(query)])


def module_address(activation: Activation) -> str:
    """The relative URL at which ``formula_module`` answers for a typed formula."""
    values = {f"{_PREFIX}{p.name}": repr(p.default) for p in activation.parameters}
    return f"formula.js?{urlencode({'formula': activation.formula} | values, quote_via=quote)}"


@lru_cache(maxsize=128)
def _parsed(asked: FormulaText) -> Activation | FormulaQueryError:
    """The activation, or what is wrong: errors are returned so that they are cached too."""
    try:
        given = _numbers(asked.values)
        return formula(asked.text, **given)
    except FormulaError as error:
        return FormulaQueryError(str(error), error.position, _missing(asked.text, given))
    except FormulaQueryError as error:
        return error
    except ValueError as error:
        return FormulaQueryError(str(error))


def _numbers(values: tuple[tuple[str, str], ...]) -> dict[str, float]:
    if len(values) > MOST_PARAMETERS:
        raise FormulaQueryError(
            f"a formula has at most {MOST_PARAMETERS} parameters, got {len(values)}"
        )
    given = {}
    for name, text in values:
        number = typed_number(text)
        if number is None:
            raise FormulaQueryError(
                f"the parameter {quoted(name)} must be a number, such as 2 or -0.5; "
                f"got {quoted(text)}"
            )
        given[name] = number
    return given


def _missing(text: str, given: dict[str, float]) -> list[str]:
    """The names to declare, if the formula is valid with them."""
    names: list[str] = []
    while len(given) + len(names) <= MOST_PARAMETERS:
        try:
            formula(text, **given, **dict.fromkeys(names, 1.0))
        except FormulaError as error:
            word = _NAME.match(text, error.position)
            if word is None or word.group() in [*given, *names]:
                return []
            names.append(word.group())
        except (TypeError, ValueError):
            # A word with a meaning of its own.
            return []
        else:
            return names
    return []
