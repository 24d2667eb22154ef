"""The libraries that the guide's code is for."""

import atexit
import os
import shutil
import tempfile
from types import ModuleType


def load_keras() -> ModuleType:
    """Keras on JAX, its settings in a folder of their own: it would write to the home folder."""
    if "KERAS_HOME" not in os.environ:
        os.environ["KERAS_BACKEND"] = "jax"
        os.environ["KERAS_HOME"] = folder = tempfile.mkdtemp(prefix="keras")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    import keras

    return keras
