"""The map of a gate: its colors, contours and sections beside Python's numbers."""

import pytest

import fieldguide
from fieldguide.analysis import lowest
from tests.browser.driving import number, points, settle
from tests.browser.gates import PARTS, REACH, drawing, pixel, scale_end, surface, token


@pytest.mark.parametrize(
    ("slug", "scheme"), [("glu", "light"), ("reglu", "light"), ("swiglu", "light"), ("glu", "dark")]
)
def test_colors_are_the_values(open_guide, slug, scheme):
    page = open_guide(f"species/{slug}", color_scheme=scheme)
    for part in PARTS:
        page.locator(f"input[value={part}]").check()
        settle(page)
        colors_agree(page, slug, part)


def colors_agree(page, slug, part):
    end = scale_end(page)
    level, below, above = (token(page, name) for name in ("--panel", "--sigmoid", "--relu"))
    side = int(page.locator(".plane canvas").evaluate("(c) => c.width"))
    seen = set()
    for i, j in ((0.9, 0.1), (0.9, 0.9), (0.1, 0.1), (0.35, 0.8), (0.6, 0.4), (0.999, 0.001)):
        color, a, b = pixel(page, int(i * side), int(j * side))
        share = surface(slug, part, a, b) / end
        assert abs(share) <= 1
        far = above if share > 0 else below
        mixed = [zero + abs(share) * (full - zero) for zero, full in zip(level, far, strict=True)]
        assert color == pytest.approx(mixed, abs=1)
        seen.add(tuple(color))
    assert len(seen) > 2


# Every gate's contours and zeros are tested without a browser.
@pytest.mark.parametrize(("slug", "width"), [("swiglu", 1440), ("reglu", 360)])
def test_contours_are_where_the_value_is(open_guide, slug, width):
    page = open_guide(f"species/{slug}", width)
    for part in PARTS:
        page.locator(f"input[value={part}]").check()
        settle(page)
        here, end = drawing(page), scale_end(page)
        drawn = page.locator(".contour").evaluate_all(
            "(all) => all.map((p) => [+p.dataset.level, p.getAttribute('d')])"
        )
        assert len({level for level, _ in drawn}) == 8
        found = 0
        for level, path in drawn:
            for x, y in points(path.replace("Z", "")):
                a, b = here.inverse(x, y)
                # A jump of the slope is a cliff, where all the levels run together.
                if max(abs(a), abs(b)) > REACH or (
                    (slug, part) == ("reglu", "da") and abs(a) < 0.06
                ):
                    continue
                found += 1
                # A tenth of a pixel is the precision of the path.
                slack = 0.1 * 2 * REACH / here.side * end
                assert surface(slug, part, a, b) == pytest.approx(level, abs=slack + 0.003 * end)
        assert found > 200
        labels = page.locator(".contour-label[data-share]").all_text_contents()
        assert {number(text) for text in labels} <= {level for level, _ in drawn}
        assert len(labels) >= 3


ZEROS = {("reglu", "f"): [0.0], ("swiglu", "da"): [lowest("silu").x]}


@pytest.mark.parametrize(("slug", "part"), ZEROS)
def test_zero_contour(open_guide, slug, part):
    page = open_guide(f"species/{slug}?part={part}")
    here = drawing(page)
    lines = page.locator(".zero-contour").evaluate_all(
        "(all) => all.map((l) => ['x1', 'y1', 'x2', 'y2'].map((k) => +l.getAttribute(k)))"
    )
    upright = [here.inverse(x1, 0)[0] for x1, _, x2, _ in lines if x1 == x2]
    level = [here.inverse(0, y1)[1] for _, y1, _, y2 in lines if y1 == y2]
    # Lines are written to a hundredth of a pixel.
    slack = 0.006 * 2 * REACH / here.side
    assert upright == pytest.approx(ZEROS[slug, part], abs=slack)
    assert level == pytest.approx([0.0], abs=slack)
    nothing = page.locator(".nothing").count()
    assert nothing == (slug == "reglu")


@pytest.mark.parametrize(("part", "width"), [("f", 1440), ("f", 360), ("da", 768), ("db", 1440)])
def test_sections_are_cuts_through_the_map(open_guide, part, width):
    a, b = 0.75, -1.5
    page = open_guide(f"species/swiglu?a={a}&b={b}&part={part}", width)
    here = drawing(page)
    clip = page.locator("#section-1 rect, #section-2 rect").evaluate_all(
        "(all) => all.map((r) => ['x', 'y', 'width', 'height'].map((k) => +r.getAttribute(k)))"
    )
    below, beside = clip
    # Each shares an axis with the map.
    assert (below[0], below[2]) == (here.left, here.side)
    assert (beside[1], beside[3]) == (here.top, here.side)
    ticks = page.locator(".sheet .axes .tick").evaluate_all(
        """(all) => all.map((t) => [
            t.getAttribute("text-anchor"), +t.getAttribute("x"), +t.getAttribute("y"),
            t.textContent])"""
    )
    up = sorted((y, number(t)) for side, _, y, t in ticks if side == "end" and y > below[1])
    over = sorted((x, number(t)) for side, x, _, t in ticks if side == "middle" and x > beside[0])

    def value(at, scale):
        (p, low), (q, high) = scale[0], scale[-1]
        return low + (high - low) * (at - p) / (q - p)

    along = points(page.locator(".along-a").get_attribute("d"))
    assert len(along) > 50
    slack = 0.06 * abs((up[-1][1] - up[0][1]) / (up[-1][0] - up[0][0]))
    for x, y in along[::7]:
        at = here.inverse(x, 0)[0]
        assert value(y, up) == pytest.approx(surface("swiglu", part, at, b), abs=slack + 0.002)
    ends = points(page.locator(".along-b").get_attribute("d"))
    for x, y in ends:
        at = here.inverse(0, y)[1]
        assert value(x, over) == pytest.approx(surface("swiglu", part, a, at), abs=1e-9)
    dots = page.locator(".on-a, .on-b").evaluate_all(
        "(all) => all.map((c) => [+c.getAttribute('cx'), +c.getAttribute('cy')])"
    )
    exact = surface("swiglu", part, a, b)
    assert here.inverse(dots[0][0], 0)[0] == pytest.approx(a)
    assert value(dots[0][1], up) == pytest.approx(exact)
    assert here.inverse(0, dots[1][1])[1] == pytest.approx(b)
    assert value(dots[1][0], over) == pytest.approx(exact)
    tangents = page.locator(".tangent")
    if part != "f":
        assert all(not tangent.is_visible() for tangent in tangents.all())
        return
    lines = tangents.evaluate_all(
        "(all) => all.map((l) => ['x1', 'y1', 'x2', 'y2'].map((k) => +l.getAttribute(k)))"
    )
    slopes = fieldguide.get("swiglu").derivatives(a, b)
    (x1, y1, x2, y2), (u1, v1, u2, v2) = lines
    run = here.inverse(x2, 0)[0] - here.inverse(x1, 0)[0]
    assert (value(y2, up) - value(y1, up)) / run == pytest.approx(slopes[0])
    rise = here.inverse(0, v2)[1] - here.inverse(0, v1)[1]
    assert (value(u2, over) - value(u1, over)) / rise == pytest.approx(slopes[1])
