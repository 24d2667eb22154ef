"""The recorded runs: of today's presets, whole, small, and what running them again gives."""

import base64
import gzip
import json
import math
from functools import cache

import pytest

from fieldguide import labs
from fieldguide.labs.recordings import FOLDER, recording, recording_file

PRESETS = [(lab.name, preset.slug) for lab in labs.labs() for preset in lab.presets]


@cache
def recorded(name: str, slug: str) -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(recording(name, slug)).splitlines()]


def running(name: str, slug: str):
    lab = labs.get(name)
    (preset,) = (each for each in lab.presets if each.slug == slug)
    for line in labs.stream(lab, labs.read(lab, preset.params.items())):
        yield json.loads(line)


def likeness(told: object, true: object, name: str) -> None:
    """BLAS rounds otherwise on other machines; what training makes of that stays small at first."""
    if isinstance(true, dict):
        assert {*told} == {*true}
        for key, value in true.items():
            likeness(told[key], value, key)
    elif isinstance(true, list):
        assert len(told) == len(true), name
        for one, other in zip(told, true, strict=True):
            likeness(one, other, name)
    elif isinstance(true, float):
        assert told == pytest.approx(true, rel=1e-3, abs=1e-5), name
    elif isinstance(true, str) and told != true:
        pair = [base64.b64decode(text, validate=True) for text in (told, true)]
        assert max(abs(a - b) for a, b in zip(*pair, strict=True)) <= 4, name
    else:
        assert told == true, name


def test_there_is_one_for_each_preset_and_together_they_are_small():
    files = {file: file.stat().st_size for file in FOLDER.iterdir() if file.suffix == ".gz"}
    assert {*files} == {recording_file(name, slug) for name, slug in PRESETS}
    assert all(len(recording(*preset)) == files[recording_file(*preset)] for preset in PRESETS)
    assert recording("collapse", "no-such-preset") is None
    assert sum(files.values()) < 4_000_000


@pytest.mark.parametrize(("name", "slug"), PRESETS)
def test_it_is_of_this_preset_and_whole(name, slug):
    lines = recorded(name, slug)
    # A preset at other parameters, or a lab that says other things of its fields, is to be
    # recorded again.
    assert lines[0] == next(running(name, slug))
    kinds = [line["kind"] for line in lines]
    drawing = [kind for kind in kinds if kind != "progress"]
    assert drawing[:2] == ["header", "setup"]
    assert kinds[0] == "header"
    assert kinds[-1] == "summary"
    assert {*drawing[2:-1]} <= {"frame", "divergence"}
    progress = [line["progress"] for line in lines if "progress" in line]
    assert progress == sorted(progress)
    assert math.isclose(progress[-1], 1)
    told = {key for line in lines[1:] for key in line} - {"kind", "progress"}
    assert told <= {*lines[0]["fields"]}


# What the page opens with; a run at a hundred times the learning rate is another on every machine.
@pytest.mark.parametrize(("name", "slug"), [(lab.name, lab.presets[0].slug) for lab in labs.labs()])
def test_running_it_again_gives_the_same(name, slug):
    again = running(name, slug)
    # Where progress is told between frames may change without a change of what was recorded.
    drawn = (line for line in again if line["kind"] != "progress")
    for true in recorded(name, slug):
        if true["kind"] == "progress":
            continue
        if true.get("progress", 0) > 0.1:
            break
        likeness(next(drawn), true, true["kind"])
    again.close()


def test_a_recording_says_nothing_of_when_it_was_made():
    for name, slug in PRESETS:
        assert recording(name, slug)[4:8] == bytes(4)
