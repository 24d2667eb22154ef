"""What a lab is: checked parameters in, typed records out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from fieldguide.labs.frames import Record, meanings


class Params(BaseModel):
    """The parameters of a lab: names, bounds, defaults and help, for every door."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Preset:
    """Parameters whose run shows something worth seeing.

    Attributes:
      slug: the identifier, also the file name of its recording.
      title: a few words.
      story: what to look for, a sentence or two.
      params: what differs from the defaults, each as it is written in a URL.
    """

    slug: str
    title: str
    story: str
    params: Mapping[str, str]


@dataclass(frozen=True)
class Lab:
    """An experiment.

    Attributes:
      name: the identifier.
      title: the printed name.
      purpose: what it shows, one sentence.
      Params: the model of its parameters.
      run: the experiment: deterministic, and closing the iterator stops it.
      records: the kinds of lines that a run yields, but progress: setup, frames,
        divergences, summary.
      presets: runs worth seeing, the first at the defaults.
    """

    name: str
    title: str
    purpose: str
    Params: type[Params]
    run: Callable[[Any], Iterator[Record]]
    records: tuple[type[Record], ...]
    presets: tuple[Preset, ...]

    @property
    def fields(self) -> dict[str, str]:
        """What each field of the records means, with shape, unit and scale."""
        return meanings(self.records)
