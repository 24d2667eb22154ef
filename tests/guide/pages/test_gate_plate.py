"""The plates of the gates: numbers by a second route, code that runs, a page that is whole."""

import math
import re

import numpy as np
import pytest
import torch

from fieldguide import catalogue, gates, get
from fieldguide.guide import gate_plate
from fieldguide.guide.pages.gate_plate import (
    HIDDEN,
    PUBLISHED,
    REACH,
    TABLE_A,
    TABLE_B,
    WIDTH,
    diagonal,
    difference,
    layer,
    moments,
)
from tests.guide.pages.test_front_page import Document

EVERY = pytest.mark.parametrize("gate", gates(), ids=lambda gate: gate.slug)


def read(gate, section):
    """The facts of a section of the page, by label, as they are read."""
    html = gate_plate(gate)
    part = html.partition(f'<section id="{section}">')[2].partition("\n</section>\n\n")[0]
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part)
    assert rows
    return {label: re.sub(r"<[^>]+>", "", said) for label, said in rows}


@EVERY
def test_moments_by_sampling(gate):
    a, b = np.random.default_rng(0).standard_normal((2, 1_000_000))
    f, (df_da, df_db) = gate(a, b), gate.derivatives(a, b)
    found = moments(gate)
    for sample, true in (
        (f, found.mean),
        (f * f, found.variance),
        (df_da**2, found.slope_a),
        (df_db**2, found.slope_b),
    ):
        # Five standard errors: the sample says how uncertain it is.
        assert sample.mean() == pytest.approx(true, abs=5 * sample.std() / 1000)
    assert found.forward == pytest.approx((f * f).mean() ** -0.5, rel=1e-2)
    assert found.mean == 0


def test_moments_in_closed_form():
    assert moments(get("bilinear"))[1:] == pytest.approx((1, 1, 1, 1, math.sqrt(0.5)), rel=1e-12)
    half = (0.5, 0.5, 0.5, math.sqrt(2), 1)
    assert moments(get("reglu"))[1:] == pytest.approx(half, rel=1e-12)


@EVERY
def test_gains_keep_a_wide_layer_level(gate):
    width = 800
    found, rng = moments(gate), torch.Generator().manual_seed(1)

    def normal(*shape):
        return torch.randn(*shape, generator=rng, dtype=torch.float64)

    # With weights at backward/sqrt(fan_out), inputs of this size give a, b ~ N(0, 1).
    x = (normal(24, width) / found.backward).requires_grad_()
    w, v = normal(2, width, width) * found.backward / math.sqrt(width)
    a, b = x @ w, x @ v
    inner = {"identity": lambda t: t, "gelu": torch.nn.functional.gelu}
    inner |= {name: getattr(torch, name) for name in ("relu", "sigmoid")}
    inner["silu"] = torch.nn.functional.silu
    f = inner[gate.inner.slug](a) * b
    following = f @ normal(width, width) * found.forward / math.sqrt(width)
    assert following.square().mean().item() == pytest.approx(1, rel=0.06)
    back = normal(24, width)
    f.backward(back)
    assert (x.grad.square().mean() / back.square().mean()).item() == pytest.approx(1, rel=0.06)


@EVERY
def test_difference_by_looking_everywhere(gate):
    axis = np.linspace(-REACH, REACH, 1601)
    a, b = np.meshgrid(axis, axis)
    for slug in gate.similar:
        apart = np.abs(gate(a, b) - get(slug)(a, b))
        found = difference(gate, get(slug))
        assert found.value == pytest.approx(apart.max(), rel=1e-4)
        assert found.value >= apart.max() * (1 - 1e-12)
        at_b, at_a = np.unravel_index(apart.argmax(), apart.shape)
        assert abs(axis[at_b]) == REACH
        assert abs(found.a) == pytest.approx(abs(axis[at_a]), abs=0.006)
        mirrored = apart[at_b, len(axis) - 1 - at_a]
        assert found.both == (mirrored == pytest.approx(apart.max(), rel=1e-9))
        if not found.both:
            assert found.a == pytest.approx(axis[at_a], abs=0.006)


def test_diagonal_is_a_species_for_two_gates():
    named = {gate.slug: diagonal(gate) for gate in gates()}
    assert named["glu"] is get("silu")
    assert named["reglu"] is get("squared_relu")
    assert {slug for slug, one in named.items() if one is None} == {"bilinear", "geglu", "swiglu"}
    assert "Tied by <i>b</i> = <i>a</i>" not in gate_plate(get("geglu"))
    assert '<a href="silu">SiLU' in gate_plate(get("glu")).partition("Tied by")[2]


@EVERY
def test_layer_runs_and_has_as_many_parameters(gate):
    names: dict = {}
    exec(layer(gate), names)
    whole = names["FeedForward"]()
    # Two matrices, from the model to the hidden layer and back, without a gate.
    assert sum(p.numel() for p in whole.parameters()) == 2 * WIDTH * HIDDEN
    small = names["FeedForward"](width=5, hidden=7)
    x = torch.randn(3, 5, generator=torch.Generator().manual_seed(0))
    W, V, W2 = (getattr(small, n).weight.detach().double().numpy().T for n in ("W", "V", "W2"))
    values = x.double().numpy()
    expected = gate(values @ W, values @ V) @ W2
    assert small(x).detach().numpy() == pytest.approx(expected, abs=1e-6)
    assert f"<code>{layer(gate)}</code>" in gate_plate(gate)


@EVERY
def test_page_is_whole(gate):
    html = gate_plate(gate)
    document = Document(html)
    assert document.one("h1")["text"] == gate.name
    assert "style=" not in html
    order = [*catalogue(), *gates()]
    number = order.index(gate) + 1
    assert f"Plate {number} of {len(order)}" in html
    rels = {a.get("rel"): a["href"] for a in document.all("a") if a.get("rel") in ("prev", "next")}
    assert rels["prev"] == order[number - 2].slug
    assert rels.get("next") == (order[number].slug if number < len(order) else None)
    links = {a["href"] for a in document.all("a")}
    assert {gate.inner.slug, *gate.similar} <= links
    assert document.one("math")["text"].startswith("f\u2061(a,b)=")
    for habitat in gate.habitats:
        assert habitat.casefold() in html.casefold()


@EVERY
def test_table_without_script(gate):
    table = gate_plate(gate).partition("<gate-figure")[2].partition("</gate-figure>")[0]
    numbers = [float(value) for value in re.findall(r'<td><data class="n" value="([^"]+)"', table)]
    expected = []
    for b in TABLE_B:
        expected += [gate(a, b) for a in TABLE_A]
        expected += [gate.derivatives(a, b)[0] for a in TABLE_A]
    expected += [gate.derivatives(a, 0.0)[1] for a in TABLE_A]
    assert numbers == expected


MARKS = {
    "glu": ("along b = 0", "open: f → b", "closed: f → 0", "above 0 and below 1"),
    "bilinear": ("along b = 0 and along a = 0", "f → a b", "f → a b", "every number"),
    "reglu": ("along b = 0 and wherever a ≤ 0", "f → a b", "closed: f → 0", "at least 0"),
    "geglu": ("along b = 0 and along a = 0", "f → a b", "closed: f → 0", "at least −0.1700"),
    "swiglu": ("along b = 0 and along a = 0", "f → a b", "closed: f → 0", "at least −0.2785"),
}
STEEPEST = {
    "glu": "at most 0.25\u00a0|b|, at a = 0",
    "bilinear": "b everywhere",
    "reglu": "at most 1\u00a0|b|",
    "geglu": "at most 1.129\u00a0|b|, at a = 1.414",
    "swiglu": "at most 1.100\u00a0|b|, at a = 2.399",
}


@EVERY
def test_marks(gate):
    found = list(read(gate, "facts").values())
    assert tuple(found[:4]) == MARKS[gate.slug]
    assert found[4] == STEEPEST[gate.slug]
    far = 40.0
    if MARKS[gate.slug][1].startswith("open"):
        assert gate(far, 3.0) == pytest.approx(3)
    else:
        assert gate(far, 3.0) == pytest.approx(3 * far)
    if MARKS[gate.slug][2].startswith("closed"):
        assert gate(-far, 3.0) == pytest.approx(0, abs=1e-12)
    axis = np.linspace(-30, 30, 60_001)
    passing, steep = gate.derivatives(axis, np.ones_like(axis))[::-1]
    low = re.match(r"(?:at least|above) (−?[\d.]+)", found[3])
    if low:
        assert float(low[1].replace("−", "-")) == pytest.approx(passing.min(), abs=5e-5)
    most = re.match(r"at most ([\d.]+)", found[4])
    assert float(most[1] if most else 1) == pytest.approx(np.abs(steep).max(), abs=5e-4)


def test_published_numbers_as_the_paper_has_them():
    # Table 1 of arXiv:2002.05202, the column of 524,288 steps, best last.
    paper = ["1.683", "1.679", "1.677", "1.663", "1.648", "1.645", "1.636", "1.633"]
    html = gate_plate(get("swiglu")).partition("published")[2]
    rows = re.findall(r'<tr( class="this")?><th scope="row">(.*?)</th><td>.*?>([\d.]+)<', html)
    assert [value for _, _, value in rows] == paper
    assert [name for mark, name, _ in rows if mark] == ["SwiGLU"]
    # The four that gate with a bend or without beat every layer without a gate.
    plain = min(PUBLISHED[name] for name in ("ReLU", "GELU", "Swish (SiLU)"))
    assert all(PUBLISHED[gate.name] < plain for gate in gates())
