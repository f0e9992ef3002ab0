"""What goes wrong on purpose: drawn by a seeded chance or told by a script, before or after the deed is done."""

import os
import socket
import struct
from dataclasses import dataclass
from random import Random
from threading import Event, Lock

BEFORE, AFTER = "before", "after"
KINDS = ("hang", "reset", "401", "429", "503", "500_html", "busy", "truncated")


@dataclass(frozen=True)
class Fault:
    """`before`: the request is not carried out. `after`: it is, and the answer is lost."""

    kind: str
    when: str
    hang_seconds: float = 5.0
    retry_after: float = 1.0

    def __post_init__(self):
        if self.kind not in KINDS or self.when not in {BEFORE, AFTER}:
            raise ValueError(f"no such fault: {self.kind} {self.when}")


class Faults:
    """Draws the fault of each request, if any; a script goes before the chance."""

    def __init__(self):
        self._lock = Lock()
        self._released = Event()
        self._injected = []
        self.settle()

    def settle(
        self,
        *,
        seed=0,
        rate=0.0,
        kinds=KINDS,
        whens=(BEFORE, AFTER),
        script=(),
        hang_seconds=5.0,
        retry_after=1.0,
    ):
        """Put new faults in the place of the old; without arguments nothing goes wrong any more."""
        patience = {"hang_seconds": hang_seconds, "retry_after": retry_after}
        chances = [Fault(kind, when, **patience) for kind in kinds for when in whens]
        lines = [_Line(entry, patience) for entry in script]
        with self._lock:
            self._random, self._rate, self._chances, self._script = Random(seed), rate, chances, lines
            self._released.set()  # who hangs by the old settings hangs no longer
            self._released = Event()

    def draw(self, operation, number):
        """The fault of this request, or None; what is drawn is remembered."""
        with self._lock:
            fault = self._scripted(operation) or self._by_chance()
            if fault:
                self._injected.append(
                    {"request": number, "operation": operation, "kind": fault.kind, "when": fault.when}
                )
            return fault

    def hang(self, fault):
        """Keep the thread waiting, until its time is over or somebody releases it."""
        self._released.wait(fault.hang_seconds)

    def release(self):
        with self._lock:
            self._released.set()
            self._released = Event()

    def injected(self):
        with self._lock:
            return list(self._injected)

    def _scripted(self, operation):
        for line in self._script:
            if line.times and line.operation in {None, operation}:
                line.times -= 1
                return line.fault
        return None

    def _by_chance(self):
        # Both are drawn each time, so that one request's luck does not depend on how many others had any.
        fated, fault = self._random.random(), self._random.choice(self._chances) if self._chances else None
        return fault if fated < self._rate else None


class _Line:
    def __init__(self, entry, patience):
        entry = dict(entry)
        self.operation = entry.pop("operation", None)
        self.times = entry.pop("times", 1)
        self.fault = Fault(entry.pop("kind"), entry.pop("when", BEFORE), **{**patience, **entry})


def reset(connection):
    """End a connection with RST instead of FIN, as a crashed machine or an impatient proxy does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(connection.detach())
