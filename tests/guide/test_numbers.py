import math

import numpy as np
import pytest

from fieldguide.guide.numbers import NumberError, evaluate, show


@pytest.mark.parametrize(
    ("value", "spec", "shown"),
    [
        (0.8413447460685429, "", "0.8413"),
        (0.25, "", "0.25"),
        (1.0, "", "1"),
        (0.0, "", "0"),
        # Rounded digits keep their zeros: -0.16997 is not known to be -0.17.
        (-0.1699712, "", "−0.1700"),
        (-0.17, "", "−0.17"),
        (1234.5, "", "1234"),
        (17.32867951399863, ".4g", "17.33"),
        (4.5e-7, ".1e", "4.5\u00a0×\u00a010<sup>−7</sup>"),
        (2.0**-40, "", "9.095\u00a0×\u00a010<sup>−13</sup>"),
        (6.02214e23, ".2e", "6.02\u00a0×\u00a010<sup>23</sup>"),
        (0.07065, ".1%", "7.1%"),
        (0.5, ".3f", "0.500"),
    ],
)
def test_digits_shown(value, spec, shown):
    assert show(value, spec) == f'<data class="n" value="{value!r}">{shown}</data>'


@pytest.mark.parametrize("spec", ["4f", ".12f", ".4q", ">10", ".2%e"])
def test_an_unknown_format_is_refused(spec):
    with pytest.raises(NumberError, match=r"use :\.Nf, :\.Ng, :\.Ne or :\.N%"):
        show(1.0, spec)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("stepest sigmoid", 'no number "stepest"; nearest: steepest.*Choose from'),
        ("", "Choose from fixed_point"),
        ("__import__ os", "Choose from fixed_point"),
        ("slope sigmoid", '"slope" takes species, x; got sigmoid'),
        ("value sigmoid four", 'x is "four"; it must be a number'),
        ("value leaky_relu 1 negative_slope=small", 'negative_slope is "small"'),
        ("value leaky_relu 1 negative_slop=0.1", "negative_slope"),
        ("value leaky_relu 1 negative_slope=2", "negative_slope"),
        ("value sigmod 1", "sigmoid"),
        ("lowest sigmoid", "sigmoid attains no minimum"),
        ("flat_beyond relu 0.1", "relu has no flat tail on the right"),
        ("rounds_to_one tanh", "sigmoid alone"),
        ("value relu inf", "finite"),
    ],
)
def test_a_wrong_expression_gets_one_line_that_says_what_is_allowed(expression, message):
    with pytest.raises((ValueError, LookupError), match=message) as caught:
        evaluate(expression)
    assert "\n" not in str(caught.value)


def test_parameters_reach_the_function():
    assert evaluate("slope leaky_relu -1 negative_slope=0.2") == 0.2
    assert evaluate("value leaky_relu -3 negative_slope=0.5") == -1.5


def test_sigmoid_rounds_to_one_where_the_number_says():
    edge = evaluate("rounds_to_one sigmoid")
    for x, is_one in [(edge * (1 + 1e-9), True), (edge * (1 - 1e-9), False)]:
        assert (np.float32(1 / (1 + math.exp(-x))) == 1) == is_one
