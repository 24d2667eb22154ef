"""The figure of die: the share of dead units by step, and networks dead from birth."""

from fieldguide.figures._looks import INK, SOFT
from fieldguide.figures._panel import End, Panel
from fieldguide.figures._run import Run
from fieldguide.figures._svg import MARGIN, WIDTH, element, note, path

_HEIGHT = 330.0
_LEFT = 420.0
_RIGHT = 240.0


def die(run: Run) -> tuple[str, float]:
    """The body of the figure and its height."""
    return _shares(run) + _births(run), 60 + _HEIGHT + 60


def _shares(run: Run) -> str:
    frames = run.told("dead")
    most = max(0.05, *(share or 0 for frame in frames for share in frame["high"]))
    panel = Panel(
        MARGIN + 44, 60, _LEFT, _HEIGHT, 0, max(frames[-1]["step"], 1), 0, min(1.0, 1.1 * most)
    )
    x = [panel.x(frame["step"]) for frame in frames]
    bands, curves, ends = [], [], []
    for a, (name, look) in enumerate(zip(run.names, run.looks, strict=True)):
        low, dead, high = (
            [panel.y(frame[key][a]) for frame in frames] for key in ("low", "dead", "high")
        )
        around = [*zip(x, low, strict=True), *list(zip(x, high, strict=True))[::-1]]
        bands.append(path(around, fill=look.curve, opacity=0.16))
        line = {"stroke": look.curve, "stroke_width": 1.8, "stroke_dasharray": look.dash}
        curves.append(path(zip(x, dead, strict=True), **line))
        ends.append(End(x[-1], dead[-1], name, look))
    axes = panel.axes("Units dead, and 95% intervals", "step", percent=True)
    return axes + "".join(bands + curves) + panel.names(ends)


def _births(run: Run) -> str:
    """The widths stand side by side, whatever lies between them."""
    bound, rows = run.setup["bound"], run.summary["born_dead"]
    left = WIDTH - MARGIN - _RIGHT
    panel = Panel(left, 60, _RIGHT, _HEIGHT, -0.5, len(bound) - 0.5, 0, 1)
    drawn = [panel.axes("Networks dead from birth", "", percent=True)]
    line = [(panel.x(i), panel.y(share)) for i, (_, share) in enumerate(bound)]
    drawn.append(path(line, stroke=SOFT, stroke_width=1.4, stroke_dasharray="5 4"))
    for i, (width, dead, nets, low, high) in enumerate(rows):
        x = panel.x(i)
        drawn.append(path([(x, panel.y(low)), (x, panel.y(high))], stroke=INK, stroke_width=1.4))
        drawn.append(element("circle", cx=x, cy=panel.y(dead / nets), r=3.2, fill=INK))
        drawn.append(note(x, 60 + _HEIGHT + 18, f"{width}", text_anchor="middle"))
    nets = rows[0][2]
    words = ("units in a layer", f"line: Lu's bound · dots: {nets} networks")
    for row, told in enumerate(words):
        y = 60 + _HEIGHT + 36 + 17 * row
        drawn.append(note(WIDTH - MARGIN, y, told, text_anchor="end"))
    return "".join(drawn)
