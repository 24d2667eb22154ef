"""The labs: experiments as checked parameters in and frames out."""

from difflib import get_close_matches

from fieldguide.labs import bend, collapse, die, vanish
from fieldguide.labs._lab import Frame as Frame
from fieldguide.labs._lab import Lab as Lab
from fieldguide.labs._lab import Params as Params
from fieldguide.labs._lab import Preset as Preset
from fieldguide.labs._read import LabError as LabError
from fieldguide.labs._read import allowed as allowed
from fieldguide.labs._read import described as described
from fieldguide.labs._read import read as read
from fieldguide.labs._read import schema as schema
from fieldguide.labs._read import shown as shown
from fieldguide.labs._species import ManySpecies as ManySpecies
from fieldguide.labs._species import OneSpecies as OneSpecies
from fieldguide.labs._species import Species as Species
from fieldguide.labs._species import several as several
from fieldguide.labs._species import species as species
from fieldguide.labs._stream import stream as stream
from fieldguide.labs._threads import one_blas_thread as one_blas_thread

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
    nearest = get_close_matches(name.lower(), known, 1, 0.0)
    raise LabError(
        f"there is no lab {shown(name)}; allowed: {', '.join(known)}; nearest: {', '.join(nearest)}"
    )
