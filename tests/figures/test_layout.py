"""Where words stand in a figure: each on the sheet, none on another."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from fieldguide import catalogue, get
from fieldguide.figures import curves_figure, encoded, lab_figure
from fieldguide.figures.style import figure_style
from tests.figures.runs import lines

BOXES = """() => [...document.querySelectorAll("text")].map((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return [text.textContent, left, right, top, bottom];
})"""
EIGHT = "identity,sigmoid,tanh,relu,leaky_relu(negative_slope=0.25),gelu,mish,x*tanh(exp(x))+0*x"
RUNS = {
    "bend": {"epochs": "2", "activations": EIGHT},
    "bend of one": {"epochs": "2", "activations": "snake(alpha=2.5)", "dataset": "xor"},
    "collapse": {"depth": "50", "activation": "leaky_relu(negative_slope=0.25)"},
    "vanish": {"depth": "12", "width": "8", "seeds": "1", "activations": EIGHT},
    "die": {"steps": "20", "seeds": "1", "width": "32", "activations": EIGHT},
}
CURVES = {
    "all species": lambda: curves_figure(catalogue(), slopes=True),
    "one crosshair": lambda: curves_figure([get("gelu")], at=-1.23456789),
}


@pytest.fixture(scope="module", params=[*RUNS, *CURVES])
def figure(request):
    name = request.param
    return CURVES[name]() if name in CURVES else lab_figure(lines(name.split()[0], **RUNS[name]))


def check(boxes, width):
    """Boxes as words, left, right, top, bottom; ``width`` that of the sheet."""
    assert len(boxes) > 10
    for words, left, right, *_ in boxes:
        assert left >= 0, words
        assert right <= width, words
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[1], other[1])
        # Of the line's height some is empty, above and below the letters.
        down = min(one[4], other[4]) - max(one[3], other[3])
        assert across <= 0 or down <= width / 160, (one[0], other[0])


def test_as_matplotlib_sets_them(figure):
    with figure_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        texts = [*figure.texts]
        for axes in figure.axes:
            texts += [*axes.texts, axes.xaxis.label, axes.title, axes._left_title]
            for axis in (axes.xaxis, axes.yaxis):
                low, high = sorted(axis.get_view_interval())
                ticks = axis.get_major_ticks()
                texts += [tick.label1 for tick in ticks if low <= tick.get_loc() <= high]
        boxes = []
        for text in texts:
            # Of an annotation without its leader.
            box = Text.get_window_extent(text, canvas.get_renderer())
            boxes += [(text.get_text(), box.x0, box.x1, box.y0, box.y1)] if text.get_text() else []
    check(boxes, 720)


def test_as_a_browser_sets_them(figure, chromium):
    page = chromium.new_page(viewport={"width": 960, "height": 1400})
    svg = encoded(figure, ".svg").decode()
    page.set_content(f'<body style="margin: 0">{svg[svg.index("<svg") :]}')
    boxes = page.evaluate(BOXES)
    page.close()
    check(boxes, 960)
