"""The presets of the lab bend: runs worth seeing."""

from fieldguide.labs.lab import Preset

PRESETS = (
    Preset(
        "spirals",
        "One line, five bends",
        "Two spirals and six networks that begin with the same weights. Without an activation "
        "a straight line is all there is. The five bends wind around the arms: GELU gets to "
        "95% first, sigmoid last.",
        {},
    ),
    Preset(
        "fence",
        "Three lines make a fence",
        "One layer of three units, and a disc to be cut out of a ring. Tanh and sigmoid close "
        "their three lines around the disc. ReLU leaves a side open, and so does no "
        "activation, which has one line.",
        {
            "dataset": "circles",
            "activations": "identity,sigmoid,tanh,relu",
            "layers": "1",
            "width": "3",
            "learning_rate": "0.05",
            "epochs": "200",
        },
    ),
    Preset(
        "too-fast",
        "Steps that are too long",
        "Plain gradient descent at a learning rate of 10. The networks without an activation "
        "and with leaky ReLU blow up, and the run says so. Tanh, ReLU and GELU end with one "
        "answer for every point. Sigmoid, whose slope is never above a quarter, learns.",
        {"dataset": "moons", "optimizer": "sgd", "learning_rate": "10", "epochs": "100"},
    ),
    Preset(
        "look-alikes",
        "Four of a kind",
        "GELU, SiLU, Mish and a typed formula, x tanh(exp x), are hard to tell apart on a "
        "chart. Here too: all four get to 95% within a dozen epochs of each other.",
        {"activations": "gelu,silu,mish,x*tanh(exp(x))", "epochs": "200"},
    ),
)
