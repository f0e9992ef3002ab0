"""Given one function, the timer wakes it at the next due moment, and at least once a minute."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event, Lock

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import STATE_RUNNING
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

AT_LEAST_EVERY = timedelta(minutes=1)
AGAIN = "again"
BREATH = timedelta(milliseconds=200)  # a tick that leaves something overdue behind must not spin


def again_after(failures: int) -> int:
    """Seconds until the next tick when so many have failed, one after the other: 1, 2, 4, then 8 each time.

    Whatever they failed for may end at any moment, and all is to be well soon after.
    """
    return 1 << min(failures - 1, 3)


class Timer:
    """One thread ticks, never twice at once.

    `tick` does what is due and returns the next due moment, or None. What it throws goes to `on_error`,
    and the next tick comes all the same: see `again_after`.
    """

    def __init__(
        self,
        tick: Callable[[], datetime | None],
        on_error: Callable[[Exception], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._tick = tick
        self._on_error = on_error
        self._clock = clock
        self._asked = Event()
        self._gate = Lock()
        self._stopped = False
        self._failures = 0
        self._scheduler = _Scheduler(
            timezone=UTC,
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Tick at once, and on from there; a timer that was stopped stays so."""
        every = IntervalTrigger(seconds=int(AT_LEAST_EVERY.total_seconds()), timezone=UTC)
        self._add(self.wake, every, "metronome")
        self._scheduler.start()
        self.wake()

    def stop(self) -> None:
        """Let a running tick end, and begin no other."""
        with self._gate:
            self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def wake(self) -> None:
        """Tick as soon as possible: after the running tick, if there is one."""
        if not self._asked.is_set():
            self._asked.set()
            self._add(self._run, None, None)

    def try_again(self) -> None:
        """Something failed that a tick would put right: it comes in a second, unless one is to come again already."""
        if not self._failures:
            self._fail()

    def is_alive(self) -> bool:
        return self._scheduler.is_alive()

    def _run(self) -> None:
        self._asked.clear()
        try:
            due_at = self._tick()
        except Exception as error:  # noqa: BLE001  whatever a tick throws, the next one must come
            self._on_error(error)
            self._fail()
            return
        self._go_well()
        if due_at is not None:
            self._add(self.wake, DateTrigger(max(due_at, self._clock() + BREATH), timezone=UTC), "due")

    def _fail(self) -> None:
        self._failures += 1
        every = IntervalTrigger(seconds=again_after(self._failures), timezone=UTC)
        self._add(self._again, every, AGAIN)

    def _again(self) -> None:
        """Once: a date would be by the caller's clock, and these seconds are true ones."""
        self._forget_again()
        self.wake()

    def _go_well(self) -> None:
        if self._failures:
            self._failures = 0
            self._forget_again()

    def _forget_again(self) -> None:
        with suppress(JobLookupError):
            self._scheduler.remove_job(AGAIN)

    def _add(
        self, job: Callable[[], None], trigger: DateTrigger | IntervalTrigger | None, name: str | None
    ) -> None:
        # Shutting down, APScheduler waits for the tick while it holds the lock that add_job takes.
        with self._gate:
            if not self._stopped:
                self._scheduler.add_job(job, trigger, id=name, replace_existing=name is not None)


class _Scheduler(BackgroundScheduler):  # type: ignore[misc]  # APScheduler ships no types
    """Tells whether its thread lives, which APScheduler's own `running` does not, and ends cleanly.

    APScheduler calls itself stopped while its thread may still be handing out jobs; that thread then fails
    on taking a finished job off the list. Here handing out and stopping exclude each other.
    """

    _thread = None

    def is_alive(self) -> bool:
        thread = self._thread
        return thread is not None and thread.is_alive()

    def shutdown(self, wait: bool = True) -> None:  # noqa: FBT001, FBT002  APScheduler's own signature
        with self._jobstores_lock:
            self.pause()
        super().shutdown(wait)

    def _process_jobs(self) -> float | None:
        with self._jobstores_lock:
            seconds: float | None = super()._process_jobs() if self.state == STATE_RUNNING else None
        return seconds
