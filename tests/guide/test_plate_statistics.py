import math
import re

import pytest
from scipy.integrate import quad
from scipy.stats import norm

from fieldguide import catalogue, formula, get
from fieldguide.guide.plate_statistics import GROUPS, KEYS_OF_TABLE, facts

KEYS = [key for keys in GROUPS.values() for key in keys]
BOUNDS = [
    (activation, {parameter.name: bound})
    for activation in catalogue()
    for parameter in activation.parameters
    for bound in (parameter.low, parameter.high)
]


def words(html):
    """What is read, without the marks of HTML."""
    plain = re.sub(r"<sup>(.*?)</sup>", r"^\1", html)
    return re.sub(r"<[^>]+>", "", plain).replace("&lt;", "<").replace("\u00a0", " ")


def read(activation):
    return {fact.key: words(fact.html) for fact in facts(activation)}


def number(activation, key):
    (found,) = [fact for fact in facts(activation) if fact.key == key]
    return found.sort


@pytest.mark.parametrize(
    ("activation", "parameters"),
    [(activation, {}) for activation in catalogue()] + BOUNDS,
    ids=lambda one: getattr(one, "slug", None) or str(one),
)
def test_every_species_has_every_fact(activation, parameters):
    found = facts(activation.at(**parameters))
    assert [fact.key for fact in found] == KEYS
    assert len({fact.label for fact in found}) == len(found)
    for fact in found:
        assert fact.html, fact.key
        assert not re.search(r"\b(nan|inf|None|Absent|chi)\b|\^2|'", words(fact.html)), fact
        # Every number carries its full precision, but those in words of the library.
        bare = re.sub(r"<data.*?</data>|<sup>\d</sup>|\(as far as .*\)", "", fact.html)
        assert bare.startswith("none: ") or not re.search(r"\d", bare), fact
        assert "−0<" not in fact.html
        assert fact.sort is None or isinstance(fact.sort, float | str)
        assert fact.sort is None or fact.sort == fact.sort, "NaN sorts nowhere"


def test_the_tables_keys_exist():
    assert set(KEYS_OF_TABLE) <= set(KEYS)
    assert len(KEYS) == len(set(KEYS))


def test_gelu_in_words():
    said = read(get("gelu"))
    assert said["range"] == "[−0.1700, ∞)"
    assert said["monotone"] == "no, it rises and falls"
    assert said["smoothness"] == "C^∞: none of the first five derivatives jumps"
    assert said["roots"] == "x = 0"
    assert said["extrema"] == "minimum −0.1700 at x = −0.7518"
    assert said["largest_slope"] == "1.129 at x = 1.414"
    assert said["left_limit"] == "0"
    assert said["right_limit"] == "∞"
    assert said["right_asymptote"] == "y = x"
    assert said["critical"] == "none: no weight variance is critical at bias variance 0"


@pytest.mark.parametrize(
    ("slug", "key", "expected"),
    [
        ("relu", "range", "[0, ∞)"),
        ("relu", "roots", "0 up to x = 0"),
        ("relu", "largest_slope", "1 beside the kink at x = 0"),
        ("relu", "flat_share", "50%"),
        ("relu", "saturation_10", "up to x = 0"),
        ("step", "smoothness", "discontinuous"),
        ("step", "lipschitz", "none: f jumps at 0"),
        ("step", "backward_gain", "none: f jumps at 0, so E[f′²] is infinite"),
        ("step", "critical", "none: f jumps at 0, so E[f′²] is infinite and so is χ"),
        ("softplus", "largest_slope", "1, approached as x → ∞"),
        ("softplus", "range", "(0, ∞)"),
        ("squared_relu", "lipschitz", "none: the slope grows without bound"),
        ("squared_relu", "smoothness", "C^1: the second derivative jumps"),
        ("identity", "largest_slope", "1 everywhere"),
        ("identity", "saturation_10", "nowhere"),
        ("hardtanh", "kinks", "x = −1, x = 1"),
        ("hardtanh", "monotone", "increasing, with flat stretches"),
        ("hardsigmoid", "extrema", "minimum 0 up to x = −3, maximum 1 from x = 3 on"),
        ("hardsigmoid", "flat_share", "0.27%"),
        ("sigmoid", "saturation_1", "up to x = −5.986, from x = 5.986 on"),
        ("sine", "roots", "x = 0, x = 3.142, and so on without end"),
        ("sine", "period", "6.283"),
        ("sine", "left_limit", "none: f has no limit: it oscillates"),
        ("snake", "period", "none, but the slope repeats every 3.142"),
        ("tanh", "critical_with_bias", "1.761"),
    ],
)
def test_facts_in_words(slug, key, expected):
    assert read(get(slug))[key] == expected


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("x + 2 * sin(x)", "roots", "x = 0"),
        ("2 + sin(x)", "roots", "none"),
        ("abs(sin(x))", "kinks", "x = 0, and so on without end"),
        ("x * sin(x)", "roots", "x = −6.283, x = −3.142, x = 0, x = 3.142, and so on without end"),
        ("(x-1)*(x-2)*(x-3)*(x-4)*(x-5)", "roots", "x = 1, x = 2, x = 3, x = 4, and 1 more"),
        ("-1.5 * abs(x) + 0.25", "left_asymptote", "y = 1.5 x + 0.25"),
        ("-1.5 * abs(x) - 0.25", "right_asymptote", "y = −1.5 x − 0.25"),
        ("-x", "left_asymptote", "y = −x"),
        ("3", "centred_gain", "none: Var f is 0: no weights make up for it"),
    ],
)
def test_facts_of_typed_formulas_in_words(text, key, expected):
    assert read(formula(text))[key] == expected


def test_what_oscillates_out_of_sight_says_how_far_was_seen():
    said = read(formula("x * sin(x)"))
    assert said["lipschitz"].endswith("(as far as seen, from x = −30 to 30)")
    assert "seen" not in read(get("sine"))["lipschitz"]


@pytest.mark.parametrize("slug", ["gelu", "leaky_relu", "elu", "sine"])
def test_moments_by_quadrature(slug):
    activation = get(slug)

    def expectation(function):
        return sum(
            quad(lambda z: function(z) * norm.pdf(z), a, b, epsabs=1e-13)[0]
            for a, b in [(-12, 0), (0, 12)]
        )

    mean, square = expectation(activation), expectation(lambda z: activation(z) ** 2)
    slope = expectation(lambda z: activation.derivative(z) ** 2)
    found = {fact.key: fact.sort for fact in facts(activation)}
    assert found["mean"] == pytest.approx(mean, abs=1e-10)
    assert found["forward_gain"] == pytest.approx(square**-0.5, rel=1e-9)
    assert found["centred_gain"] == pytest.approx((square - mean**2) ** -0.5, rel=1e-9)
    assert found["backward_gain"] == pytest.approx(slope**-0.5, rel=1e-9)


def test_sorts_are_the_numbers():
    assert number(get("relu"), "forward_gain") == pytest.approx(math.sqrt(2), rel=1e-10)
    assert number(get("logsigmoid"), "range") == -math.inf
    assert number(get("step"), "lipschitz") is None
    order = [number(get(slug), "smoothness") for slug in ("step", "relu", "elu", "gelu")]
    assert order == [-1.0, 0.0, 1.0, math.inf]


def test_parameters_count_and_defaults_are_one_answer():
    leaky = get("leaky_relu")
    assert facts(leaky) is facts(leaky.at(negative_slope=0.01))
    assert read(leaky.at(negative_slope=0.5))["left_asymptote"] == "y = 0.5 x"
    with pytest.raises(ValueError, match="finite from -30 to 30"):
        facts(formula("log(x)"))
