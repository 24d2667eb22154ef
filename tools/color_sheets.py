"""Style sheets of the page's colors, derived from the palette and formatted as Prettier does."""

from collections.abc import Iterable, Mapping
from textwrap import indent

from fieldguide import palette
from fieldguide.palette import Color, Hue

_HEAD = """\
/* {}
   Generated from src/fieldguide/palette.py by tools/generate.py (make generated), do not edit. */
"""
# Dark is for screens alone: print then sets only what differs from light.
_MEDIA = {"dark": "screen and (prefers-color-scheme: dark)", "print": "print"}


def page_colors() -> str:
    """Paper, ink and hues in each scheme; by slug the hue and the dash pattern of a species."""
    curves = {name: hue.curve for name, hue in palette.HUES.items()}
    texts = {_text(name, hue): hue.text for name, hue in palette.HUES.items()}
    parts = [
        _HEAD.format("The colors: paper, ink and the hues of the species."),
        _rule([":root"], ["color-scheme: light dark"]),
        _schemes({**palette.PAGE, **curves, **texts}),
        "/* A typed formula is ink. */\n",
        _rule(["[data-slug]"], ["--c: var(--ink)", "--t: var(--ink)", "--dash: none"]),
    ]
    for name, hue in palette.HUES.items():
        slugs = [slug for slug, look in palette.SPECIES.items() if look.hue == name]
        colors = [f"--c: var(--{name})", f"--t: var(--{_text(name, hue)})"]
        parts.append(_rule(map(_of_slug, slugs), colors))
    for dash in dict.fromkeys(look.dash for look in palette.SPECIES.values() if look.dash):
        slugs = [slug for slug, look in palette.SPECIES.items() if look.dash == dash]
        lengths = " ".join(f"{length:g}" for length in dash)
        parts.append(_rule(map(_of_slug, slugs), [f"--dash: {lengths}"]))
    return "".join(parts)


def class_colors() -> str:
    """Points of the two classes and the decision field under them, in each scheme."""
    head = _HEAD.format("The colors of decision fields and of the two classes of points.")
    return head + _schemes(palette.CLASSES)


def _text(name: str, hue: Hue) -> str:
    """The custom property of a hue's text: the curve's, where both have the same color."""
    return name if hue.text == hue.curve else f"{name}-text"


def _of_slug(slug: str) -> str:
    return f'[data-slug="{slug}"]'


def _schemes(colors: Mapping[str, Color]) -> str:
    """A custom property a color: all in light, in the other schemes those that differ from it."""
    text = _rule([":root"], [f"--{name}: {color.light}" for name, color in colors.items()])
    for scheme, media in _MEDIA.items():
        changes = [
            f"--{name}: {getattr(color, scheme)}"
            for name, color in colors.items()
            if getattr(color, scheme) != color.light
        ]
        text += f"@media {media} {{\n{indent(_rule([':root'], changes), '  ')}}}\n"
    return text


def _rule(selectors: Iterable[str], declarations: Iterable[str]) -> str:
    body = "".join(f"  {declaration};\n" for declaration in declarations)
    return ",\n".join(selectors) + f" {{\n{body}}}\n"
