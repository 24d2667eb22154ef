import re
from pathlib import Path

import pytest

from fieldguide import guide
from fieldguide.guide.references import Reference, references

TEXT = Path(guide.__file__).parent / "text"
CITED = set(re.findall(r"\[@(\w+)\]", "".join(p.read_text("utf-8") for p in TEXT.glob("*.md"))))


@pytest.mark.parametrize("work", references().values(), ids=lambda work: work.key)
def test_a_reference_is_whole(work):
    assert work.list in {"reading", "sources"}
    assert re.fullmatch(r"[a-z]+(19|20)\d\d", work.key)
    assert work.key.endswith(str(work.year))
    family = re.sub(r"\W", "", work.authors[0].split(",")[0]).lower()
    assert family.startswith(work.key.rstrip("0123456789"))
    assert all(", " in author for author in work.authors[:-1])
    assert work.title
    assert work.venue
    assert work.note.endswith(".")
    assert work.url.startswith("https://")
    arxiv = re.search(r"arXiv:(\d{4}\.\d{5})", work.venue)
    if arxiv and "arxiv.org" in work.url:
        assert work.url == f"https://arxiv.org/abs/{arxiv[1]}"


def test_no_address_is_given_twice():
    addresses = [work.url for work in references().values()]
    assert len(set(addresses)) == len(addresses)


def test_every_reference_is_cited_or_background_and_not_both():
    background = {work.key for work in references().values() if work.background}
    assert set(references()) - CITED == background
    assert all(references()[key].list == "reading" for key in background)


def test_further_reading_is_in_order_of_year():
    for kind in ("reading", "sources"):
        years = [work.year for work in references().values() if work.list == kind]
        assert years == sorted(years)


@pytest.mark.parametrize(
    ("authors", "label", "byline"),
    [
        (("Shazeer, Noam",), "Shazeer 2020", "Noam Shazeer"),
        (("OpenAI",), "OpenAI 2020", "OpenAI"),
        (("Glorot, X.", "Bengio, Y."), "Glorot & Bengio 2020", "X. Glorot and Y. Bengio"),
        (("A, B.", "C, D.", "others"), "A et al. 2020", "B. A, D. C and others"),
    ],
)
def test_labels_and_bylines(authors, label, byline):
    work = Reference("k2020", "reading", authors, 2020, "T", "V", "https://example.org", "N.")
    assert (work.label, work.byline) == (label, byline)
