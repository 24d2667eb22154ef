"""A formula's parameter may have any name: that of an argument, of a method, of a field.

Each public function that takes an activation, and each public method of one, runs with a formula
whose parameter has the name of one of its arguments. The result is that of the same formula with
the parameter called p, or ``formula`` refuses the name in one line. Functions and arguments are
collected from the signatures: a new function is tested without a change here, but for the example
of an argument that has no default and a new name.
"""

import importlib
import inspect
import pkgutil
import re
from dataclasses import fields, is_dataclass
from functools import cache
from urllib.parse import unquote

import pytest

from fieldguide import Activation, activations, analysis, formula, guide, labs, nets, relu
from fieldguide.activations.javascript import arrow_functions
from fieldguide.nets import Network

TEXT = "max(x, {0} * x) * sigmoid({0} * x)"
VALUE, OTHER = 0.5, -0.25
EVERYWHERE = {"self", "name", "x", "cls", "xp", "activation", "values", "parameters", "text"}
REFUSED = {"name", "x", "xp"}
EXAMPLES = {
    "x": 0.3,
    "kind": "backward",
    "q": 1.5,
    "weight": 0.5,
    "weight_variance": 1.25,
    "bias_variances": (0.0, 0.1),
    "other": relu,
    "sizes": (2, 3, 1),
    "seeds": (0, 1),
    "init": "critical",
    "weaknesses": (),
    "module": "formula.js",
}


def _modules():
    """The rooms, and the modules of the guide, whose functions one page calls of another."""
    yield from (activations, analysis, nets, labs, guide)
    for found in pkgutil.walk_packages(guide.__path__, f"{guide.__name__}."):
        yield importlib.import_module(found.name)


def _takes(parameter):
    """Whether an argument is an activation, or several."""
    return "Activation" in str(parameter.annotation)


def _functions():
    """Every public function that takes an activation, by its name."""
    found = {}
    for module in _modules():
        for name, value in vars(module).items():
            if name.startswith("_") or not callable(value) or value is Activation:
                continue
            if not getattr(value, "__module__", "").startswith("fieldguide."):
                continue
            if inspect.isclass(value) and value is not Network:
                continue
            if any(map(_takes, inspect.signature(value).parameters.values())):
                found[f"{value.__module__.split('.')[1]}.{name}"] = value
    return found


# The plates of the catalogue's species; a formula's is ``formula_plate``.
# ``plate_page`` is what both share.
NOT_FOR_FORMULAS = {"guide.plate", "guide.plate_page"}
FUNCTIONS = {name: f for name, f in _functions().items() if name not in NOT_FOR_FORMULAS}
METHODS = {
    name: value
    for name, value in vars(Activation).items()
    if name == "__call__"
    or not (name.startswith("_") or name in {field.name for field in fields(Activation)})
}


def _arguments(function):
    return [] if isinstance(function, property) else list(inspect.signature(function).parameters)


def _cases(functions):
    return [
        (key, name)
        for key, function in functions.items()
        for name in sorted({*_arguments(function), *EVERYWHERE})
    ]


@cache
def typed(name):
    return formula(TEXT.format(name), **{name: VALUE})


def refused(name):
    """Whether ``formula`` refuses a parameter's name, in one line that names it."""
    try:
        typed(name)
    except ValueError as error:
        line = str(error)
    else:
        return False
    assert f'"{name}"' in line
    assert len(line.splitlines()) == 1
    return True


def plain(result, name):
    """A result as numbers and text in which the parameter's name is p."""
    if isinstance(result, str):
        # Of both results: the name may stand in the text as a word, too.
        return re.sub(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])", "p", unquote(result))
    if isinstance(result, dict):
        return {plain(key, name): plain(value, name) for key, value in result.items()}
    if isinstance(result, list | tuple):
        return [plain(item, name) for item in result]
    parts = _parts(result)
    return result if parts is None else plain(parts, name)


def _parts(result):
    """What an object is compared by; None for a number and its like."""
    x = [0.3, -2.0]
    if isinstance(result, Network):
        return result.logits([[0.5, -1.0]]).tolist()
    if isinstance(result, analysis.Curve):
        return result.value(x), result.slope(x), result.cuts, result.flat
    if isinstance(result, Activation):
        return result.values, result.label, result.kinks, result(x)
    if is_dataclass(result):
        return {field.name: getattr(result, field.name) for field in fields(result)}
    return None


def call(function, activation):
    """Call a function with an activation and the examples of what else it needs."""
    arguments, options = [], {}
    for parameter in inspect.signature(function).parameters.values():
        if _takes(parameter) and parameter.name != "other":
            several = re.search("Sequence|Iterable|tuple", str(parameter.annotation))
            value = [activation] if several else activation
        elif parameter.default is inspect.Parameter.empty:
            assert parameter.name in EXAMPLES, f"give an example of the argument {parameter.name}"
            value = EXAMPLES[parameter.name]
        else:
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            options[parameter.name] = value
        else:
            arguments.append(value)
    return function(*arguments, **options)


def answer(function, activation, name):
    try:
        return plain(call(function, activation), name)
    except (TypeError, ValueError) as error:
        return type(error), plain(str(error), name)


def test_what_is_collected():
    assert {"analysis.mean", "analysis.gain", "analysis.statistics", "guide.facts"} <= {*FUNCTIONS}
    assert {"nets.Network", "activations.fragile", "labs.text_of", "guide.recipes"} <= {*FUNCTIONS}
    assert {"__call__", "at", "derivative", "statistics", "kinks", "label"} <= {*METHODS}
    assert {name for name in {n for _, n in _cases(FUNCTIONS)} if refused(name)} == REFUSED


@pytest.mark.parametrize(("key", "name"), _cases(FUNCTIONS))
def test_functions(key, name, monkeypatch):
    # How JavaScript is cut into lines depends on the length of names.
    monkeypatch.setattr(arrow_functions, "_WIDTH", 10_000)
    if not refused(name):
        function = FUNCTIONS[key]
        assert answer(function, typed(name), name) == answer(function, typed("p"), name)


@pytest.mark.parametrize(("key", "name"), _cases(METHODS))
def test_methods(key, name):
    if refused(name):
        return
    results = []
    for own in (name, "p"):
        activation = typed(own)
        if isinstance(METHODS[key], property):
            result = getattr(activation, key)
        elif key in ("at", "__call__"):
            method = getattr(activation, key)
            result = method(*([0.3] if key == "__call__" else []), **{own: OTHER})
        else:
            result = call(getattr(activation, key), activation)
        results.append(plain(result, name))
    assert results[0] == results[1]
