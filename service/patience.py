"""A request is given some time to arrive and to be answered: few that dawdle would otherwise hold every thread."""

import contextlib
import socket
import time
from threading import Lock
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

ARRIVES_WITHIN = 60.0  # seconds, head and body: ten megabytes at two megabits a second, and some more
ANSWERED_WITHIN = 240.0


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Once a second it looks at what its threads are at, and ends what takes too long.

    What has not arrived in time ends where it is, and is answered as the half it is; whoever does not read
    the answer loses the line.
    """

    arrives_within, answered_within = ARRIVES_WITHIN, ANSWERED_WITHIN

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._at_work: dict[Any, float] = {}
        self._lock = Lock()

    def handle(self, conn: Any) -> Any:
        with self._lock:
            self._at_work[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            with self._lock:
                self._at_work.pop(conn, None)

    def murder_pending(self) -> None:
        """Called each second, by the loop of gunicorn's own."""
        super().murder_pending()
        now = time.monotonic()
        with self._lock:
            for conn, began in self._at_work.items():
                if now - began > self.answered_within:
                    _shut(conn, socket.SHUT_RDWR)
                elif now - began > self.arrives_within:
                    _shut(conn, socket.SHUT_RD)


def _shut(conn: Any, what: int) -> None:
    with contextlib.suppress(OSError):  # it has ended meanwhile
        conn.sock.shutdown(what)
