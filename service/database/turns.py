"""Turns at a store with one writer: threads of one process get it in the order in which they came."""

from collections import deque
from threading import Lock

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection


class Turns:
    """One has the turn; who gives it back hands it to whoever has waited longest.

    SQLite itself lets everybody look again now and then, so that a busy thread keeps all others out.
    """

    def __init__(self) -> None:
        self._gate = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for the turn, or give up after so many seconds."""
        with self._gate:
            if not self._is_taken:
                self._is_taken = True
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        return turn.acquire(timeout=seconds) or self._was_handed_over(turn)

    def give_back(self) -> None:
        with self._gate:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

    def _was_handed_over(self, turn: Lock) -> bool:
        """Stop waiting, unless the turn came in this very moment."""
        with self._gate:
            if turn not in self._waiting:
                return True
            self._waiting.remove(turn)
            return False


def take_turns(engine: Engine, seconds: float) -> None:
    """From its first transaction until it is given back, a connection has the turn."""
    turns = Turns()

    def begin(connection: Connection) -> None:
        # Without a turn in time it goes on all the same, and the store itself decides.
        if "has_turn" not in connection.info and turns.take(seconds):
            connection.info["has_turn"] = True

    def check_in(_connection: object, record: object) -> None:
        info: dict[str, bool] = getattr(record, "info", {})
        if info.pop("has_turn", False):
            turns.give_back()

    event.listen(engine, "begin", begin)
    event.listen(engine, "checkin", check_in)
