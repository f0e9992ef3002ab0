"""`python -m benchmarks.serving FOLDER PORT`: the service as people start it, on a made store and its own day."""

import sys
from datetime import timedelta
from pathlib import Path
from time import monotonic

from benchmarks.fortnight import SHOWN_AT

from service.app import Surroundings
from service.serving import serve


def running_clock():
    """It begins at the moment the store was made to be shown at, and runs as fast as any other."""
    began = monotonic()
    return lambda: SHOWN_AT + timedelta(seconds=monotonic() - began)


def main(folder, port):
    serve(Surroundings(Path(folder), clock=running_clock()), int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
