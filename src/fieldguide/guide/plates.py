"""The plate of one species."""

from collections.abc import Mapping

from fieldguide.activations import get
from fieldguide.guide.assembly import render


def plate(slug: str, parameters: Mapping[str, float]) -> str:
    """Assemble `/species/SLUG`."""
    return render(
        "plate.html",
        root="../",
        here="species",
        script="plate",
        data={"data-species": slug},
        species=get(slug),
        parameters=parameters,
    )
