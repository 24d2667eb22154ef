"""The presets of the labs as recorded runs: `make recordings`, or with names of labs for some.

Each is what the server would stream, compressed, in src/fieldguide/labs/recordings/. The page
shows them at once, before a run of its own.
"""

import gzip
import sys

from fieldguide.labs import LabError, get, labs, read, stream
from fieldguide.labs.recordings import FOLDER, recording_file
from fieldguide.nets import limit_blas_threads


def main(names: list[str]) -> None:
    """Record the presets of the labs named, of all where none is."""
    try:
        chosen = [get(name) for name in names] or labs()
    except LabError as error:
        sys.exit(f"recordings: {error}")
    limit_blas_threads()
    current = {recording_file(lab.name, preset.slug) for lab in labs() for preset in lab.presets}
    for file in FOLDER.glob("*.ndjson.gz"):
        if file not in current:
            file.unlink()
    for lab in chosen:
        for preset in lab.presets:
            lines = [*stream(lab, read(lab, preset.params.items()))]
            packed = gzip.compress(b"".join(lines), mtime=0)
            recording_file(lab.name, preset.slug).write_bytes(packed)
            print(f"{lab.name} {preset.slug}: {len(lines)} lines, {len(packed) / 1e3:.0f} kB")
    total = sum(file.stat().st_size for file in current if file.is_file())
    print(f"all: {total / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
