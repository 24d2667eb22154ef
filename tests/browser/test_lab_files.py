"""A run has its own address, and can be taken away: what is saved is what was sent."""

import json
import re
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from tests.browser.driving import LOOKS, WIDTHS, visit
from tests.browser.labs import LABS, SMALL, at, ended, place, press, printed, scrubber, shown, state
from tests.browser.test_axe import clean
from tests.browser.test_layout import LINES

CALM = {"reduced_motion": "reduce"}
EVERY = "?" + "&".join(SMALL.values())


@pytest.mark.parametrize("by", ["pointer", "keys"])
def test_the_link_opens_this_run_in_its_place(open_guide, by):
    page = open_guide(
        f"?x=2&{SMALL['collapse']}", permissions=("clipboard-read", "clipboard-write"), **CALM
    )
    player = at(page, "collapse")
    before = shown(player)
    press(page, player.get_by_role("button", name="Copy link"), by)
    expect(player.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link.endswith(f"?x=2&{SMALL['collapse']}#lab-collapse")
    page.goto("about:blank")
    page.goto(link)
    player = page.locator('lab-player[lab="collapse"]')
    expect(player.locator(".lab-state")).to_have_text("done", timeout=20_000)
    expect(page.locator("#lab-collapse")).to_be_in_viewport()
    ended(player)
    assert shown(player) == before


def test_runs_and_figures_are_saved(open_guide, guide_url):
    page = open_guide(EVERY, **CALM)
    for name in LABS:
        player = at(page, name)
        with page.expect_download() as saved:
            player.get_by_role("button", name="Save run").click()
        assert saved.value.suggested_filename == f"{name}.ndjson"
        with urlopen(f"{guide_url}labs/{name}?{SMALL[name].replace(f'{name}.', '')}") as answer:
            assert saved.value.path().read_bytes() == answer.read()
        with page.expect_download() as saved:
            player.get_by_role("button", name="Save figure").click()
        assert saved.value.suggested_filename == f"{name}.svg"
        stands_by_itself(saved.value.path())


def stands_by_itself(path):
    root = ET.parse(path).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    drawn = [*root.iter()]
    assert len(drawn) > 30
    assert not [e for e in drawn if "class" in e.attrib or "var(" in "".join(e.attrib.values())]
    assert [e.text for e in root.iter("{http://www.w3.org/2000/svg}text") if e.text]
    for image in root.iter("{http://www.w3.org/2000/svg}image"):
        assert image.attrib["href"].startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("vanish.depth=500", "the nearest is 100"),
        ("vanish.dept=5", "“dept” is no setting of this lab; the nearest is “depth”"),
    ],
)
def test_nonsense_in_the_address_is_told_in_place(open_guide, asked, says):
    page = open_guide(f"?{asked}", **CALM)
    player = at(page, "vanish")
    expect(player.get_by_role("alert")).to_contain_text(says)
    assert state(player) == "recorded"
    assert page.locator(".notice").first.inner_text() == ""
    # The next change writes a clean address.
    player.get_by_role("radio", name="glorot").click()
    expect(player.get_by_role("alert")).to_be_empty()
    assert page.evaluate("() => location.search") == "?vanish.init=glorot"


def test_without_the_server_what_was_computed_stays(open_guide):
    page = open_guide(f"?{SMALL['collapse']}", fresh=True, **CALM)
    player = at(page, "collapse")
    before = shown(player)
    page.route("**/labs/collapse**", lambda route: route.abort("aborted"))
    player.get_by_role("button", name="Restart").click()
    alert = player.get_by_role("alert")
    expect(alert).to_contain_text("server does not answer")
    expect(alert).to_contain_text("What was computed before stays")
    assert state(player) == "failed"
    assert shown(player) == before
    scrubber(player).press("Home")
    assert shown(player)["at"] == 0
    page.unroute_all(behavior="wait")
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_be_empty()
    ended(player)
    assert state(player) == "done"
    assert shown(player) == before


@pytest.mark.parametrize(
    ("body", "says"),
    [("", "broke off"), ('{"kind": "error", "reason": "out of memory"}\n', "Out of memory.")],
)
def test_a_stream_that_is_none_is_told(open_guide, body, says):
    page = open_guide(f"?{SMALL['collapse']}", fresh=True, **CALM)
    player = at(page, "collapse")
    page.route("**/labs/collapse**", lambda route: route.fulfill(body=body))
    player.get_by_role("button", name="Restart").click()
    expect(player.get_by_role("alert")).to_contain_text(says)
    assert state(player) == "failed"


def test_a_network_that_diverges_is_named(open_guide):
    page = open_guide(**CALM)
    player = at(page, "bend")
    visit(
        page,
        "?bend.activations=relu,tanh,x^3&bend.optimizer=sgd&bend.learning_rate=10&bend.epochs=5",
    )
    ended(player)
    lost = [i for i, gone in enumerate(shown(player)["summary"]["diverged"]) if gone]
    assert lost
    assert state(player) == "done · diverged"
    told = player.locator(".lab-trouble p[data-slug]")
    assert told.count() == len(lost)
    expect(told.first).to_contain_text("diverged")
    scrubber(player).press("Home")
    expect(told).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_runs_over(open_guide, width, scheme):
    page = open_guide(EVERY, width, color_scheme=scheme, **CALM)
    for name in LABS:
        player = at(page, name)
        player.locator(".as-table > summary").click()
        clean(page, f"#lab-{name}")
    seen = page.evaluate(LINES)
    assert seen.pop("count") > 300
    assert seen == {"outside": [], "over": [], "cut": [], "room": [], "scroll": 0}


@pytest.mark.parametrize("width", WIDTHS)
def test_targets_are_large_enough_to_touch(open_guide, width):
    page = open_guide(f"?{SMALL['bend']}", width, has_touch=True, is_mobile=True, **CALM)
    player = at(page, "bend")
    small = player.locator("button, select, input:not([type=radio]), .segments label").evaluate_all(
        """(all) => all.filter((e) => e.checkVisibility() && !e.closest("bend-figure"))
            .map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height])
            .filter(([, high]) => high < 43.5)"""
    )
    assert small == []


def test_the_frame_is_printed_without_its_controls(open_guide):
    page = open_guide(f"?{SMALL['vanish']}", **CALM)
    player = at(page, "vanish")
    page.emulate_media(media="print")
    try:
        expect(player.locator("vanish-figure")).to_be_visible()
        expect(player.locator(".lab-says")).to_be_visible()
        for part in (".lab-bar", ".stories", "lab-controls", ".lab-state"):
            expect(player.locator(part)).to_be_hidden()
    finally:
        page.emulate_media(media="screen")


def test_the_labs_are_loaded_when_one_comes_near(open_guide):
    page = open_guide(fresh=True, **CALM)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if re.search("lab", url)]
    at(page, "die")
    paths = [url.split("/", 3)[3] for url in asked if re.search("lab", url)]
    assert paths[:2] == ["static/labs.css", "static/labs.js"]
    assert paths.count("api/labs") == 1


def test_without_script_a_lab_says_what_it_came_to(open_guide, guide_url):
    page = open_guide(java_script_enabled=False, fresh=True)
    recorded = json.loads(urlopen(f"{guide_url}api/labs").read())
    for lab in recorded:
        with urlopen(guide_url + lab["presets"][0]["recording"]) as answer:
            says = json.loads(answer.read().splitlines()[-1])["says"]
        expect(page.locator(f"#lab-{lab['name']} lab-player")).to_contain_text(printed(says))


def test_only_what_the_reader_asked_for_is_announced(open_guide):
    page = open_guide(**CALM)
    player = at(page, "collapse")
    says = player.locator(".lab-says")
    expect(says).to_have_attribute("aria-live", "off")
    scrubber(player).press("ArrowLeft")
    expect(says).to_have_attribute("aria-live", "polite")
    assert place(player).split(" of ")[0].split()[-1] in says.inner_text()
