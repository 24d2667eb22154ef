"""Reads a lab's parameters from the text of a URL or a command line, and describes them."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from fieldguide.labs.lab import Lab, Params
from fieldguide.refusals import nearest, quoted

_KINDS = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}
_BELOW, _ABOVE = ("less_than", "less_than_equal"), ("greater_than", "greater_than_equal")
_CHOSEN = {"activation": "an activation", "activations": "1 to 8 activations, each once"}
_BOUNDS = {
    "exclusiveMinimum": "above",
    "minimum": "at least",
    "exclusiveMaximum": "below",
    "maximum": "at most",
    "maxLength": "of a length of at most",
}


class LabError(ValueError):
    """No such lab or parameter, or a value that is not allowed; the message is one line."""


def schema(lab: Lab) -> dict[str, Any]:
    """The JSON schema of a lab's parameters: titles, help, defaults and bounds.

    Each property may also carry ``scale`` ("log"), ``step``, and ``control``
    ("activation" or "activations").
    """
    # The mode gives the default of an activation as text, as it is written in a URL.
    return lab.Params.model_json_schema(mode="serialization")


def described(lab: Lab) -> dict[str, Any]:
    """A lab as plain data, for JSON: title, purpose, fields, schema and presets.

    ``recording`` is the address of a preset's recorded run on the guide's server.
    """
    return {
        "name": lab.name,
        "title": lab.title,
        "purpose": lab.purpose,
        "fields": lab.fields,
        "schema": schema(lab),
        "presets": [
            {
                "slug": preset.slug,
                "title": preset.title,
                "story": preset.story,
                "params": dict(preset.params),
                "recording": f"labs/{lab.name}/{preset.slug}.ndjson",
            }
            for preset in lab.presets
        ],
    }


def read(lab: Lab, pairs: Iterable[tuple[str, str]]) -> Params:
    """The parameters of a lab: those given, checked, and the defaults for the rest.

    Args:
      lab: whose parameters they are.
      pairs: names and values as text, such as ("depth", "30").

    Raises:
      LabError: a name that is no parameter or stands twice, or a value that
        is not allowed; the message names what is allowed and the nearest.
    """
    names = list(lab.Params.model_fields)
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in names:
            raise LabError(
                f"{lab.name} has no parameter {quoted(name)}; "
                f"allowed: {', '.join(names)}; nearest: {nearest(name, names)}"
            )
        if name in given:
            raise LabError(f"{name} is given twice: {quoted(given[name])} and {quoted(value)}")
        given[name] = value
    try:
        return lab.Params.model_validate(given)
    except ValidationError as error:
        # The first error alone: later ones may be its consequences.
        wrong = error.errors(include_url=False)[0]
    if wrong["type"] == "value_error":
        line = " ".join(str(wrong["ctx"]["error"]).split())
        raise LabError(f"{wrong['loc'][0]}: {line}" if wrong["loc"] else line)
    name = str(wrong["loc"][0])
    field = schema(lab)["properties"][name]
    raise LabError(
        f"{name} must be {allowed(field)}, got {quoted(given[name])}; "
        f"{_remedy(field, wrong['type'], given[name])}"
    )


def allowed(field: dict[str, Any]) -> str:
    """The allowed values of a property of a lab's schema: "a whole number from 1 to 50"."""
    if field.get("control") in _CHOSEN:
        return _CHOSEN[field["control"]]
    if "enum" in field:
        return f"one of {', '.join(map(str, field['enum']))}"
    kind = _KINDS.get(field["type"], "text")
    if "minimum" in field and "maximum" in field:
        return f"{kind} from {_short(field['minimum'])} to {_short(field['maximum'])}"
    bounds = [f"{word} {_short(field[key])}" for key, word in _BOUNDS.items() if key in field]
    return f"{kind} {' and '.join(bounds)}".rstrip()


def _remedy(field: dict[str, Any], wrong: str, given: str) -> str:
    if "enum" in field:
        return f"nearest: {nearest(given, field['enum'])}"
    number = given.strip().lower().lstrip("+-")
    if not number.startswith("nan"):
        # An exclusive bound is no valid choice, so it is not offered as the nearest.
        if wrong in _ABOVE and "minimum" in field:
            return f"nearest: {_short(field['minimum'])}"
        if (wrong in _BELOW or wrong == "int_parsing_size") and "maximum" in field:
            low = given.strip().startswith("-")
            return f"nearest: {_short(field['minimum' if low else 'maximum'])}"
    return f"default: {json.dumps(field['default'])}"


def _short(number: float) -> str:
    return str(number).removesuffix(".0")
