"""Our networks as a plain install has them, and as one with llvmlite has them."""

from collections.abc import Iterator
from contextlib import contextmanager

from fieldguide.nets import network as _network
from fieldguide.nets.arrays.fused import Fused
from fieldguide.nets.arrays.numpy import Numpy

ENGINES: dict[str, type[Numpy]] = {"NumPy": Numpy, "llvmlite": Fused}
COLUMNS = [column for engine in ENGINES for column in (engine, "ratio")]
"""Of a table, for each of them a figure and how many times that of others it is."""


@contextmanager
def using(name: str) -> Iterator[None]:
    """Networks made meanwhile are held by this one."""
    before = _network.host_arrays
    _network.host_arrays = lambda: ENGINES[name]
    try:
        yield
    finally:
        _network.host_arrays = before
