import math

import mpmath
import pytest

from fieldguide.guide.example_scores import logistic_scores


def density(x, mean, variance):
    return math.exp(-((x - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)


@pytest.mark.parametrize("mean", [0.5, 2.0, 3.0])
@pytest.mark.parametrize("score", [-5.0, -0.3, 0.0, 1.0, 4.2])
def test_sigmoid_is_the_posterior_by_bayes_rule(mean, score):
    positive = density(score, mean, 2 * mean)
    negative = density(score, -mean, 2 * mean)
    sigmoid = 1 / (1 + math.exp(-score))
    assert positive / (positive + negative) == pytest.approx(sigmoid, rel=1e-12)


def test_scores_stand_at_evenly_spaced_quantiles():
    scores = logistic_scores()
    assert len(scores.positive) == len(scores.negative) == 30
    assert scores.positive == tuple(sorted(scores.positive))
    for i, (negative, positive) in enumerate(zip(scores.negative, scores.positive, strict=True)):
        assert float(mpmath.ncdf(positive, 2, 2)) == pytest.approx((i + 0.5) / 30, rel=1e-12)
        assert float(mpmath.ncdf(negative, -2, 2)) == pytest.approx((i + 0.5) / 30, rel=1e-12)


def test_the_classes_mirror_each_other():
    scores = logistic_scores(7, 1.5)
    assert scores.negative == tuple(-x for x in reversed(scores.positive))
