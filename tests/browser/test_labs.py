"""Each lab is played: by pointer and by keys."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import settle, slide, visit
from tests.browser.labs import LABS, SMALL, at, ended, place, press, printed, scrubber, shown, state

BY = ("pointer", "keys")
# A lab by pointer and another by keys: the labs share their transport.
ONE_WAY_EACH = (("vanish", "pointer"), ("bend", "keys"))
CALM = {"reduced_motion": "reduce"}


@pytest.mark.parametrize("by", BY)
def test_a_run_is_stepped_and_scrubbed(open_guide, by):
    page = open_guide("?" + "&".join(SMALL.values()), **CALM)
    for name in LABS:
        is_stepped_and_scrubbed(page, at(page, name), by)


def is_stepped_and_scrubbed(page, player, by):
    assert state(player) == "done"
    last = shown(player)["frames"] - 1
    assert shown(player)["at"] == last
    whole = re.fullmatch(r"(epoch|layer|step|seed|nets) (\d+) of (\d+)", place(player))
    assert whole[2] == whole[3]
    back, forward = (
        player.get_by_role("button", name=f"Step {way}") for way in ("back", "forward")
    )
    expect(forward).to_be_disabled()
    press(page, back, by)
    assert shown(player)["at"] == last - 1
    assert state(player) == "done · paused"
    press(page, back, by)
    press(page, forward, by)
    assert shown(player)["at"] == last - 1
    if by == "pointer":
        slide(page, scrubber(player), 0.5)
        assert 0 < shown(player)["at"] < last
        progress = player.evaluate(
            """(p) => { const f = p.querySelector(`${p.name}-figure`);
                return f.run.frames.slice(f.at, f.at + 2).map((frame) => frame.progress); }"""
        )
        assert progress[0] <= 0.501
        assert progress[1] >= 0.499
    else:
        for key, where in (("Home", 0), ("ArrowRight", 1), ("ArrowLeft", 0), ("End", last)):
            scrubber(player).press(key)
            settle(page)
            assert shown(player)["at"] == where
    assert state(player).startswith("done")


@pytest.mark.parametrize(("name", "by"), ONE_WAY_EACH)
def test_a_run_is_played_and_paused(open_guide, name, by):
    page = open_guide(f"?{SMALL[name]}", **CALM)
    player = at(page, name)
    scrubber(player).press("Home")
    if by == "pointer":
        player.get_by_role("button", name="Play", exact=True).click()
    else:
        scrubber(player).press(" ")
    expect(player.locator(".lab-state")).to_have_text("done · playing")
    press(page, player.get_by_role("button", name="Pause"), by)
    paused = shown(player)["at"]
    assert state(player) == "done · paused"
    page.wait_for_timeout(300)
    assert shown(player)["at"] == paused
    press(page, player.get_by_role("button", name="Play", exact=True), by)
    ended(player)
    assert shown(player)["at"] == shown(player)["frames"] - 1
    # At its end it plays again from its start.
    press(page, player.get_by_role("button", name="Play", exact=True), by)
    expect(player.locator(".lab-state")).to_have_text("done · playing")
    assert shown(player)["at"] < shown(player)["frames"] - 1


@pytest.mark.parametrize(("name", "by"), ONE_WAY_EACH)
def test_restart_runs_the_same_again(open_guide, name, by):
    page = open_guide(f"?{SMALL[name]}", **CALM)
    player = at(page, name)
    before = shown(player)
    with page.expect_request(re.compile(rf"/labs/{name}\?")):
        press(page, player.get_by_role("button", name="Restart"), by)
    ended(player)
    assert shown(player) == before
    expect(
        player.get_by_role("status").filter(has_text=printed(before["summary"]["says"]))
    ).to_be_visible()


def test_a_running_lab_is_paused_stopped_and_says_so(open_guide):
    page = open_guide("?bend.epochs=2000", **CALM)
    page.locator("#lab-bend").evaluate("(lab) => lab.scrollIntoView({ behavior: 'instant' })")
    player = page.locator('lab-player[lab="bend"]')
    expect(player.locator(".lab-state")).to_have_text("live")
    expect(player.locator("bend-figure canvas").first).to_be_visible()
    player.get_by_role("button", name="Pause").click()
    expect(player.locator(".lab-state")).to_have_text("paused")
    before = shown(player)
    assert before["at"] < before["frames"]
    player.get_by_role("button", name="Play", exact=True).click()
    expect(player.locator(".lab-state")).to_have_text("live")
    player.get_by_role("button", name="Stop").click()
    expect(player.locator(".lab-state")).to_contain_text("stopped")
    stopped = shown(player)
    assert stopped["summary"] is None
    # What was computed can be played.
    scrubber(player).press("Home")
    assert shown(player)["at"] == 0
    assert shown(player)["frames"] == stopped["frames"]


@pytest.mark.parametrize("name", ["vanish", "bend"])
def test_the_recording_plays_once_when_it_comes_into_sight(open_guide, name):
    page = open_guide(fresh=True)
    article = page.locator(f"#lab-{name}")
    article.evaluate("(lab) => lab.scrollIntoView({ behavior: 'instant' })")
    words = article.locator(".lab-state")
    expect(words).to_contain_text("recorded", timeout=10_000)
    # What was above it may have come too, and have moved it.
    article.evaluate("(lab) => lab.scrollIntoView({ behavior: 'instant' })")
    expect(words).to_have_text("recorded · playing", timeout=10_000)
    expect(words).to_have_text("recorded", timeout=10_000)


@pytest.mark.parametrize("name", ["collapse", "die"])
def test_where_motion_is_reduced_nothing_plays_by_itself(open_guide, name):
    page = open_guide(fresh=True, **CALM)
    page.evaluate(
        """() => { window.seen = new Set(); new MutationObserver(() => document
            .querySelectorAll(".lab-state").forEach((p) => seen.add(p.textContent)))
            .observe(document.body, { subtree: true, childList: true, characterData: true }); }"""
    )
    player = at(page, name)
    assert shown(player)["at"] == shown(player)["frames"] - 1
    page.wait_for_timeout(300)
    assert state(player) == "recorded"
    visit(page, f"?{SMALL[name]}")
    ended(player)
    assert state(player) == "done"
    assert shown(player)["at"] == shown(player)["frames"] - 1
    assert not [words for words in page.evaluate("() => [...seen]") if "playing" in words]


def test_the_numbers_of_a_frame_as_a_table(open_guide):
    page = open_guide("?" + "&".join(SMALL.values()), **CALM)
    for name in LABS:
        has_its_numbers_as_a_table(page, at(page, name))


def has_its_numbers_as_a_table(page, player):
    player.locator(".as-table > summary").click()
    table = player.get_by_role("region", name="Table of this frame")
    end = table.inner_text()
    assert table.locator("thead th").count() > 1
    widths = table.locator("tr").evaluate_all("(rows) => rows.map((r) => r.cells.length)")
    assert set(widths) == {table.locator("thead th").count()}
    scrubber(player).press("Home")
    settle(page)
    assert table.inner_text() != end
