"""A change of any control starts the run again, with what the address then says."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from fieldguide import labs
from tests.browser.driving import query, slide, visit
from tests.browser.labs import LABS, SMALL, at, ended, press, shown, state

CALM = {"reduced_motion": "reduce"}
EVERY = "?" + "&".join(SMALL.values())


def written(page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(query(page)[1:]).items()}


def ran(player) -> dict:
    """The parameters that the run on screen was computed with."""
    ended(player)
    return shown(player)["params"]


def test_every_parameter_has_a_control_that_shows_it(open_guide):
    page = open_guide(EVERY, **CALM)
    for name in LABS:
        shows_its_parameters(at(page, name), labs.schema(labs.get(name))["properties"])


def shows_its_parameters(player, properties):
    for key, field in properties.items():
        if field.get("control") == "points":
            continue
        group = player.get_by_role("group", name=field["title"], exact=True)
        expect(group).to_be_visible()
        value = shown(player)["params"][key]
        if "enum" in field:
            assert group.get_by_role("radio").count() == len(field["enum"])
            expect(group.get_by_role("radio", checked=True)).to_have_value(str(value))
        elif field.get("control") == "activations":
            assert group.locator(".chosen li").count() == len(value.split(","))
        elif field.get("control") == "activation":
            expect(group.get_by_role("combobox")).to_have_value(value)
        else:
            assert float(group.get_by_role("textbox").input_value()) == float(value)


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_choices_are_radios(open_guide, by):
    page = open_guide(f"?{SMALL['bend']}", **CALM)
    player = at(page, "bend")
    sgd = player.get_by_role("radio", name="sgd")
    if by == "pointer":
        sgd.click()
    else:
        player.get_by_role("radio", name="adam").press("ArrowLeft")
        player.get_by_role("radio", name="momentum").press("ArrowLeft")
    expect(sgd).to_be_checked()
    assert ran(player)["optimizer"] == "sgd"
    assert written(page)["bend.optimizer"] == "sgd"


def test_a_number_is_slid_or_typed(open_guide):
    page = open_guide(f"?{SMALL['vanish']}", **CALM)
    player = at(page, "vanish")
    slider = player.get_by_role("slider", name="Gain, slider")
    number = player.get_by_role("textbox", name="Gain")

    def agrees():
        gain = ran(player)["gain"]
        assert gain == float(number.input_value())
        page.wait_for_function(
            "(gain) => +new URLSearchParams(location.search).get('vanish.gain') === gain", arg=gain
        )

    # In the middle of a logarithmic scale stands the geometric mean of its ends.
    slide(page, slider, 0.5)
    before = float(number.input_value())
    assert before == pytest.approx((0.1 * 4) ** 0.5, rel=0.03)
    agrees()
    slider.press("ArrowRight")
    assert float(number.input_value()) > before
    agrees()
    number.fill("1.5")
    number.press("Enter")
    agrees()


def test_whole_numbers_are_counted(open_guide):
    page = open_guide(f"?{SMALL['vanish']}", **CALM)
    player = at(page, "vanish")
    more = player.get_by_role("button", name="Networks: one more")
    for by, seeds in (("pointer", 3), ("keys", 4)):
        press(page, more, by)
        assert ran(player)["seeds"] == seeds
    entry = player.get_by_role("textbox", name="Networks")
    for _ in range(3):
        entry.press("ArrowDown")
    assert ran(player)["seeds"] == 1
    expect(player.get_by_role("button", name="Networks: one less")).to_be_disabled()


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_activations_are_removed_added_and_typed(open_guide, by):
    page = open_guide(f"?{SMALL['bend']}", **CALM)
    player = at(page, "bend")
    press(page, player.get_by_role("button", name="Remove ReLU"), by)
    assert ran(player)["activations"] == "tanh"
    expect(player.get_by_role("button", name="Remove Tanh")).to_be_disabled()
    player.get_by_role("combobox", name="Add an activation").select_option("mish")
    assert ran(player)["activations"] == "tanh,mish"
    entry = player.get_by_label("also race")
    entry.fill("where(x > 0, x, 0.1 * x)")
    if by == "pointer":
        player.get_by_role("button", name="Add", exact=True).click()
    else:
        entry.press("Enter")
    chips = player.locator(".chosen li")
    expect(chips).to_have_count(3)
    assert ran(player)["activations"].startswith("tanh,mish,where(x>0")
    expect(entry).to_have_value("")
    assert written(page)["bend.activations"] == "tanh,mish,where(x > 0, x, 0.1 * x)"
    player.get_by_role("button", name="Remove where").click()
    assert ran(player)["activations"] == "tanh,mish"


def test_a_mere_word_is_no_formula(open_guide):
    page = open_guide(f"?{SMALL['bend']}", **CALM)
    player = at(page, "bend")
    before = shown(player)
    entry = player.get_by_label("also race")
    entry.fill("gleu")
    entry.press("Enter")
    expect(player.get_by_text("“gleu” is not a species; the nearest is “gelu”.")).to_be_visible()
    assert entry.get_attribute("aria-invalid") == "true"
    assert shown(player) == before
    assert "gleu" not in query(page)


def test_what_the_server_refuses_is_told_and_nothing_is_lost(chromium, guide_url):
    # A refusal is an error on the console, which no other page may have.
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, **CALM)
    page = context.new_page()
    page.goto(f"{guide_url}?{SMALL['bend']}")
    player = at(page, "bend")
    before = (shown(player), query(page))
    entry = player.get_by_label("also race")
    entry.fill("x *")
    entry.press("Enter")
    expect(player.get_by_text("the formula 'x *' cannot be used")).to_be_visible()
    assert entry.input_value() == "x *"
    assert (shown(player), query(page)) == before
    # More weights than there may be: each setting by itself could be.
    vanish = at(page, "vanish")
    before = shown(vanish)
    visit(page, "?vanish.width=512&vanish.depth=100")
    alert = vanish.get_by_role("alert")
    expect(alert).to_contain_text("must be at most")
    expect(alert).to_contain_text("What was computed before stays")
    expect(alert.get_by_role("button")).to_have_count(0)
    assert state(vanish) == "failed"
    assert shown(vanish) == before
    visit(page, f"?{SMALL['vanish']}")
    expect(alert).to_be_empty()
    ended(vanish)
    assert state(vanish) == "done"
    context.close()


def test_a_number_that_cannot_be_is_told_beside_its_field(open_guide):
    # Which texts are refused is tested without a browser.
    page = open_guide(f"?{SMALL['vanish']}", **CALM)
    player = at(page, "vanish")
    before = (shown(player), query(page))
    depth = player.get_by_role("textbox", name="Depth")
    line = player.get_by_text("is not a whole number from 1 to 100")
    for typed in ("banana", "1e9", ""):
        depth.fill(typed)
        depth.press("Enter")
        expect(line).to_be_visible()
        expect(line).to_contain_text(f"“{typed}”")
        assert depth.input_value() == typed
        assert (shown(player), query(page)) == before
    depth.fill("5")
    depth.press("Enter")
    expect(line).to_have_count(0)
    assert ran(player)["depth"] == 5


def test_a_setting_typed_during_a_run_stands_and_ends_it(open_guide):
    page = open_guide("?bend.epochs=2000", fresh=True, **CALM)
    dropped = []
    page.on("requestfailed", lambda request: dropped.append(urlsplit(request.url)))
    page.locator("#lab-bend").evaluate("(lab) => lab.scrollIntoView({ behavior: 'instant' })")
    player = page.locator('lab-player[lab="bend"]')
    expect(player.locator(".lab-state")).to_have_text("live")
    epochs = player.get_by_role("textbox", name="Epochs")
    epochs.fill("5")
    # The frames that come while one types draw the figure, and leave the field alone.
    player.locator("bend-figure").evaluate(
        """async (figure) => {
            const before = figure.run.frames.length;
            while (figure.run.frames.length < before + 2) await new Promise(requestAnimationFrame);
        }"""
    )
    assert epochs.input_value() == "5"
    assert state(player) == "live"
    epochs.press("Enter")
    assert ran(player)["epochs"] == 5
    assert any("epochs=2000" in url.query for url in dropped)


@pytest.mark.parametrize("name", LABS)
def test_a_story_is_told_from_its_recording(open_guide, name):
    page = open_guide(f"?{SMALL[name]}", **CALM)
    player = at(page, name)
    first = labs.get(name).presets[0]
    story = player.get_by_role("button", name=first.title)
    expect(story).to_have_attribute("aria-pressed", "false")
    story.click()
    expect(story).to_have_attribute("aria-pressed", "true")
    ended(player)
    assert state(player) == "recorded"
    assert shown(player)["params"] == labs.read(labs.get(name), first.params.items()).model_dump(
        mode="json"
    )
    assert not [key for key in written(page) if key.startswith(f"{name}.")]
    page.go_back()
    ended(player)
    assert state(player) == "done"
    assert query(page) == f"?{SMALL[name]}"


@pytest.mark.parametrize("name", LABS)
def test_tab_goes_through_a_lab_in_its_order(open_guide, name):
    page = open_guide(f"?{SMALL[name]}", **CALM)
    player = at(page, name)
    player.evaluate("(p) => p.querySelector('.transport .play').focus()")
    player.evaluate(
        """(player) => {
            window.walked = [];
            const note = (on) => {
                const box = (on.closest("label") ?? on).getBoundingClientRect();
                walked.push([on.getAttribute("aria-label") ?? on.name ?? "", on.localName,
                    box.width > 0 && box.bottom > 0 && box.top < innerHeight]);
            };
            note(document.activeElement);
            player.addEventListener("focusin", (event) => note(event.target));
        }"""
    )
    for _ in range(8):
        for _ in range(10):
            page.keyboard.press("Tab")
        if not player.evaluate("(player) => player.contains(document.activeElement)"):
            break
    else:
        pytest.fail("Tab does not leave the lab")
    walked = page.evaluate("() => walked")
    names = [label for label, _, _ in walked]
    assert names[:3] == ["Play", "Step back", "Place in the run"]
    assert [label for label, _, in_sight in walked if not in_sight] == []
    properties = labs.schema(labs.get(name))["properties"]
    for key, field in properties.items():
        if "enum" in field:
            assert names.count(f"{name}-{key}") == 1
        elif "control" not in field:
            assert field["title"] in names
    assert walked[-1][1] == "summary"
