"""The figures' colors and dashes are those of the page's light scheme."""

import re
from pathlib import Path

import pytest

from fieldguide.activations import catalogue
from fieldguide.figures import _looks

STYLE = Path(__file__).parents[2] / "web" / "style"
LIGHT = (STYLE / "ui" / "colors.css").read_text().split("@media (prefers-color-scheme: dark)")[0]
TYPE = (STYLE / "ui" / "typography.css").read_text()
TOKENS = dict(re.findall(r"--([\w-]+):\s+([^;]+);", LIGHT + TYPE))


def of_page(slug):
    """What the rules of the style sheet give a slug, the last of them counting."""
    css = re.sub(r"/\*.*?\*/", "", (STYLE / "ui" / "colors.css").read_text(), flags=re.DOTALL)
    given = {"dash": "none"}
    for selectors, body in re.findall(r"((?:\[data-slug=[^{]+))\{([^}]*)\}", css):
        if f'"{slug}"' in selectors:
            given |= dict(re.findall(r"--(\w+): ([^;]+);", body))
    colors = [TOKENS[given[key].removeprefix("var(--").removesuffix(")")] for key in "ct"]
    return (*colors, given["dash"])


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.slug)
def test_a_species_looks_as_on_the_page(one):
    assert _looks.LOOKS[one.slug] == of_page(one.slug)


def test_there_is_no_look_without_a_species():
    assert set(_looks.LOOKS) == {one.slug for one in catalogue()}


@pytest.mark.parametrize("name", ["paper", "ink", "soft", "rule", "grid", "alarm"])
def test_paper_and_ink_are_those_of_the_page(name):
    assert getattr(_looks, name.upper()) == TOKENS[name]


def test_classes_and_fields_are_those_of_the_page():
    css = (STYLE / "labs" / "colors.css").read_text()
    light = css.split("@media (prefers-color-scheme: dark)")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    assert (tokens["class-0"], tokens["class-1"]) == _looks.CLASSES
    assert tuple(tokens[f"field-{name}"] for name in ("0", "none", "1")) == _looks.SHADES


def test_the_type_is_that_of_the_page():
    for stack, token in ((_looks.SERIF, "serif"), (_looks.MONO, "mono")):
        assert stack.replace("'", '"').replace('"', "") == TOKENS[token].replace('"', "")
