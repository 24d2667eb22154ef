"""The presets of the lab vanish: runs worth seeing."""

from fieldguide.labs.lab import Preset

PRESETS = (
    Preset(
        "three-fates",
        "Three fates",
        "Twenty layers of three functions, with the same random numbers. Through sigmoid less "
        "than a trillionth of the gradient comes back, and its loss stays near 0.69, that of "
        "guessing. Through tanh a fifth comes back, through ReLU a thousandth, and both learn.",
        {},
    ),
    Preset(
        "sigmoid-thirty-deep",
        "Sigmoid, thirty deep",
        "Ten layers more. About 1e-19 of the gradient comes back through sigmoid, and it still "
        "guesses; of ReLU's some 3e-5 is left, and that is enough to learn from.",
        {"activations": "sigmoid,relu", "depth": "30"},
    ),
    Preset(
        "factor-of-two",
        "He's factor of two",
        "ReLU lets half of the signal's power through a layer, and half of the gradient's. "
        "Twice the weight variance makes up for that, which is the same as the square root of "
        "2 times ReLU: thirty layers keep both within a factor of two, where ReLU by itself "
        "leaves less than a ten-thousandth.",
        {"activations": "relu,sqrt(2)*relu(x)", "depth": "30"},
    ),
    Preset(
        "edge-of-chaos",
        "At the edge of chaos",
        "Each function has the weight variance at which gradients neither fade nor grow at a "
        "steady rate. Through fifty layers more than a hundredth comes back in each, and each "
        "loss falls.",
        {"activations": "tanh,relu,elu", "depth": "50", "width": "64", "init": "critical"},
    ),
)
