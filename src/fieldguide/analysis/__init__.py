"""What can be computed about an activation: its vital statistics, gains and repetition."""

from fieldguide.analysis._absent import Absent as Absent
from fieldguide.analysis._limits import Asymptote as Asymptote
from fieldguide.analysis._marks import flat_intervals as flat_intervals
from fieldguide.analysis._marks import gap as gap
from fieldguide.analysis._marks import lowest as lowest
from fieldguide.analysis._marks import steepest as steepest
from fieldguide.analysis._meanfield import EdgePoint as EdgePoint
from fieldguide.analysis._meanfield import chi as chi
from fieldguide.analysis._meanfield import correlation_depth as correlation_depth
from fieldguide.analysis._meanfield import critical_weight_variance as critical_weight_variance
from fieldguide.analysis._meanfield import edge_of_chaos as edge_of_chaos
from fieldguide.analysis._meanfield import variance_fixed_point as variance_fixed_point
from fieldguide.analysis._meanfield import variance_map as variance_map
from fieldguide.analysis._moments import flat_share as flat_share
from fieldguide.analysis._moments import gain as gain
from fieldguide.analysis._moments import mean as mean
from fieldguide.analysis._moments import mean_square as mean_square
from fieldguide.analysis._moments import mean_square_slope as mean_square_slope
from fieldguide.analysis._moments import output_variance as output_variance
from fieldguide.analysis._repetition import fixed_point as fixed_point
from fieldguide.analysis._search import Point as Point
from fieldguide.analysis._shape import Extremum as Extremum
from fieldguide.analysis._shape import Range as Range
from fieldguide.analysis._statistics import Statistics as Statistics
from fieldguide.analysis._statistics import statistics as statistics
