"""The numbers of the text by a second route: mpmath, from formulas the library does not share."""

import re
from pathlib import Path

import mpmath
import pytest
from mpmath import mp, mpf

from fieldguide import guide
from fieldguide.guide import front_page
from fieldguide.guide.numbers import QUANTITIES, evaluate

TEXT = Path(guide.__file__).parent / "text"
SOURCES = {path.name: path.read_text("utf-8") for path in sorted(TEXT.glob("*.md"))}
EXPRESSIONS = sorted(
    {
        found.partition(":")[0].strip()
        for text in SOURCES.values()
        for found in re.findall(r"\{([^}]*)\}", text)
    }
)

VALUE = {
    "identity": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": lambda x: (mpmath.exp(2 * x) - 1) / (mpmath.exp(2 * x) + 1),
    "relu": lambda x: x if x > 0 else mpf(0),
    "leaky_relu": lambda x, negative_slope=0.01: x if x > 0 else mpf(negative_slope) * x,
    "gelu": lambda x: x * (1 + mpmath.erf(x / mpmath.sqrt(2))) / 2,
}
STEEPEST_AT = {"sigmoid": 0, "tanh": 0, "relu": 1, "gelu": mpmath.sqrt(2)}


def value(slug, x, **parameters):
    return VALUE[slug](mpf(x), **parameters)


def slope(slug, x, **parameters):
    return mpmath.diff(lambda z: VALUE[slug](z, **parameters), mpf(x))


def peak(slug):
    return abs(slope(slug, STEEPEST_AT[slug]))


def lowest_at(slug):
    return mpmath.findroot(lambda x: slope(slug, x), -0.75)


def flat_beyond(slug, fraction):
    return mpmath.findroot(lambda x: slope(slug, x) / peak(slug) - mpf(fraction), 2.5)


def gap_at(slug, other):
    return mpmath.findroot(lambda x: slope(slug, x) - slope(other, x), 0.7)


def settled(slug, weight):
    state = mpf("0.01")
    for _ in range(300):
        state = value(slug, mpf(weight) * state)
    return state


SECOND_ROUTE = {
    "fixed_point": settled,
    "flat_beyond": flat_beyond,
    "gap": lambda a, b: abs(value(a, gap_at(a, b)) - value(b, gap_at(a, b))),
    "gap_at": gap_at,
    "loop_slope": lambda a, w: mpmath.diff(lambda h: value(a, mpf(w) * h), settled(a, w)),
    "lowest": lambda a: value(a, lowest_at(a)),
    "lowest_at": lowest_at,
    "product": lambda a, depth: peak(a) ** mpf(depth),
    "relative_slope": lambda a, x: slope(a, x) / peak(a),
    # 1 - sigmoid = 1 / (1 + e^x) is half the float32 spacing 2^-24 below 1.
    "rounds_to_one": lambda _: mpmath.log(2**25 - 1),
    "slope": slope,
    "steepest": peak,
    "steepest_at": lambda a: STEEPEST_AT[a],
    "value": value,
}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mp.workdps(30):
        yield


def test_every_number_of_the_registry_has_a_second_route():
    assert set(SECOND_ROUTE) == set(QUANTITIES)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_number(expression):
    name, *words = expression.split()
    arguments = [word for word in words if "=" not in word]
    parameters = {k: mpf(v) for k, _, v in (w.partition("=") for w in words if "=" in w)}
    expected = SECOND_ROUTE[name](*arguments, **parameters)
    assert evaluate(expression) == pytest.approx(float(expected), rel=1e-10, abs=1e-15)


# What the literature and an earlier computation say, as the reader sees it.
@pytest.mark.parametrize(
    ("file", "expression", "shown"),
    [
        ("concept.md", "lowest gelu", "−0.1700"),
        ("why.md", "steepest sigmoid", "0.25"),
        ("why.md", "product sigmoid 10", "9.5\u00a0×\u00a010<sup>−7</sup>"),
        ("try.md", "slope sigmoid 4", "0.01766"),
        ("try.md", "relative_slope sigmoid 4", "7.1%"),
        ("try.md", "flat_beyond sigmoid 0.1", "3.637"),
        ("try.md", "slope relu -1", "0"),
        ("try.md", "slope leaky_relu -1 negative_slope=0.1", "0.1"),
        ("try.md", "value gelu 1", "0.8413"),
        ("try.md", "value tanh 1", "0.7616"),
        ("try.md", "value sigmoid 1", "0.7311"),
        ("examples.md", "flat_beyond tanh 0.1", "1.818"),
        ("examples.md", "gap gelu relu", "0.1700"),
        ("examples.md", "gap_at gelu relu", "0.7518"),
        ("examples.md", "steepest gelu", "1.129"),
        ("examples.md", "steepest_at gelu", "1.414"),
        ("examples.md", "rounds_to_one sigmoid", "17.33"),
        ("examples.md", "fixed_point tanh 1.5", "0.8586"),
    ],
)
def test_number_as_shown(file, expression, shown):
    assert re.search(rf"\{{{re.escape(expression)}( :\S+)?\}}", SOURCES[file])
    assert f'<data class="n" value="{evaluate(expression)!r}">{shown}</data>' in front_page()


def test_gelu_lies_between_relu_and_identity_only_left_of_zero():
    for x in (-6, -2, -0.75, -0.01):
        assert x < value("gelu", x) < value("relu", x)
    for x in (0.01, 0.75, 1, 2, 6):
        assert value("gelu", x) < value("relu", x) == value("identity", x)


def test_gelu_at_one_is_below_relu_and_above_tanh_and_sigmoid():
    assert value("relu", 1) > value("gelu", 1) > value("tanh", 1) > value("sigmoid", 1)


def test_tanh_is_the_scaled_sigmoid():
    for x in (-3, -0.2, 0.7, 5):
        assert mpmath.almosteq(value("tanh", x), 2 * value("sigmoid", 2 * x) - 1, 1e-25)


def test_sigmoid_is_the_shallowest_of_the_five():
    assert all(peak("sigmoid") < peak(slug) for slug in ("tanh", "relu", "gelu"))
