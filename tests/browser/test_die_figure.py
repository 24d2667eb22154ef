"""The figure of die beside the numbers of a run made by hand: drawn, read, moved and saved."""

import base64
import math
import re
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driving import WIDTHS, number, settle
from tests.browser.lab_runs import line_through, play, seek, standalone, table, watched

NAMES = ("ReLU", "Hard tanh", "ELU", "GELU")
SLUGS = ("relu", "hardtanh", "elu", "gelu")
DEPTH, UNITS, STEPS, LOOKS, BIRTHS = 3, 10, 400, 9, 2
ALIVE, BORN, DIED, REVIVED = range(4)


def dead(activation, look):
    return (0.1 + 0.05 * look, 0.02 * look, 0.0, 0.0)[activation]


def band(activation, look):
    share = dead(activation, look)
    return max(0.0, share - 0.04), share + 0.05


def units(activation, look):
    """The fates of one activation's units, layer after layer."""
    if activation > 1:
        return [ALIVE] * DEPTH * UNITS
    fates = [BORN] * 2 + [DIED] * look + [REVIVED] * (look // 2)
    return (fates + [ALIVE] * DEPTH * UNITS)[: DEPTH * UNITS]


def bound(width):
    return 1 - (1 - 2.0**-width) ** DEPTH


WIDTHS_BORN = [*range(2, 9), UNITS]


def births(nets):
    return [
        [n, round(0.703 * bound(n) * nets), nets, 0.613 * bound(n), 0.787 * bound(n)]
        for n in WIDTHS_BORN
    ]


def run():
    every = range(len(NAMES))
    yield {
        "kind": "header",
        "lab": "die",
        "version": "0",
        "params": {"depth": DEPTH, "width": UNITS, "steps": STEPS, "seeds": 4},
        "fields": {},
    }
    yield {
        "kind": "setup",
        "names": NAMES,
        "slugs": SLUGS,
        "bound": [[n, bound(n)] for n in WIDTHS_BORN],
        "examples": 500,
    }
    for count in range(1, BIRTHS + 1):
        yield {
            "kind": "frame",
            "stage": "birth",
            "nets": 1000 * count,
            "progress": 0.1 * count,
            "born_dead": births(1000 * count),
        }
    for look in range(LOOKS):
        fates = bytes(fate for a in every for fate in units(a, look))
        yield {
            "kind": "frame",
            "stage": "train",
            "step": STEPS * look // (LOOKS - 1),
            "progress": 0.2 + 0.8 * look / (LOOKS - 1),
            "dead": [dead(a, look) for a in every],
            "low": [band(a, look)[0] for a in every],
            "high": [band(a, look)[1] for a in every],
            "died": [7 * look, 3 * look, 0, 0],
            "revived": [look, 0, 0, 0],
            "loss": [0.6] * len(NAMES),
            "units": base64.b64encode(fates).decode(),
        }
    yield {"kind": "summary", "says": "A run made by hand."}


LAST = BIRTHS + LOOKS - 1


def charts(page):
    """Both charts: how their pixels read, and what is drawn."""
    read = page.locator("die-figure svg.mini").evaluate(
        """(drawing) => [...drawing.querySelectorAll(":scope > g[role=img]")].slice(0, 2).map(
            (chart) => {
                const number = (e, name) => +e.getAttribute(name);
                return {
                    label: chart.getAttribute("aria-label"),
                    ticks: [...chart.querySelectorAll(".axes .tick")].map((t) => [
                        t.getAttribute("text-anchor"), number(t, "x"), number(t, "y"),
                        t.textContent]),
                    paths: [...chart.querySelectorAll("path")].map((p) => [
                        p.getAttribute("class"), p.closest("[data-slug]")?.dataset.slug,
                        p.getAttribute("d")]),
                    dots: [...chart.querySelectorAll("circle")].map((c) => [
                        c.closest("[data-slug]")?.dataset.slug, number(c, "cx"), number(c, "cy")]),
                };
            })"""
    )
    for chart in read:
        up = [(y, number(text[:-1]) / 100) for side, _, y, text in chart["ticks"] if side == "end"]
        chart["across"] = [(x, number(t)) for side, x, _, t in chart["ticks"] if side == "middle"]
        chart["share"] = line_through(up)
        chart["pixel"] = abs(chart["share"][0])
    return read


def corners(path):
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path)]


def at(line, pixel):
    return line[0] * pixel + line[1]


def test_lines_and_bands_are_the_shares(open_guide):
    page = play(open_guide, "die", run())
    figure = page.locator("die-figure")
    for frame in (BIRTHS + 4, LAST):
        seek(figure, frame)
        look = frame - BIRTHS
        shares = charts(page)[0]
        step = line_through(shares["across"])
        drawn = {(kind, slug): path for kind, slug, path in shares["paths"]}
        for a, slug in enumerate(SLUGS):
            for kind, last in (("share", look), ("later", LOOKS - 1)):
                line = corners(drawn[kind, slug])
                assert len(line) == last + 1
                for i, (x, y) in enumerate(line):
                    assert at(step, x) == pytest.approx(50 * i, abs=1)
                    slack = 0.06 * shares["pixel"]
                    assert at(shares["share"], y) == pytest.approx(dead(a, i), abs=slack)
            # There along the upper end, and back along the lower.
            edge = corners(drawn["band", slug])
            assert len(edge) == 2 * (look + 1)
            ends = [band(a, i)[1] for i in range(look + 1)]
            ends += [band(a, i)[0] for i in range(look, -1, -1)]
            heights = [at(shares["share"], y) for _, y in edge]
            assert heights == pytest.approx(ends, abs=0.06 * shares["pixel"])
        now = {slug: (x, y) for slug, x, y in shares["dots"]}
        assert at(step, now["relu"][0]) == pytest.approx(50 * look, abs=1)
        assert at(shares["share"], now["relu"][1]) == pytest.approx(dead(0, look), abs=0.001)


def test_births_and_the_bound_are_at_their_widths(open_guide):
    page = play(open_guide, "die", run(), 360)
    figure = page.locator("die-figure")
    for frame, nets in ((0, 1000), (LAST, 2000)):
        seek(figure, frame)
        chart = charts(page)[1]
        places = {int(n): x for x, n in chart["across"]}
        assert sorted(places) == WIDTHS_BORN
        slack = 0.06 * chart["pixel"]
        drawn = {x: at(chart["share"], y) for _, x, y in chart["dots"]}
        for n, born, of, low, high in births(nets):
            found = [share for x, share in drawn.items() if abs(x - places[n]) < 0.1]
            assert found == pytest.approx([born / of], abs=slack)
            ends = [
                re.fullmatch(r"M([\d.]+),([\d.]+)V([\d.]+)", path).groups()
                for kind, _, path in chart["paths"]
                if kind == "interval"
            ]
            ends = [(float(a), float(b)) for x, a, b in ends if abs(float(x) - places[n]) < 0.1]
            spans = [[at(chart["share"], y) for y in span] for span in ends]
            assert spans == [pytest.approx([low, high], abs=slack)]
        line = [corner for kind, _, p in chart["paths"] if "bound" in kind for corner in corners(p)]
        assert len(line) == len(WIDTHS_BORN) + 1
        for x, y in line:
            n = min(places, key=lambda n: abs(places[n] - x))
            assert at(chart["share"], y) == pytest.approx(bound(n), abs=slack)


def test_nothing_moves_through_a_run(open_guide):
    page = play(open_guide, "die", run())
    figure = page.locator("die-figure")
    place = figure.bounding_box()
    kept = [chart["ticks"] for chart in charts(page)]
    for frame in range(LAST):
        seek(figure, frame)
        assert figure.bounding_box() == place
        assert [chart["ticks"] for chart in charts(page)] == kept


def test_units_are_marked_by_their_fate(open_guide):
    page = play(open_guide, "die", run(), 360)
    figure = page.locator("die-figure")
    for frame in (BIRTHS, LAST):
        seek(figure, frame)
        look = frame - BIRTHS
        maps = figure.locator("svg.mini").evaluate(
            """(drawing) => [...drawing.querySelectorAll(":scope > g[role=img]")].slice(2).map(
                (map) => ({
                    label: map.getAttribute("aria-label"),
                    bed: ["x", "y", "width", "height"].map(
                        (k) => +map.querySelector(".bed").getAttribute(k)),
                    marks: ["alive", "born", "died", "revived"].map((fate) => {
                        const path = map.querySelector(`.unit.${fate}`);
                        return [...path.getAttribute("d").matchAll(/M([-.0-9]+),([-.0-9]+)/g)].map(
                            (m) => [+m[1], +m[2]]);
                    }),
                }))"""
        )
        assert len(maps) == len(NAMES)
        for a, found in enumerate(maps):
            x, y, wide, high = found["bed"]
            cell = (wide - 4) / UNITS
            assert (high - 4) / DEPTH == pytest.approx(cell)
            seen = {}
            for fate, marks in enumerate(found["marks"]):
                for px, py in marks:
                    seen[int((py - y - 2) / cell) * UNITS + int((px - x - 2) / cell)] = fate
            assert [seen[i] for i in range(DEPTH * UNITS)] == units(a, look)
            assert f"{units(a, look).count(DIED)} died" in found["label"]
            assert cell >= 7


def ends(page):
    return page.locator("die-figure .end").evaluate_all(
        """(all) => all.map((end) => {
            const { left, right, top, bottom } = end.querySelector("text").getBoundingClientRect();
            return [end.textContent.trim(), [left, right, top, bottom]];
        })"""
    )


@pytest.mark.parametrize("width", [*WIDTHS, 320])
def test_names_do_not_overlap(open_guide, width):
    page = play(open_guide, "die", run(), width)
    figure = page.locator("die-figure")
    room = figure.bounding_box()
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    for frame in (BIRTHS, LAST):
        seek(figure, frame)
        found = ends(page)
        shared = {"ELU", "GELU"} if width < 500 else {"ELU, GELU"}
        assert {text for text, _ in found} == {"ReLU", "Hard tanh"} | shared
        for _, box in found:
            assert room["x"] <= box[0] < box[1] <= room["x"] + room["width"] + 1
        for (_, a), (_, b) in combinations(found, 2):
            assert max(a[2] - b[3], b[2] - a[3], a[0] - b[1], b[0] - a[1]) >= -0.5


def percent(share):
    """Three digits of a share in percent, as the page sets them."""
    if share == 0:
        return "0%"
    return f"{100 * share:.{max(0, 2 - math.floor(math.log10(100 * share)))}f}%"


def interval(low, high):
    return f"{percent(low)[:-1]}–{percent(high)}"


def reads(page, look):
    slider = page.get_by_role("slider", name="Units at step")
    assert slider.input_value() == str(look)
    rows = page.locator("die-figure tbody tr").evaluate_all(
        "(rows) => rows.map((r) => [...r.cells].map((c) => c.innerText))"
    )
    for a, (name, *cells) in enumerate(rows):
        counts = [str((7 * look, 3 * look, 0, 0)[a]), str((look, 0, 0, 0)[a])]
        shares = [percent(dead(a, look)), interval(*band(a, look))]
        assert (name, cells) == (NAMES[a], shares + counts)
        assert f"{NAMES[a]} {cells[0]}" in slider.get_attribute("aria-valuetext")
    assert page.locator("die-figure .at-step").text_content().strip() == str(50 * look)


def reads_births(page, n):
    (_, born, of, low, high), *_ = [row for row in births(2000) if row[0] == n]
    facts = page.locator("die-figure .facts dd").all_inner_texts()
    assert facts == [percent(born / of), interval(low, high), f"{of} networks", percent(bound(n))]


def test_keys_and_pointer_move_the_crosshairs(open_guide):
    page = play(open_guide, "die", run())
    figure = page.locator("die-figure")
    reads(page, LOOKS - 1)
    reads_births(page, UNITS)
    page.get_by_role("slider", name="Units at step").focus()
    for key, look in (("ArrowLeft", 7), ("Home", 0), ("ArrowRight", 1)):
        page.keyboard.press(key)
        settle(page)
        reads(page, look)
    page.get_by_role("slider", name="Networks of width").focus()
    settle(page)
    # Left alone, the reading is that of the run's own frame again.
    reads(page, LOOKS - 1)
    for key, n in (("ArrowLeft", 8), ("Home", 2), ("ArrowRight", 3)):
        page.keyboard.press(key)
        settle(page)
        reads_births(page, n)
    box = figure.locator("svg.mini").bounding_box()
    shares, born = charts(page)
    steps = {number: x for x, number in shares["across"]}
    places = {number: x for x, number in born["across"]}

    def hover(x):
        page.mouse.move(box["x"] + x - 3, box["y"] + 100)
        page.mouse.move(box["x"] + x + 2, box["y"] + 120)

    touched = watched(figure, lambda: (hover(places[5]), hover(steps[200])))
    assert touched == {"overlay", "reading"}
    reads(page, 4)
    reads_births(page, 5)
    page.mouse.move(box["x"] - 20, box["y"] + 100)
    settle(page)
    reads(page, LOOKS - 1)


def test_the_table_is_the_frame(open_guide):
    page = play(open_guide, "die", run())
    figure = page.locator("die-figure")
    for frame, nets in ((0, 1000), (BIRTHS + 5, 2000)):
        seek(figure, frame)
        rows = table(figure)
        assert len(rows) == len(NAMES) + len(WIDTHS_BORN)
        look = frame - BIRTHS
        for a, row in enumerate(rows[: len(NAMES)]):
            assert row["what"].startswith(NAMES[a])
            known = [percent(dead(a, look)), *map(percent, band(a, look))] if look >= 0 else 3 * "–"
            assert [row[k] for k in ("dead", "95% from", "to")] == list(known)
        for row, (n, born, of, low, high) in zip(rows[len(NAMES) :], births(nets), strict=True):
            assert row["what"] == f"networks of width {n}"
            assert row["of"] == str(of)
            assert [row[k] for k in ("dead", "95% from", "to", "Lu’s bound")] == [
                percent(share) for share in (born / of, low, high, bound(n))
            ]
        said = figure.evaluate("(f) => f.says()")
        assert percent(dead(0, look) if look >= 0 else births(nets)[0][1] / nets) in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_needs_no_page(open_guide, scheme):
    page = play(open_guide, "die", run(), color_scheme=scheme)
    found = standalone(page.locator("die-figure"))
    assert not found["attached"]
    assert (found["needs"], found["unresolved"]) == (0, None)
    assert all(name in found["text"] for name in (*NAMES, "Lu’s bound"))
    relu = "rgb(29, 92, 136)" if scheme == "light" else "rgb(111, 176, 222)"
    assert relu in found["strokes"]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing(open_guide, width, scheme):
    page = play(open_guide, "die", run(), width, color_scheme=scheme, reduced_motion="reduce")
    for frame in (0, LAST):
        seek(page.locator("die-figure"), frame)
        found = Axe().run(page, context="die-figure")
        assert found.violations_count == 0, found.generate_report()
        assert len(found.response["passes"]) > 5
