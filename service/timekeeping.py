"""The timer of one process, and whether it still does what it is there for."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from agenda.access import CLOCK
from scheduler.timer import Timer
from service.app import Service
from service.asking import Asking
from service.database.away import StorageAway, is_away
from service.database.set_aside import count_set_aside
from service.heartbeat import Heartbeat

log = structlog.get_logger()

LATEST_TICK = timedelta(minutes=2)
LONGEST_TICK = timedelta(minutes=10)
OLDEST_DUE = timedelta(minutes=5)
LONGEST_ANSWER = 1.5  # seconds; whoever asks for readiness is answered within two


@dataclass(frozen=True)
class Answer:
    """What the store says."""

    next_at: datetime | None
    set_aside: int
    is_sending_off: bool


@dataclass(frozen=True)
class Standing:
    """What keeps this process from its work: `database`, `timer` or `overdue`; empty if all is well.

    `set_aside`: how many pieces of work wait for somebody to mend what they need; a restart would not help.
    """

    failing: tuple[str, ...] = ()
    set_aside: int = 0
    is_sending_off: bool = False


class Timekeeper:
    """Ticks the service from its start to its stop, and soon again after a tick or a request that storage failed.

    `ticked_at` is the end of the last tick that went well, `ticking_since` the start of one that runs, and
    `moved_at` when that one last turned to another piece of its work: each piece opens a session. `after_tick` is
    called after one that went well, and must not wait for anything.
    """

    def __init__(self, service: Service, after_tick: Callable[[], None] = lambda: None) -> None:
        self._after_tick = after_tick
        self._open_session = service.sessions
        self._service = replace(service, sessions=self._next_session)
        self._timer = Timer(self._tick, _tell, service.clock)
        self._heartbeat = Heartbeat(service.settings.watch.heartbeat_url, service.is_sending_off)
        self.ticked_at: datetime | None = None
        self.ticking_since: datetime | None = None
        self.moved_at: datetime | None = None
        self.has_failed = False
        self._asking = Asking[Answer](LONGEST_ANSWER)

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """Raises StorageAway since some write or look-up failed, until a tick has written something."""
        if self._service.storage.is_away:
            raise StorageAway
        return self._asking.ask(question)

    def try_again(self) -> None:
        self._timer.try_again()

    @property
    def wake(self) -> Callable[[], None]:
        return self._timer.wake

    def start(self) -> None:
        """What was made to get here stays for good, and is looked through no more when memory is collected."""
        gc.collect()
        gc.freeze()
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
        except Exception:
            self.has_failed = True
            raise
        finally:
            self.ticking_since = None
        self.has_failed = False
        self._heartbeat.beat(self.ticked_at)
        self._after_tick()
        return next_at

    def _next_session(self) -> Session:
        self.moved_at = self._service.clock()
        return self._open_session()


def standing(service: Service, timekeeper: Timekeeper | None, now: datetime) -> Standing:
    """How this process stands, told within two seconds whatever the storage does.

    Without a timekeeper another process is the one that ticks, and only what it leaves undone tells of it.
    """
    timer_fails = timekeeper is not None and not _keeps_time(timekeeper, now)
    faults = ("timer",) if timer_fails else ()
    ask = Asking[Answer](LONGEST_ANSWER).ask if timekeeper is None else timekeeper.ask
    try:
        told = ask(partial(_look, service, now))
    except (SQLAlchemyError, StorageAway, TimeoutError):
        return Standing(("database", *faults))
    is_overdue = told.next_at is not None and told.next_at < now - OLDEST_DUE
    return Standing((*faults, "overdue") if is_overdue else faults, told.set_aside, told.is_sending_off)


def _look(service: Service, now: datetime) -> Answer:
    with service.reading(CLOCK) as unit:
        seen = service.clockwork.look_in(unit, now)
        return Answer(seen.next_at, count_set_aside(unit.session), seen.is_sending_off)


def _keeps_time(timekeeper: Timekeeper, now: datetime) -> bool:
    """A tick that waits for one hanging server after another keeps time while it gets on, though not without end."""
    began_at, moved_at = timekeeper.ticking_since, timekeeper.moved_at
    if began_at is not None and now - began_at > LONGEST_TICK:
        return False
    seen_at = moved_at if began_at is not None else timekeeper.ticked_at
    is_well = timekeeper.is_alive() and not timekeeper.has_failed
    return is_well and seen_at is not None and now - seen_at <= LATEST_TICK


def _tell(error: Exception) -> None:
    if is_away(error):
        log.warning("storage_away", error=type(error).__name__)
    else:
        log.error("tick_failed", exc_info=error)
