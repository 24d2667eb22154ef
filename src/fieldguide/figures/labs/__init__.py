"""The figure of a lab's run: its settings, the lab's own charts, and what came of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from fieldguide.figures.labs import bend, collapse, die, vanish
from fieldguide.figures.run import Run
from fieldguide.figures.sheet import MARGIN, NOTE, SENTENCE, WIDTH, Sheet, height_of, wrapped
from fieldguide.figures.style import figure_style


class _Charts(NamedTuple):
    """The part of the figure that is the lab's own: its height, and what draws it from a top."""

    height: Callable[[Run], float]
    draw: Callable[[Sheet, Run, float], None]


_CHARTS = {
    "bend": _Charts(bend.height, bend.draw),
    "collapse": _Charts(collapse.height, collapse.draw),
    "vanish": _Charts(vanish.height, vanish.draw),
    "die": _Charts(die.height, die.draw),
}
_SETTINGS_TOP = 60.0


@figure_style()
def lab_figure(lines: Iterable[Mapping[str, Any]]) -> Figure:
    """The figure of a run as it ended.

    Args:
      lines: what ``labs.stream`` gives, each line decoded from JSON: the header, the setup, frames
        and divergences, and the summary.

    Returns:
      The figure, 720 points wide.

    Raises:
      ValueError: the run has no end, or is of a lab that has no figure.
    """
    run = Run.of(lines)
    name = run.header["lab"]
    if name not in _CHARTS:
        raise ValueError(f'no figure for the lab "{name}". Choose from {", ".join(_CHARTS)}')
    charts = _CHARTS[name]
    settings = wrapped(_settings(run), "monospace", NOTE["fontsize"])
    sentences = wrapped(run.summary["says"], "serif", SENTENCE["fontsize"])
    top = _SETTINGS_TOP + height_of(settings, NOTE["fontsize"]) + 6
    foot = top + charts.height(run) + 36
    sheet = Sheet(
        f"{name.capitalize()}: a lab of the field guide",
        foot + height_of(sentences, SENTENCE["fontsize"]) + 18,
    )
    sheet.text(MARGIN, 41, name.capitalize(), fontsize=23)
    edition = f"fieldguide {run.header['version']}"
    sheet.note(WIDTH - MARGIN, 39, edition, horizontalalignment="right")
    sheet.lines(_SETTINGS_TOP, settings, **NOTE)
    sheet.rule(top)
    charts.draw(sheet, run, top)
    sheet.lines(foot, sentences, **SENTENCE)
    return sheet.figure


def _settings(run: Run) -> str:
    return "  ".join(
        f"{key}={value:g}" if isinstance(value, float) else f"{key}={value}"
        for key, value in run.header["params"].items()
        if key != "points"
    )
