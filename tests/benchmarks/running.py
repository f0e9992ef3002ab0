"""A process of its own with a made store: what its pages make people wait, and how much memory it holds."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks import load
from served import Served

VIEWS, WARM_UP = 100, 5
RSS = re.compile(r"VmRSS:\s+(\d+) kB")


class OnItsDay(Served):
    """The service whose clock stands where the store was made to be shown."""

    def command(self, *_options):
        return [sys.executable, "-m", "benchmarks.serving", str(self.folder), str(self.port)]


@dataclass(frozen=True)
class Memory:
    """In megabytes, before and after a hundred views of the desk; the first views fill what is kept for good."""

    before: float
    after: float

    @property
    def growth(self):
        return self.after / self.before - 1


@dataclass(frozen=True)
class Ran:
    memory: Memory
    waited: dict


def ran(folder):
    running = OnItsDay(folder).start()
    try:
        running.up("/readyz")
        memory = _memory(running)
        return Ran(memory, load.waits(running.url))
    finally:
        running.stop()


def opened(folder):
    """How long opening the store takes in a process of its own, and the imports it needs: see `benchmarks.opening`."""
    command = [sys.executable, "-m", "benchmarks.opening", str(folder)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _memory(running):
    session = load.logged_in(running.url)
    for _ in range(WARM_UP):
        session.get(running.url)
    before = _megabytes(running.process.pid)
    for _ in range(VIEWS):
        session.get(running.url)
    return Memory(before, _megabytes(running.process.pid))


def _megabytes(process_id):
    return int(RSS.search(Path(f"/proc/{process_id}/status").read_text())[1]) / 1024
