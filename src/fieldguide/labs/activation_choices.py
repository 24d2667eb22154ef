"""The activations a lab is asked for, as text: slugs with parameters, and typed formulas."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from fieldguide.activations import (
    Activation,
    FormulaError,
    catalogue,
    formula,
    gates,
    get,
)
from fieldguide.refusals import nearest
from fieldguide.typed_numbers import typed_number

MOST = 8
"""Activations side by side."""

# Parameters follow in parentheses: elu(alpha=2), x*sin(b*x)(b=2); relu(x) is a formula without any.
# Inside a formula "=" is part of <= and >= only, so it tells parameters from arguments.
_GIVEN = re.compile(r"(?P<text>.*)\((?P<given>[^()<>=]+=[^()]*)\)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@lru_cache(maxsize=256)
def species(text: str) -> Activation:
    """The activation of a text such as "gelu", "elu(alpha=2)", or "x*sin(b*x)(b=2)".

    A text that is no slug of the catalogue is read as a formula, whose own
    parameters need values in the same form.

    Raises:
      ValueError: there is no such activation or parameter; the message is one
        line with what is allowed or nearest.
    """
    whole = " ".join(text.split())
    matched = _GIVEN.fullmatch(whole)
    head, given = (matched["text"].strip(), _numbers(matched["given"])) if matched else (whole, {})
    if head in {one.slug for one in catalogue()}:
        try:
            return get(head).at(**given)
        except TypeError as error:
            raise ValueError(str(error)) from error
    if _WORD.fullmatch(head) and head not in ("x", "pi", "e"):
        raise ValueError(_no_species(head))
    try:
        return formula(head, **given)
    except FormulaError as error:
        # Leave out the list of all functions: the message is one line.
        problem, unknown, _ = str(error).partition(". Choose from ")
        hint = "; the value of a parameter follows the formula: x*sin(b*x)(b=2)" if unknown else ""
        raise ValueError(f"the formula {_shown(head)} cannot be used: {problem}{hint}") from error


def text_of(activation: Activation) -> str:
    """The one spelling of an activation that ``species`` reads back.

    Blanks and default values are left out, numbers are as short as they go.
    """
    typed = activation.family == "formula"
    head = activation.formula.replace(" ", "") if typed else activation.slug
    values = activation.values if typed else activation.changed
    spelled = ",".join(f"{name}={repr(v).removesuffix('.0')}" for name, v in values.items())
    return f"{head}({spelled})" if spelled else head


def several(text: str) -> tuple[Activation, ...]:
    """The activations of a list such as "relu,elu(alpha=2),where(x>0,x,0.1*x)".

    Commas within parentheses do not separate.

    Raises:
      ValueError: as for ``species``; or one is asked for twice, or there are
        none or more than eight.
    """
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    if not text.strip():
        raise ValueError(f"needs 1 to {MOST} activations, got none; nearest: relu")
    if len(parts) > MOST:
        raise ValueError(f"takes at most {MOST} activations, got {len(parts)}")
    chosen: list[Activation] = []
    for number, part in enumerate(parts, 1):
        if not part.strip():
            raise ValueError(f"the activation at place {number} of {_shown(text)} is empty")
        activation = species(part)
        text_read = text_of(activation)
        if text_read in map(text_of, chosen):
            raise ValueError(f"takes each activation once, got {_shown(text_read)} twice")
        chosen.append(activation)
    return tuple(chosen)


def _one(value: object) -> Activation:
    if isinstance(value, Activation):
        return value
    if not isinstance(value, str):
        raise ValueError(f"must be an activation such as relu, got {_shown(repr(value))}")
    if not value.strip():
        raise ValueError("needs an activation, got none; nearest: relu")
    return species(value)


def _many(value: object) -> tuple[Activation, ...]:
    if isinstance(value, tuple) and all(isinstance(one, Activation) for one in value):
        value = _texts(value)
    if not isinstance(value, str):
        raise ValueError(f"must be activations such as relu,gelu, got {_shown(repr(value))}")
    return several(value)


def _texts(chosen: tuple[Activation, ...]) -> str:
    return ",".join(map(text_of, chosen))


OneActivation = Annotated[
    Activation,
    PlainValidator(_one),
    PlainSerializer(text_of, return_type=str),
    WithJsonSchema({"type": "string", "control": "activation"}),
]
"""A field with one activation; its default is ``species("relu")``."""

ManyActivations = Annotated[
    tuple[Activation, ...],
    PlainValidator(_many),
    PlainSerializer(_texts, return_type=str),
    WithJsonSchema({"type": "string", "control": "activations", "most": MOST}),
]
"""A field with 1 to 8 different activations; its default is ``several("relu,gelu")``."""


def _numbers(text: str) -> dict[str, float]:
    """The values of a list such as "alpha=2,b=-1.5"."""
    given: dict[str, float] = {}
    for part in text.split(","):
        name, _, text_of_number = (word.strip() for word in part.partition("="))
        if not _WORD.fullmatch(name):
            raise ValueError(f"a parameter is given as name=number, got {_shown(part.strip())}")
        number = typed_number(text_of_number)
        if number is None:
            shown = _shown(text_of_number)
            raise ValueError(f"the parameter {name[:40]} must be a number, got {shown}")
        if name in given:
            raise ValueError(f"the parameter {name[:40]} is given twice")
        given[name] = number
    return given


def _no_species(slug: str) -> str:
    for gate in gates():
        if gate.slug == slug:
            inner = gate.inner.slug
            return f"{slug} is a gate of two inputs; labs take functions of one; nearest: {inner}"
    known = [one.slug for one in catalogue()]
    near = nearest(slug, known)
    return f"no activation {_shown(slug)}; nearest: {near}; allowed: {', '.join(known)}, a formula"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}...")
