"""The heartbeat: somebody outside hears that the clock still works, and misses it when it doesn't."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPException
from threading import Thread
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog

log = structlog.get_logger()

AT_MOST_EVERY = timedelta(minutes=1)
TIMEOUT_SECONDS = 5.0
LONGEST_ANSWER = 1000


class Heartbeat:
    """Asks the address for its page after a tick that went well; without an address nobody is told.

    It runs beside the tick and delays nothing; while `is_silent()`, somebody else is to be heard. The log names no
    address: whoever knows it could send in our stead.
    """

    def __init__(self, url: str, is_silent: Callable[[], bool]) -> None:
        self._url = url
        self._is_silent = is_silent
        self._beaten_at: datetime | None = None
        self._beating: Thread | None = None
        self._is_failing = False

    def beat(self, now: datetime) -> None:
        is_soon = self._beaten_at is not None and now - self._beaten_at < AT_MOST_EVERY
        is_under_way = self._beating is not None and self._beating.is_alive()
        if not self._url or is_soon or is_under_way or self._is_silent():
            return
        self._beaten_at = now
        self._beating = Thread(target=self._send, name="heartbeat", daemon=True)
        self._beating.start()

    def stop(self) -> None:
        if self._beating is not None:
            self._beating.join(TIMEOUT_SECONDS)

    def _send(self) -> None:
        try:
            _ask(self._url)
        except (OSError, HTTPException, ValueError) as fault:
            if not self._is_failing:
                log.warning("heartbeat_not_heard", error=type(fault).__name__)
            self._is_failing = True
        else:
            if self._is_failing:
                log.info("heartbeat_heard_again")
            self._is_failing = False


class _NoRedirect(HTTPRedirectHandler):
    """Elsewhere might be anywhere; what is sent on counts as not heard."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        return None


def _ask(url: str) -> None:
    request = Request(url, headers={"User-Agent": "moedeklar"})  # noqa: S310 - the settings take https or loopback
    with build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
        answer.read(LONGEST_ANSWER)
