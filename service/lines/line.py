"""One line to a client, which ends when its time is over: whoever dawdles on it holds no thread, and nobody else up."""

from time import monotonic
from typing import Any

from waitress.channel import HTTPChannel

from service.lines.answer import Answer, Refusal, TooLate
from service.lines.bounds import Bounds
from service.lines.request import Request


class Line(HTTPChannel):  # type: ignore[misc]  # waitress ships no types
    """All but `service` runs in the one thread that reads and writes all lines."""

    task_class, error_task_class = Answer, Refusal
    server: Any
    request: Any
    _active_at = _answering_since = 0.0

    def __init__(self, *args: Any, **named: Any) -> None:
        self._quiet_since = monotonic()
        super().__init__(*args, **named)

    @property
    def last_activity(self) -> float:
        """By the monotonic clock: waitress gives the one that people set."""
        return self._active_at

    @last_activity.setter
    def last_activity(self, _: float) -> None:
        self._active_at = monotonic()

    def parser_class(self, adj: Any) -> Request:
        return Request(adj, self.server.largest_body)

    def handle_close(self) -> None:
        super().handle_close()
        if self.request is not None:
            self.request.close()
            self.request = None

    def service(self) -> None:
        self._answering_since = monotonic()
        try:
            super().service()
        finally:
            self._quiet_since = monotonic()

    def is_answered(self) -> bool:
        """Whether nothing that was asked is still worked on, or waits to be read."""
        return not self.requests and not self.total_outbufs_len

    def is_arriving(self) -> bool:
        return self.request is not None

    def look_after(self, now: float) -> None:
        """End what has gone on for too long. `now` is monotonic.

        waitress's own only wishes to close what is silent, and does once the client reads.
        """
        bounds = self.server.bounds
        if not self.is_answered():
            if self.total_outbufs_len and self._is_left_unread(now):
                self.handle_close()
        elif self.is_arriving():
            if self._is_late(now):
                self._refuse()
        elif now - self._quiet_since > bounds.silent:
            self.handle_close()

    def _is_left_unread(self, now: float) -> bool:
        bounds: Bounds = self.server.bounds
        return now - self._active_at > bounds.silent or now - self._answering_since > bounds.read

    def _is_late(self, now: float) -> bool:
        bounds: Bounds = self.server.bounds
        began_at = max(float(self.request.began_at), self._quiet_since)
        longest = bounds.arrives if self.request.headers_finished else bounds.head
        return now - began_at > longest or now - self._active_at > bounds.silent

    def _refuse(self) -> None:
        with self.requests_lock:
            self.request.refuse(TooLate(""))
            self.requests.append(self.request)
            self.request = None
        self.server.add_task(self)
