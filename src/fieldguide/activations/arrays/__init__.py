"""Floats, lists and the arrays of NumPy, PyTorch and JAX: the same kind, shape and dtype out."""
