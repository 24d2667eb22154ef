"""A plate's parameters: the curve follows at once, the numbers as soon as the server answers."""

import pytest
from playwright.sync_api import expect

import fieldguide
from fieldguide.analysis import gain
from tests.browser.driving import plane, points, printed, query, reading, settle, slide, visit

ELU = fieldguide.get("elu")


def fact(page, key):
    return page.locator(f"#facts [data-key={key}] dd data").first.get_attribute("value")


def up_to_date(page):
    """Wait until the numbers hold again; two frames first, in which they may cease to."""
    settle(page)
    expect(page.locator("#facts")).not_to_have_attribute("data-stale", "", timeout=10_000)


def left_end(page):
    """The curve's height at the left edge, read off its path."""
    _, _, y0, y1 = plane(page).window
    top, height = page.locator(".plane clipPath rect").evaluate(
        "(r) => ['y', 'height'].map((k) => +r.getAttribute(k))"
    )
    (_, py), *_ = points(page.locator("plate-plot .curve").get_attribute("d"))
    return y1 - (py - top) / height * (y1 - y0)


def test_by_keys(open_guide):
    page = open_guide("species/elu")
    slider = page.get_by_role("slider", name="ELU’s alpha")
    assert page.locator("form#parameters").count() == 0
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    up_to_date(page)
    assert float(fact(page, "left_limit")) == -1.5
    assert page.locator("#gains dd data").first.get_attribute("value") == str(
        gain(ELU.at(alpha=1.5), "forward")
    )
    assert "kink, slope 1.5 to 1" in page.locator(".field-marks ol").inner_text()
    assert page.evaluate("() => document.activeElement.type") == "range"
    page.wait_for_url("**/species/elu?alpha=1.5")
    x = 1.0
    assert reading(page) == {"elu": (printed(ELU(x)), printed(ELU.derivative(x)))}


def test_by_pointer(open_guide):
    page = open_guide("species/softplus")
    slider = page.get_by_role("slider", name="Softplus’s beta")
    slide(page, slider, 0.5)
    beta = float(slider.input_value())
    assert 4 < beta < 6
    up_to_date(page)
    softplus = fieldguide.get("softplus")
    assert float(fact(page, "mean")) == pytest.approx(
        softplus.at(beta=beta).statistics().mean, rel=1e-12
    )


def test_the_curve_does_not_wait_for_the_server(open_guide):
    page = open_guide("species/elu")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/species/elu?alpha=*", hold)
    slider = page.get_by_role("slider", name="ELU’s alpha")
    slider.focus()
    with page.expect_request("**/species/elu?alpha=1.1"):
        page.keyboard.press("ArrowRight")
    settle(page)
    # The reader moves on; the first answer, were it to come, is of yesterday.
    with page.expect_request("**/species/elu?alpha=1.2"):
        page.keyboard.press("ArrowRight")
    settle(page)
    assert left_end(page) == pytest.approx(ELU(-5, alpha=1.2), abs=0.02)
    assert page.locator("#facts").get_attribute("aria-busy") == "true"
    assert float(fact(page, "left_limit")) == -1.0
    assert page.locator("plate-plot .field-mark").count() == 0
    expect(page.locator(".recomputing")).to_contain_text("Recomputing")
    assert len(held) == 2
    held[1].continue_()
    up_to_date(page)
    assert float(fact(page, "left_limit")) == -1.2
    assert page.locator("plate-plot .field-mark").count() == 1
    expect(page.locator(".recomputing")).to_have_text("")
    page.unroute("**/species/elu?alpha=*")


def test_back_where_it_was_nothing_is_asked(open_guide):
    page = open_guide("species/elu")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    slider = page.get_by_role("slider", name="ELU’s alpha")
    # Both within the pause before anything is asked, however busy the machine.
    slider.evaluate(
        """(slider) => {
            for (const step of [1, -1]) {
                slider.stepUp(step);
                slider.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }"""
    )
    settle(page)
    up_to_date(page)
    page.wait_for_timeout(300)
    assert asked == []
    assert query(page) == ""


def test_what_was_folded_open_stays_open(open_guide):
    page = open_guide("species/elu")
    page.get_by_text("Code for the forward gain").click()
    page.get_by_role("slider", name="ELU’s alpha").focus()
    page.keyboard.press("ArrowRight")
    up_to_date(page)
    assert float(fact(page, "left_limit")) == -1.1
    code = page.locator("#gains details").first.locator("pre").first
    assert code.is_visible()
    assert f"{gain(ELU.at(alpha=1.1), 'forward'):.6f}".rstrip("0")[:6] in code.inner_text()


def test_without_the_server(chromium, guide_url):
    # Its complaints are the point, so this page is not watched for them.
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{guide_url}species/elu")
    page.locator(".plane[aria-valuenow]").wait_for()
    context.set_offline(True)
    page.get_by_role("slider", name="ELU’s alpha").focus()
    page.keyboard.press("ArrowRight")
    says = page.locator(".recomputing")
    expect(says).to_contain_text("does not answer: the numbers below are still those of alpha = 1.")
    assert left_end(page) == pytest.approx(ELU(-5, alpha=1.1), abs=0.02)
    assert float(fact(page, "left_limit")) == -1.0
    assert page.locator("#facts").get_attribute("aria-busy") == "false"
    context.set_offline(False)
    says.get_by_role("button", name="Try again").click()
    up_to_date(page)
    assert float(fact(page, "left_limit")) == -1.1
    expect(says).to_have_text("")
    context.close()


def test_an_address_and_its_way_back(open_guide):
    page = open_guide("species/elu?alpha=2")
    assert float(fact(page, "left_limit")) == -2.0
    assert page.locator("plate-plot .field-mark").count() == 1
    visit(page, "?alpha=3")
    up_to_date(page)
    assert float(fact(page, "left_limit")) == -3.0
    page.go_back()
    up_to_date(page)
    assert float(fact(page, "left_limit")) == -2.0


def test_the_parameter_goes_along_to_the_comparison(open_guide):
    page = open_guide("species/elu?alpha=2")
    first = page.locator("similar-species").get_by_role("link", name="Compare with").first
    assert first.get_attribute("href").endswith("&elu.alpha=2")
