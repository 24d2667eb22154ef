"""The figure of bend: the decision fields side by side, and the losses."""

from fieldguide.figures.end_labels import shortened
from fieldguide.figures.labs.decision_field import draw_bends, draw_field, set_up_square
from fieldguide.figures.labs.losses import draw_losses
from fieldguide.figures.run import Run, decoded
from fieldguide.figures.sheet import MARGIN, WIDTH, Sheet
from fieldguide.figures.style import ALARM, SOFT
from fieldguide.labs import percent

_GAP = 10.5
_WIDEST = 210.0
_NOTES = 63.0
"""Points below a field, for its name and scores."""
_FIELDS = {"train_loss": {"linewidth": 1.35}, "test_loss": {"linewidth": 0.75, "alpha": 0.6}}


def height(run: Run) -> float:
    """The height of the charts, in points."""
    columns, side = _grid(run)
    return 21 + -(-len(run.names) // columns) * (side + _NOTES) + 255


def draw(sheet: Sheet, run: Run, top: float) -> None:
    """Draw the charts below ``top``."""
    columns, side = _grid(run)
    setup, last = run.setup, run.frames_with("field")[-1]
    pixels = setup["resolution"]
    values = decoded(last["field"], len(run.names), pixels, pixels)
    for a, (name, look) in enumerate(zip(run.names, run.looks, strict=True)):
        x = MARGIN + (a % columns) * (side + _GAP)
        y = top + 21 + (a // columns) * (side + _NOTES)
        axes = sheet.axes(x, y, side, side)
        set_up_square(axes, setup["extent"])
        draw_field(axes, values[a], setup["inputs"], setup["targets"])
        draw_bends(axes, last["bends"][a], setup["kinks"][a], smooth=setup["smooth"][a])
        foot = y + side
        sheet.name(x, foot + 16, shortened(name), look)
        color = ALARM if run.summary["diverged"][a] else SOFT
        for row, words in enumerate(_scores(run, a)):
            sheet.note(x, foot + 30 + 11.5 * row, words, color=color)
    losses = sheet.axes(MARGIN + 34, top + height(run) - 225, WIDTH - 2 * MARGIN - 154, 195)
    draw_losses(
        losses, run, "Cross-entropy of the training points; thin: of the test points", _FIELDS
    )


def _grid(run: Run) -> tuple[int, float]:
    """The columns of fields, and the side of each."""
    count = len(run.names)
    columns = count if count <= 4 else 3 if count <= 6 else 4
    return columns, min(_WIDEST, (WIDTH - 2 * MARGIN - _GAP * (columns - 1)) / columns)


def _scores(run: Run, a: int) -> list[str]:
    """The notes below a field."""
    if run.summary["diverged"][a]:
        (divergence,) = (line for line in run.divergences if line["activation"] == a)
        return ["diverged", f"in epoch {divergence['epoch']}"]
    train, test = (percent(run.summary[f"{part}_accuracy"][a]) for part in ("train", "test"))
    reached = run.summary["epochs_to_95"][a]
    return [
        f"{train} · test {test}",
        "95%: never" if reached is None else f"95%: epoch {reached}",
    ]
