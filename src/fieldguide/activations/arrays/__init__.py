"""Definitions computed for floats, lists, and the arrays of NumPy, PyTorch and JAX."""

from fieldguide.activations.arrays.dispatch import evaluate as evaluate
from fieldguide.activations.arrays.dispatch import evaluate_pair as evaluate_pair
from fieldguide.activations.arrays.namespace import Definition as Definition
from fieldguide.activations.arrays.numpy import NUMPY as NUMPY
