"""A lab of no weight, for what every lab has in common."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
from pydantic import Field

from fieldguide.labs import (
    Frame,
    Lab,
    LabError,
    ManyActivations,
    OneActivation,
    Params,
    Preset,
    several,
    species,
)


class TinyParams(Params):
    frames: int = Field(3, ge=0, le=1_000_000, title="Frames", description="How many there are.")
    size: int = Field(4, ge=1, le=1_000_000, title="Size", description="Bytes in a frame.")
    rate: float = Field(
        0.1, gt=0, le=10, title="Rate", description="A number.", json_schema_extra={"scale": "log"}
    )
    shift: float = Field(0.0, ge=-2, lt=2, title="Shift", description="Another number.")
    fate: Literal["well", "fails", "refused", "born failing"] = Field(
        "well", title="Fate", description="How it ends."
    )
    note: str = Field("", max_length=80, title="Note", description="A few words.")
    loud: bool = Field(default=False, title="Loud", description="Whether it is.")
    activation: OneActivation = Field(species("relu"), title="Activation", description="One.")
    activations: ManyActivations = Field(
        default=several("relu,elu(alpha=2)"), title="Activations", description="Some."
    )


class Watch:
    """What runs of the tiny lab have done, seen from outside them."""

    def __init__(self) -> None:
        self.opened = self.yielded = self.closed = 0


def tiny(watch: Watch) -> Lab:
    """The lab, watched."""

    def run(params: TinyParams) -> Iterator[Frame]:
        watch.opened += 1
        try:
            if params.fate == "refused":
                raise LabError("rate is not for this activation; nearest: 0.1")
            if params.fate == "born failing":
                raise ZeroDivisionError
            yield {"kind": "setup", "names": [one.label for one in params.activations]}
            for number in range(params.frames):
                watch.yielded += 1
                field = np.full(params.size, number % 256, dtype=np.uint8)
                progress = (number + 1) / params.frames
                yield {"kind": "frame", "progress": progress, "field": field}
            if params.fate == "fails":
                raise ZeroDivisionError
            yield {"kind": "summary", "frames": params.frames, "says": "It is done."}
        finally:
            watch.closed += 1

    presets = (Preset("first", "First", "Nothing to see.", {}),)
    return Lab(
        "tiny", "Tiny", "Shows nothing.", TinyParams, run, {"field": "uint8 [size]"}, presets
    )
