"""Points drawn by a reader: read, halved, or refused in one line."""

import numpy as np
import pytest

from fieldguide.labs import LabError, bend, read
from fieldguide.labs.bend.drawn_points import MOST, parse_points


def test_half_of_each_class_is_trained_on_in_turn():
    training, test = parse_points("0,0,0;10,0,0;20,0,0;30,0,1;40,-150,1;50,0,0;60,150,1")
    assert training.x.tolist() == [[0, 0], [0.2, 0], [0.3, 0], [0.6, 1.5]]
    assert training.y.tolist() == [0, 0, 1, 1]
    assert test.x.tolist() == [[0.1, 0], [0.4, -1.5], [0.5, 0]]
    assert test.y.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("points", "line"),
    [
        ("1,1,0;2,2,1;3,3,0", "points: points must be 4 to 400, got 3"),
        (";".join(["1,1,0"] * 401), "points: points must be 4 to 400, got 401"),
        ("1,1,0;2,2,0;3,3,0;4,4,0", "points: points must be of both classes, got none of class 1"),
        ("1,1,1;2,2,1;3,3,1;4,4,1", "points: points must be of both classes, got none of class 0"),
        (
            "1,1,0;2,2,1;3,3;4,4,0",
            'points: point 3 must be "x,y,class" in whole hundredths, got "3,3"',
        ),
        (
            "1,1,0;0.5,2,1;3,3,1;4,4,0",
            'points: point 2 must be "x,y,class" in whole hundredths, got "0.5,2,1"',
        ),
        (
            "1,1,0;2,2,1;3,3,1;160,-999,0",
            'points: point 4 must lie between -150 and 150, got "160,-999,0"; nearest: 150,-150,0',
        ),
        ("1,1,2;2,2,1;3,3,1;4,4,0", 'points: the class of point 1 must be 0 or 1, got "1,1,2"'),
        ("1,1,0;2,2,1;3,3,1;" + "9" * 99, "got " + '"' + "9" * 20 + '..."'),
        ("", "dataset=drawn needs points"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(points, line):
    with pytest.raises(LabError) as refused:
        read(bend.LAB, [("dataset", "drawn"), ("points", points)])
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_as_many_as_are_allowed_can_be_read():
    text = ";".join(f"{i % 7},{i % 11},{i % 2}" for i in range(MOST))
    training, test = parse_points(text)
    assert len(training.y) == len(test.y) == MOST / 2
    assert np.bincount(training.y).tolist() == [100, 100]
