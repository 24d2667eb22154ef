"""The figure of collapse: three clouds after the last layer, and two fields."""

from fieldguide.figures._looks import Look
from fieldguide.figures._losses import losses
from fieldguide.figures._panel import Panel, short
from fieldguide.figures._plane import divided, plane, square
from fieldguide.figures._run import Run, numbers, unpacked
from fieldguide.figures._svg import MARGIN, WIDTH, note, path, text

_GAP = 27.0
_SIDE = (WIDTH - 2 * MARGIN - 2 * _GAP) / 3
_ROW = _SIDE + 92


def collapse(run: Run) -> tuple[str, float]:
    """The body of the figure and its height."""
    pushed, trained = run.told("linear")[-1], run.told("field")[-1]
    plain, bent = zip(run.names, run.looks, strict=True)
    panel = plane(_SIDE, run.setup["extent"])
    depth = pushed["layer"]
    layers = "1 layer" if depth == 1 else f"{depth} layers"
    offset = " ".join(f"{value:.2f}" for value in pushed["offset"])
    rows = " / ".join(" ".join(f"{value:.2f}" for value in row) for row in pushed["matrix"])
    shown = [
        ("linear", f"{layers}, no activation", plain[1], ["a parallelogram"]),
        (
            "single",
            "One matrix",
            plain[1],
            [f"matrix {rows}", f"offset {offset} · apart by {pushed['difference']:.1e}"],
        ),
        ("bent", f"{layers} of {short(bent[0])}", bent[1], ["the same layers, bent"]),
    ]
    drawn = []
    for column, (key, title, look, notes) in enumerate(shown):
        cloud = _cloud(panel, run.setup["grid"], pushed[key], look)
        drawn.append(_placed((column, 0), cloud, title, look, notes))
    resolution = run.setup["resolution"]
    values = unpacked(trained["field"], 2, resolution, resolution)
    for column, (name, look) in enumerate((plain, bent)):
        accuracy, loss = (run.summary[key][column] for key in ("accuracy", "loss"))
        told = "diverged" if accuracy is None else f"{accuracy:.0%} right · loss {loss:.3g}"
        title = "No activation, trained" if column == 0 else f"{short(name)}, trained"
        picture = divided(panel, values[column], run.setup["inputs"], run.setup["targets"])
        notes = [told, f"after {trained['epoch']} epochs, {layers} of 8 units"]
        drawn.append(_placed((column, 1), picture, title, look, notes))
    box = (MARGIN + 2 * (_SIDE + _GAP) + 46, 28 + _ROW + 22, _SIDE - 146, _SIDE - 22)
    chart = losses(run, box, "Cross-entropy", {"loss": {"stroke_width": 1.8}})
    return "".join(drawn) + chart, 10 + 2 * _ROW


def _placed(place: tuple[int, int], picture: str, title: str, look: Look, notes: list[str]) -> str:
    """A square in a column and row, with its title and notes below."""
    x, y = MARGIN + place[0] * (_SIDE + _GAP), 28 + place[1] * _ROW
    words = [text(x, y + _SIDE + 24, title, fill=look.text, font_style="italic", font_size=18)]
    words += [note(x, y + _SIDE + 43 + 16 * i, line) for i, line in enumerate(notes)]
    return square(picture, x, y, _SIDE) + "".join(words)


def _cloud(panel: Panel, grid: list[int], cloud: list[list[float | None]], look: Look) -> str:
    """The grid's lines, across and down."""
    points = numbers(cloud).reshape(*grid, 2)
    lines = [*points, *points.swapaxes(0, 1)]
    ink = {"stroke": look.curve, "stroke_width": 0.9, "stroke_linejoin": "round"}
    return "".join(path([(panel.x(x), panel.y(y)) for x, y in line], **ink) for line in lines)
