"""What can be computed about an activation: its vital statistics, gains and repetition."""

from fieldguide.analysis.absent import Absent as Absent
from fieldguide.analysis.field_marks import flat_intervals as flat_intervals
from fieldguide.analysis.field_marks import gap as gap
from fieldguide.analysis.field_marks import lowest as lowest
from fieldguide.analysis.field_marks import steepest as steepest
from fieldguide.analysis.fixed_points import fixed_point as fixed_point
from fieldguide.analysis.limits import Asymptote as Asymptote
from fieldguide.analysis.mean_field import EdgePoint as EdgePoint
from fieldguide.analysis.mean_field import chi as chi
from fieldguide.analysis.mean_field import correlation_depth as correlation_depth
from fieldguide.analysis.mean_field import critical_weight_variance as critical_weight_variance
from fieldguide.analysis.mean_field import edge_of_chaos as edge_of_chaos
from fieldguide.analysis.mean_field import variance_fixed_point as variance_fixed_point
from fieldguide.analysis.mean_field import variance_map as variance_map
from fieldguide.analysis.moments import flat_share as flat_share
from fieldguide.analysis.moments import gain as gain
from fieldguide.analysis.moments import mean as mean
from fieldguide.analysis.moments import mean_square as mean_square
from fieldguide.analysis.moments import mean_square_slope as mean_square_slope
from fieldguide.analysis.moments import output_variance as output_variance
from fieldguide.analysis.root_finding import Point as Point
from fieldguide.analysis.shape import Extremum as Extremum
from fieldguide.analysis.shape import Range as Range
from fieldguide.analysis.vital_statistics import Statistics as Statistics
from fieldguide.analysis.vital_statistics import statistics as statistics
