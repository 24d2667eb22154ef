"""The figure of bend: fields, bends, points and losses as the run has them."""

import io
import itertools
import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.alone import (
    EXTENT,
    alone,
    packed,
    pixel,
    pixels,
    sampled,
    shade,
    show,
    token,
    told,
)
from tests.browser.driving import WIDTHS, points, printed, settle

TAG = "bend-figure"
NAMES = {
    "identity": "Identity",
    "relu": "ReLU",
    "hardtanh": "Hard tanh",
    "tanh": "Tanh",
    "sigmoid": "Sigmoid",
    "gelu": "GELU",
    "elu": "ELU",
    "formula": "where(x>0,x*x*x,0.1*x)",
}
KINKS = {"relu": [0], "hardtanh": [-1, 1], "formula": [0]}


def left_to_right(x, y):
    return 0.5 + 0.3 * x


def up(x, y):
    return 0.5 + 0.3 * np.tanh(y)


def flat(x, y):
    return np.full_like(np.asarray(x, float), 1.0)


def run(slugs=("relu", "hardtanh", "identity"), fields=None, losses=(1, 0.1, 0.01), **params):
    """A run with a frame an epoch, and after each a line of progress."""
    count = len(slugs)
    fields = fields or [left_to_right, up, flat][:count] + [flat] * (count - 3)
    setup = {
        "kind": "setup",
        "names": [NAMES[slug] for slug in slugs],
        "slugs": list(slugs),
        "sizes": [2, 2, 1],
        "extent": EXTENT,
        "resolution": 100,
        "inputs": [[-1.2, 1.2], [1.2, 1.2], [1.2, -1.2]],
        "targets": [0, 1, 0],
        "training": 2,
        "kinks": [KINKS.get(slug, [0]) for slug in slugs],
        "smooth": [slug not in KINKS for slug in slugs],
    }
    frames = []
    for epoch, loss in enumerate(losses):
        done = epoch / max(1, len(losses) - 1)
        frames += [
            {
                "kind": "frame",
                "epoch": epoch,
                "progress": done,
                "train_loss": [loss / (k + 1) for k in range(count)],
                "test_loss": [1.25 * loss / (k + 1) for k in range(count)],
                "train_accuracy": [0.996, 1, 0.5] + [0.75] * (count - 3),
                "test_accuracy": [0.5, 0.25, 1] + [0.75] * (count - 3),
                "field": packed(sampled(*fields)),
                # A line through the middle, and one that passes by the panel.
                "bends": [[[1.0, 2.0, 0.3], [0.1, 0.1, 5.0]]] * count,
            },
            {"kind": "progress", "progress": done},
        ]
    header = {"kind": "header", "params": {"epochs": len(losses) - 1, "dataset": "xor", **params}}
    return [header, setup, *frames]


@pytest.fixture
def bend(open_guide, guide_url):
    """A page with the figure, showing a run."""

    def open_(lines=None, at=-1, width=1440, **options):
        page = open_guide("compare", width, **options)
        alone(page, guide_url)
        show(page, TAG, lines or run(), at)
        return page

    return open_


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colors_are_the_probabilities(bend, scheme):
    page = bend(color_scheme=scheme)
    seen = set()
    for x, y in ((-0.9, -0.9), (0.9, 0.6), (0.05, -0.7), (-1.4, -1.4)):
        for panel, f in enumerate((left_to_right, up)):
            color = pixel(page, panel, x, y)
            # A pixel of the panel is as wide as half of one of the field.
            assert color == pytest.approx(shade(page, TAG, f(x, y)), abs=2.5)
            seen.add(tuple(color))
    assert len(seen) >= 7
    other = {"light": "dark", "dark": "light"}[scheme]
    before = pixel(page, 0, 0.9, 0.6)
    page.emulate_media(color_scheme=other)
    settle(page)
    assert pixel(page, 0, 0.9, 0.6) == pytest.approx(
        shade(page, TAG, left_to_right(0.9, 0.6)), abs=2.5
    )
    assert pixel(page, 0, 0.9, 0.6) != pytest.approx(before, abs=20)
    page.emulate_media(color_scheme=scheme)


def test_a_style_sheet_that_comes_late_is_waited_for(bend):
    page = bend()
    sheet = page.locator("link[href='static/labs.css']")
    sheet.evaluate(
        "(link) => { link.disabled = true; document.querySelector('bend-figure').remove(); }"
    )
    show(page, TAG, run())
    sheet.evaluate("(link) => { link.disabled = false; }")
    settle(page)
    assert pixel(page, 0, 0.9, 0.6) == pytest.approx(
        shade(page, TAG, left_to_right(0.9, 0.6)), abs=2.5
    )


def test_bends_lie_where_their_equation_says(bend):
    page = bend()
    ground = shade(page, TAG, 1)

    def darker(colors):
        """How far from the field's color the darkest of some pixels is."""
        return max(abs(a - b) for color in colors for a, b in zip(color, ground, strict=True))

    show(page, TAG, run(fields=[flat, flat, flat]))
    step = 2 * EXTENT / 300
    for panel, kinks in enumerate(([0], [-1, 1], [])):
        for kink in (-1, 0, 1):
            # 1 x + 2 y + 0.3 = kink
            line = [(x, (kink - 0.3 - x) / 2) for x in np.linspace(-1.1, 1.1, 9)]
            near = [(float(x), float(y + i * step)) for x, y in line for i in (-1, 0, 1)]
            colors = pixels(page, panel, near)
            for i in range(len(line)):
                assert (darker(colors[3 * i : 3 * i + 3]) > 20) == (kink in kinks)
    notes = page.locator(".bends").all_inner_texts()
    assert notes == ["1/2 bends", "1/2 bends", "no bends"]


def test_classes_differ_in_shape_and_what_is_tested_is_smaller(bend):
    page = bend(run(fields=[flat, flat, flat]))
    disc, ring = (token(page, TAG, f"--class-{c}") for c in (0, 1))
    ground = token(page, TAG, "--field-none")
    assert pixel(page, 0, -1.2, 1.2) == pytest.approx(disc, abs=6)
    assert pixel(page, 0, 1.2, 1.2) == pytest.approx(ground, abs=6)
    side = page.locator("canvas").first.evaluate("(c) => c.width")

    def across(x, y):
        """How many pixels the point at a place covers on its row."""
        unit = 2 * EXTENT / side
        row = pixels(page, 0, [(x + i * unit, y) for i in range(-9, 10)])
        return sum(math.dist(color, shade(page, TAG, 1)) > 40 for color in row)

    rim = pixels(page, 0, [(1.2 + i * 2 * EXTENT / side, 1.2) for i in range(7)])
    assert min(math.dist(color, ring) for color in rim) < 60
    assert across(1.2, -1.2) < across(-1.2, 1.2)


def test_the_numbers_are_the_frames(bend):
    page = bend(at=1)
    assert page.locator(".accuracy").all_inner_texts() == ["99.6%", "100%", "50.0%"]
    assert page.locator(".test").all_inner_texts() == ["test 50.0%", "test 25.0%", "test 100%"]
    table = page.evaluate("() => document.querySelector('bend-figure').table()")
    assert [len(row) for row in table["rows"]] == [len(table["head"])] * 3
    losses = [[printed(f * 0.1 / (k + 1)) for f in (1, 1.25)] for k in range(3)]
    assert [row[1:3] for row in table["rows"]] == losses
    assert table["rows"][0][3:6] == ["99.6%", "50.0%", "1 of 2"]
    label = page.locator("[role=img]").first.get_attribute("aria-label")
    assert label == (
        "Decision field of ReLU at epoch 1: training accuracy 99.6%, test 50.0%; 1 of 2 bends in it"
    )
    said = page.evaluate("() => document.querySelector('bend-figure').says()")
    assert "Epoch 1" in said
    assert "Hard tanh 100%" in said


def test_a_divergence_is_told_from_its_epoch_on(bend):
    lines = run()
    for line in lines[4:]:
        for field in ("train_loss", "test_loss", "train_accuracy", "test_accuracy"):
            if field in line:
                line[field][1] = None
    told = {"kind": "divergence", "epoch": 1, "activation": 1, "reason": "too fast"}
    lines.insert(4, told)
    page = bend(lines, at=0)
    assert "diverged" not in page.locator(TAG).inner_text()
    show(page, TAG, lines)
    assert page.locator(".accuracy").nth(1).inner_text() == "—"
    assert page.locator(".field-note").nth(1).inner_text().split("\n")[-1] == "diverged at epoch 1"
    assert page.locator(".lost-at + text").all_text_contents() == ["Hard tanh"]
    assert page.locator("loss-chart .end").all_text_contents() != ["Hard tanh"]
    assert page.evaluate("() => document.querySelector('bend-figure').table().rows[1][1]") == "—"


def chart(page):
    """The curves of the training losses, as points of the drawing."""
    paths = page.locator(".loss-train").evaluate_all("(all) => all.map((p) => p.getAttribute('d'))")
    return [points(path) for path in paths]


def test_losses_lie_on_a_logarithmic_axis(bend):
    page = bend(run(losses=(2, 0.2, 0.02, 0.0002)))
    ticks = page.locator("loss-chart .tick[text-anchor=end]").evaluate_all(
        "(all) => all.map((t) => [t.textContent, +t.getAttribute('y')])"
    )
    heights = {text.replace("−", "-"): y for text, y in ticks}
    decade = heights["10-1"] - heights["1"]
    assert decade > 20
    for k, curve in enumerate(chart(page)):
        for epoch, (x, y) in enumerate(curve):
            loss = (2, 0.2, 0.02, 0.0002)[epoch] / (k + 1)
            assert y == pytest.approx(heights["1"] - decade * math.log10(loss), abs=0.15)
            assert x == pytest.approx(curve[0][0] + epoch * (curve[1][0] - curve[0][0]), abs=0.15)


def test_pointing_at_an_epoch_reads_it_and_a_click_goes_there(bend):
    page = bend()
    plane = page.locator(".loss-plane")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    (x, y), *_ = chart(page)[0][1:]
    drawn = page.locator(".loss-train").first.element_handle()
    canvas = page.locator("canvas").first.evaluate("(c) => c.toDataURL()")
    page.mouse.move(box["x"] + x + 4, box["y"] + y + 30)
    settle(page)
    rows = page.locator(".losses tbody tr").all_inner_texts()
    assert rows[0].split() == ["ReLU", "0.100", "0.125"]
    assert page.locator(".losses caption").inner_text() == "Loss at epoch 1"
    assert plane.get_attribute("aria-valuenow") == "1"
    # The overlay alone: the curves are the same nodes and the run stands where it stood.
    assert page.evaluate("(p) => p.isConnected", drawn)
    assert page.locator("canvas").first.evaluate("(c) => c.toDataURL()") == canvas
    assert page.evaluate("() => document.querySelector('bend-figure').at") == 2
    page.mouse.click(box["x"] + x + 4, box["y"] + y + 30)
    assert told(page) == [["lab-seek", 1]]
    page.mouse.move(2, 2)
    settle(page)
    assert page.locator(".losses caption").inner_text() == "Loss at epoch 2"


def test_the_loss_chart_by_keys(bend):
    page = bend()
    plane = page.locator(".loss-plane")
    plane.focus()
    for key, epoch in (("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowRight", 2)):
        page.keyboard.press(key)
        settle(page)
        assert plane.get_attribute("aria-valuenow") == str(epoch)
    assert "Hard tanh 0.00500, test 0.00625" in plane.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert told(page) == [["lab-seek", 1]]
    page.keyboard.press("Escape")
    settle(page)
    assert plane.get_attribute("aria-valuenow") == "2"


@pytest.mark.parametrize("width", WIDTHS)
def test_panels_fill_the_rows_and_names_do_not_overlap(bend, width):
    slugs = tuple(NAMES)
    page = bend(run(slugs, losses=(0.7, 0.69)), width=width)
    panels = page.locator(".field").evaluate_all(
        "(all) => all.map((p) => p.getBoundingClientRect().toJSON())"
    )
    rows = [len(list(g)) for _, g in itertools.groupby(panels, lambda p: round(p["top"]))]
    assert rows == {1440: [4, 4], 768: [3, 3, 2], 360: [2, 2, 2, 2]}[width]
    assert all(p["width"] == pytest.approx(p["height"], abs=0.1) for p in panels)
    names = page.locator("loss-chart .end text").evaluate_all(
        "(all) => all.map((t) => t.getBoundingClientRect().toJSON())"
    )
    assert len(names) == len(slugs)
    middles = sorted((b["top"] + b["bottom"]) / 2 for b in names)
    assert all(b - a > 13 for a, b in itertools.pairwise(middles))
    assert max(b["right"] for b in names) <= width
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_file_stands_alone(bend):
    page = bend()
    text = page.evaluate(
        """() => new XMLSerializer().serializeToString(
            document.querySelector("bend-figure").picture())"""
    )
    root = ET.parse(io.StringIO(text)).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    images = root.findall(f".//{svg}image")
    assert len(images) == 3
    assert all(image.get("href").startswith("data:image/png") for image in images)
    assert not re.search(r"class=|var\(", text)
    words = "".join(root.itertext())
    assert all(word in words for word in ("ReLU", "Hard tanh", "99.6%", "1/2 bends", "epoch 2"))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing(bend, width, scheme):
    page = bend(width=width, color_scheme=scheme)
    page.get_by_role("button", name="Draw your own points").click()
    settle(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
