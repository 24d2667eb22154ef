"""The labs: experiments with checked parameters in and typed records out."""

from fieldguide.labs import bend, collapse, die, vanish
from fieldguide.labs.activation_choices import ManyActivations as ManyActivations
from fieldguide.labs.activation_choices import OneActivation as OneActivation
from fieldguide.labs.activation_choices import several as several
from fieldguide.labs.activation_choices import species as species
from fieldguide.labs.activation_choices import text_of as text_of
from fieldguide.labs.frames import Divergence as Divergence
from fieldguide.labs.frames import Failure as Failure
from fieldguide.labs.frames import Frame as Frame
from fieldguide.labs.frames import Header as Header
from fieldguide.labs.frames import Meaning as Meaning
from fieldguide.labs.frames import Progress as Progress
from fieldguide.labs.frames import Record as Record
from fieldguide.labs.frames import Setup as Setup
from fieldguide.labs.frames import Summary as Summary
from fieldguide.labs.frames import declared as declared
from fieldguide.labs.frames import record as record
from fieldguide.labs.lab import Lab as Lab
from fieldguide.labs.lab import Params as Params
from fieldguide.labs.lab import Preset as Preset
from fieldguide.labs.ndjson import stream as stream
from fieldguide.labs.parameters import LabError as LabError
from fieldguide.labs.parameters import allowed as allowed
from fieldguide.labs.parameters import described as described
from fieldguide.labs.parameters import read as read
from fieldguide.labs.parameters import schema as schema
from fieldguide.labs.sentences import percent as percent
from fieldguide.refusals import nearest, quoted

_LABS = (collapse.LAB, vanish.LAB, die.LAB, bend.LAB)


def labs() -> tuple[Lab, ...]:
    """Every lab, in the order of the page."""
    return _LABS


def get(name: str) -> Lab:
    """The lab called ``name``.

    Raises:
      LabError: no such lab; the message names all and the nearest.
    """
    known = {lab.name: lab for lab in labs()}
    if name in known:
        return known[name]
    raise LabError(
        f"there is no lab {quoted(name)}; "
        f"allowed: {', '.join(known)}; nearest: {nearest(name, known)}"
    )
