"""The figure of vanish beside the numbers of a run made by hand: drawn, read, moved and saved."""

import math
import re
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driving import WIDTHS, number, settle
from tests.browser.lab_runs import line_through, play, seek, standalone, table, watched

NAMES = ("Sigmoid", "Tanh", "ReLU", "Leaky ReLU")
SLUGS = ("sigmoid", "tanh", "relu", "leaky_relu")
DEPTH, NETWORKS, LOOKS = 12, 3, 4
WAYS = ("forward", "backward")
RATES = {"forward": (0.02, 0.1, 0.3, 0.301), "backward": (0.7, 0.05, 0.3, 0.301)}
ARRIVAL = {"forward": DEPTH, "backward": 0}


def theory(way, activation):
    """Decades lost by layer, along the way the panel tells of."""
    rate = RATES[way][activation]
    away = range(DEPTH + 1) if way == "forward" else range(DEPTH, -1, -1)
    return [10 ** (-rate * layers) for layers in away]


def network(way, activation, s):
    return [
        size * 10 ** (0.04 * math.sin(5 * s + layer + activation) * abs(math.log10(size)))
        for layer, size in enumerate(theory(way, activation))
    ]


def learned(way, activation, look):
    return [size ** (1 - 0.1 * look) for size in network(way, activation, 0)]


def run(**changes):
    """The lines of a run; setup fields may be replaced."""
    every = range(len(NAMES))
    yield {
        "kind": "header",
        "lab": "vanish",
        "version": "0",
        "params": {"depth": DEPTH, "seeds": NETWORKS},
        "fields": {},
    }
    yield {
        "kind": "setup",
        "names": NAMES,
        "slugs": SLUGS,
        "depth": DEPTH,
        "task": "",
        **{f"predicted_{way}": [theory(way, a) for a in every] for way in WAYS},
        **changes,
    }
    for count in range(1, NETWORKS + 1):
        yield {
            "kind": "frame",
            "stage": "start",
            "seed": count,
            "progress": count / 10,
            **{way: [[network(way, a, s) for s in range(count)] for a in every] for way in WAYS},
        }
    for look in range(LOOKS):
        yield {
            "kind": "frame",
            "stage": "trained",
            "step": 10 * look,
            "progress": 0.5 + 0.5 * look / (LOOKS - 1),
            "loss": [0.5] * len(NAMES),
            **{way: [learned(way, a, look) for a in every] for way in WAYS},
        }
    yield {"kind": "summary", "says": "A run made by hand."}


LAST_START = NETWORKS - 1
LAST = NETWORKS + LOOKS - 1


def mean(way, activation, count=NETWORKS):
    logs = [[math.log(size) for size in network(way, activation, s)] for s in range(count)]
    return [math.exp(sum(sizes) / count) for sizes in zip(*logs, strict=True)]


def panels(page):
    """Each panel: how its pixels read, and the corners of its dots and lines, by slug."""
    read = page.locator("vanish-figure svg.mini").evaluate(
        """(drawing) => [...drawing.querySelectorAll(":scope > g[role=img]")].map((panel) => {
            const ticks = [...panel.querySelectorAll(".axes .tick")].map((t) => [
                t.getAttribute("text-anchor"), +t.getAttribute("x"), +t.getAttribute("y"),
                t.childNodes.length, t.textContent, t.querySelector("tspan")?.textContent]);
            const paths = (kind) => [...panel.querySelectorAll(kind)].map(
                (p) => [p.dataset.slug, p.getAttribute("d")]);
            return { ticks, label: panel.getAttribute("aria-label"), theory: paths(".theory"),
                mean: paths(".mean"), each: paths(".each"), ring: paths(".ring") };
        })"""
    )
    found = []
    for panel in read:
        across, up = [], []
        for anchor, x, y, _, text, exponent in panel["ticks"]:
            if text == "layer":
                continue
            if anchor == "middle":
                across.append((x, number(text)))
            else:
                up.append((y, number(exponent) if exponent else math.log10(number(text))))
        x, y = line_through(across), line_through(up)

        def values(path, x=x, y=y):
            corners = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path)
            return [
                (x[0] * float(px) + x[1], y[0] * float(py) + y[1], abs(y[0])) for px, py in corners
            ]

        kinds = ("theory", "mean", "each", "ring")
        found.append(
            {kind: {slug: values(path) for slug, path in panel[kind]} for kind in kinds}
            | {"ticks": sorted(up), "label": panel["label"]}
        )
    return dict(zip(WAYS, found, strict=True))


def agree(corners, sizes):
    """Whether points are at their layers and at the logarithms of these sizes, to half a pixel."""
    for layer, exponent, pixel in corners:
        assert layer == pytest.approx(round(layer), abs=0.05)
        assert exponent == pytest.approx(math.log10(sizes[round(layer)]), abs=0.6 * pixel)


def test_dots_and_lines_are_at_their_values(open_guide):
    page = play(open_guide, "vanish", run())
    figure = page.locator("vanish-figure")
    for at in (LAST_START, LAST):
        seek(figure, at)
        count = min(at + 1, NETWORKS)
        trained = at >= NETWORKS
        for way, panel in panels(page).items():
            for a, slug in enumerate(SLUGS):
                agree(panel["theory"][slug], theory(way, a))
                assert len(panel["theory"][slug]) == DEPTH + 1
                agree(panel["mean"][slug], mean(way, a, count))
                assert len(panel["mean"][slug]) == DEPTH + 1
                if trained:
                    agree(panel["ring"][slug], learned(way, a, at - NETWORKS))
                    assert len(panel["ring"][slug]) == DEPTH + 1
                else:
                    each = panel["each"][slug]
                    assert len(each) == count * (DEPTH + 1)
                    for s in range(count):
                        agree(each[s * (DEPTH + 1) : (s + 1) * (DEPTH + 1)], network(way, a, s))
            assert bool(panel["ring"]) == trained


def test_the_axes_stay_through_a_run(open_guide):
    page = play(open_guide, "vanish", run())
    figure = page.locator("vanish-figure")
    kept = {way: panel["ticks"] for way, panel in panels(page).items()}
    place = figure.bounding_box()
    for at in range(LAST):
        seek(figure, at)
        assert {way: panel["ticks"] for way, panel in panels(page).items()} == kept
        assert figure.bounding_box() == place


def ends(page):
    return page.locator("vanish-figure svg.mini").evaluate(
        """(drawing) => [...drawing.querySelectorAll(":scope > g[role=img]")].map((panel) =>
            [...panel.querySelectorAll(".end")].map((end) => {
                const text = end.querySelector("text");
                const { left, right, top, bottom } = text.getBoundingClientRect();
                return { text: text.textContent, box: [left, right, top, bottom],
                    tied: end.querySelector(".leader") !== null };
            }))"""
    )


def names_apart(page):
    room = page.locator("vanish-figure").bounding_box()
    for panel in ends(page):
        for end in panel:
            assert room["x"] - 1 <= end["box"][0]
            assert end["box"][1] <= room["x"] + room["width"] + 1
        for a, b in combinations([end["box"] for end in panel], 2):
            assert max(a[2] - b[3], b[2] - a[3], a[0] - b[1], b[0] - a[1]) >= -0.5


@pytest.mark.parametrize("width", [*WIDTHS, 320])
def test_names_do_not_overlap_and_lines_that_coincide_share_one(open_guide, width):
    page = play(open_guide, "vanish", run(), width)
    names_apart(page)
    alone = {"Sigmoid", "Tanh"}
    shared = {"ReLU", "Leaky ReLU"} if width < 500 else {"ReLU, Leaky ReLU"}
    for panel in ends(page):
        assert {end["text"] for end in panel} == alone | shared
        assert all(end["tied"] for end in panel)


def test_what_explodes_leaves_through_the_top(open_guide):
    up = [theory("forward", a) for a in range(4)]
    up[0] = [10.0**layers**2 for layers in range(9)] + [None] * (DEPTH - 8)
    down = [theory("backward", a) for a in range(4)]
    down[1] = [None] * DEPTH + [1.0]
    page = play(open_guide, "vanish", run(predicted_forward=up, predicted_backward=down), 360)
    names_apart(page)
    forward, backward = ends(page)
    assert [end["text"] for end in forward if "↑" in end["text"]] == ["Sigmoid ↑"]
    assert not any(end["text"].startswith("Tanh") for end in backward)
    # The others keep their room: the axis stops at 10 to the 50th.
    assert max(exponent for _, exponent in panels(page)["forward"]["ticks"]) in (40, 50)


def printed(size):
    """Three digits, as the page sets them."""
    if 1e-4 <= size < 1e3:
        return f"{size:#.3g}"
    mantissa, exponent = f"{size:.2e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


def readings(page):
    """By way and activation: measured, predicted, trained."""
    tables = page.locator("vanish-figure .readings table").evaluate_all(
        """(all) => all.map((t) => [...t.tBodies[0].rows].map(
            (r) => [...r.cells].slice(1).map((c) => c.innerText)))"""
    )
    return dict(zip(WAYS, tables, strict=True))


def reads(page, layer):
    slider = page.get_by_role("slider", name="Reading at layer")
    assert slider.input_value() == str(layer)
    for way, rows in readings(page).items():
        for a, row in enumerate(rows):
            assert row == [
                printed(sizes[layer])
                for sizes in (mean(way, a), theory(way, a), learned(way, a, LOOKS - 1))
            ]
            assert row[0] in slider.get_attribute("aria-valuetext")
    marks = page.locator("vanish-figure svg.mini").evaluate(
        """(drawing) => {
            const across = (path) =>
                [...path.getAttribute("d").matchAll(/M([-\\d.]+),/g)].map((m) => +m[1]);
            const panels = [...drawing.querySelectorAll(":scope > g[role=img]")];
            return [...drawing.querySelectorAll(".at-layer")].map((mark, i) => [
                mark.textContent.trim(), mark.transform.baseVal[0].matrix.e,
                across(panels[i].querySelector(".mean"))]);
        }"""
    )
    for text, x, layers in marks:
        assert (text, x) == (str(layer), pytest.approx(layers[layer], abs=0.06))


def test_keys_and_pointer_move_the_crosshair(open_guide):
    page = play(open_guide, "vanish", run())
    figure = page.locator("vanish-figure")
    reads(page, 0)
    page.get_by_role("slider", name="Reading at layer").focus()
    for key, layer in (("ArrowRight", 1), ("End", DEPTH), ("ArrowLeft", DEPTH - 1), ("Home", 0)):
        page.keyboard.press(key)
        settle(page)
        reads(page, layer)
    box = figure.locator("svg.mini").bounding_box()
    xs = figure.locator(".mean").first.get_attribute("d")
    at = [float(x) for x in re.findall(r"M(-?[\d.]+),", xs)]

    def hover():
        page.mouse.move(box["x"] + at[3] + 2, box["y"] + 150)
        page.mouse.move(box["x"] + at[7] - 2, box["y"] + 120)

    assert watched(figure, hover) == {"overlay", "reading"}
    reads(page, 7)


def test_the_table_is_the_frame(open_guide):
    page = play(open_guide, "vanish", run())
    figure = page.locator("vanish-figure")
    for at in (1, LAST):
        seek(figure, at)
        rows = table(figure)
        assert len(rows) == (DEPTH + 1) * len(NAMES)
        for i, row in enumerate(rows):
            layer, a = divmod(i, len(NAMES))
            assert (row["layer"], row["activation"]) == (str(layer), NAMES[a])
            for way, word in zip(WAYS, ("signal", "gradient"), strict=True):
                assert row[word] == printed(mean(way, a, min(at + 1, NETWORKS))[layer])
                assert row[f"{word}, mean field"] == printed(theory(way, a)[layer])
                if at == LAST:
                    assert row[f"{word}, trained"] == printed(learned(way, a, LOOKS - 1)[layer])
    said = figure.evaluate("(f) => f.says()")
    assert "30 steps" in said
    assert printed(learned("backward", 0, LOOKS - 1)[0]) in said


def test_a_divergence_is_said(open_guide):
    lines = list(run())
    lines.insert(-2, {"kind": "divergence", "step": 30, "activation": 2, "reason": "too far"})
    page = play(open_guide, "vanish", lines)
    assert [rows[2][2] for rows in readings(page).values()] == ["diverged"] * 2
    seek(page.locator("vanish-figure"), LAST - 1)
    assert "diverged" not in str(readings(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_needs_no_page(open_guide, scheme):
    page = play(open_guide, "vanish", run(), color_scheme=scheme)
    found = standalone(page.locator("vanish-figure"))
    assert not found["attached"]
    assert (found["needs"], found["unresolved"]) == (0, None)
    assert all(name in found["text"] for name in NAMES)
    sigmoid = "rgb(176, 74, 43)" if scheme == "light" else "rgb(229, 131, 95)"
    assert sigmoid in found["strokes"]
    box = page.locator("vanish-figure svg.mini").bounding_box()
    assert found["size"] == [box["width"], box["height"]]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing(open_guide, width, scheme):
    page = play(open_guide, "vanish", run(), width, color_scheme=scheme, reduced_motion="reduce")
    found = Axe().run(page, context="vanish-figure")
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 5
    label = panels(page)["backward"]["label"]
    assert f"Sigmoid {printed(mean('backward', 0)[0])} measured" in label
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
