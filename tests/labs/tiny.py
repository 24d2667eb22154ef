"""A lab of no weight, for what every lab has in common."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from fieldguide.labs import (
    Frame,
    Lab,
    LabError,
    ManyActivations,
    Meaning,
    OneActivation,
    Params,
    Preset,
    Record,
    Setup,
    Summary,
    record,
    several,
    species,
)
from fieldguide.labs.frames import ByteVector


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


@record
class TinySetup(Setup):
    names: Annotated[list[str], Meaning("[activation] The printed names.")]
    slugs: Annotated[list[str], Meaning("[activation] The identifiers.")]


@record
class TinyFrame(Frame):
    progress: Annotated[float, Meaning("0 to 1.")]
    field: Annotated[ByteVector, Meaning("uint8 [size] The number of the frame.")]


@record
class TinySummary(Summary):
    frames: Annotated[int, Meaning("How many there were.")]
    says: Annotated[str, Meaning("The result in words.")]


class Watch:
    """What runs of the tiny lab have done, seen from outside them."""

    def __init__(self) -> None:
        self.opened = self.yielded = self.closed = 0


def tiny(watch: Watch) -> Lab:
    """The lab, watched."""

    def run(params: TinyParams) -> Iterator[Record]:
        watch.opened += 1
        try:
            if params.fate == "refused":
                raise LabError("rate is not for this activation; nearest: 0.1")
            if params.fate == "born failing":
                raise ZeroDivisionError
            chosen = params.activations
            yield TinySetup(names=[one.label for one in chosen], slugs=[one.slug for one in chosen])
            for number in range(params.frames):
                watch.yielded += 1
                field = np.full(params.size, number % 256, dtype=np.uint8)
                yield TinyFrame(progress=(number + 1) / params.frames, field=field)
            if params.fate == "fails":
                raise ZeroDivisionError
            yield TinySummary(frames=params.frames, says="It is done.")
        finally:
            watch.closed += 1

    presets = (Preset("first", "First", "Nothing to see.", {}),)
    records = (TinySetup, TinyFrame, TinySummary)
    return Lab("tiny", "Tiny", "Shows nothing.", TinyParams, run, records, presets)
