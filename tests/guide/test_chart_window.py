"""The window a plate opens with has every field mark of the species in sight."""

import pytest

import fieldguide
from fieldguide.guide.chart_window import Window, opening_window


@pytest.mark.parametrize("one", fieldguide.catalogue(), ids=lambda one: one.slug)
def test_what_is_to_be_seen_is_in_sight(one):
    x0, x1, y0, y1 = opening_window(one)
    # A walk over the plane, by another way than the statistics: values and slopes change least far
    # out, so all that happens happens within the window.
    xs = [x0 + (x1 - x0) * i / 2000 for i in range(2001)]
    ys = [float(y) for y in one(xs)]
    shown = [y for y in ys if y0 <= y <= y1]
    assert max(shown) - min(shown) > 0.5 * (y1 - y0)
    turns = [
        (x, b)
        for x, a, b, c in zip(xs[1:], ys, ys[1:], ys[2:], strict=False)
        if (b - a) * (c - b) < 0
    ]
    assert all(y0 < y < y1 for _, y in turns)
    assert all(x0 < kink < x1 for kink in one.kinks)
    assert all(y0 < float(one(kink)) < y1 for kink in one.kinks)


def test_it_is_wide_enough_for_what_lies_further_out():
    assert opening_window(fieldguide.get("gelu")) == (-5, 5, -1.0, 4.0)
    window = opening_window(fieldguide.get("relu6"))
    assert window.x1 > 6 < window.y1
    assert opening_window(fieldguide.formula("tanh(x - 8)")).x1 >= 9


def test_it_is_written_as_the_page_reads_it():
    assert str(Window(-5.0, 7.0, -1.4, 7.4)) == "-5,7,-1.4,7.4"
    for one in fieldguide.catalogue():
        # Within the bounds of the page's `view` setting.
        assert all(abs(edge) <= 50 for edge in opening_window(one))


def test_a_line_and_a_constant_have_a_height():
    for text in ("0*x", "3*x", "0*x + 2", "1000*tanh(x)", "exp(x)"):
        _, _, y0, y1 = opening_window(fieldguide.formula(text))
        assert y1 - y0 > 0.1
        assert -50 <= y0 < y1 <= 50
