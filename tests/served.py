"""A service as people start it: a process of its own, and what lies in its folder."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Event
from time import monotonic

import requests

SOON = 60


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def until(done, what, seconds=SOON):
    """Wait for what `done` gives, looking again and again, and never longer than the deadline."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        found = done()
        if found:
            return found
        Event().wait(0.02)
    raise AssertionError(f"waited {seconds} s in vain: {what}")


class Served:
    """`moedeklar serve` on one folder, started and killed as often as need be, always on the same port."""

    def __init__(self, folder, **environ):
        self.folder = Path(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = {k: v for k, v in os.environ.items() if not k.startswith("MOEDEKLAR_")} | environ
        self.log = self.folder / "served.log"
        self.process = None

    def command(self, *options):
        named = () if "MOEDEKLAR_DATABASE_URL" in self._environ else ("--dir", str(self.folder))
        return [sys.executable, "-m", "service", "serve", *named, "--port", str(self.port), *options]

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=self.folder,
                env=self._environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def run(self, *options):
        """Start one that is expected to end by itself."""
        return subprocess.run(
            self.command(*options),
            cwd=self.folder,
            env=self._environ,
            capture_output=True,
            text=True,
            timeout=SOON,
            check=False,
        )

    def is_up(self, path="/healthz"):
        assert self.process.poll() is None, self.log.read_text()
        with contextlib.suppress(requests.RequestException):
            return requests.get(self.url + path, timeout=SOON).status_code == 200
        return False

    def up(self, path="/healthz"):
        until(lambda: self.is_up(path), f"{path} answers 200")
        return self

    def kill(self):
        self.process.kill()
        self.process.wait(SOON)

    def alive(self):
        """The ids of all processes that came of it and live: each belongs to its session."""
        return [process_id for process_id in _process_ids() if _session_of(process_id) == self.process.pid]

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(SOON)


def _process_ids():
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _session_of(process_id):
    """The session a living process belongs to."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        state, *_, session = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[:4]
        return int(session) if state not in {"Z", "X"} else None
    return None
