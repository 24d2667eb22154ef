"""What can be computed about an activation: its field marks, and its repetition."""

from fieldguide.analysis._marks import flat_intervals as flat_intervals
from fieldguide.analysis._marks import gap as gap
from fieldguide.analysis._marks import lowest as lowest
from fieldguide.analysis._marks import steepest as steepest
from fieldguide.analysis._repetition import fixed_point as fixed_point
from fieldguide.analysis._search import Point as Point
