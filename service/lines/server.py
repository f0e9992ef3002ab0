"""The one thread that reads and writes all lines, and the few that answer what has arrived whole."""

import os
import socket
from collections.abc import Callable
from time import monotonic
from typing import Any

import structlog
from waitress import wasyncore
from waitress.server import TcpWSGIServer

from service.lines.bounds import Bounds
from service.lines.line import Line
from service.lines.overtime import Overtime
from service.lines.request import LargestBody

log = structlog.get_logger()

THREADS = 8
BACKLOG = 256
MOST_LINES = 1000
MOST_PASSED_OVER = 300_000_000  # bytes of a body that is too large; above it the line ends at once
IN_MEMORY = 1_000_001  # bytes of a request: only files are larger, and lie on the disk while they arrive
LOOKS_EVERY = 1.0  # seconds
LOOKS_AT_END_EVERY = 0.1
STUCK = 70  # the exit code of a process none of whose threads can answer: it wants to be started again

SETTINGS: dict[str, Any] = {
    "threads": THREADS,
    "backlog": BACKLOG,
    "connection_limit": MOST_LINES,
    "asyncore_use_poll": True,
    "max_request_header_size": 32_768,
    "max_request_body_size": MOST_PASSED_OVER,
    "inbuf_overflow": IN_MEMORY,
    "outbuf_overflow": 8_000_000,
    "outbuf_high_watermark": 100_000_000,  # above every answer: no thread waits until a client has read
    "ident": None,
    "channel_request_lookahead": 0,
    "expose_tracebacks": False,
    "clear_untrusted_proxy_headers": True,
}


class Server(TcpWSGIServer):  # type: ignore[misc]  # waitress ships no types
    """`largest_body` says how much a request may bear; forwarding headers are believed from `trusted_proxy` alone."""

    channel_class = Line

    def __init__(
        self,
        application: Callable[..., Any],
        listening: socket.socket,
        largest_body: LargestBody,
        *,
        trusted_proxy: str = "",
        bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    ) -> None:
        self.largest_body = largest_body
        self.bounds = bounds
        self.overtime = Overtime(bounds)
        self.is_ending = False
        self._looked_at = monotonic()
        sockinfo = (listening.family, listening.type, listening.proto, listening.getsockname())
        settings = {**SETTINGS, **_proxy(trusted_proxy)}
        super().__init__(application, {}, _sock=listening, sockinfo=sockinfo, bind_socket=False, **settings)

    def run(self) -> None:
        """Serve until told to end."""
        while not self.is_ending:
            self._turn(LOOKS_EVERY)

    def end(self) -> None:
        """To be called by a signal or another thread: from now on nothing new is begun."""
        if not self.is_ending:
            self.is_ending = True
            self.pull_trigger()

    def finish(self) -> bool:
        """Answer what was asked; whether all was, or the time is over. What is half there gets a moment to arrive."""
        wasyncore.dispatcher.close(self)  # the listening alone
        told_at = monotonic()
        while self._let_go(told_at) and monotonic() - told_at < self.bounds.ends:
            self._turn(LOOKS_AT_END_EVERY)
        is_all_answered = not self.active_channels
        self.task_dispatcher.shutdown(timeout=LOOKS_EVERY if is_all_answered else 0)
        wasyncore.close_all(self._map)
        return is_all_answered

    def is_stuck(self) -> bool:
        """Whether a thread is at a request that can't be ended."""
        return self.overtime.stuck(monotonic()) > 0

    def maintenance(self, now: float) -> None:
        """Lines are looked after by `_turn`, by a clock that nobody sets, and to the very end."""

    def _turn(self, seconds: float) -> None:
        """Read and write what can be, or wait so long for it; once a second look after every line."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)
        now = monotonic()
        if now - self._looked_at >= LOOKS_EVERY:
            self._looked_at = now
            self._look_after_all(now)

    def _look_after_all(self, now: float) -> None:
        for line in list(self.active_channels.values()):
            line.look_after(now)
        self.overtime.look(now)
        if self.overtime.stuck(now) == THREADS:
            log.critical("every_thread_is_stuck")
            os._exit(STUCK)

    def _let_go(self, told_at: float) -> bool:
        """End the lines on which nothing goes on; whether others are left."""
        is_over = monotonic() - told_at > self.bounds.arrives_at_end
        for line in list(self.active_channels.values()):
            if line.is_answered() and (is_over or not line.is_arriving()):
                line.handle_close()
        return bool(self.active_channels)


def _proxy(address: str) -> dict[str, Any]:
    if not address:
        return {}
    believed = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": address, "trusted_proxy_count": 1, "trusted_proxy_headers": believed}
