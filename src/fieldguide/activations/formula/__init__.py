"""Typed formulas: the language, its parser, exact calculus, printing, and where digits are lost."""

from fieldguide.activations.formula.errors import FormulaError as FormulaError
from fieldguide.activations.formula.limits import MOST_CHARACTERS as MOST_CHARACTERS
from fieldguide.activations.formula.lost_digits import Weakness as Weakness
from fieldguide.activations.formula.lost_digits import fragile as fragile
from fieldguide.activations.formula.parser import cost as cost
from fieldguide.activations.formula.parser import parse as parse
from fieldguide.activations.formula.printing import latex as latex
from fieldguide.activations.formula.printing import mathml as mathml
from fieldguide.activations.formula.typed_formula import formula as formula
