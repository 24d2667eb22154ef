"""The 95% intervals of the labs, beside SciPy's and by how often they hold."""

import numpy as np
import pytest
from scipy import stats

from fieldguide.labs.confidence_intervals import clustered, geometric, wilson


@pytest.mark.parametrize(("hits", "total"), [(0, 12), (1, 12), (7, 12), (12, 12), (872, 1000)])
def test_wilson_is_scipys(hits, total):
    found = wilson(hits, total)
    expected = stats.binomtest(hits, total).proportion_ci(0.95, method="wilson")
    assert found == pytest.approx((hits / total, expected.low, expected.high), abs=1e-12)


def test_geometric_is_students_interval_of_the_logs():
    values = np.exp([0.1, -3.0, 2.5, 1.0])
    logs = np.log(values)
    low, high = stats.t.interval(0.95, 3, loc=logs.mean(), scale=stats.sem(logs))
    expected = (np.exp(logs.mean()), np.exp(low), np.exp(high))
    assert geometric(values) == pytest.approx(expected, rel=1e-12)
    assert geometric(values * 1e-200).value == pytest.approx(expected[0] * 1e-200, rel=1e-12)


def test_what_has_no_interval_has_none():
    assert geometric([2.0])[0] == pytest.approx(2)
    assert np.isnan(geometric([2.0])[1:]).all()
    assert geometric([1.0, 0.0])[0] == 0
    assert np.isnan(geometric([1.0, 0.0])[1:]).all()
    assert np.isnan(geometric([1.0, np.inf])).all()
    assert np.isnan(geometric([1.0, np.nan])).all()


def test_networks_that_agree_count_all_their_units():
    assert clustered([0.25] * 8, 32) == pytest.approx(wilson(64, 256))
    assert clustered([0.0] * 8, 32) == wilson(0, 256)
    assert clustered([0.25], 32) == wilson(8, 32)


def test_networks_that_die_whole_count_once():
    # One dead of four: the design effect is 32 times what a mean of four leaves of it.
    found = clustered([1.0, 0.0, 0.0, 0.0], 32)
    effect = np.var([1, 0, 0, 0], ddof=1) / (0.25 * 0.75 / 32)
    assert found == pytest.approx(wilson(32 / effect, 128 / effect))
    assert found.high - found.low > 0.6


def test_units_that_die_together_are_held_as_often_as_said():
    random = np.random.default_rng(0)
    size, runs, truth = 32, 2000, 0.3
    held = {True: 0, False: 0}
    for _ in range(runs):
        shares = random.binomial(size, random.beta(3, 7, 16)) / size
        for known, found in ((True, clustered(shares, size)), (False, wilson(shares.sum(), 16))):
            low, high = found[1:] if known else wilson(shares.sum() * size, 16 * size)[1:]
            held[known] += low <= truth <= high
    # 16 networks estimate their own spread: somewhat less than 95% is what that gives.
    assert 0.90 < held[True] / runs < 0.98
    assert held[False] / runs < 0.75
