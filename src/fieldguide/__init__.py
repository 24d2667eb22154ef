"""A field guide to activation functions."""

from fieldguide.activations import Activation as Activation
from fieldguide.activations import FormulaError as FormulaError
from fieldguide.activations import Parameter as Parameter
from fieldguide.activations import UnknownActivation as UnknownActivation
from fieldguide.activations import catalogue as catalogue
from fieldguide.activations import formula as formula
from fieldguide.activations import gelu as gelu
from fieldguide.activations import get as get
from fieldguide.activations import identity as identity
from fieldguide.activations import javascript as javascript
from fieldguide.activations import leaky_relu as leaky_relu
from fieldguide.activations import relu as relu
from fieldguide.activations import sigmoid as sigmoid
from fieldguide.activations import tanh as tanh
