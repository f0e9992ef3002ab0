"""The timer of one process, and whether it still does what it is there for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from scheduler.timer import Timer
from service.app import Service
from service.database.set_aside import count_set_aside
from service.heartbeat import Heartbeat

log = structlog.get_logger()

LATEST_TICK = timedelta(minutes=2)
LONGEST_TICK = timedelta(minutes=10)
OLDEST_DUE = timedelta(minutes=5)


class Timekeeper:
    """Ticks the service from its start to its stop.

    `ticked_at` is the end of the last tick that went well, `ticking_since` the start of one that runs, and
    `moved_at` when that one last turned to another piece of its work: each piece opens a session.
    """

    def __init__(self, service: Service) -> None:
        self._open_session = service.sessions
        self._service = replace(service, sessions=self._next_session)
        self._timer = Timer(self._tick, _tell, service.clock)
        self._heartbeat = Heartbeat(service.settings.watch.heartbeat_url)
        self.ticked_at: datetime | None = None
        self.ticking_since: datetime | None = None
        self.moved_at: datetime | None = None

    @property
    def wake(self) -> Callable[[], None]:
        return self._timer.wake

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._heartbeat.stop()

    def is_alive(self) -> bool:
        return self._timer.is_alive()

    def _tick(self) -> datetime | None:
        self.ticking_since = self.moved_at = self._service.clock()
        try:
            next_at = self._service.tick()
            self.ticked_at = self._service.clock()
        finally:
            self.ticking_since = None
        self._heartbeat.beat(self.ticked_at)
        return next_at

    def _next_session(self) -> Session:
        self.moved_at = self._service.clock()
        return self._open_session()


def failing(service: Service, timekeeper: Timekeeper | None, now: datetime) -> tuple[str, ...]:
    """What keeps this process from doing its work: `database`, `timer` or `overdue`; empty if all is well.

    Without a timekeeper another process is the one that ticks, and only what it leaves undone tells of it.
    """
    timer_fails = timekeeper is not None and not _keeps_time(timekeeper, now)
    faults = ["timer"] if timer_fails else []
    try:
        next_at = service.clockwork.next_at()
    except SQLAlchemyError:
        return ("database", *faults)
    is_overdue = next_at is not None and next_at < now - OLDEST_DUE
    return (*faults, "overdue") if is_overdue else tuple(faults)


def set_aside_count(service: Service) -> int:
    """How many pieces of work wait for somebody to mend what they need; a restart would not help."""
    try:
        with service.sessions() as session:
            return count_set_aside(session)
    except SQLAlchemyError:
        return 0


def _keeps_time(timekeeper: Timekeeper, now: datetime) -> bool:
    """A tick that waits for one hanging server after another keeps time while it gets on, though not without end."""
    began_at, moved_at = timekeeper.ticking_since, timekeeper.moved_at
    if began_at is not None and now - began_at > LONGEST_TICK:
        return False
    seen_at = moved_at if began_at is not None else timekeeper.ticked_at
    return timekeeper.is_alive() and seen_at is not None and now - seen_at <= LATEST_TICK


def _tell(error: Exception) -> None:
    log.error("tick_failed", exc_info=error)
