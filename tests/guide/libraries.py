"""The libraries that the guide's code is for, as far as they are installed."""

import os
import tempfile
from types import ModuleType

import pytest


def load_keras() -> ModuleType:
    """Keras on JAX; whoever asks is skipped where it is not installed."""
    os.environ.setdefault("KERAS_BACKEND", "jax")
    # It would write its settings to the home folder.
    os.environ.setdefault("KERAS_HOME", tempfile.mkdtemp(prefix="keras"))
    return pytest.importorskip("keras")
