"""Activation functions: exact values and slopes, for every kind of array, and in JavaScript."""

from fieldguide.activations._catalogue import UnknownActivation as UnknownActivation
from fieldguide.activations._catalogue import catalogue as catalogue
from fieldguide.activations._catalogue import get as get
from fieldguide.activations._formula import formula as formula
from fieldguide.activations._formula_fragile import Weakness as Weakness
from fieldguide.activations._formula_fragile import fragile as fragile
from fieldguide.activations._formula_printing import latex as latex
from fieldguide.activations._formula_printing import mathml as mathml
from fieldguide.activations._formula_tokens import FormulaError as FormulaError
from fieldguide.activations._javascript import javascript as javascript
from fieldguide.activations._linear import identity as identity
from fieldguide.activations._record import Activation as Activation
from fieldguide.activations._record import Parameter as Parameter
from fieldguide.activations._rectifiers import leaky_relu as leaky_relu
from fieldguide.activations._rectifiers import relu as relu
from fieldguide.activations._sigmoidal import sigmoid as sigmoid
from fieldguide.activations._sigmoidal import tanh as tanh
from fieldguide.activations._smooth_rectifiers import gelu as gelu
