import math

import numpy as np
import pytest

from fieldguide import Absent, catalogue, formula, get
from fieldguide.analysis import gain
from fieldguide.guide.initialization_code import recipes, torch_gain, torch_line
from tests.guide.libraries import load_keras

INPUTS, OUTPUTS = 512, 256
LIBRARIES = ("PyTorch", "JAX", "Keras", "NumPy")


def recipe(activation, kind):
    (found,) = [one for one in recipes(activation) if one.kind == kind]
    return found


def weights(library, code):
    """What the code draws."""
    names = {}
    if library == "Keras":
        load_keras()
    if library == "PyTorch":
        pytest.importorskip("torch").manual_seed(0)
    exec(code, names)
    if library == "PyTorch":
        assert not names["layer"].bias.any()
        return names["layer"].weight.detach().numpy().T
    if library == "Keras":
        names["layer"].build((None, INPUTS))
        return np.asarray(names["layer"].kernel)
    return np.asarray(names["weights"])


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("kind", ["forward", "centred", "backward"])
def test_the_code_draws_weights_of_the_right_size(library, kind):
    found = recipe(get("gelu"), kind)
    drawn = weights(library, found.snippets[library])
    assert drawn.shape == (INPUTS, OUTPUTS)
    fan = OUTPUTS if kind == "backward" else INPUTS
    # Of 131,072 normal numbers the standard deviation is known to 0.2%; the three gains are 4%
    # apart and more, the two fans 41%.
    assert drawn.std() == pytest.approx(gain("gelu", kind) / math.sqrt(fan), rel=0.01)
    assert abs(drawn.mean()) < 0.02 * drawn.std()
    # Normal and not cut off at two standard deviations, which 4.6% exceed.
    assert np.mean(abs(drawn) > 2 * drawn.std()) == pytest.approx(0.0455, abs=0.005)


@pytest.mark.parametrize(("kind", "kept"), [("forward", "signal"), ("backward", "gradient")])
@pytest.mark.parametrize("slug", ["gelu", "tanh", "elu"])
def test_what_is_kept_is_kept(slug, kind, kept):
    """One layer, simulated: z normal of unit variance in, and the same out."""
    activation, rng = get(slug), np.random.default_rng(0)
    names = {}
    exec(recipe(activation, kind).snippets["NumPy"], names)
    drawn = names["weights"]
    z = rng.normal(size=(4000, INPUTS))
    if kept == "signal":
        after = activation(z) @ drawn
        assert np.mean(after**2) == pytest.approx(1, rel=0.05)
    else:
        coming = rng.normal(size=(4000, OUTPUTS))
        after = coming @ drawn.T * activation.derivative(z)
        assert np.mean(after**2) == pytest.approx(1, rel=0.05)


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_every_species_has_code_for_every_gain_it_has(activation):
    found = recipes(activation)
    assert [one.kind for one in found] == ["forward", "centred", "backward"]
    for one in found:
        if isinstance(one.gain, Absent):
            assert one.snippets == {}
            continue
        assert tuple(one.snippets) == LIBRARIES
        for code in one.snippets.values():
            assert f"{one.gain:.7g}" in code
            compile(code, "code", "exec")
            assert max(map(len, code.splitlines())) <= 68


def test_no_gain_no_code():
    found = recipe(get("step"), "backward")
    assert found.gain.reason == "f jumps at 0, so E[f'^2] is infinite"
    assert found.snippets == {}


def test_parameters_count():
    found = recipe(get("leaky_relu").at(negative_slope=0.5), "forward")
    assert found.gain == pytest.approx(math.sqrt(2 / 1.25), rel=1e-10)


@pytest.mark.parametrize("activation", catalogue(), ids=lambda a: a.slug)
def test_what_pytorch_gives_is_what_is_said(activation):
    calculate_gain = pytest.importorskip("torch").nn.init.calculate_gain
    found = torch_gain(activation)
    if found is None:
        assert "does not know" in torch_line(activation)
        with pytest.raises(ValueError, match="Unsupported nonlinearity"):
            calculate_gain(activation.slug)
    else:
        call, number = found
        assert eval(call, {"calculate_gain": calculate_gain}) == pytest.approx(number, rel=1e-15)


def test_what_is_said_of_pytorchs_gain():
    line = torch_line(get("tanh"))
    assert 'calculate_gain(&#34;tanh&#34;)</code> gives <data class="n" value="1.66' in line
    assert ">1.047</data> times the forward gain and <" in line
    assert ">1.136</data> times the backward gain." in line
    assert "the same as both" in torch_line(get("relu"))
    assert "the same as both" in torch_line(get("leaky_relu").at(negative_slope=0.3))
    assert torch_gain(get("leaky_relu").at(negative_slope=0.3))[0].endswith('"leaky_relu", 0.3)')
    assert ">0.75</data>" in torch_line(get("selu"))
    assert torch_gain(formula("x * tanh(x)")) is None
