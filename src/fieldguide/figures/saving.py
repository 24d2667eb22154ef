"""A figure as the bytes of a file: the same figure gives the same bytes."""

from io import BytesIO

from matplotlib.figure import Figure

from fieldguide.figures.style import MONO, SERIF, figure_style

# Nothing about when a file was made, or by which version of what.
_METADATA: dict[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
}
ENDINGS = tuple(f".{name}" for name in _METADATA)
_PIXELS = {"svg": 96, "png": 192, "pdf": 192}
"""Pixels in an inch, of a PNG or of a picture inside: a CSS pixel is 1/96 of an inch."""


@figure_style()
def encoded(figure: Figure, ending: str) -> bytes:
    """The file of a figure.

    Args:
      figure: what ``curves_figure`` or ``lab_figure`` gives.
      ending: ".svg", ".png" or ".pdf".

    Returns:
      SVG with text as text, set in the page's families where the reader's machine has them; PNG
      1920 pixels wide; or PDF with its fonts, DejaVu, in it. No reference to another file.

    Raises:
      ValueError: another ending.
    """
    if ending not in ENDINGS:
        raise ValueError(f"no figure can be a file {ending!r}. Choose from {', '.join(ENDINGS)}")
    kind = ending.removeprefix(".")
    buffer = BytesIO()
    metadata = {"Title": figure.get_label(), **_METADATA[kind]}
    figure.savefig(buffer, format=kind, dpi=_PIXELS[kind], metadata=metadata)
    content = buffer.getvalue()
    if kind == "svg":
        for measured, generic, families in (
            ("DejaVu Serif", "serif", SERIF),
            ("DejaVu Sans Mono", "monospace", MONO),
        ):
            asked = ", ".join(f"'{family}'" for family in families)
            content = content.replace(
                f"'{measured}', {generic}".encode(), f"{asked}, '{measured}', {generic}".encode()
            )
    return content
