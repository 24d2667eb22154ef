"""The presets of the lab die: runs worth seeing."""

from fieldguide.labs.lab import Preset

PRESETS = (
    Preset(
        "too-high",
        "A learning rate too high",
        "Steps of 1. About a ninth of ReLU's units are dead at birth; a thousand steps later "
        "more than twice as many are. Some came back, but more died. Leaky ReLU and GELU have "
        "no flat piece to die on.",
        {},
    ),
    Preset(
        "a-tenth-of-it",
        "A tenth of it",
        "Steps of 0.1. ReLU's units still die, and about as many come back, since the layers "
        "below them go on moving: the dead share ends near where it began.",
        {"learning_rate": "0.1"},
    ),
    Preset(
        "leaky-escapes",
        "Leaky escapes",
        "Six layers, steps of 1. More than a third of ReLU's units are dead and its median "
        "network still guesses. Leaky ReLU slopes everywhere: none of its units is dead, and "
        "its median network has learned.",
        {"activations": "relu,leaky_relu", "depth": "6"},
    ),
    Preset(
        "born-dead",
        "Born dead",
        "Three units wide and nine layers deep, more than half of 5,000 random ReLU networks "
        "answer the same whatever the input, and training cannot mend that. Lu's bound says "
        "at most 70%.",
        {
            "activations": "relu,leaky_relu",
            "width": "3",
            "depth": "9",
            "learning_rate": "0.1",
        },
    ),
)
