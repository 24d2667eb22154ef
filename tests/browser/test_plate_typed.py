"""The plate of a typed formula: drawn from its own module, its parameters in the address."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from scipy.optimize import minimize_scalar

import fieldguide
from tests.browser.driving import plane, printed, reading, settle

TEXT = "x*sigmoid(b*x)"
QUERY = f"species/formula?formula={quote(TEXT)}&formula.b=2"


def test_it_is_drawn_and_read(open_guide):
    page = open_guide(QUERY)
    one = fieldguide.formula(TEXT, b=2.0)
    assert page.get_by_role("alert").all_inner_texts() == [""]
    assert reading(page) == {"formula": (printed(one(1.0)), printed(one.derivative(1.0)))}
    dip = minimize_scalar(one, bounds=(-2, 0), method="bounded", options={"xatol": 1e-10})
    boxes = [mark.bounding_box() for mark in page.locator("plate-plot .field-mark").all()]
    lowest = max(boxes, key=lambda box: box["y"])
    middle = lowest["x"] + lowest["width"] / 2, lowest["y"] + lowest["height"] / 2
    assert middle == pytest.approx(plane(page).at(dip.x, dip.fun), abs=1.0)
    compare = page.locator("similar-species").get_by_role("link", name="Compare with").first
    assert f"&formula={quote(TEXT, safe='*()')}" in compare.get_attribute("href")


def test_its_parameter_moves_curve_and_numbers(open_guide):
    page = open_guide(QUERY)
    slider = page.get_by_role("slider", name="Formula’s b")
    slider.focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    b = float(slider.input_value())
    assert b > 2
    one = fieldguide.formula(TEXT, b=b)
    assert reading(page) == {"formula": (printed(one(1.0)), printed(one.derivative(1.0)))}
    expect(page.locator("#facts")).not_to_have_attribute("data-stale", "", timeout=10_000)
    mean = float(page.locator("#facts [data-key=mean] dd data").get_attribute("value"))
    assert mean == pytest.approx(one.statistics().mean, rel=1e-9)
    page.wait_for_url(f"**formula.b={b:g}")


def test_where_it_fails_is_said_first(open_guide):
    page = open_guide(f"species/formula?formula={quote('log(1+exp(x))')}", 360)
    warnings = page.locator("#warnings")
    assert warnings.is_visible()
    assert "overflow" in warnings.inner_text()
    assert warnings.bounding_box()["y"] < page.locator("plate-plot").bounding_box()["y"]
    page = open_guide(QUERY, 360)
    assert not page.locator("#warnings").is_visible()
