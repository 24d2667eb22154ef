"""The figure of a plate: its marks, labels, asymptotes and hatching as they are drawn, and read."""

from math import inf, pi, sqrt

import pytest
from scipy.optimize import minimize_scalar

import fieldguide
from tests.browser.driving import WIDTHS, plane, points, printed, reading, settle, visit

GRID = [i / 1000 for i in range(-10_000, 10_001)]
GELU = fieldguide.get("gelu")
DIP = minimize_scalar(GELU, bounds=(-2, 0), method="bounded", options={"xatol": 1e-10})
# Where field marks lie, by hand or by another minimizer than the analysis has; those of all plates,
# and where their labels have room, are tested without a browser.
MARKS = {
    "gelu": [(DIP.x, DIP.fun), (0, 0), (sqrt(2), GELU(sqrt(2)))],
    "sine": [(-pi / 2, -1), (0, 0), (pi / 2, 1), (pi, 0)],
    "step": [(0, 0), (0, 1)],
    "elu?alpha=2": [(0, 0)],
}
SAYS = {
    "gelu": [
        "minimum −0.1700 at x = −0.7518",
        "root at x = 0",
        "steepest, slope 1.129 at x = 1.414",
    ],
    "elu?alpha=2": ["kink, slope 2 to 1, root at x = 0"],
}
ASYMPTOTES = {
    "selu": {"y = −1.758", "y = 1.051 x"},
    "identity": set(),
}


def texts(page, selector):
    return [
        t.replace("\N{NO-BREAK SPACE}", " ") for t in page.locator(selector).all_text_contents()
    ]


@pytest.mark.parametrize(("width", "plates"), [(1440, MARKS), (360, ["gelu", "step"])])
def test_marks_lie_where_they_are_computed(open_guide, width, plates):
    for query in plates:
        expected = MARKS[query]
        page = open_guide(f"species/{query}", width)
        p = plane(page)
        assert all(p.window.x0 <= x <= p.window.x1 for x, _ in expected)
        assert all(p.window.y0 <= y <= p.window.y1 for _, y in expected)
        found = [
            (b["x"] + b["width"] / 2, b["y"] + b["height"] / 2)
            for mark in page.locator(".field-mark").all()
            if (b := mark.bounding_box()) and mark.evaluate("(m) => !!m.closest('plate-plot')")
        ]
        wanted = [p.at(x, y) for x, y in expected]
        assert len(found) == len(wanted), query
        for (fx, fy), (wx, wy) in zip(sorted(found), sorted(wanted), strict=True):
            assert (fx, fy) == pytest.approx((wx, wy), abs=1.0), query


def test_what_the_labels_say(open_guide):
    for query, expected in SAYS.items():
        page = open_guide(f"species/{query}")
        assert texts(page, ".field-marks ol li") == expected
        labels = texts(page, ".callout text")
        assert [label for label in labels if not label.startswith("y =")] == expected
    for slug, lines in ASYMPTOTES.items():
        page = open_guide(f"species/{slug}")
        assert {t for t in texts(page, ".callout text") if t.startswith("y =")} == lines
        assert page.locator("line.asymptote").count() == len(lines)


def test_asymptotes_lie_where_the_curve_ends(open_guide):
    page = open_guide("species/tanh")
    p = plane(page)
    for line, (x, y) in zip(page.locator("line.asymptote").all(), [(-5, -1), (5, 1)], strict=True):
        ends = line.evaluate("(l) => ['x1', 'y1', 'x2', 'y2'].map((k) => +l.getAttribute(k))")
        box = page.locator(".plane svg").bounding_box()
        at = p.at(x, y)
        far = ends[:2] if x < 0 else ends[2:]
        assert (far[0] + box["x"], far[1] + box["y"]) == pytest.approx(at, abs=0.6)


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_touch_neither_each_other_nor_a_curve(open_guide, width):
    for slug in ("gelu", "hardswish", "snake", "step", "selu"):
        page = open_guide(f"species/{slug}", width)
        boxes = page.locator("plate-plot .callout text").evaluate_all(
            """(all) => all.map((t) => t.getBBox()).map(
                (b) => [b.x, b.x + b.width, b.y + 3, b.y + b.height - 3])"""
        )
        p = page.locator(".plane clipPath rect").evaluate(
            "(r) => ['x', 'y', 'width', 'height'].map((k) => +r.getAttribute(k))"
        )
        paths = page.locator("plate-plot .curve, plate-plot .slope-curve path").evaluate_all(
            "(all) => all.map((path) => path.getAttribute('d'))"
        )
        drawn = [point for path in paths for point in points(path)]
        marks = page.locator(".field-marks ol li").count()
        assert len(boxes) >= marks
        for i, (left, right, top, bottom) in enumerate(boxes):
            assert p[0] <= left < right <= p[0] + p[2]
            assert p[1] <= top < bottom <= p[1] + p[3]
            for a, b, c, d in boxes[:i]:
                assert right <= a or b <= left or bottom <= c or d <= top, slug
            assert not any(left < x < right and top < y < bottom for x, y in drawn), slug
        # Where the labels are numbers, the list that says what they mean is seen.
        numbers = texts(page, ".callout[data-number] text")
        if numbers:
            assert sorted(numbers) == sorted(str(n + 1) for n in range(marks))
            assert page.locator(".field-marks").bounding_box()["height"] > 20 * marks


def test_hatching_is_the_saturation_that_python_finds(open_guide):
    page = open_guide("species/mish")
    x0, x1, *_ = plane(page).window
    found = page.locator(".saturation rect").evaluate_all(
        "(all) => all.map((r) => [+r.dataset.from, +r.dataset.to])"
    )
    wanted = fieldguide.get("mish").statistics().saturation[0.1]
    clipped = [(max(a, x0), min(b, x1)) for a, b in wanted if a < x1 and b > x0]
    assert len(found) == len(clipped)
    for pair, other in zip(found, clipped, strict=True):
        assert pair == pytest.approx(other, abs=2e-3)


def test_readings_are_those_of_python(open_guide):
    for slug, given in (("gelu", {}), ("elu", {"alpha": 2.0})):
        page = open_guide(f"species/{slug}?{'&'.join(f'{k}={v:g}' for k, v in given.items())}")
        one = fieldguide.get(slug)
        for x in (-3.217, 0.001, 4.5):
            field = page.locator("#x-exact")
            field.fill(str(x))
            field.press("Enter")
            settle(page)
            wanted = printed(one(x, **given)), printed(one.at(**given).derivative(x))
            assert reading(page) == {slug: wanted}
            assert page.locator(".plane").get_attribute("aria-valuenow") == str(x)


def test_keys_zoom_and_reset_go_home(open_guide):
    page = open_guide("species/relu6")
    home = plane(page).window
    assert home.x1 > 6 < home.y1
    page.locator(".plane").focus()
    page.keyboard.press("+")
    settle(page)
    assert plane(page).window.x1 - plane(page).window.x0 == pytest.approx(
        (home.x1 - home.x0) / 2, rel=1e-2
    )
    assert page.locator(".field-marks li", has_text="outside the window").count() > 0
    page.get_by_role("button", name="reset").click()
    settle(page)
    assert plane(page).window == pytest.approx(home, abs=1e-2)
    assert page.get_by_role("button", name="reset").is_disabled()
    page.keyboard.press("ArrowRight")


def test_a_window_in_the_address(open_guide):
    page = open_guide("species/gelu?view=-2,2,-1,1&x=0.5")
    assert plane(page).window == pytest.approx((-2, 2, -1, 1), abs=5e-3)
    assert reading(page) == {"gelu": (printed(GELU(0.5)), printed(GELU.derivative(0.5)))}
    visit(page, "")
    assert inf > plane(page).window.x1 > 2


@pytest.mark.parametrize("slug", ["gelu", "elu", "relu"])
def test_similar_species_are_as_far_apart_as_python_finds(open_guide, slug):
    page = open_guide(f"species/{slug}")
    one = fieldguide.get(slug)
    figures = page.locator("similar-species li")
    assert figures.count() == len(one.similar)
    for figure, other in zip(figures.all(), one.similar, strict=True):
        two = fieldguide.get(other)
        assert figure.get_by_role("link", name=two.name, exact=True).get_attribute("href") == other
        compare = figure.get_by_role("link", name=f"Compare with {two.name}")
        assert compare.get_attribute("href") == f"../compare?show={slug},{other}"
        says = figure.locator("p").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        # By a plain grid; a gap that grows is seen to grow.
        gaps = [abs(a - b) for a, b in zip(one(GRID), two(GRID), strict=True)]
        far = [max(abs(one(x) - two(x)) for x in (-reach, reach)) for reach in (2000.0, 4000.0)]
        if "without bound" in says:
            assert far[1] > 1.5 * far[0] > max(gaps)
        elif "The same curve" in says:
            assert max(gaps) < 1e-12
        else:
            size = float(says.split("difference ")[1].split(" ")[0])
            assert size == pytest.approx(max(gaps), rel=2e-3)
