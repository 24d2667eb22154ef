"""A run as bytes: JSON by a second reading, the same each time, closed where it is left."""

import base64
import json
from importlib.metadata import version

import numpy as np
import pytest

from fieldguide import labs
from fieldguide.labs.ndjson import _json
from tests.labs.tiny import Watch, tiny


def lines(lab: labs.Lab, **given: str) -> list[dict]:
    return [json.loads(line) for line in labs.stream(lab, labs.read(lab, given.items()))]


def test_the_header_tells_how_to_run_it_again():
    lab = tiny(Watch())
    header, *_ = lines(lab, rate="0.123456789", activations="gelu, elu(alpha=3)")
    assert list(header) == ["kind", "lab", "version", "params", "fields"]
    assert (header["kind"], header["lab"]) == ("header", "tiny")
    assert header["version"] == version("fieldguide")
    assert list(header["fields"]) == ["names", "slugs", "progress", "field", "frames", "says"]
    assert header["fields"]["field"] == "uint8 [size] The number of the frame."
    assert header["params"]["rate"] == 0.123456789
    assert header["params"]["activations"] == "gelu,elu(alpha=3)"
    again = labs.read(lab, [(name, str(value)) for name, value in header["params"].items()])
    assert json.loads(next(labs.stream(lab, again))) == header


def test_a_frame_is_a_line():
    raw = [*labs.stream(tiny(Watch()), labs.read(tiny(Watch()), [("size", "70000")]))]
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in raw)
    assert [json.loads(line)["kind"] for line in raw] == [
        "header", "setup", "frame", "frame", "frame", "summary"
    ]  # fmt: skip
    field = np.frombuffer(base64.b64decode(json.loads(raw[4])["field"]), dtype=np.uint8)
    np.testing.assert_array_equal(field, np.full(70000, 2))


def test_the_same_parameters_give_the_same_bytes():
    lab = tiny(Watch())
    first, second = (b"".join(labs.stream(lab, lab.Params(frames=20))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("taken", [0, 1, 2, 4])
def test_closing_ends_the_run(taken):
    watch = Watch()
    lab = tiny(watch)
    running = labs.stream(lab, lab.Params(frames=1_000_000))
    for _ in range(taken):
        next(running)
    running.close()
    assert watch.closed == watch.opened
    assert watch.yielded == max(0, taken - 2)


def test_nothing_runs_before_it_is_asked_for():
    watch = Watch()
    running = labs.stream(tiny(watch), tiny(watch).Params())
    assert json.loads(next(running))["kind"] == "header"
    assert watch.opened == 0


RANDOM = np.random.default_rng(5)
VALUES = {
    "float64": RANDOM.normal(size=(3, 4, 2)) * 10.0 ** RANDOM.integers(-30, 30, (3, 4, 2)),
    "float32": RANDOM.normal(size=7).astype(np.float32),
    "whole": np.array([0, -1, 2**40, -(2**60)]),
    "truth": np.array([[True, False]]),
    "holes": np.array([[1.5, np.nan], [np.inf, -np.inf]]),
    "empty": np.zeros((0, 2)),
    "hollow": np.zeros((2, 0)),
    "point": np.array(2.5),
}


@pytest.mark.parametrize("name", VALUES)
def test_arrays_are_lists_of_six_digits(name):
    def close(told, true):
        if isinstance(true, list):
            assert isinstance(told, list)
            assert len(told) == len(true)
            for one, other in zip(told, true, strict=True):
                close(one, other)
        elif isinstance(true, float) and not np.isfinite(true):
            assert told is None
        elif isinstance(true, float):
            assert told == pytest.approx(true, rel=5.01e-6, abs=0)
        else:
            assert told is true or (type(told), told) == (type(true), true)

    text = _json(VALUES[name])
    assert "\n" not in text
    close(json.loads(text), VALUES[name].tolist())


def test_scalars_keep_their_kind():
    frame = {
        "kind": "frame",
        "a": np.float32(0.1),
        "b": float("nan"),
        "c": np.int64(2**53 + 1),
        "d": np.bool_(True),
        "e": None,
        "f": 'β "said"\n',
        "g": (1, 2.0, [np.float64("inf")]),
        "h": 1 / 3,
    }
    text = _json(frame)
    assert "β" in text
    assert json.loads(text) == frame | {
        "a": 0.1, "b": None, "d": True, "g": [1, 2, [None]], "h": 0.333333
    }  # fmt: skip


def test_what_json_cannot_say_is_an_error():
    with pytest.raises(TypeError, match="not JSON serializable"):
        _json({"kind": "frame", "oops": {1, 2}})
