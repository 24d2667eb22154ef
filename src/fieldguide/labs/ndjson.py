"""A run as bytes: a line of JSON a record, the same for every door."""

import base64
import json
from collections.abc import Generator
from contextlib import closing
from importlib.metadata import version
from typing import Any

import numpy as np

from fieldguide.labs.frames import Header
from fieldguide.labs.lab import Lab, Params


def stream(lab: Lab, params: Params) -> Generator[bytes, None, None]:
    """The lines of a run: a header, then its records, each a JSON object and a line break.

    The header says what a reader needs to run it again and to understand it:
    lab, version, params (all of them, exact) and fields (what each field of a
    record means). Floats have 6 significant digits, integers all of them;
    arrays of uint8 are base64, row by row, and other arrays lists; NaN and
    infinities are null. The same parameters give the same bytes.

    Closing the iterator stops the run between two records.
    """
    header = Header(
        lab=lab.name,
        version=version("fieldguide"),
        params=params.model_dump(mode="json"),
        fields=lab.fields,
    )
    # Parameters are exact: they have all their digits.
    yield f"{json.dumps(header.as_dict(), ensure_ascii=False)}\n".encode()
    # Closed here and not by the garbage collector: a run that nobody reads must end.
    with closing(lab.run(params)) as records:  # type: ignore[type-var]
        for record in records:
            yield f"{_json(record.as_dict())}\n".encode()


def _json(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}: {_json(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_json, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _float(value: float) -> str:
    # JSON has no inf and nan, which the format g would write.
    return f"{value:.6g}" if abs(value) < float("inf") else "null"


def _array(values: np.ndarray[Any, Any]) -> str:
    if values.dtype == np.uint8:
        return f'"{base64.b64encode(values.tobytes()).decode()}"'
    if values.dtype.kind == "f" and values.ndim and np.isfinite(values).all():
        # Formatting a row at once is five times as fast as number by number.
        return _rows(values)
    return _json(values.tolist())


def _rows(values: np.ndarray[Any, Any]) -> str:
    if values.ndim > 1:
        return f"[{', '.join(map(_rows, values))}]"
    numbers = values.tolist()
    return f"[{', '.join(['%.6g'] * len(numbers)) % tuple(numbers)}]"
