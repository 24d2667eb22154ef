"""The guide: its text, and the pages assembled from it."""

from fieldguide.guide.comparison import comparison as comparison
from fieldguide.guide.gate_plates import gate_plate as gate_plate
from fieldguide.guide.page import not_found as not_found
from fieldguide.guide.page import page as page
from fieldguide.guide.plates import plate as plate
from fieldguide.guide.species_index import species_index as species_index
