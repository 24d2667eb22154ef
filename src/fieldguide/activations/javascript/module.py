"""The page's arithmetic, written from the Python definitions."""

import json
from collections.abc import Iterable

from fieldguide.activations.activation import Activation
from fieldguide.activations.catalogue import catalogue, gates
from fieldguide.activations.gate import Gate
from fieldguide.activations.javascript.arrow_functions import HELPERS, arrow


def javascript(activations: Iterable[Activation] | None = None) -> str:
    """An ES module with one constant for each activation, named by its slug.

    An activation is written at its present values: they are what ``value`` and
    ``derivative`` take for a parameter that is not given, and its ``default``.

    Each is a frozen object: slug, name, family, formula, parameters, kinks,
    year, citation, and the functions ``value`` and ``derivative`` of a number
    and an object of parameters, ``leaky_relu.value(-1, { negative_slope: 0.2 })``.
    ``catalogue`` lists them in order. The gates whose inner activation is
    among them follow, listed by ``gates``: slug, name, family, formula,
    inner (a slug), year, citation, and ``value(a, b)`` and ``derivatives(a, b)``,
    [df/da, df/db]. The module imports nothing and trusts its input:
    parameters are not checked against their bounds.

    Args:
      activations: what to write; by default the whole catalogue.

    Raises:
      ValueError: two of them have one slug.

    Accuracy: within 20 units in the last place of the true value and slope
      (an absolute 2^-51 for a slope less than 0.7 from one of its roots), with
      the limits at both infinities and NaN for NaN, in an engine whose
      Math.exp and Math.tanh are good to 1 unit, as Chromium's are.
    """
    chosen = catalogue() if activations is None else tuple(activations)
    slugs = [activation.slug for activation in chosen]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise ValueError(f'two activations are called "{slug}"; give one another name')
    helpers: set[str] = set()
    species = []
    for activation in chosen:
        text, used = _species(activation)
        species.append(text)
        helpers |= used
    parts: list[str] = []
    while missing := sorted(helpers - {part.split()[1] for part in parts}):
        function, used = arrow(HELPERS[missing[0]], "t", {})
        parts.insert(0, f"const {missing[0]} = {function};\n")
        helpers |= used
    open_gates = [gate for gate in gates() if gate.inner in chosen]
    return "\n".join(
        [
            *parts,
            *species,
            *map(_gate, open_gates),
            _listing("catalogue", chosen),
            _listing("gates", open_gates),
        ]
    )


def _listing(name: str, records: Iterable[Activation | Gate]) -> str:
    slugs = ", ".join(record.slug for record in records)
    return f"export const {name} = Object.freeze([{slugs}]);\n"


def _species(activation: Activation) -> tuple[str, set[str]]:
    values = activation.values
    value, value_helpers = arrow(activation.value_definition, "x", values)
    slope, slope_helpers = arrow(activation.derivative_definition, "x", values)
    parameters = [
        {
            "name": parameter.name,
            "default": values[parameter.name],
            "low": parameter.low,
            "high": parameter.high,
            "meaning": parameter.meaning,
        }
        for parameter in activation.parameters
    ]
    fields = {
        "parameters": json.dumps(parameters),
        "kinks": json.dumps(activation.kinks),
        "value": value.replace("\n", "\n  "),
        "derivative": slope.replace("\n", "\n  "),
    }
    return _constant(activation, fields), value_helpers | slope_helpers


def _gate(gate: Gate) -> str:
    g = gate.inner.slug
    fields = {
        "inner": json.dumps(g),
        "value": f"(a, b) => {g}.value(a) * b",
        "derivatives": f"(a, b) => [{g}.derivative(a) * b, {g}.value(a)]",
    }
    return _constant(gate, fields)


def _constant(record: Activation | Gate, fields: dict[str, str]) -> str:
    described = ("slug", "name", "family", "formula", "year", "citation")
    lines = {key: json.dumps(getattr(record, key)) for key in described} | fields
    body = "".join(f"  {key}: {text},\n" for key, text in lines.items())
    return f"export const {record.slug} = Object.freeze({{\n{body}}});\n"
