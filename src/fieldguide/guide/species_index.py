"""The index of the species: a page of silhouettes, a key to narrow them down, and a table."""

from functools import cache

from fieldguide.activations import catalogue, gates
from fieldguide.guide.assembly import render


@cache
def species_index() -> str:
    """Assemble `/species/`."""
    return render(
        "species_index.html",
        root="../",
        here="species",
        script="index",
        data={},
        species=catalogue(),
        gates=gates(),
    )
