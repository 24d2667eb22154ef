"""The figure of collapse: the grid, the one matrix and the fields as the run has them."""

import io
import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from fieldguide.labs import collapse, stream
from tests.browser.alone import EXTENT, alone, packed, pixel, sampled, shade, show, told
from tests.browser.driving import WIDTHS, number, points, settle

TAG = "collapse-figure"
DEPTH = 3


def right(x, y):
    return 0.5 + 0.3 * x


def up(x, y):
    return 0.5 + 0.3 * np.tanh(y)


@pytest.fixture(scope="module")
def lines():
    """The first part of a run as the lab streams it, and training with fields that are known."""
    told = stream(collapse.LAB, collapse.LAB.Params(depth=DEPTH, seed=2))
    read = [json.loads(line) for piece in told for line in piece.splitlines()]
    train = {
        "kind": "frame",
        "stage": "train",
        "field": packed(sampled(right, up)),
    }
    last = next(i for i, line in enumerate(read) if line.get("stage") == "train")
    return [
        *read[:last],
        {**train, "epoch": 0, "progress": 0.5, "loss": [0.7, 0.7], "accuracy": [0.5, 0.5]},
        {"kind": "progress", "progress": 0.7},
        {**train, "epoch": 30, "progress": 0.75, "loss": [0.69, 0.02], "accuracy": [0.5, 0.996]},
        {"kind": "progress", "progress": 0.8},
    ]


@pytest.fixture
def grid(open_guide, guide_url, lines):
    """A page with the figure, showing the run at a frame."""

    def open_(at=DEPTH, width=1440, run=None, **options):
        page = open_guide("compare", width, **options)
        alone(page, guide_url)
        show(page, TAG, run or lines, at)
        return page

    return open_


def frame(lines, at):
    return [line for line in lines if line["kind"] == "frame"][at]


@pytest.mark.parametrize("at", [0, DEPTH])
def test_the_grid_is_where_the_frame_says(grid, lines, at):
    page = grid(at)
    told = frame(lines, at)
    for panel, cloud in enumerate(("linear", "single", "bent")):
        svg = page.locator(".cloud svg").nth(panel)
        side = float(svg.get_attribute("width"))
        paths = svg.locator("path").evaluate_all(
            """(all) => Object.fromEntries(
                all.map((p) => [p.className.baseVal, p.getAttribute("d")]))"""
        )
        unit = side / (2 * EXTENT)
        here = np.array([[(x + EXTENT) * unit, (EXTENT - y) * unit] for x, y in told[cloud]])
        rows = np.array(points(paths["grid-line"]))
        columns = np.array(points(paths["grid-line across"])).reshape(21, 21, 2)
        assert rows == pytest.approx(here, abs=0.051)
        assert columns.swapaxes(0, 1).reshape(-1, 2) == pytest.approx(here, abs=0.051)
        dots = points(paths["grid-points"].replace("h0", ""))
        assert np.array(dots) == pytest.approx(here, abs=0.051)


@pytest.mark.parametrize("width", [1440, 360])
def test_the_matrix_printed_moves_the_grid_as_the_layers_did(grid, lines, width):
    page = grid(width=width)
    told = frame(lines, DEPTH)
    assert page.locator(".matrix").count() == 1
    cells = [number(text.strip()) for text in page.locator(".matrix mn").all_text_contents()]
    matrix, offset = np.array(cells[:4]).reshape(2, 2), np.array(cells[4:])
    start = np.array(frame(lines, 0)["linear"])
    # Three places are printed.
    assert start @ matrix.T + offset == pytest.approx(np.array(told["linear"]), abs=2e-3)
    said = page.locator(TAG).inner_text()
    apart = re.search(r"largest difference: (\S+) of the width", said.replace("\n", " "))
    assert number(apart[1]) == pytest.approx(told["difference"], rel=0.05)


def test_the_fields_are_those_of_the_two_networks(grid, lines):
    page = grid(at=-1)
    for x, y in ((-1.3, -1.3), (1.3, 0.9), (1.3, -1.1)):
        for panel, f in enumerate((right, up)):
            assert pixel(page, panel, x, y) == pytest.approx(shade(page, TAG, f(x, y)), abs=2.5)
    assert page.locator(".accuracy").all_inner_texts() == ["50.0%", "99.6%"]
    table = page.evaluate("() => document.querySelector('collapse-figure').table()")
    assert table["rows"] == [["none", "0.6900", "50.0%"], ["Tanh", "0.02000", "99.6%"]]
    # Half of the training took 30 epochs.
    assert page.locator(".loss-plane").get_attribute("aria-valuemax") == "60"
    # Before the first epoch are the frames of the layers, the grid itself among them.
    page.locator(".loss-plane").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert told(page) == [["lab-seek", DEPTH + 1]]
    page.keyboard.press("Escape")
    labels = page.locator("[role=img]").evaluate_all("(all) => all.map((e) => e.ariaLabel)")
    assert "99.6% of the points on the right side at epoch 30" in labels[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_jumps_when_training_begins(grid, lines, width):
    page = grid(at=DEPTH, width=width)

    def boxes():
        return page.locator(".field-panel").evaluate_all(
            "(all) => all.map((p) => p.getBoundingClientRect().toJSON())"
        )

    before = boxes()
    height = page.locator(TAG).bounding_box()["height"]
    show(page, TAG, lines, -1)
    after = boxes()
    assert page.locator(TAG).bounding_box()["height"] == pytest.approx(height, abs=0.6)
    if width > 360:
        for one, other in zip(before, after, strict=True):
            assert one == pytest.approx(other, abs=0.6)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_cloud_that_is_not_finite_is_said(grid, lines):
    lost = [dict(line) for line in lines]
    told = next(line for line in lost if line.get("layer") == DEPTH)
    told["bent"] = [[None, None]] * 441
    page = grid(run=lost)
    assert page.locator(".cloud").nth(2).locator(".grid-line").count() == 0
    assert "not finite" in page.locator(".cloud").nth(2).text_content()
    assert page.locator(".cloud").nth(1).locator(".grid-line").count() == 2
    rows = page.evaluate("() => document.querySelector('collapse-figure').table().rows")
    assert [row[3] for row in rows] == ["not finite"] * 4


def test_corners_are_in_the_table(grid, lines):
    page = grid()
    table = page.evaluate("() => document.querySelector('collapse-figure').table()")
    linear = frame(lines, DEPTH)["linear"]
    for row, i in zip(table["rows"], (0, 20, 420, 440), strict=True):
        assert [number(v) for v in row[1].split(", ")] == pytest.approx(linear[i], rel=1e-3)
    # Row 0 of the grid is at the top: the first corner starts at (-1, 1).
    page = grid(at=0)
    table = page.evaluate("() => document.querySelector('collapse-figure').table()")
    assert table["rows"][0][:2] == ["top left", "−1.000, 1.000"]


@pytest.mark.parametrize(("at", "images"), [(DEPTH, 0), (-1, 2)])
def test_the_file_stands_alone(grid, at, images):
    page = grid(at=at)
    text = page.evaluate(
        """() => new XMLSerializer().serializeToString(
            document.querySelector("collapse-figure").picture())"""
    )
    root = ET.parse(io.StringIO(text)).getroot()
    assert len(root.findall(".//{http://www.w3.org/2000/svg}image")) == images
    assert not re.search(r"class=|var\(", text)
    assert "With Tanh between" in "".join(root.itertext())


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing(grid, lines, width, scheme):
    page = grid(width=width, color_scheme=scheme)
    for at in (DEPTH, -1):
        show(page, TAG, lines, at)
        settle(page)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
