"""What the page draws a species in is what the palette says, in every scheme."""

import pytest

from fieldguide import palette

# An element of each slug, whose computed style has the two colors that its slug gives.
LOOKS = """(slugs) => slugs.map((slug) => {
  const element = document.createElement("i");
  element.dataset.slug = slug;
  element.style.cssText = "color: var(--c); outline-color: var(--t)";
  document.body.append(element);
  const style = getComputedStyle(element);
  const look = [style.color, style.outlineColor, style.getPropertyValue("--dash")];
  element.remove();
  return look;
})"""


def rgb(color: str) -> str:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    return "rgb({}, {}, {})".format(*bytes.fromhex(digits))


@pytest.mark.parametrize("preference", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_each_species_has_its_color_and_its_dash(open_guide, media, preference):
    page = open_guide(color_scheme=preference, fresh=True)
    page.emulate_media(media=media, color_scheme=preference)
    scheme = "print" if media == "print" else preference
    expected = []
    for look in (*palette.SPECIES.values(), palette.Look("ink")):
        hue = palette.HUES.get(look.hue, palette.INK)
        colors = [rgb(getattr(color, scheme)) for color in hue]
        dash = " ".join(f"{length:g}" for length in look.dash)
        expected.append([*colors, dash or "none"])
    assert page.evaluate(LOOKS, [*palette.SPECIES, "formula"]) == expected


@pytest.mark.parametrize("preference", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_page_and_its_two_classes_have_their_colors(open_guide, media, preference):
    page = open_guide("#lab-bend", color_scheme=preference, fresh=True)
    page.locator("bend-figure").wait_for(state="attached")
    page.emulate_media(media=media, color_scheme=preference)
    scheme = "print" if media == "print" else preference
    colors = palette.PAGE | palette.CLASSES
    seen = page.evaluate(
        """(names) => names.map(
          (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`))""",
        [*colors],
    )
    assert seen == [getattr(color, scheme) for color in colors.values()]
