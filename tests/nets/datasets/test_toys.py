"""The toy data: balanced, bounded, apart without noise, and the same for the same seed."""

import itertools

import numpy as np
import pytest

from fieldguide.nets import TOYS, toy

every = pytest.mark.parametrize("name", TOYS)


@every
@pytest.mark.parametrize("count", [2, 101, 500])
def test_the_classes_are_balanced(name, count):
    data = toy(name, count, 0.1, 0)
    assert data.x.shape == (count, 2)
    assert data.x.dtype == np.float64
    assert data.y.dtype == np.int64
    assert np.bincount(data.y).tolist() == [count - count // 2, count // 2]


@every
def test_any_part_of_the_points_has_both_classes(name):
    assert all(20 <= toy(name, 400, 0.1, seed).y[:100].sum() <= 80 for seed in range(5))


@every
@pytest.mark.parametrize("noise", [0, 0.2, 0.5])
def test_the_points_fill_the_square_and_stay_in_it(name, noise):
    reach = np.abs(toy(name, 2000, noise, 1).x).max(axis=0)
    assert (reach <= 1 + noise).all()
    assert reach.max() > 0.9


@every
def test_the_classes_lie_apart_without_noise(name):
    """No point is nearer to the other class than a gap that a network can learn."""
    x, y = toy(name, 2000, 0, 2)
    zeros, ones = x[y == 0], x[y == 1]
    apart = np.hypot(*(zeros[:, None] - ones[None]).transpose(2, 0, 1)).min()
    assert apart > 0.08


@every
def test_a_seed_is_a_drawing_and_noise_moves_it(name):
    first, again, other = toy(name, 50, 0.1, 3), toy(name, 50, 0.1, 3), toy(name, 50, 0.1, 4)
    assert (first.x == again.x).all()
    assert (first.y == again.y).all()
    assert not np.allclose(first.x, other.x)
    clean, noisy = toy(name, 50, 0, 3), toy(name, 50, 0.5, 3)
    assert (clean.y == noisy.y).all()
    assert np.allclose(noisy.x - clean.x, 5 * (first.x - clean.x))
    assert 0.4 < np.abs(noisy.x - clean.x).max() <= 0.5


def test_what_the_names_say():
    x, y = toy("circles", 400, 0, 5)
    assert ((np.hypot(*x.T) < 0.6) == (y == 1)).all()
    x, y = toy("xor", 400, 0, 5)
    assert ((x[:, 0] * x[:, 1] > 0) == (y == 1)).all()
    assert {tuple(point) for point in np.sign(x)} == set(itertools.product([-1, 1], repeat=2))
    x, y = toy("blobs", 400, 0, 5)
    assert ((x.sum(axis=1) > 0) == (y == 1)).all()
    x, y = toy("moons", 400, 0, 5)
    assert (x[y == 0, 1] >= -1 / 6).all()
    assert (x[y == 1, 1] <= 1 / 6).all()


@pytest.mark.parametrize("name", ["moons", "spirals", "xor", "circles"])
def test_only_the_blobs_can_be_told_apart_by_a_line(name):
    x, y = toy(name, 400, 0, 6)
    design = np.column_stack([x, np.ones(400)])
    normal = np.linalg.lstsq(design, 2.0 * y - 1, rcond=None)[0]
    assert ((design @ normal > 0) == (y == 1)).mean() < 0.95


def test_a_spiral_turns_one_and_a_half_times():
    x, y = toy("spirals", 2000, 0, 7)
    arm = x[y == 0]
    along = arm[np.hypot(*arm.T).argsort()]
    angle = np.unwrap(np.arctan2(along[:, 1], along[:, 0]))
    # From a tenth of the radius to the whole of it.
    assert (angle[-1] - angle[0]) / (2 * np.pi) == pytest.approx(1.5 * 0.9, abs=0.02)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("moon", 10, 0, 0), 'no toy data "moon"; nearest: moons. Choose from moons, circles'),
        (("zzz", 10, 0, 0), 'no toy data "zzz". Choose from moons, circles, spirals, xor, blobs'),
        (("xor", 1, 0, 0), "count must be 2 or more, got 1"),
        (("xor", 10, 0.6, 0), "noise must lie between 0 and 0.5, got 0.6"),
        (("xor", 10, float("nan"), 0), "noise must lie between 0 and 0.5, got nan"),
        (("xor", 10, 0, -1), "seed must be 0 or more, got -1"),
    ],
)
def test_what_is_not_allowed_is_one_line(arguments, message):
    with pytest.raises(ValueError, match="^" + message.replace(".", r"\.")):
        toy(*arguments)
