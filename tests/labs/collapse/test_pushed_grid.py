"""The grid through layers: one affine map without an activation, another thing with one."""

from itertools import pairwise

import numpy as np
import pytest

import fieldguide
from fieldguide.labs.classification.decision_field import EXTENT
from fieldguide.labs.collapse.pushed_grid import SIDE, Clouds, grid, push, random_layers


def pushed(depth, seed, activation=fieldguide.identity):
    return list(push(random_layers(depth, seed), activation))


def fitted(before, after):
    """The affine map between two clouds by least squares, and its largest residual."""
    columns = np.column_stack([before, np.ones(len(before))])
    found, *_ = np.linalg.lstsq(columns, after, rcond=None)
    return found[:2], found[2], np.abs(columns @ found - after).max()


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("depth", [1, 8, 50])
def test_without_an_activation_every_depth_is_one_matrix(depth, seed):
    clouds = pushed(depth, seed)
    for cloud in clouds:
        matrix, offset, residual = fitted(grid(), cloud.linear)
        assert residual < 1e-13
        np.testing.assert_allclose(cloud.matrix, matrix, atol=1e-13)
        np.testing.assert_allclose(cloud.offset, offset, atol=1e-13)
        assert cloud.difference < 1e-14
    assert max(cloud.difference for cloud in clouds) > 0 or depth == 1


def test_the_matrix_is_the_product_of_the_layers():
    clouds = pushed(12, 3)
    product, offset = np.eye(2), np.zeros(2)
    for before, after in pairwise(clouds):
        weights, bias, _ = fitted(before.linear, after.linear)
        rows = [[sum(a * b for a, b in zip(r, c, strict=True)) for c in weights.T] for r in product]
        product = np.array(rows)
        offset = offset @ weights + bias
    np.testing.assert_allclose(clouds[-1].matrix, product, atol=1e-12)
    np.testing.assert_allclose(clouds[-1].offset, offset, atol=1e-12)


def test_the_linear_cloud_is_a_parallelogram_that_stays_wide():
    for cloud in pushed(50, 5):
        corners = cloud.linear.reshape(SIDE, SIDE, 2)[[0, 0, -1, -1], [0, -1, -1, 0]]
        a, b, c, d = corners
        np.testing.assert_allclose(b - a, c - d, atol=1e-13)
        assert np.linalg.cond(np.stack([b - a, d - a])) <= 3 + 1e-9


def test_a_layer_stretches_within_its_bounds():
    for layer in random_layers(50, 7):
        low, high = sorted(np.linalg.svd(layer.matrix)[1])
        assert 0.7 - 1e-12 <= low <= high <= 1.4 + 1e-12


def test_with_identity_the_bent_cloud_is_the_linear_one():
    for cloud in pushed(50, 2):
        np.testing.assert_allclose(cloud.bent, cloud.linear, atol=1e-12)


@pytest.mark.parametrize("activation", [fieldguide.relu, fieldguide.tanh])
def test_the_bent_cloud_goes_through_the_same_layers(activation):
    layers = random_layers(3, 4)
    clouds = list(push(layers, activation))
    for layer, before, after in zip(layers, clouds, clouds[1:], strict=False):
        by_hand = np.array([[activation(float(z)) for z in p @ layer.matrix + layer.bias]
                            for p in before.bent])  # fmt: skip
        matrix, _, residual = fitted(by_hand, after.bent)
        assert residual < 1e-12
        # Set back to size: one scale, no turn.
        np.testing.assert_allclose(matrix, matrix[0, 0] * np.eye(2), atol=1e-12)
    assert fitted(grid(), clouds[-1].bent)[2] > 0.1


@pytest.mark.parametrize("slug", ["identity", "relu", "tanh", "gelu", "sine", "step", "sigmoid"])
def test_clouds_stay_in_the_picture(slug):
    for seed in range(5):
        for cloud in pushed(50, seed, fieldguide.get(slug)):
            assert np.abs([cloud.linear, cloud.bent]).max() <= EXTENT


def test_a_cloud_that_has_become_a_point_stays_one():
    last = pushed(30, 1, fieldguide.formula("0*x + 0.5"))[-1]
    assert np.ptp(last.bent, axis=0).max() == 0


def test_what_is_not_finite_is_left_out_from_there_on():
    clouds = pushed(4, 1, fieldguide.formula("log(x)"))
    lost = [bool(np.isnan(cloud.bent).all()) for cloud in clouds]
    assert lost == [False, True, True, True, True]
    assert all(np.isfinite(cloud.linear).all() for cloud in clouds)


def test_the_difference_is_told_in_widths_of_the_cloud():
    points = grid()
    moved = points + np.where(np.arange(len(points)) == 7, 0.5, 0.0)[:, None]
    assert Clouds(points, moved, np.eye(2), np.zeros(2), points).difference == 0.25
