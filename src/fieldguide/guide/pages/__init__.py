"""The pages of the guide, each assembled into a complete HTML document."""

from fieldguide.guide.pages.comparison import COMPARED_FIRST as COMPARED_FIRST
from fieldguide.guide.pages.comparison import comparison as comparison
from fieldguide.guide.pages.formula_plate import formula_plate as formula_plate
from fieldguide.guide.pages.formula_plate import formula_refusal as formula_refusal
from fieldguide.guide.pages.front_page import front_page as front_page
from fieldguide.guide.pages.gate_plate import gate_plate as gate_plate
from fieldguide.guide.pages.not_found import not_found as not_found
from fieldguide.guide.pages.plate import plate as plate
from fieldguide.guide.pages.species_index import species_index as species_index
