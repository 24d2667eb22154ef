"""The figure of bend: the fields side by side, and the losses."""

from fieldguide.figures._looks import ALARM
from fieldguide.figures._losses import losses
from fieldguide.figures._panel import short
from fieldguide.figures._plane import bends, divided, plane, square
from fieldguide.figures._run import Run, unpacked
from fieldguide.figures._svg import MARGIN, WIDTH, note, text

_GAP = 14.0
_LARGEST = 280.0
_LOSSES = {"train_loss": {"stroke_width": 1.8}, "test_loss": {"stroke_width": 1, "opacity": 0.6}}


def bend(run: Run) -> tuple[str, float]:
    """The body of the figure and its height."""
    fields, height = _fields(run)
    box = (MARGIN + 46.0, height + 40, WIDTH - 2 * MARGIN - 200.0, 260.0)
    title = "Cross-entropy of the training points; thin: of the test points"
    return fields + losses(run, box, title, _LOSSES), height + 340


def _fields(run: Run) -> tuple[str, float]:
    setup, last = run.setup, run.told("field")[-1]
    count, pixels = len(run.names), setup["resolution"]
    columns = count if count <= 4 else 3 if count <= 6 else 4
    side = min(_LARGEST, (WIDTH - 2 * MARGIN - _GAP * (columns - 1)) / columns)
    values = unpacked(last["field"], count, pixels, pixels)
    panel = plane(side, setup["extent"])
    drawn = []
    for a, (name, look) in enumerate(zip(run.names, run.looks, strict=True)):
        x = MARGIN + (a % columns) * (side + _GAP)
        y = 28 + (a // columns) * (side + 84)
        lines = bends(panel, last["bends"][a], setup["kinks"][a], smooth=setup["smooth"][a])
        picture = divided(panel, values[a], setup["inputs"], setup["targets"]) + lines
        drawn.append(square(picture, x, y, side))
        foot = y + side
        drawn.append(
            text(x, foot + 22, short(name), fill=look.text, font_style="italic", font_size=17)
        )
        for row, words in enumerate(_scores(run, a)):
            color = {"fill": ALARM} if run.summary["diverged"][a] else {}
            drawn.append(note(x, foot + 40 + 15 * row, words, **color))
    return "".join(drawn), 28 + -(-count // columns) * (side + 84)


def _scores(run: Run, a: int) -> list[str]:
    """What stands below a field."""
    if run.summary["diverged"][a]:
        (lost,) = (one for one in run.divergences if one["activation"] == a)
        return ["diverged", f"in epoch {lost['epoch']}"]
    trained, tested = (run.summary[f"{part}_accuracy"][a] for part in ("train", "test"))
    reached = run.summary["epochs_to_95"][a]
    return [
        f"{trained:.0%} · test {tested:.0%}",
        "95%: never" if reached is None else f"95%: epoch {reached}",
    ]
