"""Which thread has been at its request for how long; what goes on too long is ended from outside."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, get_ident
from time import monotonic

from service.lines.bounds import Bounds


class TakesTooLong(BaseException):
    """Thrown into a thread. No Exception, so that a loop that goes on after any of those ends too."""


class EndedForTakingTooLong(RuntimeError):
    """What became of a request that was ended."""


@dataclass
class _Work:
    since: float
    told_at: float | None = None


class Overtime:
    """Python code is ended where it is. A call into C can't be, and is told by `stuck`."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._gate = Lock()
        self._at_work: dict[int, _Work] = {}

    def count(self, work: Callable[[], None]) -> None:
        """Do the work of one request in this thread. Raises EndedForTakingTooLong.

        No context manager: nothing of this may lie outside of its `try`, since TakesTooLong may come anywhere.
        """
        try:
            try:
                self._begin()
                work()
            finally:
                self._end()
        except TakesTooLong as told:
            self._end()  # it may have come in the midst of the one above, and comes once
            raise EndedForTakingTooLong from told

    def look(self, now: float) -> None:
        """Under the gate, so that nobody is told who has gone on to another request. `now` is monotonic."""
        with self._gate:
            for thread, work in self._at_work.items():
                if work.told_at is None and now - work.since > self._bounds.worked:
                    work.told_at = now
                    _throw(thread, TakesTooLong)

    def stuck(self, now: float) -> int:
        """How many threads were told, and are at it all the same. `now` is monotonic."""
        with self._gate:
            told_at = [work.told_at for work in self._at_work.values() if work.told_at is not None]
        return sum(now - at > self._bounds.stuck for at in told_at)

    def _begin(self) -> None:
        with self._gate:
            self._at_work[get_ident()] = _Work(monotonic())

    def _end(self) -> None:
        with self._gate:
            work = self._at_work.pop(get_ident(), None)
            if work is not None and work.told_at is not None:
                _throw(get_ident(), None)  # take back what has not arrived


def _throw(thread: int, what: type[BaseException] | None) -> None:
    thrown = None if what is None else ctypes.py_object(what)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), thrown)
