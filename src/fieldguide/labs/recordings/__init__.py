"""The recorded runs of the labs' presets, which the page opens with: NDJSON, gzip-compressed."""

from pathlib import Path

FOLDER = Path(__file__).parent


def recording_file(lab: str, preset: str) -> Path:
    """Where the recorded run of a lab's preset lies, or would lie."""
    return FOLDER / f"{lab}-{preset}.ndjson.gz"


def recording(lab: str, preset: str) -> bytes | None:
    """The recorded run of a lab's preset as it lies, gzip-compressed; None where there is none."""
    file = recording_file(lab, preset)
    return file.read_bytes() if file.is_file() else None
