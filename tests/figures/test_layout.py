"""The figures as a browser sets them: every word on the sheet, none on another."""

import json

import pytest

from fieldguide import labs
from fieldguide.figures import lab_svg

BOXES = """() => [...document.querySelectorAll("text")].map((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return { words: text.textContent, left, right, top, bottom };
})"""
EIGHT = "identity,sigmoid,tanh,relu,leaky_relu(negative_slope=0.25),gelu,mish,x*tanh(exp(x))+0*x"
RUNS = {
    "bend": {"epochs": "2", "activations": EIGHT},
    "bend of one": {"epochs": "2", "activations": "snake(alpha=2.5)", "dataset": "xor"},
    "collapse": {"depth": "50", "activation": "leaky_relu(negative_slope=0.25)"},
    "vanish": {"depth": "12", "width": "8", "seeds": "1", "activations": EIGHT},
    "die": {"steps": "20", "seeds": "1", "width": "32", "activations": EIGHT},
}


@pytest.mark.parametrize("run", RUNS)
def test_no_word_leaves_the_sheet_or_covers_another(run, chromium):
    lab = labs.get(run.split()[0])
    lines = labs.stream(lab, labs.read(lab, RUNS[run].items()))
    page = chromium.new_page(viewport={"width": 960, "height": 1400})
    page.set_content(f'<body style="margin: 0">{lab_svg(map(json.loads, lines))}')
    boxes = page.evaluate(BOXES)
    page.close()
    assert len(boxes) > 10
    for i, one in enumerate(boxes):
        assert one["left"] >= 0, one["words"]
        assert one["right"] <= 960, one["words"]
        for other in boxes[:i]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            # Of the line's height some is empty, above and below the letters.
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert across <= 0 or down <= 6, (one["words"], other["words"])
