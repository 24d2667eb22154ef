"""The index of the species: its traits, silhouettes, counts and table, by a second route."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from fieldguide.activations import catalogue, gates, get
from fieldguide.guide import species_index
from fieldguide.guide.identification_key import QUESTIONS, counts, traits
from fieldguide.guide.silhouettes import BOTTOM, LEFT, RIGHT, SLICES, TOP, UNIT, silhouette

GRID = np.linspace(-60, 60, 240_001)
SLUGS = [one.slug for one in catalogue()]


class _Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def tags():
    return _Tags(species_index()).found


def seen(one) -> dict[str, str]:
    """The traits as a reader with a ruler would find them, from values on a grid."""
    x, y = GRID, one(GRID)
    steps = np.diff(y)
    h = x[1] - x[0]
    slopes = steps / h
    jump = np.abs(steps).max() > 0.5
    # The slope's own steps: smooth ones shrink with the grid, a kink's does not.
    bends = np.abs(np.diff(slopes)).max() > 0.009
    last = [one(-1e9), one(-3e8)], [one(1e9), one(3e8)]
    level = []
    for far, near in last:
        if abs(far - near) > 1e-3 or one.slug == "sine":
            level.append("no")
        else:
            level.append("zero" if abs(far) < 1e-6 else "yes")
    turns = np.count_nonzero(np.diff(np.sign(steps[np.abs(steps) > 1e-12])))
    high, low = max(y.max(), one(1e9)) < 10, min(y.min(), one(-1e9)) > -10
    return {
        "bounded": {2: "yes", 1: "half", 0: "no"}[int(high) + int(low)],
        "left": level[0],
        "right": level[1],
        "kink": "jump" if jump else "yes" if bends else "no",
        "falls": "no" if turns == 0 else "yes" if turns == 1 else "often",
        "origin": "yes" if one(0.0) == 0 else "no",
        "steep": "yes" if np.abs(slopes).max() > 1.001 else "no",
        "odd": "yes"
        if np.allclose(y, -y[::-1], atol=1e-9) and one(0.0) == 0 and not jump
        else "no",
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_traits_are_what_a_ruler_finds(slug):
    found = traits(get(slug))
    expected = seen(get(slug))
    assert {key: found[key] for key in expected} == expected


def test_traits_of_stretches_and_repeats():
    found = {one.slug: traits(one) for one in catalogue()}
    still = {
        slug
        for slug in SLUGS
        if np.count_nonzero(get(slug).derivative(np.linspace(-9, 9, 1801)) == 0) > 50
    }
    assert {slug for slug in SLUGS if found[slug]["flat"] == "yes"} == still
    at = np.linspace(-3, 3, 61)
    # At the defaults sine's slope has the period 2 pi, snake's pi.
    again = {
        s
        for s in SLUGS
        if np.allclose(get(s).derivative(at + 2 * np.pi), get(s).derivative(at), atol=1e-12)
        and np.ptp(get(s).derivative(at)) > 1e-9
    }
    assert {slug for slug in SLUGS if found[slug]["repeats"] == "yes"} == again


def test_every_answer_is_one_of_the_question_and_is_given_by_some_species():
    all_traits = [traits(one) for one in catalogue()]
    for question in QUESTIONS:
        assert {one[question.key] for one in all_traits} == set(question.answers)


def test_counts_add_up():
    for answers in counts(traits(one) for one in catalogue()).values():
        assert sum(answers.values()) == len(SLUGS)


def test_every_plate_is_linked_once_and_in_order(tags):
    hrefs = [(a.get("href") or "").removeprefix("../species/") for tag, a in tags if tag == "a"]
    links = [href for href in hrefs if href.isidentifier()]
    cards = [a["data-slug"] for tag, a in tags if tag == "li" and "data-slug" in a]
    assert cards == [*SLUGS, *(gate.slug for gate in gates())]
    assert links == [*cards, *SLUGS]


def test_cards_carry_their_traits(tags):
    for tag, attributes in tags:
        if tag == "li" and attributes.get("data-slug") in SLUGS:
            carried = {q.key: attributes[f"data-{q.key}"] for q in QUESTIONS}
            assert carried == traits(get(attributes["data-slug"]))


def test_the_key_offers_every_answer_with_any_first(tags):
    radios = [(a["name"], a["value"]) for tag, a in tags if a.get("type") == "radio"]
    assert radios == [
        (question.key, value) for question in QUESTIONS for value in ("", *question.answers)
    ]


def corners(path: str) -> list[list[tuple[float, float]]]:
    return [
        [
            (float(x) / UNIT + LEFT, TOP - float(y) / UNIT)
            for x, y in (c.split(",") for c in p.split("L"))
        ]
        for p in path.split("M")[1:]
    ]


@pytest.mark.parametrize("one", [*catalogue(), *gates()], ids=lambda one: one.slug)
def test_silhouettes_follow_their_functions(one):
    drawn = silhouette(one)
    if one.slug in SLUGS:
        truths = [one, one.derivative]
    else:
        truths = [lambda a, b=b: one(a, b) for b in SLICES]
    paths = [*drawn.solid, *drawn.dotted]
    assert len(paths) == len(truths)
    for path, truth in zip(paths, truths, strict=True):
        pieces = corners(path)
        assert pieces[0][0][0] == LEFT
        assert pieces[-1][-1][0] == RIGHT
        for piece in pieces:
            px, py = np.array(piece).T
            at = np.linspace(px[0] + 1e-3, px[-1] - 1e-3, 997)
            true = np.array([truth(float(x)) for x in at])
            inside = (true > BOTTOM) & (true < TOP)
            # Within a fifth of a pixel, rounding to tenths included.
            off = np.abs(np.interp(at, px, py) - true)[inside]
            assert off.size == 0 or off.max() < 0.2 / UNIT


def test_the_table_sorts_by_what_it_shows(tags):
    statistics = {one.slug: one.statistics() for one in catalogue()}
    row = None
    found = 0
    for tag, attributes in tags:
        if tag == "tr":
            row = attributes.get("data-slug")
        wanted = {
            "mean": lambda s: s.mean,
            "variance": lambda s: s.variance,
            "forward_gain": lambda s: s.forward_gain,
            "backward_gain": lambda s: s.backward_gain,
            "lipschitz": lambda s: s.lipschitz,
        }.get(attributes.get("data-key"))
        if tag == "td" and wanted:
            value = wanted(statistics[row])
            assert attributes["data-sort"] == (str(value) if isinstance(value, float) else "")
            found += 1
    assert found == 5 * len(SLUGS)


def test_what_is_absent_has_a_note():
    text = species_index()
    letters = set(re.findall(r"none<sup>(\w)</sup>", text))
    assert letters == set(re.findall(r"<li><b>(\w)</b> ", text))
    assert letters
