"""Each species has a color and a dash of its own, dark enough on paper, in every scheme."""

from itertools import combinations

import numpy as np
import pytest

from fieldguide import palette
from fieldguide.activations import catalogue, gates

SCHEMES = palette.Color._fields
# Machado, Oliveira and Fernandes 2009, Table 1, severity 1, on linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


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
