"""Measurements, each beside its peer in the same run; NumPy computes on one thread."""

from fieldguide.nets import limit_blas_threads

limit_blas_threads()
