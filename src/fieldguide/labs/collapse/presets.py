"""The presets of the lab collapse: runs worth seeing."""

from fieldguide.labs.lab import Preset

PRESETS = (
    Preset(
        "eight",
        "One matrix for eight layers",
        "Eight random layers with nothing between them make a parallelogram, and one matrix "
        "makes the same one. With tanh in each of them they bend the grid. Trained on circles, "
        "the first stays a line; the second closes around the disc.",
        {},
    ),
    Preset(
        "fifty",
        "One matrix for fifty",
        "Depth buys nothing without a bend: fifty layers and one matrix put every point of the "
        "grid in the same place, to the rounding of the computer's numbers.",
        {"depth": "50"},
    ),
    Preset(
        "creases",
        "Straight creases",
        "ReLU folds along straight lines: whatever is below zero is laid flat onto an edge. "
        "After eight layers more than half of the points have fallen together with others; "
        "without an activation none ever do.",
        {"activation": "relu", "seed": "2"},
    ),
    Preset(
        "too-deep",
        "A bend is not enough",
        "Thirty layers of ReLU, eight units wide, train to one answer for every point, and get "
        "fewer right than the straight line does.",
        {"depth": "30", "activation": "relu"},
    ),
)
