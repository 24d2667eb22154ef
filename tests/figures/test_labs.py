"""The figure of each lab's run: well-formed, complete, and drawn to scale."""

import base64
import json
import re
import struct
import zlib
from functools import cache
from math import log10
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from fieldguide import labs
from fieldguide.figures import lab_svg
from fieldguide.figures._panel import Panel, decades, spread

SVG = "{http://www.w3.org/2000/svg}"
TYPED = "where(x<0,0.1*x,x)"
SMALL = {
    "bend": {"epochs": "3", "activations": f"relu,{TYPED}", "width": "4", "dataset": "moons"},
    "collapse": {"depth": "2", "activation": TYPED},
    "vanish": {"depth": "6", "width": "16", "seeds": "2", "activations": f"tanh,{TYPED}"},
    "die": {"steps": "20", "seeds": "1", "width": "4", "activations": f"relu,{TYPED}"},
}


def lines(name, **given):
    lab = labs.get(name)
    return [json.loads(line) for line in labs.stream(lab, labs.read(lab, given.items()))]


@cache
def small(name):
    return lines(name, **SMALL[name])


@cache
def figure(name):
    return ET.fromstring(lab_svg(small(name)))


def words(root):
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def pixels(image):
    """A PNG by its chunks: 8-bit RGB rows, none of them filtered."""
    data = base64.b64decode(image.get("href").removeprefix("data:image/png;base64,"))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(
            kind + body
        )
        chunks[kind] = body
        at += 12 + length
    width, height, depth, color = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, color) == (8, 2)
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 3)


@pytest.mark.parametrize("name", SMALL)
def test_a_figure_is_a_document_of_its_own(name):
    source = lab_svg(small(name))
    assert source == lab_svg(small(name))
    root = figure(name)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}desc").text == small(name)[-1]["says"]
    for part in root.iter():
        assert part.tag.removeprefix(SVG) not in {"script", "style", "foreignObject"}
        for key, value in part.attrib.items():
            assert not key.startswith("on")
            assert "nan" not in value.lower() or key in {"font-family", "href"}
            if key.endswith("href"):
                assert value.startswith("data:image/png;base64,")


@pytest.mark.parametrize("name", SMALL)
def test_it_says_what_was_run_and_what_came_of_it(name):
    told = words(figure(name))
    assert told[0] == name.capitalize()
    everything = " ".join(told)
    for key, value in SMALL[name].items():
        assert f"{key}={value}" in everything
    assert " ".join(small(name)[-1]["says"].split()) in everything


def test_bend_shows_each_field_and_its_points():
    run, root = small("bend"), figure("bend")
    last = [frame for frame in run if "field" in frame][-1]
    fields = np.frombuffer(base64.b64decode(last["field"]), np.uint8).reshape(2, 100, 100)
    images = list(root.iter(f"{SVG}image"))
    assert len(images) == 2
    for values, image in zip(fields, images, strict=True):
        shown = pixels(image).astype(int)
        red, _, blue = np.moveaxis(shown, 2, 0)
        assert (blue[values < 60] > red[values < 60]).all()
        assert (blue[values > 127] < red[values > 127]).all()
        low, high = np.array([0x8F, 0xB4, 0xCF]), np.array([0xE3, 0xA7, 0x8F])
        for end, color in ((values == 0, low), (values == 255, high)):
            assert (shown[end] == color).all()
    squares = [part for part in root.iter(f"{SVG}svg") if part is not root]
    for square in squares:
        side = float(square.get("width"))
        filled, rings = square.findall(f"{SVG}g")
        places = {0: [], 1: []}
        for (x, y), c in zip(run[1]["inputs"], run[1]["targets"], strict=True):
            places[c].append(((x + 1.5) * side / 3, (1.5 - y) * side / 3))
        for group, c in ((filled, 0), (rings, 1)):
            drawn = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in group]
            np.testing.assert_allclose(drawn, places[c], atol=0.006)


def test_the_bends_lie_where_the_units_bend():
    run, root = small("bend"), figure("bend")
    last = [frame for frame in run if "field" in frame][-1]
    (square, _) = [part for part in root.iter(f"{SVG}svg") if part is not root]
    side = float(square.get("width"))
    lines_drawn = [p.get("d") for p in square.findall(f"{SVG}path")]
    near = [(w1, w2, b) for w1, w2, b in last["bends"][0] if abs(b) <= 3 * np.hypot(w1, w2)]
    assert len(lines_drawn) == len(near) > 0
    for (w1, w2, b), d in zip(near, lines_drawn, strict=True):
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d):
            u, v = float(x) * 3 / side - 1.5, 1.5 - float(y) * 3 / side
            assert abs(w1 * u + w2 * v + b) < 1e-3 * np.hypot(w1, w2)


def test_a_diverged_network_is_marked():
    given = {"optimizer": "sgd", "learning_rate": "10", "epochs": "9", "layers": "3"}
    run = lines("bend", activations="identity,sigmoid", **given)
    assert run[-1]["diverged"] == [True, False]
    told = words(ET.fromstring(lab_svg(run)))
    lost = next(line for line in run if line["kind"] == "divergence")
    assert told.count("diverged") == 1
    assert f"in epoch {lost['epoch']}" in told


def test_collapse_shows_three_clouds_and_two_fields():
    run, root = small("collapse"), figure("collapse")
    last = [frame for frame in run if "linear" in frame][-1]
    squares = [part for part in root.iter(f"{SVG}svg") if part is not root]
    assert len(squares) == 5
    for square, key in zip(squares[:3], ("linear", "single", "bent"), strict=True):
        side = float(square.get("width"))
        paths = square.findall(f"{SVG}path")
        assert len(paths) == 42
        drawn = re.findall(r"(-?[\d.]+) (-?[\d.]+)", paths[0].get("d"))
        places = [((x + 1.5) * side / 3, (1.5 - y) * side / 3) for x, y in last[key][:21]]
        np.testing.assert_allclose(np.array(drawn, float), places, atol=0.006)
    assert len(list(root.iter(f"{SVG}image"))) == 2


def test_vanish_puts_dots_beside_the_theory():
    """The dots of the signal, by the labels of the axis: 10 pixels off would be seen."""
    run, root = small("vanish"), figure("vanish")
    start = [frame for frame in run if frame.get("stage") == "start" and "forward" in frame][-1]
    means = np.exp(np.log(np.array(start["forward"][0])).mean(axis=0))
    ticks = {}
    for text in root.iter(f"{SVG}text"):
        label = "".join(text.itertext())
        beside = text.get("text-anchor") == "end" and float(text.get("x")) < 100
        if beside and label in {"10", "1", "0.1", "0.01", "0.001"}:
            ticks[log10(float(label))] = float(text.get("y")) - 4
    (p, y), (q, z) = sorted(ticks.items())[:2]
    expected = [y + (log10(mean) - p) * (z - y) / (q - p) for mean in means]
    color = "#7b5497"
    dots = [c for c in root.iter(f"{SVG}circle") if c.get("fill") == color and c.get("r") == "2.6"][
        :7
    ]
    np.testing.assert_allclose([float(dot.get("cy")) for dot in dots], expected, atol=0.05)
    rings = [c for c in root.iter(f"{SVG}circle") if c.get("stroke") == color]
    assert len(rings) == 14


def test_die_shows_each_width_beside_its_bound():
    run, root = small("die"), figure("die")
    dots = [c for c in root.iter(f"{SVG}circle") if c.get("fill") == "#221d16"]
    shares = [dead / nets for _, dead, nets, _, _ in run[-1]["born_dead"]]
    heights = [float(dot.get("cy")) for dot in dots][-len(shares) :]
    zero, whole = 60 + 330, 60
    np.testing.assert_allclose(heights, [zero + (whole - zero) * s for s in shares], atol=0.01)
    (bound,) = [p for p in root.iter(f"{SVG}path") if p.get("stroke") == "#6d6354"]
    drawn = [float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", bound.get("d"))]
    expected = [zero + (whole - zero) * share for _, share in run[1]["bound"]]
    np.testing.assert_allclose(drawn, expected, atol=0.01)


def test_what_is_no_run_is_refused():
    with pytest.raises(ValueError, match="a run needs its summary; these lines have none"):
        lab_svg(small("collapse")[:-1])
    other = [{**line, "lab": "fold"} if line["kind"] == "header" else line for line in small("die")]
    with pytest.raises(ValueError, match='no figure for the lab "fold"'):
        lab_svg(other)


def test_names_do_not_touch():
    places = spread([10.0, 11.0, 12.0, 90.0], 0, 200)
    assert np.diff(places).min() > 15.5
    assert places[3] == 90
    assert np.mean(places[:3]) == pytest.approx(11, abs=6)


def test_a_log_axis_ends_at_powers_of_ten():
    assert decades([0.02, 0.9]) == (-2, 0)
    assert decades([3e-20, 5.0]) == (-20, 1)
    panel = Panel(0, 0, 100, 200, 0, 1, -2, 0, log=True)
    assert [panel.y(v) for v in (1, 0.1, 0.01)] == [0, 100, 200]
    assert np.isnan([panel.y(v) for v in (0, -1, None, float("inf"))]).all()
