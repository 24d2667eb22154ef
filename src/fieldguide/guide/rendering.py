"""From a template and its values to a complete HTML document."""

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["favicon"] = (FOLDER / "templates" / "favicon.svg").read_text("utf-8")
    environment.globals["version"] = version("fieldguide")
    return environment


def render(template: str, /, **values: Any) -> str:
    """The document that a template makes of values; a value it lacks is an error."""
    return _environment().get_template(template).render(values)
