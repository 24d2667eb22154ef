"""The plate of one gate, a function of two inputs."""

from fieldguide.activations import Gate
from fieldguide.guide.assembly import render


def gate_plate(gate: Gate) -> str:
    """Assemble `/species/SLUG` for a gate."""
    return render(
        "gate.html",
        root="../",
        here="species",
        script="gate",
        data={"data-species": gate.slug},
        gate=gate,
    )
