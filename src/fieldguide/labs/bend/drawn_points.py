"""Points that a reader has drawn, parsed from text."""

import re
from typing import NamedTuple

import numpy as np

from fieldguide.labs.classification.decision_field import EXTENT
from fieldguide.nets import Data

MOST = 400
FEWEST = 4
_REACH = round(100 * EXTENT)
_POINT = re.compile(r"(-?\d{1,3}),(-?\d{1,3}),(\d)", re.ASCII)


class Halves(NamedTuple):
    """Data to train on and data to test on."""

    training: Data
    test: Data


def parse_points(text: str) -> Halves:
    """Parse "x,y,c;x,y,c...", x and y in hundredths and c the class, 0 or 1.

    Of each class every second point is trained on, the first among them; the others are for
    the test.

    Raises:
      ValueError: another form, fewer than 4 points, more than 400, or a class without a point.
    """
    parts = text.split(";") if text else []
    if not FEWEST <= len(parts) <= MOST:
        raise ValueError(f"points must be {FEWEST} to {MOST}, got {len(parts)}")
    table = np.array([_point(number, part) for number, part in enumerate(parts, start=1)])
    x, y = table[:, :2] / 100, table[:, 2]
    for missing in {0, 1} - set(y.tolist()):
        raise ValueError(f"points must be of both classes, got none of class {missing}")
    turn = np.zeros(len(y), dtype=int)
    for c in (0, 1):
        turn[y == c] = np.arange(np.sum(y == c)) % 2
    return Halves(*(Data(x[turn == half], y[turn == half]) for half in (0, 1)))


def _point(number: int, part: str) -> tuple[int, int, int]:
    shown = part if len(part) <= 20 else part[:20] + "..."
    matched = _POINT.fullmatch(part)
    if matched is None:
        raise ValueError(f'point {number} must be "x,y,class" in whole hundredths, got "{shown}"')
    x, y, c = (int(digits) for digits in matched.groups())
    if max(abs(x), abs(y)) > _REACH:
        nearest = ",".join(str(min(max(v, -_REACH), _REACH)) for v in (x, y))
        raise ValueError(
            f'point {number} must lie between -{_REACH} and {_REACH}, got "{shown}"; '
            f"nearest: {nearest},{c}"
        )
    if c > 1:
        raise ValueError(f'the class of point {number} must be 0 or 1, got "{shown}"')
    return x, y, c
