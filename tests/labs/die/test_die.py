"""Die: the dead from birth beside known counts, and each unit's fate by other routes."""

import math
from itertools import pairwise

import numpy as np
import pytest
import torch
from scipy import stats

from fieldguide.activations import catalogue
from fieldguide.labs import die, read, several, species, stream
from fieldguide.labs.die.dead_at_birth import count_dead, lu_bound
from fieldguide.labs.die.dead_units import slope_is_zero
from fieldguide.labs.die.training import Population
from fieldguide.nets import Trainer, toy

QUICK = {"steps": "40", "seeds": "3", "depth": "3", "learning_rate": "1"}
# Of 5,000 networks of ten layers of weights: width, share dead from birth, Lu's bound.
KNOWN = [
    (2, 0.872, 0.925),
    (3, 0.575, 0.699),
    (4, 0.289, 0.441),
    (5, 0.124, 0.249),
    (8, 0.007, 0.035),
]


def begun(params):
    """A run, line by line."""
    return (line.as_dict() for line in die.LAB.run(params))


def frames(**given):
    return list(begun(read(die.LAB, (QUICK | given).items())))


def trained(run):
    return [frame for frame in run if "units" in frame]


def apart(one, other, nets=5000):
    """By how many standard deviations two counts of as many networks differ."""
    share = (one + other) / (2 * nets)
    return abs(one - other) / math.sqrt(2 * nets * share * (1 - share))


@pytest.fixture(scope="module")
def births():
    """The last birth frame at nine hidden layers."""
    params = read(die.LAB, {"depth": "9"}.items())
    return next(frame for frame in begun(params) if frame.get("nets") == 5000)


@pytest.mark.parametrize(("width", "share", "most"), KNOWN)
def test_the_known_counts_come_again(births, width, share, most):
    _, dead, nets, low, high = next(row for row in births["born_dead"] if row[0] == width)
    assert nets == 5000
    assert apart(dead, share * 5000) < 3.5
    assert lu_bound(width, 9) == pytest.approx(most, abs=5e-4)
    assert low < dead / nets < high
    assert low < lu_bound(width, 9)


def test_lus_bound_is_told_for_each_width_of_the_table(births):
    setup = frames(width="11", depth="9")[0]
    assert [n for n, _ in setup["bound"]] == [2, 3, 4, 5, 6, 7, 8, 11]
    assert [n for n, *_ in births["born_dead"]] == [2, 3, 4, 5, 6, 7, 8]
    for n, most in setup["bound"]:
        # Dead at one input: some layer has only units that get a number below 0.
        assert most == pytest.approx(1 - math.prod([1 - 2.0**-n] * 9))


def alive_by_many_inputs(width, depth, random):
    """Whether a network answers 300 inputs with more than one number in its last hidden layer."""
    h = random.standard_normal((300, 1))
    for _ in range(depth):
        h = np.maximum(h @ random.standard_normal((h.shape[1], width)), 0)
    return bool((np.ptp(h, axis=0) > 0).any())


@pytest.mark.parametrize(("width", "depth"), [(2, 3), (3, 6), (4, 9)])
def test_two_inputs_stand_for_all(width, depth):
    random = np.random.default_rng(99)
    nets = 1500
    ours = count_dead(width, depth, nets, random)
    plain = sum(not alive_by_many_inputs(width, depth, random) for _ in range(nets))
    assert apart(ours, plain, nets) < 3.5


@pytest.mark.parametrize("width", [2, 3])
def test_two_layers_die_as_often_as_can_be_computed(width):
    # The first layer's units split between the signs of the input. Where all go to one side, the
    # other side is dead, and each unit above is dead with chance 1/2; else with chance 1/4.
    whole = 2.0 ** (1 - width)
    chance = whole * 2.0**-width + (1 - whole) * 4.0**-width
    dead = count_dead(width, 2, 20_000, np.random.default_rng(5))
    assert stats.binomtest(dead, 20_000, chance).pvalue > 1e-3


def test_one_layer_is_never_dead():
    assert count_dead(2, 1, 5000, np.random.default_rng(0)) == 0


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.slug)
def test_flat_is_where_the_slope_is_0(one):
    # Off the places where a slope that is 0 at one point alone would be hit.
    z = np.linspace(-20, 20, 1601).astype(np.float32)
    z = np.concatenate([z[np.abs(z + 1.5) > 1e-3], np.float32([-3, 0, 3, 6, -1, 1])])
    slope = one.derivative(z.astype(np.float64))
    np.testing.assert_array_equal(slope_is_zero(species(one.slug), z), slope == 0)


@pytest.mark.parametrize("slug", ["sigmoid", "tanh", "gelu", "softplus", "elu"])
def test_a_slope_that_only_underflows_is_not_flat(slug):
    z = np.array([-1e4, 1e4, -1e30])
    assert (species(slug).derivative(z) == 0).any()
    assert not slope_is_zero(species(slug), z).any()


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("where(x>0,x,0.1*x)", [0, 0, 0]),
        ("max(x,0)", [1, 1, 0]),
        ("leaky_relu(negative_slope=0)", [1, 1, 0]),
        ("clip(x,-1,1)", [1, 0, 0]),
    ],
)
def test_formulas_and_parameters_are_flat_where_they_are_constant(text, dead):
    assert slope_is_zero(species(text), np.array([-2.0, 0.0, 0.5])).tolist() == [
        bool(d) for d in dead
    ]


def test_not_a_number_is_not_dead():
    assert not slope_is_zero(species("relu"), np.array([np.nan])).any()


def history(texts, steps, **given):
    """Which units are dead at each look, by float64 slopes over the whole data set."""
    (one,) = several(texts)
    population = Population(one, 8, 3, seeds=2, **given)
    x = toy("moons", 500, 0.1, 0).x
    found = []
    for step in range(steps + 1):
        if step:
            population.step()
        population.observe(first=step == 0)
        hidden = population.network.layers(x)[:-1]
        slopes = [one.derivative(z.astype(np.float64)) for z in hidden]
        found.append(np.stack([(s == 0).all(axis=1) for s in slopes], axis=1))
    return population, np.array(found)


@pytest.mark.parametrize(("text", "rate"), [("relu", 1.5), ("relu6", 1.5), ("hardtanh", 6.0)])
def test_each_units_fate_is_that_of_its_history(text, rate):
    population, looks = history(text, 60, learning_rate=rate)
    seen = set()
    for place in np.ndindex(population.units.shape):
        lived = looks[(slice(None), *place)].tolist()
        died = any(not was and now for was, now in pairwise(lived))
        revived = any(was and not now for was, now in pairwise(lived))
        never = lived[0] and not revived
        fate = (1 if never else 2) if lived[-1] else (3 if revived else 0)
        seen.add(fate)
        assert population.units[place] == fate
        assert population.died[place] == died
        assert population.revived[place] == revived
    assert population.dead_share.value == pytest.approx(looks[-1].mean())
    assert len(seen) >= 2


def test_the_losses_are_pytorchs():
    population, _ = history("gelu", 5, learning_rate=0.5)
    x, y = toy("moons", 500, 0.1, 0)
    network = population.network
    for s in range(2):
        h = torch.tensor(x)
        for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
            h = torch.nn.functional.gelu(h) if i else h
            h = h @ torch.tensor(np.array(w[s], np.float64)) + torch.tensor(
                np.array(b[s], np.float64)
            )
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            h[:, 0], torch.tensor(y.astype(float))
        )
        assert population.losses[s] == pytest.approx(float(loss), rel=1e-5)


def test_a_run_has_the_shapes_it_promises():
    run = frames(activations="relu,elu")
    setup, *between, summary = run
    assert (setup["kind"], summary["kind"]) == ("setup", "summary")
    stages = [frame["stage"] for frame in between if frame["kind"] == "frame"]
    assert stages == ["birth"] * 20 + ["train"] * 41
    births = [frame for frame in between if "nets" in frame]
    assert [frame["nets"] for frame in births] == list(range(250, 5001, 250))
    assert [frame["step"] for frame in trained(run)] == list(range(41))
    for frame in trained(run):
        assert frame["units"].shape == (2, 3, 8)
        assert frame["units"].dtype == np.uint8
    progress = [frame["progress"] for frame in between]
    assert progress == sorted(progress)
    assert progress[-1] == 1
    assert summary["born_dead"] == births[-1]["born_dead"]
    assert summary["sample"] == [3 * 3 * 8] * 2
    told = {key for frame in run for key in frame} - {"kind"}
    assert told == set(die.LAB.fields) - {"activation", "seed", "reason"}


@pytest.mark.parametrize("steps", [1, 7, 80, 81, 403])
def test_as_many_steps_are_taken_as_asked_for(steps, monkeypatch):
    taken = []
    monkeypatch.setattr(Trainer, "step", lambda _: taken.append(1))
    run = frames(activations="relu,elu", steps=str(steps), seeds="1")
    assert len(taken) == 2 * steps
    looks = [frame["step"] for frame in trained(run)]
    assert (looks[0], looks[-1]) == (0, steps)
    assert len(looks) <= 82


def test_the_summary_is_of_the_last_frame():
    run = frames()
    last, summary = run[-2], run[-1]
    for key in ("dead", "low", "high", "died", "revived"):
        assert summary[key] == last[key]
    assert f"ReLU {last['dead'][0]:.1%}" in summary["says"]
    assert "Leaky ReLU 0.0%" in summary["says"]


def test_the_same_parameters_give_the_same_bytes():
    params = read(die.LAB, QUICK.items())
    assert [*stream(die.LAB, params)] == [*stream(die.LAB, params)]


def test_networks_that_diverge_are_frames_of_their_own_and_the_others_go_on():
    run = frames(activations="elu,sigmoid", learning_rate="10", depth="6", steps="60", seeds="6")
    lost = [frame for frame in run if frame["kind"] == "divergence"]
    assert {frame["activation"] for frame in lost} == {0}
    assert len({frame["seed"] for frame in lost}) == len(lost) >= 1
    assert all("ELU" in frame["reason"] and "last seen" in frame["reason"] for frame in lost)
    assert run[-1]["kind"] == "summary"
    assert trained(run)[-1]["step"] == 60
    assert all(np.isfinite(frame["loss"][1]) for frame in trained(run))


def test_a_diverged_networks_units_stay_as_last_seen():
    population = Population(species("relu"), 8, 2, learning_rate=0.1, seeds=2)
    population.observe(first=True)
    before = population.units.copy()
    for weights in population.network.weights:
        weights[0] = np.nan
    population.network.biases[0][1] = -1e6
    reasons = population.observe(first=False)
    assert list(reasons) == [0]
    assert "network 1 of ReLU" in reasons[0]
    np.testing.assert_array_equal(population.units[0], before[0])
    assert np.isin(population.units[1, 0], [1, 2]).all()
    assert population.loss == population.losses[1]
    assert population.observe(first=False) == {}


@pytest.mark.parametrize("text", [*(one.slug for one in catalogue()), "log(x)", "1/x", "exp(x*x)"])
def test_any_function_runs_to_its_end(text):
    run = frames(activations=text, width="2", depth="1", seeds="1", steps="3")
    assert run[-1]["kind"] == "summary"
    assert 0 <= run[-1]["low"][0] <= run[-1]["dead"][0] <= run[-1]["high"][0] <= 1
    lost = any(frame["kind"] == "divergence" for frame in run)
    assert lost == math.isnan(trained(run)[-1]["loss"][0])


def test_where_all_have_diverged_there_is_no_loss():
    population = Population(species("relu"), 4, 2, learning_rate=0.1, seeds=2)
    for weights in population.network.weights:
        weights[...] = np.inf
    assert len(population.observe(first=True)) == 2
    assert math.isnan(population.loss)


def too_high(setup, run, summary):
    start = trained(run)[0]["dead"][0]
    assert 0.08 < start < 0.14
    assert summary["dead"][0] > 2 * start
    assert summary["died"][0] > summary["revived"][0] > 0
    assert summary["dead"][1:] == [0, 0]
    assert summary["died"][1:] == [0, 0]


def tenth(setup, run, summary):
    died, revived = summary["died"][0], summary["revived"][0]
    assert abs(summary["dead"][0] - trained(run)[0]["dead"][0]) < 0.04
    assert died > 10
    assert 0.6 < died / revived < 1.7


def leaky(setup, run, summary):
    assert summary["dead"][0] > 1 / 3
    assert summary["dead"][1] == 0
    guess, learned = trained(run)[-1]["loss"]
    assert guess == pytest.approx(math.log(2), abs=0.05)
    assert learned < 0.3


def born_dead(setup, run, summary):
    _, _, nets, low, _ = next(row for row in summary["born_dead"] if row[0] == 3)
    assert nets == 5000
    assert low > 0.5
    assert dict(setup["bound"])[3] == pytest.approx(0.70, abs=0.005)


STORIES = {
    "too-high": too_high,
    "a-tenth-of-it": tenth,
    "leaky-escapes": leaky,
    "born-dead": born_dead,
}


def test_each_story_is_checked():
    assert [*STORIES] == [preset.slug for preset in die.LAB.presets]


@pytest.mark.parametrize("preset", die.LAB.presets, ids=lambda preset: preset.slug)
def test_a_story_is_what_the_run_shows(preset):
    setup, *run, summary = begun(read(die.LAB, preset.params.items()))
    STORIES[preset.slug](setup, run, summary)
