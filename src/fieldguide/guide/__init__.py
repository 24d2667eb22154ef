"""The guide: its text, and the page assembled from it."""

from fieldguide.guide.page import not_found as not_found
from fieldguide.guide.page import page as page
