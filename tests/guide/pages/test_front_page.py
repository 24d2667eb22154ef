"""The page as HTML: well formed, complete, and asking nothing of anyone else."""

import json
import re
from html.parser import HTMLParser
from importlib.metadata import version
from itertools import pairwise
from urllib.parse import unquote

import pytest

from fieldguide.analysis import gap, steepest
from fieldguide.guide import front_page, not_found
from fieldguide.guide.example_scores import logistic_scores
from fieldguide.guide.pages.front_page import LEAK, SPECIES, read_section
from fieldguide.guide.references import references
from fieldguide.guide.rendering import render
from fieldguide.labs import labs
from fieldguide.serve.pages import router

PAGES = {route.path for route in router.routes}
VOID = {"meta", "link", "br", "img", "input", "hr"}
# The children a paragraph may not have: a browser would close the paragraph before them.
BLOCKS = {"p", "div", "section", "figure", "table", "ol", "ul", "li", "h1", "h2", "h3", "article"}


class Document(HTMLParser):
    """Every element with its attributes and text; a tag out of place is an error."""

    def __init__(self, html):
        super().__init__()
        self.open, self.elements = [], []
        assert html.startswith("<!doctype html>\n")
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on <{tag}>"
        assert not (tag in BLOCKS and any(e["tag"] == "p" for e in self.open)), f"<{tag}> in <p>"
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, _):
        raise AssertionError(f"<{tag}/> is not HTML")

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()["tag"] == tag, f"</{tag}> out of place"

    def handle_data(self, data):
        assert not re.search(r"[{}]|\[@", data), f"unfilled: {data}"
        for element in self.open:
            element["text"] += data

    def all(self, *tags):
        return [element for element in self.elements if element["tag"] in tags]

    def one(self, tag):
        (element,) = self.all(tag)
        return element


@pytest.fixture(scope="module")
def guide():
    return Document(front_page())


def test_page_is_pure_and_cached():
    assert front_page() is front_page()
    assert front_page.__wrapped__() == front_page()


def test_ids_are_unique_and_every_fragment_resolves(guide):
    ids = [element["id"] for element in guide.elements if "id" in element]
    assert len(set(ids)) == len(ids)
    fragments = {a["href"][1:] for a in guide.all("a") if a["href"].startswith("#")}
    assert fragments <= set(ids)
    assert {"fig-1", "concept", "why", "try", "examples", "reading"} <= set(ids)


def test_headings_are_in_order(guide):
    levels = [int(heading["tag"][1]) for heading in guide.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [heading["text"] for heading in guide.all("h2")] == [
        "Try this",
        "The species",
        "The concept",
        "Why ML cares",
        "The playground",
        "Where you’ve seen this",
        "Further reading",
    ]


def test_prose_is_set_with_typographic_quotes_and_without_exclamation(guide):
    assert not re.search("['\"!]", guide.one("body")["text"])


def test_navigation_follows_the_order_of_the_page(guide):
    # The masthead leads to the species by their own page.
    ids = [element["id"] for element in guide.all("section") if element["id"] != "species"]
    named = [a["href"][1:] for a in guide.all("a") if a["href"].startswith("#") and a["text"]]
    assert [name for name in named if name in ids][: len(ids)] == ids


def test_figures_are_numbered_in_order_and_drawn_by_their_elements(guide):
    captions = [caption["text"] for caption in guide.all("figcaption")]
    numbers = [int(re.match(r"Fig\. (\d+)\. \S", caption)[1]) for caption in captions]
    drawn = [
        element.get("lab", element["tag"])
        for element in guide.elements
        if "-" in element["tag"] and element["tag"] != "try-step"
    ]
    assert drawn[:10] == [
        "activation-chart",
        "die",
        "collapse",
        "slope-product",
        "vanish",
        "bend",
        "slope-contrast",
        "gelu-gap",
        "score-threshold",
        "tanh-loop",
    ]
    players = [player["lab"] for player in guide.all("lab-player")]
    assert sorted(players) == sorted(lab.name for lab in labs())
    assert {*drawn[10:]} <= {*players}
    assert numbers == [*range(1, len(drawn) + 1)]
    for number in numbers[1:]:
        assert f"fig-{number}" in {figure.get("id") for figure in guide.all("figure")}


def test_elements_carry_what_the_library_computes(guide):
    peaks = {a.slug: abs(steepest(a).value) for a in SPECIES}
    assert json.loads(guide.one("slope-product")["peaks"]) == peaks
    by_slug = {a.slug: a for a in SPECIES}
    widest = gap(by_slug["gelu"], by_slug["relu"])
    assert json.loads(guide.one("gelu-gap")["widest"]) == {"x": widest.x, "value": widest.value}
    scores = json.loads(guide.one("score-threshold")["scores"])
    assert tuple(scores["positive"]) == logistic_scores().positive
    assert tuple(scores["negative"]) == logistic_scores().negative


def test_steps_carry_their_state_and_what_to_see(guide):
    steps = guide.all("try-step")
    assert [step["set"] for step in steps] == [step.state for step in read_section("try")]
    assert len([div for div in guide.all("div") if div.get("class") == "see" and div["text"]]) == 3


def test_without_script_there_is_a_table_of_every_species(guide):
    names = [th["text"] for th in guide.all("th") if th.get("scope") == "rowgroup"]
    assert names == [activation.name for activation in SPECIES]
    cells = {float(number["value"]) for number in guide.all("data")}
    for activation in SPECIES:
        leak = {"negative_slope": LEAK} if activation.slug == "leaky_relu" else {}
        for x in (-2.0, -1.0, 0.0, 1.0, 2.0):
            assert activation(x, **leak) in cells
            assert activation.at(**leak).derivative(x) in cells
    assert len(guide.all("td")) == len(names) * 10


def test_nothing_is_inline_and_nothing_is_asked_of_another_host(guide):
    for element in guide.elements:
        assert "style" not in element
        assert not [name for name in element if name.startswith("on")]
        for name in ("src", "href"):
            if element["tag"] != "a" and name in element:
                assert re.match(r"static/|activations\.js$|data:image/svg\+xml,", element[name])
    assert guide.all("style") == []
    assert [(s["type"], s["src"], s["text"]) for s in guide.all("script")] == [
        ("module", "static/guide.js", "")
    ]
    for a in guide.all("a"):
        if a["href"].startswith("https://"):
            assert a["rel"] == "noreferrer"
        else:
            assert re.match(r"#|static/|\./$|species/\w*$", a["href"]) or f"/{a['href']}" in PAGES


def test_head(guide):
    themes = {m["content"] for m in guide.all("meta") if m.get("name") == "theme-color"}
    assert themes == {"#f7f2e8", "#17150f"}
    links = {(link["rel"], link["href"]) for link in guide.all("link")}
    (icon,) = [link for link in links if link[0] == "icon"]
    drawn = unquote(icon[1].removeprefix("data:image/svg+xml,"))
    assert drawn == render("favicon.svg")
    assert links - {icon} == {
        ("modulepreload", "activations.js"),
        ("preload", "static/fonts/newsreader-400-italic.woff2"),
        ("preload", "static/fonts/newsreader-400.woff2"),
        ("preload", "static/fonts/plex-mono-400.woff2"),
        ("stylesheet", "static/guide.css"),
    }


def test_references_are_listed_and_linked(guide):
    listed = [li["id"][4:] for li in guide.all("li") if "id" in li]
    assert listed == list(references())
    targets = {a["href"] for a in guide.all("a")}
    assert {work.url for work in references().values()} <= targets


def test_footer_states_version_and_licenses(guide):
    footer = guide.one("footer")["text"]
    assert f"fieldguide {version('fieldguide')}" in footer
    assert "MIT" in footer
    assert "Open Font License" in footer


def test_not_found_escapes_the_path_and_leads_back():
    html = not_found("/labs/<script>alert(1)</script>&'\"")
    missing = Document(html)
    assert missing.one("code")["text"] == "/labs/<script>alert(1)</script>&'\""
    assert missing.all("script") == []
    assert {"/", "/species/", "/compare"} < {a["href"] for a in missing.all("a")}
    assert all(re.match("/static/|data:", link["href"]) for link in missing.all("link"))
