"""A run as bytes: a line of JSON a frame, the same for every door."""

import base64
import json
from collections.abc import Generator
from contextlib import closing
from importlib.metadata import version
from typing import Any

import numpy as np

from fieldguide.labs.lab import Lab, Params


def stream(lab: Lab, params: Params) -> Generator[bytes, None, None]:
    """The lines of a run: a header, then its frames, each a JSON object and a line break.

    The header says what a reader needs to run it again and to understand it:
    lab, version, params (all of them, exact) and fields (what each field of a
    frame means). Numbers have 6 significant digits, whole ones all of them;
    arrays of uint8 are base64, row by row, and other arrays lists; what is not
    finite is null. The same parameters give the same bytes.

    Closing the iterator stops the run between two frames.
    """
    header = {
        "kind": "header",
        "lab": lab.name,
        "version": version("fieldguide"),
        "params": params.model_dump(mode="json"),
        "fields": dict(lab.fields),
    }
    yield f"{json.dumps(header, ensure_ascii=False)}\n".encode()
    # Closed here and not when memory is collected: a run that nobody reads must end.
    with closing(lab.run(params)) as frames:  # type: ignore[type-var]
        for frame in frames:
            yield f"{_json(frame)}\n".encode()


def _json(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}: {_json(one)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_json, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _float(value: float) -> str:
    # g writes inf and nan, which JSON has not.
    return f"{value:.6g}" if abs(value) < float("inf") else "null"


def _array(values: np.ndarray[Any, Any]) -> str:
    if values.dtype == np.uint8:
        return f'"{base64.b64encode(values.tobytes()).decode()}"'
    if values.dtype.kind == "f" and values.ndim and np.isfinite(values).all():
        # One formatting a row is five times as fast as one a number.
        return _rows(values)
    return _json(values.tolist())


def _rows(values: np.ndarray[Any, Any]) -> str:
    if values.ndim > 1:
        return f"[{', '.join(map(_rows, values))}]"
    numbers = values.tolist()
    return f"[{', '.join(['%.6g'] * len(numbers)) % tuple(numbers)}]"
