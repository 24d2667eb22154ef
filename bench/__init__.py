"""Measurements, each beside its peer in the same run, on one thread: NumPy reads it on import."""

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
