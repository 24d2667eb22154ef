"""The figure of collapse: the grid after the last layer, three times, and two decision fields."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from fieldguide.figures.end_labels import shortened
from fieldguide.figures.labs.decision_field import draw_field, set_up_square
from fieldguide.figures.labs.losses import draw_losses
from fieldguide.figures.run import Run, decoded
from fieldguide.figures.sheet import MARGIN, WIDTH, Sheet
from fieldguide.figures.style import Look
from fieldguide.labs import percent

_GAP = 20.0
_SIDE = (WIDTH - 2 * MARGIN - 2 * _GAP) / 3
_ROW = _SIDE + 69
_TOP = 21.0


def height(_: Run) -> float:
    """The height of the charts, in points."""
    return 8 + 2 * _ROW


def draw(sheet: Sheet, run: Run, top: float) -> None:
    """Draw the charts below ``top``."""
    _draw_grids(sheet, run, top)
    _draw_fields(sheet, run, top)
    left, side = MARGIN + 2 * (_SIDE + _GAP) + 34, _SIDE - 34
    losses = sheet.axes(left, top + _TOP + _ROW + 16, side - 89, _SIDE - 16)
    draw_losses(losses, run, "Cross-entropy", {"loss": {"linewidth": 1.35}})


def _draw_grids(sheet: Sheet, run: Run, top: float) -> None:
    pushed = run.frames_with("linear")[-1]
    (_, name), (plain, bent) = run.names, run.looks
    layers = _layers(pushed["layer"])
    offset = _numbers(pushed["offset"])
    matrix = " / ".join(_numbers(row) for row in pushed["matrix"])
    apart = f"offset {offset} · apart by {pushed['difference']:.1e}"
    shown = (
        ("linear", plain, f"{layers}, no activation", ["a parallelogram"]),
        ("single", plain, "One matrix", [f"matrix {matrix}", apart]),
        ("bent", bent, f"{layers} of {shortened(name)}", ["the same layers, bent"]),
    )
    for column, (field, look, title, notes) in enumerate(shown):
        axes = _square(sheet, run, top, (column, 0), look=look, title=title, notes=notes)
        _draw_grid(axes, run.setup["grid"], pushed[field], look)


def _draw_fields(sheet: Sheet, run: Run, top: float) -> None:
    trained = run.frames_with("field")[-1]
    pixels = run.setup["resolution"]
    values = decoded(trained["field"], 2, pixels, pixels)
    layers = _layers(run.header["params"]["depth"])
    for column, title in enumerate(
        ("No activation, trained", f"{shortened(run.names[1])}, trained")
    ):
        accuracy, loss = (run.summary[field][column] for field in ("accuracy", "loss"))
        diverged = accuracy is None
        score = "diverged" if diverged else f"{percent(accuracy)} right · loss {loss:.3g}"
        notes = [score, f"after {trained['epoch']} epochs, {layers} of 8 units"]
        look = run.looks[column]
        axes = _square(sheet, run, top, (column, 1), look=look, title=title, notes=notes)
        draw_field(axes, values[column], run.setup["inputs"], run.setup["targets"])


def _numbers(values: list[float]) -> str:
    return " ".join(f"{value:z.2f}" for value in values).replace("-", "−")


def _layers(depth: int) -> str:
    return "1 layer" if depth == 1 else f"{depth} layers"


def _square(
    sheet: Sheet,
    run: Run,
    top: float,
    place: tuple[int, int],
    *,
    look: Look,
    title: str,
    notes: list[str],
) -> Axes:
    """Axes in a column and row, with their title and notes below."""
    column, row = place
    x, y = MARGIN + column * (_SIDE + _GAP), top + _TOP + row * _ROW
    axes = sheet.axes(x, y, _SIDE, _SIDE)
    set_up_square(axes, run.setup["extent"])
    sheet.name(x, y + _SIDE + 16, title, look)
    for number, note in enumerate(notes):
        sheet.note(x, y + _SIDE + 32 + 12 * number, note)
    return axes


def _draw_grid(axes: Axes, shape: list[int], points: list[list[float | None]], look: Look) -> None:
    """The grid's lines, across and down."""
    grid = np.array(points, dtype=float).reshape(*shape, 2)
    lines = [*grid, *grid.swapaxes(0, 1)]
    axes.add_collection(
        LineCollection(lines, colors=look.curve, linewidths=0.7, joinstyle="round"),
        autolim=False,
    )
