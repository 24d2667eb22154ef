"""A run as its stream tells it."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from fieldguide.figures._looks import LOOKS, Look

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """The lines of a run by their kind."""

    header: Line
    setup: Line
    frames: list[Line]
    divergences: list[Line]
    summary: Line

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        """Sort the lines.

        Raises:
          ValueError: the header, the setup or the summary is not there.
        """
        kinds: dict[str, list[Line]] = {}
        for line in lines:
            kinds.setdefault(line["kind"], []).append(line)
        for kind in ("header", "setup", "frame", "summary"):
            if kind not in kinds:
                raise ValueError(f"a run needs its {kind}; these lines have none")
        return cls(
            kinds["header"][0],
            kinds["setup"][0],
            kinds["frame"],
            kinds.get("divergence", []),
            kinds["summary"][-1],
        )

    @property
    def names(self) -> list[str]:
        """The networks' printed names."""
        return list(self.setup["names"])

    @property
    def looks(self) -> list[Look]:
        """Their colors and dashes."""
        return [LOOKS.get(slug, Look()) for slug in self.setup["slugs"]]

    def told(self, field: str) -> list[Line]:
        """The frames that have a field."""
        return [frame for frame in self.frames if field in frame]


def unpacked(data: str, *shape: int) -> Any:
    """An array of uint8 that was sent as base64."""
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(shape)


def numbers(values: Any) -> Any:
    """An array of float64, NaN for null."""
    return np.array(values, dtype=float)
