"""The activations a lab is asked for, as text: slugs with parameters, and typed formulas."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from fieldguide.activations import (
    Activation,
    FormulaError,
    catalogue,
    formula,
    gates,
    get,
)
from fieldguide.analysis.breakpoints import seams
from fieldguide.refusals import nearest
from fieldguide.typed_numbers import typed_number

MOST = 8
"""Activations side by side."""

# relu(x) is a formula; elu(alpha=2) a species whose parameter is given, as is x*sin(b*x)(b=2).
# A formula's own "=" stands in <= and >= only.
_GIVEN = re.compile(r"(?P<text>.*)\((?P<given>[^()<>=]+=[^()]*)\)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, eq=False, repr=False)
class Species:
    """An activation at the parameters a lab was asked for; see ``species``.

    Attributes:
      text: what was asked for, in its one spelling: blanks and defaults left
        out, numbers as short as they go.
      activation: the record; a formula's parameters are its defaults.
      parameters: the values given for a species of the catalogue.
      kinks: where the slope jumps at these parameters, ascending.
    """

    text: str
    activation: Activation
    parameters: dict[str, float]
    kinks: tuple[float, ...]

    @property
    def slug(self) -> str:
        """The slug; "formula" for a typed one."""
        return self.activation.slug

    @property
    def label(self) -> str:
        """The printed name, with the parameters given: "ELU (alpha 2)"; of a formula, its text."""
        name = self.activation.formula if self.slug == "formula" else self.activation.name
        values = self.parameters or {p.name: p.default for p in self._typed_parameters}
        given = ", ".join(f"{key} {value:g}" for key, value in values.items())
        return f"{name} ({given})" if given else name

    @property
    def unit(self) -> tuple[Activation, dict[str, float]]:
        """The activation and its parameters, as ``nets.Network`` takes them."""
        return self.activation, self.parameters

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Species) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"<Species {self.text}>"

    @property
    def _typed_parameters(self) -> tuple[Any, ...]:
        return self.activation.parameters if self.slug == "formula" else ()


@lru_cache(maxsize=256)
def species(text: str) -> Species:
    """The activation of a text such as "gelu", "elu(alpha=2)", or "x*sin(b*x)(b=2)".

    What is no slug of the catalogue is a formula; a formula's own parameters
    need their values, in the same form.

    Raises:
      ValueError: there is no such activation or parameter; the message is one
        line with what is allowed or nearest.
    """
    whole = " ".join(text.split())
    matched = _GIVEN.fullmatch(whole)
    head, given = (matched["text"].strip(), _numbers(matched["given"])) if matched else (whole, {})
    if head in {one.slug for one in catalogue()}:
        return _catalogued(get(head), given)
    if _WORD.fullmatch(head) and head not in ("x", "pi", "e"):
        raise ValueError(_no_species(head))
    try:
        typed = formula(head, None, **given)
    except FormulaError as error:
        # All the words there are would make a long line of a small slip.
        told, unknown, _ = str(error).partition(". Choose from ")
        hint = "; the value of a parameter follows the formula: x*sin(b*x)(b=2)" if unknown else ""
        raise ValueError(f"the formula {_shown(head)} cannot be used: {told}{hint}") from error
    return Species(_spelled(typed.formula.replace(" ", ""), given), typed, {}, typed.kinks)


def several(text: str) -> tuple[Species, ...]:
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
    found: list[Species] = []
    for number, part in enumerate(parts, 1):
        if not part.strip():
            raise ValueError(f"the activation at place {number} of {_shown(text)} is empty")
        one = species(part)
        if one in found:
            raise ValueError(f"takes each activation once, got {_shown(one.text)} twice")
        found.append(one)
    return tuple(found)


def _one(value: object) -> Species:
    if isinstance(value, Species):
        return value
    if not isinstance(value, str):
        raise ValueError(f"must be an activation such as relu, got {_shown(repr(value))}")
    if not value.strip():
        raise ValueError("needs an activation, got none; nearest: relu")
    return species(value)


def _many(value: object) -> tuple[Species, ...]:
    if isinstance(value, tuple) and all(isinstance(one, Species) for one in value):
        value = ",".join(one.text for one in value)
    if not isinstance(value, str):
        raise ValueError(f"must be activations such as relu,gelu, got {_shown(repr(value))}")
    return several(value)


def _texts(chosen: tuple[Species, ...]) -> str:
    return ",".join(one.text for one in chosen)


OneSpecies = Annotated[
    Species,
    PlainValidator(_one),
    PlainSerializer(lambda one: one.text, return_type=str),
    WithJsonSchema({"type": "string", "control": "activation"}),
]
"""A field with one activation; its default is ``species("relu")``."""

ManySpecies = Annotated[
    tuple[Species, ...],
    PlainValidator(_many),
    PlainSerializer(_texts, return_type=str),
    WithJsonSchema({"type": "string", "control": "activations", "most": MOST}),
]
"""A field with 1 to 8 different activations; its default is ``several("relu,gelu")``."""


def _catalogued(activation: Activation, given: dict[str, float]) -> Species:
    try:
        values = activation.resolve(given)
    except TypeError as error:
        raise ValueError(str(error)) from error
    defaults = {parameter.name: parameter.default for parameter in activation.parameters}
    kept = {name: value for name, value in values.items() if value != defaults[name]}
    kinks = activation.kinks
    if kept:
        kinks = tuple(seam.x for seam in seams(activation, values, 1) if seam.order <= 1)
    return Species(_spelled(activation.slug, kept), activation, kept, kinks)


def _numbers(text: str) -> dict[str, float]:
    """The values of a list such as "alpha=2,b=-1.5"."""
    given: dict[str, float] = {}
    for part in text.split(","):
        name, _, text_of_number = (word.strip() for word in part.partition("="))
        if not _WORD.fullmatch(name):
            raise ValueError(f"a parameter is given as name=number, got {_shown(part.strip())}")
        if name == "name":
            # In Python this word names the activation itself.
            raise ValueError('no parameter can be called "name", which has a meaning already')
        number = typed_number(text_of_number)
        if number is None:
            shown = _shown(text_of_number)
            raise ValueError(f"the parameter {name[:40]} must be a number, got {shown}")
        if name in given:
            raise ValueError(f"the parameter {name[:40]} is given twice")
        given[name] = number
    return given


def _spelled(head: str, given: dict[str, float]) -> str:
    values = ",".join(f"{key}={repr(value).removesuffix('.0')}" for key, value in given.items())
    return f"{head}({values})" if given else head


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
