"""A double for the length of a test: a process of its own, and what the test says to it."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import requests

from tests.doubles import schemas
from tests.doubles.wire_log import read_journal

SOON = 30
ROOT = Path(__file__).parents[2]


@contextlib.contextmanager
def ews_double(folder, *options):
    """An EWS server; at the end, none of its answers may have broken Microsoft's schema."""
    with _running("tests.doubles.ews", Path(folder) / "ews", options) as double:
        yield double


@contextlib.contextmanager
def graph_double(folder, *options):
    """A Graph server; at the end, none of its answers may have broken Microsoft's schema."""
    with _running("tests.doubles.graph", Path(folder) / "graph", options) as double:
        yield double


class RunningDouble:
    """`url` is what a channel is given; the rest is the other door, `/_double/...`."""

    def __init__(self, url, folder, process):
        self.url, self.folder, self.process = url, folder, process
        parts = urlsplit(url)
        self._told = self._asked = self._refused = 0  # how many entries were there at the last forgetting
        self._door = f"{parts.scheme}://{parts.netloc}/_double/"

    def faults(self, **settings):
        """As `Faults.settle`: seed, rate, kinds, whens, or script; nothing at all ends the faults."""
        self._post("faults", settings)

    def release(self):
        """Let whoever hangs go on."""
        self._post("release", {})

    def answer(self, mailbox, uid, attendee, response):
        self._post("answer", {"mailbox": mailbox, "uid": uid, "attendee": attendee, "response": response})

    def edit(self, mailbox, uid, **changes):
        self._post("edit", {"mailbox": mailbox, "uid": uid, **changes})

    def busy(self, address, starts_at, ends_at):
        self._post("busy", {"address": address, "starts_at": starts_at, "ends_at": ends_at})

    def unknown(self, address, mode="clean"):
        self._post("unknown", {"address": address, "mode": mode})

    def bounce(self, mailbox, to, **more):
        self._post("bounce", {"mailbox": mailbox, "to": to, **more})

    def seal(self, mailbox, sender):
        self._post("seal", {"mailbox": mailbox, "sender": sender})

    def open_all(self, mailbox):
        """Somebody looks into the inbox and opens all that lies there."""
        self._post("open_all", {"mailbox": mailbox})

    def room(self, address):
        self._post("room", {"address": address})

    def deny(self, address):
        self._post("deny", {"address": address})

    def limit(self, **limits):
        """Graph only: mails_per_minute, concurrent, hold."""
        self._post("limit", limits)

    def expire(self, **what):
        """Graph only: deltas=True, or a bearer token."""
        self._post("expire", what)

    def forget(self):
        """Graph only: begin anew with nothing stored, arranged or told; the files keep what was."""
        self._post("forget", {})
        self.faults()
        self._told, self._asked = len(self._get("wire")), len(self._get("requests"))
        self._refused = len(read_journal(self.folder / "refused.jsonl"))

    def wire(self):
        return self._get("wire")[self._told :]

    def requests(self):
        """What was asked, in order: request, operation, status (None: not carried out), fault."""
        return self._get("requests")[self._asked :]

    def injected(self):
        """The faults that have struck, in order: request, operation, kind, when."""
        return self._get("faults")

    def items(self):
        return self._get("items")

    def invalid(self):
        """The double's own answers that broke the schema."""
        return read_journal(self.folder / "invalid.jsonl")

    def refused(self):
        """The client's requests that broke the schema."""
        return read_journal(self.folder / "refused.jsonl")[self._refused :]

    def _get(self, name):
        return _content(requests.get(self._door + name, timeout=SOON))

    def _post(self, name, wish):
        plain = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in wish.items()}
        _content(requests.post(self._door + name, json=plain, timeout=SOON))


@contextlib.contextmanager
def _running(module, folder, options):
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "double.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "--port", "0", "--dir", str(folder), "--while-read", *options],
            cwd=ROOT,
            env=os.environ | _schemas(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    try:
        double = RunningDouble(_url(process, folder), folder, process)
        yield double
        assert double.invalid() == []
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(SOON)
        process.stdin.close()
        process.stdout.close()


def _url(process, folder):
    readable, _, _ = select.select([process.stdout], [], [], SOON)
    line = process.stdout.readline().decode().strip() if readable else ""
    assert line, f"the double did not start: {(folder / 'double.log').read_text('utf-8').strip()}"
    return line


def _schemas():
    return {name: str(place) for name in (schemas.EWS, schemas.GRAPH) if (place := schemas.schema(name))}


def _content(answer):
    assert answer.ok, answer.text
    return answer.json()
