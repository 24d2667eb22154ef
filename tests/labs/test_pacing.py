"""A line comes often enough at every allowed parameter value; work is counted, not timed."""

import time
from itertools import islice

import pytest

from fieldguide import labs
from fieldguide.labs.pacing import PATIENCE, NetworkWork, Pacer, pieces
from fieldguide.nets import limit_blas_threads

ALL = "identity,sigmoid,tanh,relu,leaky_relu,gelu,mish,x*tanh(log(1+exp(x)))"
HEAVY = {
    "bend, large batches": ("bend", {"layers": "6", "width": "64", "batch": "500"}),
    "bend, small batches": ("bend", {"layers": "6", "width": "64", "batch": "1"}),
    "collapse": ("collapse", {"depth": "50", "activation": "gelu"}),
    "vanish, deep": ("vanish", {"depth": "100", "width": "64", "activations": ALL}),
    "vanish, wide": ("vanish", {"depth": "8", "width": "512", "activations": ALL}),
    "vanish, narrow": ("vanish", {"depth": "100", "width": "8", "seeds": "1", "activations": ALL}),
    "die": ("die", {"depth": "12", "width": "32", "activations": ALL}),
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_line_takes_long(name):
    lab = labs.get(HEAVY[name][0])
    given = {"activations": ALL} if lab.name == "bend" else {}
    params = labs.read(lab, (given | HEAVY[name][1]).items())

    limit_blas_threads()

    def seconds():
        """Of this thread alone, up to each of the first lines."""
        lines = labs.stream(lab, params)
        since = time.thread_time()
        for _ in islice(lines, 60):
            yield time.thread_time() - since
            since = time.thread_time()
        lines.close()

    # The same lines come each time: the least is what they take on a quiet machine.
    least = [min(times) for times in zip(seconds(), seconds(), strict=True)]
    assert len(least) == 60
    # 50 ms on a common core; twice that on the slowest that runs these tests.
    assert max(least) < 0.1


def run_of(pieces_of_work, pacer):
    """How many pieces were begun before each progress line."""
    return [
        number for number, work in enumerate(pieces_of_work) for _ in pacer.before(work, number)
    ]


def test_progress_comes_before_the_piece_that_would_be_too_much():
    assert run_of([PATIENCE / 2] * 6, Pacer()) == [2, 4]
    assert run_of([PATIENCE / 100] * 100, Pacer()) == []


def test_no_progress_comes_where_nothing_was_done_since_the_last_line():
    assert run_of([10 * PATIENCE] * 3, Pacer()) == [1, 2]


def test_a_line_of_another_kind_begins_the_count_anew():
    pacer = Pacer()
    assert run_of([PATIENCE], pacer) == []
    pacer.line()
    assert run_of([PATIENCE], pacer) == []
    assert run_of([1], pacer) == [0]


@pytest.mark.parametrize(
    ("count", "work", "lengths"),
    [
        (10, PATIENCE / 4, [4, 4, 2]),
        (3, 2 * PATIENCE, [1, 1, 1]),
        (3, 1, [3]),
        (0, 1, []),
    ],
)
def test_things_are_taken_in_pieces(count, work, lengths):
    slices = [*pieces(count, work)]
    assert [len(range(count)[part]) for part in slices] == lengths
    assert [i for part in slices for i in range(count)[part]] == [*range(count)]


def test_more_of_anything_is_more_work():
    small, larger = NetworkWork((2, 8, 1), 1, 1), NetworkWork((2, 8, 8, 1), 2, 4)
    for name in ("drawing", "preparing", "example"):
        assert 0 < getattr(small, name) < getattr(larger, name)
    for name in ("forward", "step", "layers", "signals"):
        assert getattr(small, name)(10) < getattr(small, name)(20) < getattr(larger, name)(20)
    assert NetworkWork((2, 8, 1), 1, 1, 8).step(10) > small.step(10)
