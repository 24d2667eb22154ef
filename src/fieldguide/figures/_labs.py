"""The figure of a lab's run."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fieldguide.figures._bend import bend
from fieldguide.figures._collapse import collapse
from fieldguide.figures._die import die
from fieldguide.figures._looks import INK
from fieldguide.figures._run import Run
from fieldguide.figures._svg import MARGIN, WIDTH, note, paragraph, path, sheet, text
from fieldguide.figures._vanish import vanish

_FIGURES: dict[str, Callable[[Run], tuple[str, float]]] = {
    "bend": bend,
    "collapse": collapse,
    "vanish": vanish,
    "die": die,
}


def lab_svg(lines: Iterable[Mapping[str, Any]]) -> str:
    """The figure of a run, as it ended: a standalone SVG on paper, 960 wide.

    Args:
      lines: what ``labs.stream`` gives, each line decoded from JSON: the header, the setup, frames
        and divergences, and the summary.

    Returns:
      The document as text: well-formed XML without script, with no reference to another file;
      fields are pictures inside it.

    Raises:
      ValueError: the run has no end, or is of a lab that has no figure.
    """
    run = Run.of(lines)
    name = run.header["lab"]
    if name not in _FIGURES:
        raise ValueError(f'no figure for the lab "{name}". Choose from {", ".join(_FIGURES)}')
    params = [
        f"{key}={value:g}" if isinstance(value, float) else f"{key}={value}"
        for key, value in run.header["params"].items()
        if key != "points"
    ]
    settings, y = paragraph(MARGIN, 80, "  ".join(params), WIDTH - 2 * MARGIN, mono=True, size=11)
    body, height = _FIGURES[name](run)
    top = y + 8
    says, foot = paragraph(MARGIN, top + height + 48, run.summary["says"], WIDTH - 2 * MARGIN)
    return sheet(
        f"{name.capitalize()}: a lab of the field guide",
        run.summary["says"],
        text(MARGIN, 54, name.capitalize(), font_size=32)
        + note(WIDTH - MARGIN, 52, f"fieldguide {run.header['version']}", text_anchor="end")
        + settings
        + path([(MARGIN, top), (WIDTH - MARGIN, top)], stroke=INK, stroke_width=1.5)
        + f'<g transform="translate(0 {top:g})">{body}</g>'
        + says,
        foot + 24,
    )
