"""Jinja templates, rendered to complete HTML documents."""

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fieldguide import palette

FOLDER = Path(__file__).parent
"""The folder of the templates and the text."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence"] = sentence
    environment.globals["colors"] = palette.PAGE
    environment.globals["hues"] = palette.HUES
    environment.globals["version"] = version("fieldguide")
    return environment


def sentence(line: str) -> str:
    """A line of plain text with a capital at its start and one full stop at its end."""
    return f"{line[0].upper()}{line[1:].removesuffix('.')}."


def render(template: str, /, **values: Any) -> str:
    """Render a template; a value that it uses and that is not given is an error."""
    return _environment().get_template(template).render(values)
