"""The index of the species: the key narrows down, the table sorts, both live in the URL."""

from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

import fieldguide
from fieldguide.guide.identification_key import QUESTIONS, traits
from tests.browser.driving import LOOKS, WIDTHS, query, settle, visit
from tests.browser.test_axe import clean

READY = ".key[data-ready]"
SLUGS = [one.slug for one in fieldguide.catalogue()]
TRAITS = {one.slug: traits(one) for one in fieldguide.catalogue()}


@pytest.fixture(scope="module")
def computed(guide_url):
    """The statistics of all species are computed once, which can outlast a page's patience."""
    with urlopen(f"{guide_url}species/", timeout=120) as answer:
        assert answer.status == 200


@pytest.fixture
def index(open_guide, computed):
    def opened(asked="", width=1440, **options):
        return open_guide(f"species/{asked}", width, ready=READY, **options)

    return opened


def fitting(**answers):
    return [s for s in SLUGS if all(TRAITS[s][key] == value for key, value in answers.items())]


def cards(page):
    return page.locator("#species > li").evaluate_all(
        "(all) => all.filter((c) => c.checkVisibility()).map((c) => c.dataset.slug)"
    )


def rows(page):
    return page.locator("#statistics tbody tr").evaluate_all(
        "(all) => all.filter((r) => r.checkVisibility()).map((r) => r.dataset.slug)"
    )


def answer(page, key, value=""):
    return page.locator(f'#key input[name="{key}"][value="{value}"]')


def remaining(page):
    return page.get_by_role("status").filter(has_text="species").inner_text().replace("\n", " ")


def counts(page):
    """What stands beside each answer, and whether it can be given."""
    return page.locator('#key input:not([value=""])').evaluate_all(
        """(all) => all.map((r) => [r.name, r.value,
            Number(r.parentElement.querySelector(".count").textContent), r.disabled, r.checked])"""
    )


def holds(page, **answers):
    """The page shows what fits these answers, and says beside each other what it would leave."""
    left = fitting(**answers)
    assert cards(page) == left
    assert sorted(rows(page)) == sorted(left)
    assert remaining(page) == f"{len(left)} of {len(SLUGS)} species"
    for key, value, count, disabled, checked in counts(page):
        assert count == len(fitting(**{**answers, key: value}))
        assert checked == (answers.get(key) == value)
        assert disabled == (count == 0 and not checked)
    expect(page.locator("#gates")).to_be_visible(visible=not answers)


@pytest.mark.parametrize("width", [1440, 360])
def test_answers_narrow_down_by_pointer(index, width):
    page = index("", width, reduced_motion="reduce")
    holds(page)
    given = {}
    for key, value in {"bounded": "half", "left": "zero", "kink": "yes"}.items():
        answer(page, key, value).click()
        given[key] = value
        holds(page, **given)
    assert query(page) == "?bounded=half&left=zero&kink=yes"
    answer(page, "left").click()
    holds(page, bounded="half", kink="yes")
    page.get_by_role("button", name="Start over").click()
    holds(page)
    assert query(page) == ""
    expect(answer(page, "bounded")).to_be_focused()
    expect(page.get_by_role("button", name="Start over")).to_be_disabled()


def test_answers_narrow_down_by_keys(index):
    page = index()
    answer(page, "bounded").focus()
    page.keyboard.press("ArrowRight")
    holds(page, bounded="yes")
    page.keyboard.press("Tab")
    expect(answer(page, "left")).to_be_focused()
    page.keyboard.press("ArrowDown")
    holds(page, bounded="yes", left="zero")
    # What would leave none is passed over.
    assert answer(page, "right", "zero").is_disabled()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    holds(page, bounded="yes", left="zero", right="yes")


def test_one_is_left(index):
    page = index()
    answer(page, "falls", "yes").click()
    answer(page, "kink", "yes").click()
    assert fitting(falls="yes", kink="yes") == ["hardswish"]
    verdict = page.locator(".verdict")
    expect(verdict).to_have_text("It is Hardswish.")
    verdict.get_by_role("link").click()
    page.wait_for_url("**/species/hardswish")


def test_what_the_key_cannot_tell_apart_is_compared(index):
    page = index("?falls=yes&kink=no")
    left = fitting(falls="yes", kink="no")
    assert len({tuple(TRAITS[slug].values()) for slug in left}) == 1
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text(f"The key tells these {len(left)} no further apart.")
    href = verdict.get_by_role("link").get_attribute("href")
    assert href == f"../compare?show={','.join(left)}"


def test_each_answer_is_a_step_back(index):
    page = index()
    answer(page, "odd", "yes").click()
    answer(page, "steep", "no").click()
    page.go_back()
    holds(page, odd="yes")
    page.go_back()
    holds(page)
    page.go_forward()
    holds(page, odd="yes")


def test_every_answer_alone(index):
    page = index()
    for question in QUESTIONS:
        for value in question.answers:
            visit(page, f"?{question.key}={value}")
            assert cards(page) == fitting(**{question.key: value})


def test_the_key_stays_where_it_is(index):
    page = index(fresh=True)
    places = "() => [...document.querySelectorAll('#key input')].map((r) => r.offsetTop)"
    before = page.evaluate(places)
    for key, value in {"bounded": "half", "falls": "yes", "kink": "no"}.items():
        answer(page, key, value).click()
        assert page.evaluate(places) == before


def test_motion_only_where_it_is_allowed(index):
    moving = (
        "() => document.getAnimations().filter((a) => a.effect.target.closest('.plates')).length"
    )
    page = index(reduced_motion="reduce")
    answer(page, "bounded", "half").click()
    assert page.evaluate(moving) == 0
    page = index(reduced_motion="no-preference")
    # Asked in the same task as the answer, before any frame can end the movement.
    ran = page.evaluate(
        f"""() => {{
            document.querySelector('#key input[name="bounded"][value="half"]').click();
            return ({moving})();
        }}"""
    )
    assert ran > 0
    holds(page, bounded="half")


# Each way to get a setting wrong is tested without a browser.
NONSENSE = {
    "bounded=maybe": ["bounded: “maybe” is none of yes, half, no", "nearest is"],
    "kink=no&kink=yes": ["kink is given twice; the first is used"],
    "odd=%3Cimg%20src%3Dx%3E": ["“<img src=x>”"],
    "flat=" + "y" * 5000: ["y…”"],
}


def test_nonsense_falls_back_and_says_so(index):
    page = index()
    for asked, says in NONSENSE.items():
        visit(page, f"?{asked}")
        lines = page.get_by_role("alert").get_by_role("listitem")
        assert lines.count() == 1
        for words in says:
            assert words in lines.inner_text()
        assert set(cards(page)) == set(fitting(kink="no") if asked.startswith("kink") else SLUGS)
    assert page.locator("main img").count() == 0
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("alert")).to_be_empty()


def test_answers_that_contradict_each_other(index):
    page = index("?odd=yes&flat=yes&kink=no")
    assert fitting(odd="yes", flat="yes", kink="no") == []
    expect(page.locator(".verdict")).to_contain_text("No species is like this")
    holds(page, odd="yes", flat="yes", kink="no")
    answer(page, "kink").click()
    holds(page, odd="yes", flat="yes")


def header(page, key):
    return page.locator(f'#statistics thead th[data-key="{key}"]')


def test_three_presses_sort_and_return(index):
    page = index()
    gains = {one.slug: one.statistics().backward_gain for one in fieldguide.catalogue()}
    none = [slug for slug in SLUGS if not isinstance(gains[slug], float)]
    numbers = [slug for slug in SLUGS if slug not in none]
    press = header(page, "backward_gain").get_by_role("button")
    press.click()
    # Equal ones keep the catalogue's order, and what is absent stands last both ways.
    assert rows(page) == [*sorted(numbers, key=gains.get), *none]
    expect(header(page, "backward_gain")).to_have_attribute("aria-sort", "ascending")
    assert query(page) == "?sort=backward_gain"
    press.press("Enter")
    assert rows(page) == [*sorted(numbers, key=lambda s: -gains[s]), *none]
    expect(header(page, "backward_gain")).to_have_attribute("aria-sort", "descending")
    assert query(page) == "?sort=backward_gain&order=descending"
    press.press("Space")
    assert rows(page) == SLUGS
    assert page.locator("th[aria-sort]").count() == 0
    assert query(page) == ""
    assert none


def test_sorting_by_name_range_and_smoothness(index):
    page = index("?sort=name&order=descending")
    names = {one.slug: one.name.lower() for one in fieldguide.catalogue()}
    assert rows(page) == sorted(SLUGS, key=names.get, reverse=True)
    visit(page, "?sort=range")
    lows = {one.slug: one.statistics().range.low for one in fieldguide.catalogue()}
    assert rows(page) == sorted(SLUGS, key=lows.get)
    visit(page, "?sort=smoothness")
    assert rows(page)[0] == "step"


def test_the_key_and_the_table_share_the_address(index):
    page = index("?bounded=half&sort=mean")
    means = {one.slug: one.statistics().mean for one in fieldguide.catalogue()}
    assert rows(page) == sorted(fitting(bounded="half"), key=means.get)
    answer(page, "kink", "no").click()
    assert rows(page) == sorted(fitting(bounded="half", kink="no"), key=means.get)
    assert query(page) == "?bounded=half&kink=no&sort=mean"


def test_ticked_species_are_compared(index):
    page = index()
    link = page.locator(".chosen a")
    page.get_by_role("checkbox", name="Choose GELU to compare", exact=True).check()
    expect(link).to_be_hidden()
    page.get_by_role("checkbox", name="Choose Mish to compare").press("Space")
    expect(link).to_have_text("Compare the 2 chosen")
    assert link.get_attribute("href") == "../compare?show=gelu,mish"
    link.click()
    page.wait_for_url("**/compare?show=gelu,mish")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(index, width):
    page = index("?bonded=" + "y" * 200, width)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    region = page.get_by_role("region", name="Table of statistics")
    overflows = region.evaluate("(r) => r.scrollWidth > r.clientWidth")
    assert overflows == (width < 1000)
    if overflows:
        region.evaluate("(r) => r.scrollTo({ left: 300, behavior: 'instant' })")
        name = page.locator('#statistics tbody tr[data-slug="gelu"] th').bounding_box()
        assert name["x"] == pytest.approx(region.bounding_box()["x"], abs=1)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(index, width, scheme):
    page = index("", width, color_scheme=scheme, reduced_motion="reduce")
    clean(page)
    visit(page, "?falls=yes&kink=no&sort=mean&order=descending&bonded=1")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").nth(1).check()
    settle(page)
    clean(page)


def test_without_a_script_everything_shows_and_the_key_does_not(index):
    page = index(java_script_enabled=False)
    assert page.locator("#species > li").count() == len(SLUGS)
    for card in page.locator(".card").all():
        assert card.is_visible()
    expect(page.locator("#key")).to_be_hidden()
    assert page.get_by_role("checkbox").count() == 0
    expect(page.get_by_role("row")).to_have_count(len(SLUGS) + 1)


def test_targets_are_large_enough_for_a_finger(index):
    page = index(width=360, has_touch=True)
    small = page.locator(
        "#key label, #statistics :is(thead button, input), #start-over"
    ).evaluate_all(
        """(all) => all.map((e) => [e, e.getBoundingClientRect()]).filter(
            ([e, b]) => Math.min(b.width, b.height) < 24).map(([e]) => e.textContent || e.value)"""
    )
    assert small == []
