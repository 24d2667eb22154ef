"""A lab's run: its lines by kind, and what the figures read of them."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from fieldguide.figures.style import Look, look_of

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
          ValueError: the header, the setup, the frames or the summary is missing.
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
        return [look_of(slug) for slug in self.setup["slugs"]]

    def frames_with(self, field: str) -> list[Line]:
        """The frames that have a field."""
        return [frame for frame in self.frames if field in frame]


def series(frames: list[Line], field: str) -> Any:
    """A field with an entry a network, over frames: float64 [network, frame], NaN for null."""
    return np.array([frame[field] for frame in frames], dtype=float).T


def decoded(data: str, *shape: int) -> Any:
    """An array of uint8 from its base64."""
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(shape)
