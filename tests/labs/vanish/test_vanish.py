"""Vanish: the known figures, the theory and the training, by other routes."""

import math

import numpy as np
import pytest
import torch
from scipy import integrate, stats

from fieldguide.activations import catalogue
from fieldguide.labs import LabError, read, species, stream, vanish
from fieldguide.labs.vanish.signal_propagation import PROBES, predicted
from fieldguide.nets import Network, Trainer

QUICK = {"depth": "6", "width": "16", "seeds": "3", "activations": "sigmoid,relu"}
TORCH = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def begun(params):
    """The lines of a run that tell more than progress, as they come."""
    lines = (line.as_dict() for line in vanish.LAB.run(params))
    return (line for line in lines if line["kind"] != "progress")


def frames(**given):
    return list(begun(read(vanish.LAB, (QUICK | given).items())))


def at_start(**given):
    """The last frame at initialization; the training that would follow is not begun."""
    params = read(vanish.LAB, given.items())
    return next(frame for frame in begun(params) if frame.get("seed") == params.seeds)


def plain_ratios(activation, gain, depth, width, nets):
    """Forward and backward of independent networks in PyTorch's float64 and autograd."""
    random = torch.Generator().manual_seed(1234)
    found = []
    for _ in range(nets):
        x = torch.randn(8, width, generator=random, dtype=torch.float64, requires_grad=True)
        h = x
        for _ in range(depth):
            w = torch.randn(width, width, generator=random, dtype=torch.float64)
            h = TORCH[activation](h @ (w * gain / math.sqrt(width)))
        g = torch.randn(h.shape, generator=random, dtype=torch.float64)
        (back,) = torch.autograd.grad(h, x, g)
        sizes = [h.detach().norm() / x.detach().norm(), back.norm() / g.norm()]
        found.append([float(size) for size in sizes])
    return np.array(found).T


# activation, gain, depth, the known forward figure and the known backward one.
KNOWN = [
    ("sigmoid", 1.0, 5, None, 6.6e-4),
    ("sigmoid", 1.0, 10, None, 4.5e-7),
    ("sigmoid", 1.0, 30, None, 1.1e-19),
    ("relu", 1.0, 30, 4.2e-5, 3.7e-5),
    ("relu", math.sqrt(2), 30, 0.84, 0.96),
    ("tanh", 5 / 3, 30, None, 13.6),
    ("tanh", 1.0, 30, None, 0.15),
]


@pytest.mark.parametrize(("slug", "gain", "depth", "forward", "backward"), KNOWN)
def test_the_known_figures_are_within_a_networks_scatter(slug, gain, depth, forward, backward):
    seeds = 10
    start = at_start(activations=slug, gain=str(gain), depth=str(depth), width="256", seeds="10")
    ours = start["forward"][0, :, -1], start["backward"][0, :, 0]
    plain = plain_ratios(slug, gain, depth, 256, 6)
    for measured, other, known in zip(ours, plain, (forward, backward), strict=True):
        logs, others = np.log(measured), np.log(other)
        # A known figure is one more network: the interval that holds the next of 10 for 99.9%.
        scatter = stats.t.ppf(0.9995, seeds - 1) * logs.std(ddof=1) * math.sqrt(1 + 1 / seeds)
        if known:
            assert abs(math.log(known) - logs.mean()) < scatter
        difference = stats.ttest_ind(logs, others, equal_var=False)
        assert difference.pvalue > 1e-4


def test_the_known_figures_are_not_within_just_anything():
    # Nine layers of sigmoid in place of ten are told apart.
    start = at_start(activations="sigmoid", depth="9", width="256", seeds="12")
    logs = np.log(start["backward"][0, :, 0])
    assert abs(math.log(4.5e-7) - logs.mean()) > 5 * logs.std(ddof=1)


@pytest.mark.parametrize("slug", TORCH)
def test_layer_by_layer_it_is_what_autograd_says(slug):
    start = at_start(activations=slug, depth="6", width="24", seeds="3", gain="1.3")
    for seed in range(3):
        network = Network((24,) * 7 + (1,), [species(slug)], [seed], gain=1.3)
        weights = [torch.tensor(np.array(w[0], np.float64)) for w in network.weights[:-1]]
        x = np.random.default_rng([seed, 1]).standard_normal((PROBES, 24))
        places = [torch.tensor(x, requires_grad=True)]
        for w in weights:
            places.append(TORCH[slug](places[-1] @ w))
        top = np.random.default_rng(1000 + seed).standard_normal((PROBES, 24))
        gradients = torch.autograd.grad(places[-1], places, torch.tensor(top))
        for name, tensors, at in (("forward", places, 0), ("backward", gradients, -1)):
            sizes = np.array([float(t.detach().norm()) for t in tensors])
            np.testing.assert_allclose(start[name][0, seed], sizes / sizes[at], rtol=1e-5)


def normal_mean(function, q):
    density = stats.norm(scale=math.sqrt(q)).pdf
    return integrate.quad(lambda z: function(z) * density(z), -12, 12, points=[0], limit=400)[0]


@pytest.mark.parametrize("text", ["tanh", "sigmoid", "relu", "elu(alpha=2)", "x*sigmoid(2*x)"])
def test_the_prediction_is_the_recursion_integrated_otherwise(text):
    one = species(text)
    forward, backward = predicted(one, 4, 1.7)
    squares, slopes, q = [1.0], [], 1.7
    for _ in range(4):
        squares.append(normal_mean(lambda z: one(z) ** 2, q))
        slopes.append(1.7 * normal_mean(lambda z: one.derivative(z) ** 2, q))
        q = 1.7 * squares[-1]
    np.testing.assert_allclose(forward, np.sqrt(squares), rtol=1e-6)
    expected = [math.sqrt(math.prod(slopes[layer:])) for layer in range(5)]
    np.testing.assert_allclose(backward, expected, rtol=1e-6)


def test_relus_prediction_is_a_straight_line_on_a_log_scale():
    setup = next(begun(read(vanish.LAB, {"activations": "relu", "depth": "30"}.items())))
    line = 2.0 ** (-np.arange(31) / 2)
    np.testing.assert_allclose(setup["predicted_forward"][0], line, rtol=1e-9)
    np.testing.assert_allclose(setup["predicted_backward"][0], line[::-1], rtol=1e-9)


def test_wide_networks_do_what_is_predicted():
    given = {"activations": "tanh,gelu", "depth": "8", "width": "512", "seeds": "4"}
    start = at_start(**given)
    setup = next(begun(read(vanish.LAB, given.items())))
    for name in ("forward", "backward"):
        measured = np.exp(np.log(start[name]).mean(1))
        np.testing.assert_allclose(measured, setup[f"predicted_{name}"], rtol=0.08)


@pytest.mark.parametrize(("init", "factor"), [("he", 2.0), ("glorot", 1.0), ("critical", 2.0)])
def test_the_prediction_is_of_the_initialization_asked_for(init, factor):
    given = QUICK | {"activations": "relu", "init": init, "gain": "1.5"}
    setup = next(begun(read(vanish.LAB, given.items())))
    level = (factor * 1.5**2 / 2) ** 0.5
    np.testing.assert_allclose(setup["predicted_forward"][0], level ** np.arange(7), rtol=1e-9)


def test_a_run_has_the_shapes_it_promises():
    run = frames()
    setup, *between, summary = run
    assert (setup["kind"], summary["kind"]) == ("setup", "summary")
    assert {frame["kind"] for frame in between} == {"frame"}
    start = [frame for frame in between if "seed" in frame]
    trained = [frame for frame in between if "step" in frame]
    assert {frame["stage"] for frame in start} == {"start"}
    assert [np.shape(frame["backward"]) for frame in start] == [(2, n, 7) for n in (1, 2, 3)]
    assert {np.shape(frame["forward"]) for frame in trained} == {(2, 7)}
    assert trained[0]["step"] == 0
    steps = [frame["step"] for frame in trained]
    assert len(set(np.diff(steps))) == 1
    assert f" {steps[-1]} steps" in setup["task"]
    progress = [frame["progress"] for frame in between]
    assert progress == sorted(progress)
    assert progress[-1] == 1
    # The network that trains is the first that was measured.
    np.testing.assert_allclose(trained[0]["backward"], start[-1]["backward"][:, 0], rtol=1e-12)
    told = {key for frame in run for key in frame} - {"kind"}
    assert told == set(vanish.LAB.fields) - {"activation", "reason"}


def test_the_summary_is_of_the_frames():
    run = frames()
    start = next(f for f in run[::-1] if f.get("stage") == "start")
    last, summary = run[-2], run[-1]
    mean = stats.gmean(start["backward"][:, :, 0], axis=1)
    np.testing.assert_allclose(summary["measured"], mean)
    forward = stats.gmean(start["forward"][:, :, -1], axis=1)
    np.testing.assert_allclose(summary["forward_measured"], forward)
    assert (np.array(summary["low"]) < mean).all()
    assert (np.array(summary["high"]) > mean).all()
    np.testing.assert_array_equal(summary["after"], last["backward"][:, 0])
    assert summary["loss_after"] == last["loss"]
    assert f"Sigmoid {mean[0]:.3g}" in summary["says"]


def test_the_loss_before_training_is_that_of_the_task():
    run = frames(activations="tanh")
    random = np.random.default_rng([0, 2])
    x = random.standard_normal((64, 16))
    right = x @ random.standard_normal(16) > 0
    network = Network((16,) * 7 + (1,), [species("tanh")], [0], dtype=np.float64)
    h = torch.tensor(x)
    for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        h = (torch.tanh(h) if i else h) @ torch.tensor(np.array(w[0])) + torch.tensor(b[0].copy())
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        h[:, 0], torch.tensor(right.astype(float))
    )
    assert run[-1]["loss_before"][0] == pytest.approx(float(loss), rel=1e-9)
    assert run[-1]["loss_after"][0] < run[-1]["loss_before"][0]


def test_the_same_parameters_give_the_same_bytes():
    params = read(vanish.LAB, QUICK.items())
    assert [*stream(vanish.LAB, params)] == [*stream(vanish.LAB, params)]


def test_a_hundred_layers_of_sigmoid_are_a_small_number_and_not_0():
    run = frames(activations="sigmoid", depth="100", seeds="2")
    for ratio in (run[-1]["measured"][0], run[-1]["after"][0], run[-1]["predicted"][0]):
        assert -66 < math.log10(ratio) < -60


def test_one_that_overflows_is_a_frame_of_its_own_and_the_other_goes_on():
    run = frames(activations="squared_relu,relu", gain="4", depth="40")
    (lost,) = (frame for frame in run if frame["kind"] == "divergence")
    assert (lost["activation"], lost["step"]) == (0, 0)
    assert "Squared ReLU" in lost["reason"]
    summary = run[-1]
    assert np.isnan(summary["predicted"][0])
    assert np.isnan(summary["loss_after"][0])
    assert np.isfinite([summary[key][1] for key in ("measured", "after", "loss_after")]).all()


def test_one_that_diverges_later_stays_as_it_was_last_seen(monkeypatch):
    params = read(vanish.LAB, (QUICK | {"activations": "relu,tanh"}).items())
    run, seen, doomed = vanish.LAB.run(params), [], []

    def losses(trainer, *data):
        return np.array([np.inf if trainer in doomed else 0.5])

    monkeypatch.setattr(Trainer, "losses", losses)
    for line in run:
        seen.append(line.as_dict())
        if getattr(line, "step", None) == 10:
            doomed.append(run.gi_frame.f_locals["networks"][0]._trainer)
    (divergence,) = (frame for frame in seen if frame["kind"] == "divergence")
    trained = [frame for frame in seen if "loss" in frame]
    at = next(i for i, frame in enumerate(trained) if frame["step"] == 10)
    assert divergence["step"] == trained[at + 1]["step"]
    assert "last seen" in divergence["reason"]
    for frame in trained[at + 1 :]:
        np.testing.assert_array_equal(frame["backward"][0], trained[at]["backward"][0])
        assert frame["loss"] == [np.inf, 0.5]
    assert (trained[-1]["backward"][1] != trained[at]["backward"][1]).any()


@pytest.mark.parametrize("text", [*(one.slug for one in catalogue()), "log(x)", "1/x", "exp(x*x)"])
def test_any_function_runs_to_its_end(text):
    run = frames(activations=text, width="8", depth="2", seeds="1")
    summary = run[-1]
    lost = any(frame["kind"] == "divergence" for frame in run)
    assert lost == math.isnan(summary["loss_after"][0] - summary["loss_after"][0])
    assert math.isnan(summary["low"][0])
    if not lost:
        assert summary["forward_measured"][0] > 0


def test_a_step_passes_no_gradient_and_has_no_prediction():
    run = frames(activations="step,relu")
    assert run[-1]["measured"][0] == 0
    assert np.isnan([run[-1]["low"][0], run[-1]["predicted"][0]]).all()
    assert np.isfinite(run[-1]["forward_predicted"][0])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"init": "critical", "activations": "relu,gelu"},
            ("GELU", "critical", "nearest: init=he"),
        ),
        ({"init": "critical", "activations": "step"}, ("Step", "jumps at 0", "nearest: init=he")),
        (
            {"activations": "relu,tanh", "depth": "100", "width": "512"},
            ("33554432", "nearest: width=409"),
        ),
    ],
)
def test_what_cannot_be_is_one_line(given, words):
    with pytest.raises(LabError) as error:
        read(vanish.LAB, given.items())
    message = str(error.value)
    assert "\n" not in message
    assert all(word in message for word in words)


def test_the_nearest_width_is_allowed():
    given = {"activations": "relu,tanh", "depth": "100", "width": "409"}
    assert read(vanish.LAB, given.items()).width == 409


def fates(setup, summary):
    sigmoid, tanh, relu = summary["measured"]
    assert setup["depth"] == 20
    assert sigmoid < 1e-12
    assert 0.67 < summary["loss_after"][0] < 0.71
    assert 0.15 < tanh < 0.25
    assert 5e-4 < relu < 2e-3
    assert max(summary["loss_after"][1:]) < 0.3


def thirty(setup, summary):
    assert setup["depth"] == 30
    assert 5e-20 < summary["measured"][0] < 2e-19
    assert 1.5e-5 < summary["measured"][1] < 6e-5
    assert 0.67 < summary["loss_after"][0] < 0.71
    assert summary["loss_after"][1] < 0.5


def factor(setup, summary):
    assert setup["depth"] == 30
    for name in ("measured", "forward_measured"):
        assert summary[name][0] < 1e-4
        assert 0.5 < summary[name][1] < 2


def edge(setup, summary):
    assert setup["depth"] == 50
    assert min(summary["measured"]) > 0.01
    before, after = np.array(summary["loss_before"]), np.array(summary["loss_after"])
    assert (after < before - 0.05).all()


STORIES = {
    "three-fates": fates,
    "sigmoid-thirty-deep": thirty,
    "factor-of-two": factor,
    "edge-of-chaos": edge,
}


def test_each_story_is_checked():
    assert [*STORIES] == [preset.slug for preset in vanish.LAB.presets]


@pytest.mark.parametrize("preset", vanish.LAB.presets, ids=lambda preset: preset.slug)
def test_a_story_is_what_the_run_shows(preset):
    setup, *_, summary = begun(read(vanish.LAB, preset.params.items()))
    STORIES[preset.slug](setup, summary)
