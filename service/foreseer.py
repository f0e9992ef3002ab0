"""Plays ahead beside the timer, in a thread of its own, so that nobody who looks ahead waits for it."""

import os
import sys
from datetime import datetime, timedelta
from threading import Event, Thread, get_native_id
from time import thread_time

import structlog

from service.app import Service
from service.database.away import is_away
from service.logs import told

log = structlog.get_logger()

DAYS_AHEAD = 14
ASKED_FOR = timedelta(hours=1)  # so long it is played as far ahead as somebody has asked
RESTS_FOR = 9  # times the seconds of CPU it took: a tenth of a core at most
LONGEST_REST = 300.0  # seconds
FIRST_TICK = 5.0  # seconds
LESS_URGENT = 10  # than whoever is answered meanwhile, where the system tells threads apart


class Foreseer:
    """Woken after each tick, it plays if something has changed, and then rests. What fails is tried at the next."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._woken = Event()
        self._ended = Event()
        self._asked: tuple[int, datetime] | None = None
        self._thread = Thread(target=self._run, name="foreseer", daemon=True)

    def start(self) -> None:
        """It plays after the first tick, or before that if the tick takes its time."""
        self._thread.start()

    def stop(self) -> None:
        """What it plays changes nothing, and is left as it is."""
        self._ended.set()
        self._woken.set()

    def wake(self) -> None:
        self._woken.set()

    def ask(self, days: int) -> None:
        """Somebody looks further ahead than it was played."""
        now = self._service.clock()
        if self._days(now) < days:
            self._asked = days, now
            self.wake()

    def renew(self) -> None:
        self._service.outlook.renew(self._days(self._service.clock()))

    def _days(self, now: datetime) -> int:
        is_wanted = self._asked is not None and now - self._asked[1] < ASKED_FOR
        return self._asked[0] if self._asked is not None and is_wanted else DAYS_AHEAD

    def _run(self) -> None:
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, get_native_id(), LESS_URGENT)
        self._woken.wait(FIRST_TICK)
        while not self._ended.is_set():
            self._woken.clear()
            began = thread_time()
            try:
                self.renew()
            except Exception as fault:  # noqa: BLE001 - whatever it is, the next comes all the same
                _tell(fault)
            self._ended.wait(min(RESTS_FOR * (thread_time() - began), LONGEST_REST))
            self._woken.wait()


def _tell(fault: Exception) -> None:
    if is_away(fault):
        log.warning("not_foreseen_storage_away", error=type(fault).__name__)
    else:
        log.error("not_foreseen", **told(fault))
