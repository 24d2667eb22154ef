"""The emitted module in a real Chromium, beside Python and the 50-digit reference."""

import json
import math
import struct

import numpy as np
import pytest

from fieldguide import catalogue, gelu, javascript, relu
from fieldguide.activations.javascript.arrow_functions import arrow
from tests.activations.table import CASES, case_id, ends, misses, near_root, points

FIELDS = ("slug", "name", "family", "formula", "parameters", "kinks", "year", "citation")


@pytest.fixture(scope="module")
def page(chromium):
    """A page that has imported the module as ``window.guide``."""
    page = chromium.new_page()
    source = json.dumps(javascript())
    page.evaluate(
        f"""async () => {{
          const url = URL.createObjectURL(new Blob([{source}], {{ type: "text/javascript" }}));
          window.guide = await import(url);
        }}"""
    )
    yield page
    page.close()


def run(page, case, which, xs):
    """The function at xs. Numbers travel as hexadecimal bits: JSON has no -0, NaN or infinity."""
    bits = page.evaluate(
        """([slug, which, parameters, bits]) => {
          const view = new DataView(new ArrayBuffer(8));
          const f = window.guide[slug][which];
          return bits.map((b) => {
            view.setBigUint64(0, BigInt("0x" + b));
            view.setFloat64(0, f(view.getFloat64(0), parameters));
            return view.getBigUint64(0).toString(16).padStart(16, "0");
          });
        }""",
        [
            case.slug,
            "derivative" if which == "slope" else which,
            case.values,
            [struct.pack(">d", x).hex() for x in xs],
        ],
    )
    return [struct.unpack(">d", bytes.fromhex(b))[0] for b in bits]


@pytest.mark.parametrize("which", ["value", "slope"])
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_true_value(page, case, which):
    got = run(page, case, which, points("float64"))
    assert misses(case, got, which, "float64", 20) == []


@pytest.mark.parametrize("which", ["value", "slope"])
@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_beside_python_at_ten_thousand_points(page, case, which):
    """Python is within 10 units of the true value, so 10 units beside it are at most 20."""
    random = np.random.default_rng(20160627)
    sizes = 2.0 ** random.uniform(-1074, 1024, 3000) * random.choice([-1, 1], 3000)
    extremes = np.array(points("float64"))
    middle = random.uniform(-45, 45, 10_000 - 3000 - len(extremes))
    x = np.concatenate([sizes, extremes, middle])
    function = case if which == "value" else case.derivative
    expected = function(x)
    got = np.array(run(page, case, which, x.tolist()))
    assert got.shape == (10_000,)
    # An overflow, or a wave whose argument overflows.
    finite = np.isfinite(expected)
    np.testing.assert_array_equal(got[~finite], expected[~finite])
    x, got, expected = x[finite], got[finite], expected[finite]
    allowed = 10 * np.spacing(np.minimum(np.abs(expected), 1e307))
    if which == "slope":
        allowed[[near_root(case, at) for at in x]] = 2.0**-50 * max([1, *case.present])
    assert x[~(np.abs(got - expected) <= allowed)].tolist() == []


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_limits_and_nan(page, case):
    for index, which in enumerate(["value", "slope"]):
        got = run(page, case, which, [-math.inf, math.inf, math.nan])
        np.testing.assert_array_equal(got[:2], [end[index] for end in ends(case)])
        assert math.isnan(got[2])


def test_records(page):
    seen = page.evaluate(
        "(fields) => guide.catalogue.map((a) => Object.fromEntries(fields.map((f) => [f, a[f]])))",
        list(FIELDS),
    )
    for record, activation in zip(seen, catalogue(), strict=True):
        assert tuple(record["kinks"]) == activation.kinks
        for mirrored, parameter in zip(record["parameters"], activation.parameters, strict=True):
            assert mirrored == {name: getattr(parameter, name) for name in mirrored}
            assert list(mirrored) == ["name", "default", "low", "high", "meaning"]
        for field in set(FIELDS) - {"kinks", "parameters"}:
            assert record[field] == getattr(activation, field)
    assert page.evaluate("guide.catalogue.every((a) => guide[a.slug] === a && Object.isFrozen(a))")


def test_default_parameters(page):
    got = page.evaluate("guide.catalogue.map((a) => [a.value(-2), a.derivative(-2, {})])")
    expected = [[activation(-2), activation.derivative(-2)] for activation in catalogue()]
    np.testing.assert_allclose(got, expected, rtol=1e-15)


def test_a_choice_of_activations():
    text = javascript([relu])
    assert "export const relu =" in text
    assert "export const catalogue = Object.freeze([relu]);" in text
    assert "erfcx" not in text
    assert "gelu" not in text
    assert "const erfcx = (t) =>" in javascript([gelu])
    assert javascript() == javascript(catalogue())
    assert "import" not in javascript()


@pytest.mark.parametrize(
    ("definition", "text"),
    [
        (lambda x, _: x - (x - 1.0), "x - (x - 1)"),
        (lambda x, _: (x - x) - 1.0, "x - x - 1"),
        (lambda x, _: x / (2.0 * x), "x / (2 * x)"),
        (lambda x, _: -(x + 1.0), "-(x + 1)"),
        (lambda x, _: -(-x), "-(-x)"),  # noqa: B002
        (lambda x, _: 1.0 - x * -2.5, "1 - x * -2.5"),
        (lambda x, _: (x + 1.0) * x, "(x + 1) * x"),
        (lambda x, xp: xp.where(x >= 0, x, -x) + 1.0, "(x >= 0 ? x : -x) + 1"),
        (
            lambda x, xp: xp.where(x > math.inf, math.nan, -math.inf),
            "x > Infinity ? NaN : -Infinity",
        ),
        (lambda x, xp: xp.exp(x) * xp.exp(x), "{\n  const a = Math.exp(x);\n  return a * a;\n}"),
    ],
)
def test_arithmetic_is_written_as_it_is_computed(definition, text):
    assert arrow(definition, "x", {})[0] == f"(x) => {text}"


def test_what_has_no_javascript():
    with pytest.raises(AttributeError, match=r"xp\.cbrt cannot be traced yet") as raised:
        arrow(lambda x, xp: xp.cbrt(x), "x", {})
    assert "\n" not in str(raised.value)
