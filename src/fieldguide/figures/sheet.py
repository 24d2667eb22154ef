"""A sheet of paper with text and charts, placed in points from its top left corner."""

from textwrap import wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from fieldguide.figures.style import INK, SOFT, Look

WIDTH = 720.0
MARGIN = 36.0
NOTE: dict[str, Any] = {"fontfamily": "monospace", "fontsize": 8.25, "color": SOFT}
SENTENCE: dict[str, Any] = {"fontsize": 11.5}
"""The type of labels and settings, and that of running text."""
_LETTER = {"serif": 0.55, "monospace": 0.603}
"""The mean width of a letter of DejaVu, in sizes of the type; rounded up."""
_LEADING = 1.45


class Sheet:
    """A figure of the page's width; y grows downwards.

    Attributes:
      figure: the Matplotlib figure. Its label is the title of the file.
    """

    def __init__(self, title: str, height: float) -> None:
        self._height = height
        self.figure = Figure(figsize=(WIDTH / 72, height / 72))
        self.figure.set_label(title)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Empty axes in a rectangle."""
        bottom = self._height - top - height
        return self.figure.add_axes(
            (left / WIDTH, bottom / self._height, width / WIDTH, height / self._height)
        )

    def text(self, x: float, y: float, content: str, **look: Any) -> None:
        """A line of text from x on, its baseline at y; ``look`` holds properties of ``Text``."""
        self.figure.text(x / WIDTH, 1 - y / self._height, content, **look)

    def note(self, x: float, y: float, content: str, **look: Any) -> None:
        """A number or a label: small, soft, of one width a letter."""
        self.text(x, y, content, **NOTE | look)

    def name(self, x: float, y: float, content: str, look: Look) -> None:
        """The name of a species, or a title of its picture, in its color."""
        self.text(x, y, content, color=look.text, fontstyle="italic", fontsize=12)

    def lines(self, y: float, rows: list[str], **look: Any) -> None:
        """Rows of text from the left margin, the first at y."""
        for number, row in enumerate(rows):
            self.text(MARGIN, y + _LEADING * look["fontsize"] * number, row, **look)

    def rule(self, y: float) -> None:
        """A line from margin to margin."""
        x = [MARGIN / WIDTH, 1 - MARGIN / WIDTH]
        level = 1 - y / self._height
        self.figure.add_artist(Line2D(x, [level, level], color=INK, linewidth=1.1))


def wrapped(content: str, family: str, size: float) -> list[str]:
    """The content in rows that fit between the margins."""
    return wrap(content, int((WIDTH - 2 * MARGIN) / (_LETTER[family] * size)))


def height_of(rows: list[str], size: float) -> float:
    """The height of the rows, in points."""
    return _LEADING * size * len(rows)
