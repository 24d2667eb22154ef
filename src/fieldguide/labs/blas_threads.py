"""How many threads a matrix product takes."""

import ctypes
from pathlib import Path

import numpy as np


def one_blas_thread() -> None:
    """Have NumPy's matrix products, in all of this process, computed by the thread that asks.

    For programs that run labs: OpenBLAS's own threads wait for one another busily. Where other
    processes want the cores too, that costs many times what it gains, and the last digits of a
    product depend on how many there are. Only the OpenBLAS that NumPy's wheels carry is told;
    others are left as they are.
    """
    package = Path(np.__file__).parent
    for folder in (package.with_name("numpy.libs"), package / ".dylibs"):
        for file in folder.glob("*scipy_openblas*"):
            library = ctypes.CDLL(str(file))
            for suffix in ("64_", ""):
                if told := getattr(library, f"scipy_openblas_set_num_threads{suffix}", None):
                    told(1)
