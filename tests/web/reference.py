"""Writes what the page's tests in Node compare with: the emitted arithmetic, and Python's numbers.

python -m tests.web.reference FOLDER
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

import fieldguide
from fieldguide import labs
from fieldguide.analysis import flat_intervals, lowest, steepest
from fieldguide.guide.chart_window import opening_window
from fieldguide.guide.pages.front_page import LEAK, SPECIES
from tests.printed_numbers import printed

# Each species as its plate opens, and some at other parameters.
SETTINGS: tuple[tuple[str, dict[str, float]], ...] = (
    *((one.slug, {p.name: p.default for p in one.parameters}) for one in fieldguide.catalogue()),
    *(("leaky_relu", {"negative_slope": slope}) for slope in (0.0, 0.05, 0.09, 0.1, 0.5, 1.0)),
    ("elu", {"alpha": 2.0}),
    ("softplus", {"beta": 3.0}),
    ("sine", {"omega": 3.0}),
)
XS = (-37.0, -3.0, -1.0, -1e-3, 0.0, 0.3, 1.0, 2.5, 40.0)
NUMBERS = (
    *(sign * value for sign in (1, -1) for value in (1e-4, 9.9995e-5, 1234.56, 1e6, 0.1, 2 / 3)),
    *(0.0, 1.0, 37.0, 0.99995, 9.9995, 12.3, 8.533e-17, 4.248354255291589e-18, 1.5e300, 5e-324),
)
PAIRS = (("gelu", "silu"), ("mish", "gelu"), ("gelu_tanh", "gelu"), ("quick_gelu", "gelu"))


def plain(value: Any) -> Any:
    """JSON has no infinity: it becomes the word that the page's server writes."""
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def curve(slug: str, given: dict[str, float]) -> dict[str, Any]:
    one = fieldguide.get(slug).at(**given)
    peak = abs(steepest(one).value)
    return {
        "slug": slug,
        "parameters": given,
        "points": [[x, one(x), one.derivative(x)] for x in XS],
        "steepest": peak,
        "flat": flat_intervals(one) if math.isfinite(peak) else [],
        "slope_period": one.statistics().slope_period,
    }


def plate(slug: str, given: dict[str, float]) -> dict[str, Any]:
    one = fieldguide.get(slug).at(**given)
    return {
        "slug": slug,
        "parameters": given,
        "window": opening_window(one),
        "statistics": one.statistics().as_dict(),
    }


def difference(slug: str, other: str) -> dict[str, Any]:
    """Where two differ most from -5 to 5, on a fine grid."""
    x = np.linspace(-5, 5, 1_000_001)
    d = fieldguide.get(slug)(x) - fieldguide.get(other)(x)
    at = int(np.abs(d).argmax())
    return {"one": slug, "other": other, "x": float(x[at]), "value": float(d[at])}


def reference() -> dict[str, Any]:
    return {
        "opening": [one.slug for one in SPECIES],
        "leak": LEAK,
        "printed": [[value, printed(value)] for value in NUMBERS],
        "curves": [curve(slug, given) for slug, given in SETTINGS],
        "plates": [plate(slug, given) for slug, given in SETTINGS],
        "differences": [difference(*pair) for pair in PAIRS],
        "lowest": {slug: lowest(slug).x for slug in ("gelu", "silu")},
        "labs": [labs.described(lab) for lab in labs.labs()],
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "activations.js").write_text(fieldguide.javascript(), "utf-8")
    (folder / "reference.json").write_text(json.dumps(plain(reference())), "utf-8")
