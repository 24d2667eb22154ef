"""The references of the guide, read from text/references.toml, and links to what is cited."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from fieldguide.guide.rendering import FOLDER


@dataclass(frozen=True)
class Reference:
    """A work the guide cites or recommends.

    authors are "family, given"; a group stands under its one name; "others" ends a list cut
    short. list is "reading" or "sources"; background marks a work that no sentence cites.
    """

    key: str
    list: str
    authors: tuple[str, ...]
    year: int
    title: str
    venue: str
    url: str
    note: str
    background: bool = False

    @property
    def label(self) -> str:
        """What a citation shows: Shazeer 2020, Hendrycks & Gimpel 2016, Lu et al. 2019."""
        families = [author.partition(",")[0] for author in self.authors]
        names = f"{families[0]} et al." if len(families) > 2 else " & ".join(families)
        return f"{names} {self.year}"

    @property
    def byline(self) -> str:
        """The authors as a list of references sets them, given names first."""
        names = [" ".join(reversed(author.split(", "))) for author in self.authors]
        *first, last = names
        return f"{', '.join(first)} and {last}" if first else last


def linked_citation(citation: str) -> Markup:
    """A citation in HTML, its arXiv numbers as links."""
    link = Markup(r'<a href="https://arxiv.org/abs/\1" rel="noreferrer">arXiv:\1</a>')
    return Markup(re.sub(r"arXiv:(\d{4}\.\d{5})", link, str(escape(citation))))  # noqa: S704


@cache
def references() -> dict[str, Reference]:
    """Read every reference, by key, in the order printed."""
    entries = tomllib.loads((FOLDER / "text" / "references.toml").read_text("utf-8"))
    return {
        key: Reference(key, **entry | {"authors": tuple(entry["authors"])})
        for key, entry in entries.items()
    }
