"""The guide: its text, and the pages assembled from it."""

from fieldguide.guide.comparison import comparison as comparison
from fieldguide.guide.gate_plates import gate_plate as gate_plate
from fieldguide.guide.page import not_found as not_found
from fieldguide.guide.page import page as page
from fieldguide.guide.plates import plate as plate
from fieldguide.guide.species_index import species_index as species_index
from fieldguide.guide.typed import TypedError as TypedError
from fieldguide.guide.typed import formula_answer as formula_answer
from fieldguide.guide.typed import formula_module as formula_module
from fieldguide.guide.typed import formula_page as formula_page
from fieldguide.guide.typed import formula_refused as formula_refused
from fieldguide.guide.typed import measured as measured
