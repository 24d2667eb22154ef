"""Runs of the labs, as their figures take them."""

import json
from functools import cache

from fieldguide import labs

TYPED = "where(x<0,0.1*x,x)"
SMALL = {
    "bend": {"epochs": "3", "activations": f"relu,{TYPED}", "width": "4", "dataset": "moons"},
    "collapse": {"depth": "2", "activation": TYPED},
    "vanish": {"depth": "6", "width": "16", "seeds": "2", "activations": f"tanh,{TYPED}"},
    "die": {"steps": "20", "seeds": "1", "width": "4", "activations": f"relu,{TYPED}"},
}


def lines(name, **given):
    """The lines of a run, decoded."""
    lab = labs.get(name)
    return [json.loads(line) for line in labs.stream(lab, labs.read(lab, given.items()))]


@cache
def small(name):
    """A run of a moment."""
    return lines(name, **SMALL[name])


@cache
def diverged():
    """A run of bend in which one network of two has diverged."""
    given = {"optimizer": "sgd", "learning_rate": "10", "epochs": "9", "layers": "3"}
    return lines("bend", activations="identity,sigmoid", **given)
