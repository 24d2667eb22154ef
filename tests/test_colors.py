"""Each species has a color and a dash of its own, dark enough on paper, in every scheme."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from fieldguide import palette
from fieldguide.activations import catalogue, gates

STYLE = Path(__file__).parent.parent / "web" / "style"
SCHEMES = palette.Color._fields
# Machado, Oliveira and Fernandes 2009, Table 1, severity 1, on linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


def rules(css: str, scheme: str = "light") -> Iterator[tuple[str, str, str]]:
    """The scheme, selectors and declarations of each rule of a style sheet."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    at = 0
    while (opening := css.find("{", at)) >= 0:
        prelude = css[at:opening].rpartition(";")[2].strip()
        depth, end = 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body, at = css[opening + 1 : end - 1], end
        if not prelude.startswith("@"):
            yield scheme, prelude, body
        elif "prefers-color-scheme: dark" in prelude:
            yield from rules(body, "dark")
        elif prelude == "@media print":
            yield from rules(body, "print")


def page_rules() -> list[tuple[str, str, str]]:
    """Those of every style sheet of the page."""
    sheets = [path.read_text() for path in sorted(STYLE.rglob("*.css"))]
    return [rule for css in sheets for rule in rules(css)]


def page_colors() -> dict[str, dict[str, set[str]]]:
    """The values that the page gives each custom property that is a color, by scheme."""
    colors = {scheme: defaultdict(set) for scheme in SCHEMES}
    for scheme, _, body in page_rules():
        for name, value in re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\s*(?:;|$)", body):
            colors[scheme][name].add(value)
    return colors


def page_looks() -> dict[str, dict[str, str]]:
    """For each slug what the style sheets give it: --c, --t and --dash."""
    looks = defaultdict(dict)
    for scheme, selectors, body in page_rules():
        given = dict(re.findall(r"--(c|t|dash):\s*([^;]+?)\s*(?:;|$)", body))
        for selector in selectors.split(",") if given else ():
            if alone := re.fullmatch(r'\s*\[data-slug="(\w+)"\]\s*', selector):
                assert scheme == "light"
                looks[alone[1]].update(given)
    return looks


def owned() -> dict[str, palette.Color]:
    """The palette's colors by the names of the page's custom properties."""
    curves = {name: hue.curve for name, hue in palette.HUES.items()}
    text = {f"{name}-text": hue.text for name, hue in palette.HUES.items()}
    return {**palette.PAGE, **palette.CLASSES, **curves, **text}


@pytest.mark.parametrize("name", owned())
def test_the_page_has_the_colors_of_the_palette(name):
    colors = page_colors()
    expected = owned()[name]
    if name.endswith("-text") and name not in colors["light"]:
        # Where curve and text are alike the page names the hue once.
        assert expected == owned()[name.removesuffix("-text")]
        return
    # What print does not set again is that of the light scheme.
    given = {scheme: colors[scheme].get(name, colors["light"][name]) for scheme in SCHEMES}
    assert given == {scheme: {value} for scheme, value in expected._asdict().items()}


def test_the_page_has_the_looks_of_the_palette():
    looks = {}
    for slug, look in palette.SPECIES.items():
        hue = palette.HUES[look.hue]
        text = look.hue if hue.curve == hue.text else f"{look.hue}-text"
        dash = " ".join(f"{length:g}" for length in look.dash)
        looks[slug] = (look.hue, text, dash or "none")
    page = {}
    for slug, look in page_looks().items():
        curve, text = (look[key].removeprefix("var(--").removesuffix(")") for key in "ct")
        hue = palette.HUES[curve]
        text = curve if hue.curve == hue.text else text
        page[slug] = (curve, text, look.get("dash", "none"))
    assert page == looks


def linear(color: str) -> np.ndarray:
    digits = color[1:] if len(color) == 7 else "".join(2 * c for c in color[1:])
    rgb = np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio."""
    a, b = sorted(linear(color) @ [0.2126, 0.7152, 0.0722] for color in (one, other))
    return (b + 0.05) / (a + 0.05)


def apart(one: str, other: str, sight: str) -> float:
    """The distance in Oklab (Ottosson 2020) as that sight has it."""

    def seen(color: str) -> np.ndarray:
        to_lms = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]]
        to_lab = [[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]]
        rgb = np.clip(np.array(SIGHT[sight]) @ linear(color), 0, 1)
        return np.array(to_lab) @ np.cbrt(np.array(to_lms) @ rgb)

    return float(np.linalg.norm(seen(one) - seen(other)))


def test_every_species_and_gate_has_a_look():
    assert set(palette.SPECIES) == {one.slug for one in (*catalogue(), *gates())}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_curves_and_names_are_dark_enough(scheme):
    for name, hue in palette.HUES.items():
        for ground in ("paper", "panel"):
            paper = getattr(palette.PAGE[ground], scheme)
            assert contrast(getattr(hue.curve, scheme), paper) >= 3, name
            assert contrast(getattr(hue.text, scheme), paper) >= 4.5, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_species_look_alike(scheme):
    for one, other in combinations([one.slug for one in catalogue()], 2):
        a, b = palette.SPECIES[one], palette.SPECIES[other]
        if a.dash != b.dash:
            continue
        first, second = (getattr(palette.HUES[look.hue].curve, scheme) for look in (a, b))
        assert apart(first, second, "full") > 0.07, (one, other)
        # Beside the color each curve bears its name.
        worst = min(apart(first, second, sight) for sight in SIGHT)
        assert worst > 0.01, (one, other)
