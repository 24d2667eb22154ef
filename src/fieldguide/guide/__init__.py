"""The guide: its text, and the pages assembled from it."""

from fieldguide.guide.formula_queries import FormulaQueryError as FormulaQueryError
from fieldguide.guide.formula_queries import formula_description as formula_description
from fieldguide.guide.formula_queries import formula_module as formula_module
from fieldguide.guide.formula_queries import read_formula as read_formula
from fieldguide.guide.markdown import TextError as TextError
from fieldguide.guide.pages import COMPARED_FIRST as COMPARED_FIRST
from fieldguide.guide.pages import comparison as comparison
from fieldguide.guide.pages import formula_plate as formula_plate
from fieldguide.guide.pages import formula_refusal as formula_refusal
from fieldguide.guide.pages import front_page as front_page
from fieldguide.guide.pages import gate_plate as gate_plate
from fieldguide.guide.pages import not_found as not_found
from fieldguide.guide.pages import plate as plate
from fieldguide.guide.pages import species_index as species_index
