"""The guide: its text, and the pages assembled from it."""

from fieldguide.guide.pages.comparison import comparison as comparison
from fieldguide.guide.pages.front_page import not_found as not_found
from fieldguide.guide.pages.front_page import page as page
from fieldguide.guide.pages.gate_plate import gate_plate as gate_plate
from fieldguide.guide.pages.plate import plate as plate
from fieldguide.guide.pages.species_index import species_index as species_index
from fieldguide.guide.pages.typed_formula import TypedError as TypedError
from fieldguide.guide.pages.typed_formula import formula_answer as formula_answer
from fieldguide.guide.pages.typed_formula import formula_module as formula_module
from fieldguide.guide.pages.typed_formula import formula_page as formula_page
from fieldguide.guide.pages.typed_formula import formula_refused as formula_refused
