"""Paper, ink and type of every figure: the colors of the page's light scheme; lengths in points."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from matplotlib import style

from fieldguide import palette

POINT = 0.75
"""Points in a CSS pixel."""
PAPER, PANEL, INK, SOFT, RULE, GRID, ALARM = (
    palette.PAGE[name].light for name in ("paper", "panel", "ink", "soft", "rule", "grid", "alarm")
)
SERIF = ("Newsreader", "Iowan Old Style", "Palatino Linotype", "Palatino", "Georgia")
MONO = ("IBM Plex Mono", "SFMono-Regular", "Menlo", "Consolas")
"""The families of the page, which the text of an SVG asks for first."""

# DejaVu comes with Matplotlib: text is measured alike, and files are alike, on every machine.
# DejaVu Sans has the signs that its sisters lack.
_SETTINGS = {
    "font.family": ["serif", "DejaVu Sans"],
    "font.serif": ["DejaVu Serif"],
    "font.monospace": ["DejaVu Sans Mono"],
    "text.color": INK,
    "text.parse_math": False,
    "figure.facecolor": PAPER,
    "figure.dpi": 72,
    "axes.facecolor": "none",
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.75,
    "axes.axisbelow": True,
    "axes.labelcolor": SOFT,
    "axes.labelsize": 8.25,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titlepad": 10,
    "grid.color": GRID,
    "grid.linewidth": 0.75,
    "xtick.labelcolor": SOFT,
    "xtick.labelsize": 8.25,
    "xtick.major.size": 0,
    "xtick.major.pad": 7,
    "ytick.labelcolor": SOFT,
    "ytick.labelsize": 8.25,
    "ytick.major.size": 0,
    "ytick.major.pad": 6,
    "lines.scale_dashes": False,
    "lines.dash_joinstyle": "round",
    "svg.fonttype": "none",
    "svg.hashsalt": "fieldguide",
    "pdf.fonttype": 42,
}


@contextmanager
def figure_style() -> Iterator[None]:
    """Matplotlib's defaults with these settings, whatever the user's own are."""
    with style.context(["default", _SETTINGS]):
        yield


class Look(NamedTuple):
    """How one species is drawn: the colors of its curve and of its name, and its dash pattern."""

    curve: str
    text: str
    dash: tuple[float, ...]

    def line(self, width: float) -> dict[str, Any]:
        """Matplotlib's properties of a line of this width."""
        pattern = tuple(POINT * length for length in self.dash)
        return {
            "color": self.curve,
            "linewidth": width,
            "linestyle": (0, pattern) if pattern else "solid",
        }


def look_of(slug: str) -> Look:
    """The look of a species; a typed formula is ink."""
    if slug not in palette.SPECIES:
        return Look(INK, INK, ())
    hue, dash = palette.SPECIES[slug]
    curve, text = palette.HUES[hue]
    return Look(curve.light, text.light, dash)
