"""What a lab is: checked parameters in, frames out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

Frame = dict[str, Any]
"""A line of a run: ``kind`` and plain numbers, strings, and small arrays of NumPy.

``kind`` is "setup" (once, first: what stays the same), "frame", "divergence" (a network's loss is
no longer finite; says which and why) or "summary" (once, last). A frame has ``progress``, 0 to 1.
Arrays of uint8 are sent as base64, all others as numbers.
"""


class Params(BaseModel):
    """The parameters of a lab: names, bounds, defaults and help, for every door."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Preset:
    """A run worth telling of.

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
      fields: what each field of its frames means, with shape, unit and scale.
      presets: runs worth telling of, the first at the defaults.
    """

    name: str
    title: str
    purpose: str
    Params: type[Params]
    run: Callable[[Any], Iterator[Frame]]
    fields: Mapping[str, str]
    presets: tuple[Preset, ...]
