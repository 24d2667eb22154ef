"""A figure's files: SVG, PNG and PDF that stand alone, hold their text, and are the same twice."""

import hashlib
import io
import re
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from fieldguide import catalogue, get, palette
from fieldguide.cli.saving import FIGURE_ENDINGS
from fieldguide.figures import curves_figure, encoded, lab_figure
from fieldguide.figures.saving import ENDINGS
from fieldguide.figures.style import MONO, SERIF
from tests.figures.runs import diverged, small

SVG = "{http://www.w3.org/2000/svg}"
FIVE = ["sigmoid", "tanh", "relu", "leaky_relu", "gelu"]
DRAWN = {
    "one": lambda: curves_figure([get("gelu")], slopes=True),
    "five": lambda: curves_figure([get(slug) for slug in FIVE]),
    "all": lambda: curves_figure(catalogue()),
    "bend": lambda: lab_figure(small("bend")),
    "collapse": lambda: lab_figure(small("collapse")),
    "vanish": lambda: lab_figure(small("vanish")),
    "die": lambda: lab_figure(small("die")),
    "diverged": lambda: lab_figure(diverged()),
}


@cache
def figure(name):
    return DRAWN[name]()


@cache
def saved(name, ending):
    return encoded(figure(name), ending)


def written(name):
    """Every word of a figure; ticks outside the limits are not drawn."""
    texts = [*figure(name).texts]
    for axes in figure(name).axes:
        texts += [*axes.texts, axes.xaxis.label]
        yield axes.get_title("left")
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = axis.get_major_ticks()
            texts += [tick.label1 for tick in ticks if low <= tick.get_loc() <= high]
    yield from (text.get_text() for text in texts)


@pytest.mark.parametrize("name", DRAWN)
def test_svg_is_a_document_of_its_own_with_its_text(name):
    root = ET.fromstring(saved(name, ".svg"))
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == "720pt"
    for part in root.iter():
        assert part.tag.removeprefix(SVG) not in {"script", "foreignObject"}
        for key, value in part.attrib.items():
            assert not key.startswith("on")
            if key.endswith("href"):
                assert value.startswith(("data:image/png;base64,", "#"))
            if key == "d":
                assert "nan" not in value
    texts = [" ".join(text.text.split()) for text in root.iter(f"{SVG}text")]
    assert {" ".join(text.split()) for text in written(name)} - {""} <= {*texts}
    assert root.find(f"{SVG}title").text == figure(name).get_label()


def test_svg_asks_for_the_type_of_the_page():
    root = ET.fromstring(saved("die", ".svg"))
    families = {
        text.text: re.search(r"font-family: ([^;]+)", text.get("style"))[1]
        for text in root.iter(f"{SVG}text")
    }
    serif, mono = families["Die"], families["step"]
    assert serif.startswith("'Newsreader', 'Iowan Old Style'")
    assert serif.endswith("'DejaVu Serif', serif, 'DejaVu Sans'")
    assert mono.startswith("'IBM Plex Mono'")
    assert mono.endswith("'DejaVu Sans Mono', monospace")


def test_the_type_is_that_of_the_page():
    """The page's stacks by the custom properties, without the generic names of browsers."""
    sheets = (Path(__file__).parents[2] / "web" / "style").rglob("*.css")
    css = " ".join(sheet.read_text() for sheet in sheets)
    for name, families in (("serif", SERIF), ("mono", MONO)):
        (stack,) = re.findall(rf"--{name}:\s*([^;]+);", css)
        named = [family.strip().strip('"') for family in stack.split(",")]
        generic = {"serif", "ui-monospace", "monospace"}
        assert [family for family in named if family not in generic] == [*families]


def test_a_curve_of_the_svg_lies_between_its_grid_lines():
    root = ET.fromstring(saved("one", ".svg"))
    paths = [
        (
            part.get("style") or "",
            np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", part.get("d")), float),
        )
        for part in root.iter(f"{SVG}path")
    ]
    grid = [points for style, points in paths if palette.PAGE["grid"].light in style]
    across = sorted(points[0, 0] for points in grid if points[0, 0] == points[1, 0])
    along = sorted((points[0, 1] for points in grid if points[0, 1] == points[1, 1]), reverse=True)
    assert (len(across), len(along)) == (11, 5)
    gold = f"stroke: {palette.HUES['gelu'].curve.light}"
    (curve,) = [points for style, points in paths if gold in style and "width: 1.8" in style]
    x = np.interp(curve[:, 0], across, np.arange(-5, 6))
    y = -1 + (curve[:, 1] - along[0]) * 4 / (along[-1] - along[0])
    assert np.ptp(x) > 7
    # Two hundredths of a point: what path simplification may move a line.
    np.testing.assert_allclose(y, get("gelu")(x), atol=3e-3)


@pytest.mark.parametrize("name", DRAWN)
def test_png_has_the_size_and_the_colors(name):
    image = Image.open(io.BytesIO(saved(name, ".png"))).convert("RGB")
    width, height = (72 * side for side in figure(name).get_size_inches())
    assert width == 720
    assert image.size == (1920, int(height * 192 / 72))
    pixels = np.asarray(image).reshape(-1, 3)
    paper = tuple(bytes.fromhex(palette.PAGE["paper"].light[1:]))
    for corner in ((0, 0), (1919, 0), (0, image.height - 1), (1919, image.height - 1)):
        assert image.getpixel(corner) == paper
    hues = {"one": "gelu", "five": "tanh", "all": "mish", "bend": "relu", "die": "relu"}
    hues |= {"vanish": "tanh", "diverged": "sigmoid", "collapse": "identity"}
    color = bytes.fromhex(palette.HUES[hues[name]].curve.light[1:])
    assert (pixels == [*color]).all(axis=1).sum() > 100


def pdf_text(content):
    """The text of a PDF, by the fonts' maps from codes to Unicode (ISO 32000, 9.10)."""
    objects = {
        int(number): body
        for number, body in re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", content, re.DOTALL)
    }

    def stream(number):
        data = re.search(rb"stream\n(.*)\nendstream", objects[number], re.DOTALL)[1]
        return zlib.decompress(data) if b"FlateDecode" in objects[number] else data

    fonts = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            mapped = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
            ranges = re.findall(rb"<(\w+)> <\w+> \[([^\]]*)\]", stream(int(mapped[1])))
            fonts[name] = {
                int(start, 16) + step: bytes.fromhex(code.decode()).decode("utf-16-be")
                for start, codes in ranges
                for step, code in enumerate(re.findall(rb"<(\w+)>", codes))
            }
    (page,) = [n for n, body in objects.items() if b"/Length" in body and b"BT\n" in stream(n)]
    letters, font = [], {}
    operands = rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)"
    for name, codes in re.findall(operands, stream(page), re.DOTALL):
        font = fonts[name] if name else font
        plain = re.sub(rb"\\([0-7]{3})", lambda code: bytes([int(code[1], 8)]), codes)
        plain = plain.replace(rb"\n", b"\n").replace(rb"\r", b"\r")
        plain = re.sub(rb"\\(.)", rb"\1", plain, flags=re.DOTALL)
        pairs = zip(plain[::2], plain[1::2], strict=True)
        letters += [font[256 * high + low] for high, low in pairs]
    return "".join(letters)


@pytest.mark.parametrize("name", DRAWN)
def test_pdf_is_whole_and_holds_its_text_and_fonts(name):
    content = saved(name, ".pdf")
    assert content.startswith(b"%PDF-1.4\n")
    assert content.endswith(b"%%EOF\n")
    height = 72 * figure(name).get_size_inches()[1]
    box = re.search(rb"/MediaBox \[ 0 0 720 ([\d.]+) \]", content)
    assert float(box[1]) == pytest.approx(height)
    used = {*re.findall(rb"/BaseFont /\w+\+(\S+)", content)}
    assert all(font.startswith(b"DejaVu") for font in used)
    described = len(re.findall(rb"/FontDescriptor \d+ 0 R", content))
    assert content.count(b"/FontFile2") == described > 0
    # Signs from a second font stand in a piece of their own.
    text = "".join(pdf_text(content).split())
    for words in written(name):
        letters = re.findall(r"[\x21-\x7e]+", words)
        assert all(part in text for part in letters), words


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_figure_gives_the_same_bytes(ending):
    """Again, under settings of the user's own, and in another process."""
    again = DRAWN["one"]()
    assert encoded(again, ending) == saved("one", ending)
    with mpl.rc_context({"font.size": 30, "path.simplify": False, "savefig.bbox": "tight"}):
        assert encoded(DRAWN["one"](), ending) == saved("one", ending)
    code = (
        "import hashlib, sys; from fieldguide import figures, get; "
        "drawn = figures.curves_figure([get('gelu')], slopes=True); "
        f"print(hashlib.sha256(figures.encoded(drawn, '{ending}')).hexdigest(), "
        "'matplotlib.pyplot' in sys.modules)"
    )
    words = [sys.executable, "-W", "error", "-c", code]
    ended = subprocess.run(words, capture_output=True, text=True, env={"PYTHONHASHSEED": "7"})
    assert ended.stderr == ""
    assert ended.stdout.split() == [hashlib.sha256(saved("one", ending)).hexdigest(), "False"]


def test_nothing_says_when_or_by_what_a_file_was_made():
    for ending in ENDINGS:
        content = saved("one", ending)
        found = re.search(rb"(?i)date>|CreationDate|Matplotlib v|matplotlib\.org|Software", content)
        assert not found, (ending, found)
        assert b"GELU" in content


def test_the_settings_of_matplotlib_stay_the_users():
    before = dict(mpl.rcParams)
    encoded(DRAWN["one"](), ".svg")
    assert dict(mpl.rcParams) == before


def test_the_endings_are_those_of_the_command_line():
    assert ENDINGS == FIGURE_ENDINGS
    with pytest.raises(ValueError, match=r"no figure can be a file '.gif'. Choose from .svg, .png"):
        encoded(figure("one"), ".gif")
