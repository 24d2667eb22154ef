"""A formula that a reader types on a page: what a query asks for, and what the page is told."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from threading import Lock
from typing import NamedTuple
from urllib.parse import quote, urlencode

from fieldguide.activations import (
    Activation,
    FormulaError,
    Weakness,
    formula,
    fragile,
    javascript,
    mathml,
)
from fieldguide.guide.pages.plate import formula_plate, warning
from fieldguide.guide.rendering import render

MOST_PARAMETERS = 8
"""Sliders of one formula."""

Query = Iterable[tuple[str, str]]

_PREFIX = "formula."
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
# As the page reads numbers; Python's own float() takes 1_000 and digits of other scripts too.
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SHOWN = 40  # characters


class TypedError(ValueError):
    """A query that asks for no formula; the message is one line.

    Attributes:
      position: the offending character's place in the formula's text, from 0;
        None where the fault is elsewhere.
      missing: the unknown names that would make the formula whole if they
        were parameters; empty where that is not all that is wrong.
    """

    def __init__(self, line: str, position: int | None = None, missing: Iterable[str] = ()) -> None:
        super().__init__(line)
        self.position = position
        self.missing = tuple(missing)


class _Asked(NamedTuple):
    """What a query asks for; of a key given twice, the first."""

    text: str
    values: tuple[tuple[str, str], ...]


def typed(query: Query) -> Activation:
    """The activation of a query such as formula=x*sigmoid(b*x)&formula.b=2.

    Args:
      query: keys and values, decoded. Keys that do not begin with "formula"
        are other rooms' business.

    Returns:
      Activation, its parameters' defaults the values of the query.

    Raises:
      TypedError: the formula or one of its parameters cannot be used.
    """
    found = _result(_asked(query))
    if isinstance(found, TypedError):
        raise found
    return found


def formula_answer(query: Query) -> str:
    """What the page is told about a typed formula, as JSON.

    Returns:
      str, an object with formula, mathml, kinks, parameters and module, the
      address of its arithmetic; or with problem (one line), position and
      missing, as of TypedError.
    """
    asked = _asked(query)
    found = _result(asked)
    told: dict[str, object]
    if isinstance(found, TypedError):
        told = {"problem": str(found), "position": found.position, "missing": found.missing}
    else:
        told = {
            "formula": found.formula,
            "mathml": mathml(found),
            "kinks": found.kinks,
            "parameters": [asdict(parameter) for parameter in found.parameters],
            "module": _module(found),
        }
    return json.dumps(told, allow_nan=False)


def formula_module(query: Query) -> str:
    """The ES module with a typed formula's one record.

    Raises:
      TypedError: as for ``typed``.
    """
    return javascript([typed(query)])


def formula_page(query: Query) -> str:
    """The plate of a typed formula.

    Raises:
      TypedError: as for ``typed``, or the formula has no plate.
    """
    typed(query)
    with _MEASURING:
        found = _plate(_asked(query))
    if isinstance(found, TypedError):
        raise found
    return found


def formula_refused(query: Query, refusal: TypedError, weaknesses: Iterable[Weakness] = ()) -> str:
    """The page that says why a query has no plate, and has the field to mend it."""
    text, values = _asked(query)
    at = refusal.position
    return render(
        "typed_formula.html",
        root="../",
        here="species",
        script="",
        data={},
        text=text[: 10 * _SHOWN] if len(text) > 1000 else text,
        values=values[:MOST_PARAMETERS],
        line=f"{str(refusal)[0].upper()}{str(refusal)[1:].removesuffix('.')}.",
        marked=None if at is None else _marked(text, at),
        asked=bool(text),
        warnings=[warning(weakness) for weakness in weaknesses],
    )


def _asked(query: Query) -> _Asked:
    first: dict[str, str] = {}
    for key, value in query:
        first.setdefault(key, value)
    text = first.get("formula", "")
    return _Asked(
        text,
        tuple(
            (key.removeprefix(_PREFIX), value)
            for key, value in first.items()
            if key.startswith(_PREFIX)
        ),
    )


@lru_cache(maxsize=128)
def _result(asked: _Asked) -> Activation | TypedError:
    try:
        given = _numbers(asked.values)
        return formula(asked.text, **given)
    except FormulaError as error:
        return TypedError(str(error), error.position, _missing(asked.text, given))
    except TypedError as refusal:
        return refusal
    except ValueError as error:
        return TypedError(str(error))


# One plate is measured at a time: a reader who types asks for the next before the last is done,
# and what is asked for twice is then there.
_MEASURING = Lock()


@lru_cache(maxsize=32)
def _plate(asked: _Asked) -> str | TypedError:
    found = _result(asked)
    if isinstance(found, TypedError):
        return found
    weaknesses = fragile(found)
    try:
        return formula_plate(found, weaknesses, f"../{_module(found)}")
    except ValueError as error:
        refusal = TypedError(f"this formula has no plate: {error}")
        return formula_refused([("formula", asked.text)], refusal, weaknesses)


def _numbers(values: tuple[tuple[str, str], ...]) -> dict[str, float]:
    if len(values) > MOST_PARAMETERS:
        raise TypedError(f"a formula has at most {MOST_PARAMETERS} parameters, got {len(values)}")
    given = {}
    for name, text in values:
        number = text.strip().replace("\N{MINUS SIGN}", "-")
        if not _DECIMAL.fullmatch(number):
            raise TypedError(
                f"the parameter {name[:_SHOWN]!a} must be a number, such as 2 or -0.5; "
                f"got {text[:_SHOWN]!a}"
            )
        given[name] = float(number)
    return given


def _missing(text: str, given: dict[str, float]) -> list[str]:
    """The names to declare, if with them the formula is whole."""
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


def _module(activation: Activation) -> str:
    values = {f"{_PREFIX}{p.name}": repr(p.default) for p in activation.parameters}
    return f"formula.js?{urlencode({'formula': activation.formula} | values, quote_via=quote)}"


def _marked(text: str, at: int) -> tuple[str, str, str]:
    """The text around a character, before it, itself and after; what cannot be seen is a box."""

    def seen(part: str) -> str:
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in part)

    before, after = text[max(0, at - _SHOWN) : at], text[at + 1 : at + 1 + _SHOWN]
    return (
        ("…" if at > _SHOWN else "") + seen(before),
        seen(text[at : at + 1]) or "\N{NO-BREAK SPACE}",
        seen(after) + ("…" if at + 1 + _SHOWN < len(text) else ""),
    )
