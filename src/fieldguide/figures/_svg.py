"""Pieces of SVG, and pictures inside it."""

import base64
import struct
import zlib
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from fieldguide.figures._looks import INK, MONO, PAPER, SERIF, SHADES, SOFT

WIDTH = 960
MARGIN = 48
_LETTER = {False: 0.45, True: 0.6}
"""The mean width of a letter, in sizes of the type: serif, mono."""


def element(name: str, content: str = "", /, **attributes: Any) -> str:
    """An element; content is SVG already, attributes are escaped, and _ in their names is -."""
    pairs = (
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
    )
    opening = f"<{name}{''.join(pairs)}"
    return f"{opening}>{content}</{name}>" if content else f"{opening}/>"


def _plain(value: Any) -> str:
    """A number to a hundredth, as short as it goes."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(x: float, y: float, content: str, *, mono: bool = False, **attributes: Any) -> str:
    """A line of text, escaped: Newsreader at 16, or Plex Mono at 12."""
    given = {"font_family": MONO if mono else SERIF, "font_size": 12 if mono else 16, "fill": INK}
    return element("text", escape(content), x=float(x), y=float(y), **given | attributes)


def note(x: float, y: float, content: str, **attributes: Any) -> str:
    """A number or a label, small and soft."""
    return text(x, y, content, mono=True, **{"font_size": 11, "fill": SOFT} | attributes)


def paragraph(
    x: float, y: float, content: str, width: float, *, mono: bool = False, size: int = 16
) -> tuple[str, float]:
    """Lines of text no wider than ``width``, and where the next would stand."""
    lines = wrap(content, int(width / (_LETTER[mono] * size)))
    step = 1.4 * size
    look: dict[str, Any] = {"font_size": size, "fill": SOFT if mono else INK, "mono": mono}
    rows = (text(x, y + step * i, line, **look) for i, line in enumerate(lines))
    return "".join(rows), y + step * len(lines)


def path(points: Iterable[Sequence[float]], **attributes: Any) -> str:
    """A line through points, interrupted where a coordinate is not finite."""
    drawn, pen = [], "M"
    for x, y in points:
        if np.isfinite(x) and np.isfinite(y):
            drawn.append(f"{pen}{_plain(float(x))} {_plain(float(y))}")
            pen = "L"
        else:
            pen = "M"
    return element("path", d="".join(drawn), **{"fill": "none"} | attributes)


def field(values: Any, x: float, y: float, side: float) -> str:
    """A field of uint8 as a picture, its classes in the colors of the page."""
    stops = np.array([[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in SHADES])
    share = np.asarray(values)[..., None] / 255
    low, high = np.minimum(2 * share, 1), np.maximum(2 * share - 1, 0)
    pixels = stops[0] + (stops[1] - stops[0]) * low + (stops[2] - stops[1]) * high
    source = f"data:image/png;base64,{base64.b64encode(png(np.rint(pixels))).decode()}"
    return element(
        "image", x=float(x), y=float(y), width=float(side), height=float(side), href=source
    )


def png(pixels: Any) -> bytes:
    """The file of a picture, (height, width, 3) of 0 to 255: ISO 15948, 8 bits, no filter."""
    rows = np.asarray(pixels, np.uint8)
    height, width, _ = rows.shape
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def sheet(title: str, description: str, body: str, height: float) -> str:
    """A standalone document: paper, and on it the body."""
    size = {"width": WIDTH, "height": round(height), "viewBox": f"0 0 {WIDTH} {round(height)}"}
    return element(
        "svg",
        element("title", escape(title))
        + element("desc", escape(description))
        + element("rect", width="100%", height="100%", fill=PAPER)
        + body,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        **size,
    )
