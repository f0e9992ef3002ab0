"""`python -m benchmarks.opening FOLDER`: how long `open_service` takes in a new process, beside its imports."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time


@dataclass(frozen=True)
class Took:
    """In milliseconds."""

    wall: float
    cpu: float


def timed(work):
    """Gives what the work gave, and how long it took."""
    wall, cpu = perf_counter(), process_time()
    given = work()
    return given, Took((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)


def main(folder):
    _, imports = timed(lambda: __import__("benchmarks.fortnight"))
    from benchmarks.fortnight import SHOWN_AT, open_at  # noqa: PLC0415 - to import them is what is timed

    _, opening = timed(lambda: open_at(Path(folder), SHOWN_AT))
    print(json.dumps({"imports": imports.__dict__, "opening": opening.__dict__}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
