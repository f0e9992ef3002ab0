"""Ask something that may hang, and wait no longer than a moment for the answer."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Asking(Generic[_T]):
    """One question at a time: whoever asks while it is open waits for the same answer, and starts no other."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._gate = Lock()
        self._asked: Future[_T] | None = None

    def ask(self, question: Callable[[], _T]) -> _T:
        """Raises what the question raises, and TimeoutError where it takes too long."""
        with self._gate:
            if self._asked is None or self._asked.done():
                self._asked = Future()
                Thread(target=_answer, args=(self._asked, question), name="asking", daemon=True).start()
            asked = self._asked
        return asked.result(self._seconds)


def _answer(asked: Future[_T], question: Callable[[], _T]) -> None:
    try:
        asked.set_result(question())
    except BaseException as fault:  # noqa: BLE001 - it is raised where the question was asked
        asked.set_exception(fault)
