"""Several species side by side."""

from collections.abc import Mapping, Sequence

from fieldguide.activations import Activation
from fieldguide.guide.assembly import render


def comparison(species: Sequence[Activation], parameters: Mapping[str, Mapping[str, float]]) -> str:
    """Assemble `/compare` for these species, each with its parameters by slug."""
    return render(
        "comparison.html",
        root="",
        here="compare",
        script="compare",
        data={"data-defaults": "show=gelu,silu,mish"},
        species=species,
        parameters=parameters,
    )
