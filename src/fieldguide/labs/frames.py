"""The lines of a run as typed records, and what their fields mean."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar, TypeVar, dataclass_transform, get_args

import numpy as np

FloatVector = np.ndarray[tuple[int], np.dtype[np.floating[Any]]]
FloatMatrix = np.ndarray[tuple[int, int], np.dtype[np.floating[Any]]]
FloatCube = np.ndarray[tuple[int, int, int], np.dtype[np.floating[Any]]]
IntVector = np.ndarray[tuple[int], np.dtype[np.integer[Any]]]
BoolVector = np.ndarray[tuple[int], np.dtype[np.bool_]]
ByteVector = np.ndarray[tuple[int], np.dtype[np.uint8]]
ByteCube = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
"""On the wire base64, row by row; the other arrays are lists."""

_Class = TypeVar("_Class")


@dataclass(frozen=True)
class Meaning:
    """What a field means.

    Attributes:
      text: shape, unit and scale in words, as the header of a run tells them:
        "[activation][layer] ..." is an array of two dimensions.
      nullable: whether its numbers may be NaN or infinite, which is null on
        the wire.
    """

    text: str
    nullable: bool = False


@dataclass_transform(eq_default=False, kw_only_default=True, frozen_default=True)
def record(cls: type[_Class]) -> type[_Class]:
    """Make a class of annotated fields a kind of line: immutable, each field given by its name.

    A field's annotation is ``Annotated[type, Meaning(...)]``. Fields stand on
    the wire in the order of the class.
    """
    # Arrays cannot be compared with ==, and so neither can records.
    return dataclass(frozen=True, kw_only=True, eq=False)(cls)


@record
class Record:
    """A line of a run.

    Attributes:
      kind: the first key on the wire; it tells the kinds of lines apart.
    """

    kind: ClassVar[str]

    def as_dict(self) -> dict[str, Any]:
        """The kind and the fields by name, in the order of the wire."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"kind": self.kind, **values}


ActivationNames = Annotated[
    list[str],
    Meaning("[activation] The printed names, in the order asked for; so are all lists below."),
]
ActivationSlugs = Annotated[
    list[str], Meaning('[activation] The identifiers; "formula" for a typed one.')
]
ProgressShare = Annotated[float, Meaning("0 to 1.")]
DivergenceReason = Annotated[str, Meaning("Why the run calls it diverged.")]
Sentences = Annotated[str, Meaning("The result in words.")]
"""The fields that mean the same in several labs."""


# The classes below name what every lab's line of that kind has; each lab's own record declares
# these fields with their meaning, in the order of its wire.


class Setup(Record):
    """What stays the same through a run; the first line after the header and any progress."""

    kind = "setup"
    names: list[str]
    slugs: list[str]


class Frame(Record):
    """Something new to draw."""

    kind = "frame"
    progress: float


class Divergence(Record):
    """The loss of a network is no longer finite."""

    kind = "divergence"
    activation: int
    reason: str


class Summary(Record):
    """What the run came to; the last line."""

    kind = "summary"
    says: str


@record
class Progress(Record):
    """How far the work is, where there is nothing new to draw."""

    kind = "progress"
    progress: ProgressShare


@record
class Header(Record):
    """The first line: how to run it again, and what each field means."""

    kind = "header"
    lab: str
    version: str
    params: dict[str, Any]
    fields: dict[str, str]


@record
class Failure(Record):
    """The last line of a run that broke off by an error of the program."""

    kind = "error"
    reason: str


def declared(kind: type[Record]) -> dict[str, tuple[Any, Meaning | None]]:
    """The type and the meaning of each field of a record, in the order of the wire."""
    result: dict[str, tuple[Any, Meaning | None]] = {}
    for field in fields(kind):
        metadata = getattr(field.type, "__metadata__", (None,))
        result[field.name] = (get_args(field.type)[0] if metadata[0] else field.type, metadata[0])
    return result


def meanings(kinds: Iterable[type[Record]]) -> dict[str, str]:
    """What each field of these records means, each name once."""
    return {
        name: meaning.text
        for kind in kinds
        for name, (_, meaning) in declared(kind).items()
        if meaning
    }
