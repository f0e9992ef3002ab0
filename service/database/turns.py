"""Turns at a store with one writer: threads of one process get it in the order in which they came."""

import sqlite3
from collections import deque
from math import ceil
from threading import Lock
from time import monotonic

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

PATIENCE = "patience_seconds"  # execution options: how long the turn and the lock are waited for
IS_SNAPSHOT = "is_snapshot"  # and that neither is needed, since nothing is written
CHANGES = "changes"  # how many rows the connection had ever written when its snapshot began
IN_TROUBLE = 0.5
A_STEP = 500  # milliseconds


class WrittenInSnapshot(RuntimeError):
    """What only reads had something to write: it would have been lost."""

    def __init__(self) -> None:
        super().__init__("a snapshot can't be written in")


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


def is_snapshot(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(IS_SNAPSHOT))


def take_turns(engine: Engine, patience_seconds: float) -> None:
    """From its first transaction until it is given back, a connection has the turn, and SQLite's write lock in it.

    Turn and lock are waited for together, no longer than the patience; where one waited in vain, the next do so for a
    moment only, lest all threads of a process wait for a lock that somebody outside doesn't give back. A snapshot needs
    neither, and can't write.
    """
    turns, patience = Turns(), _Patience(patience_seconds)

    def begin(connection: Connection) -> None:
        if is_snapshot(connection):
            connection.info[CHANGES] = _begin(connection, "BEGIN", patience_seconds).total_changes
            return
        own = connection.get_execution_options().get(PATIENCE)
        until = monotonic() + (own or patience.seconds)
        with patience:
            if "has_turn" not in connection.info:
                if not turns.take(max(until - monotonic(), 0)):
                    raise NoConnection("the store was in other hands for too long")
                connection.info["has_turn"] = True
            # SQLite's own deferred BEGIN lets two readers both decide to write; see ARCHITECTURE.md.
            _begin(connection, "BEGIN IMMEDIATE", min(until - monotonic(), own or patience.seconds))

    def commit(connection: Connection) -> None:
        # `PRAGMA query_only` would forbid it sooner, and have every statement written anew by SQLite each time.
        if is_snapshot(connection) and _driver(connection).total_changes != connection.info[CHANGES]:
            raise WrittenInSnapshot

    def check_in(_connection: object, record: object) -> None:
        info: dict[str, bool] = getattr(record, "info", {})
        if info.pop("has_turn", False):
            turns.give_back()

    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", commit)
    event.listen(engine, "checkin", check_in)


class _Patience:
    """How long the lock is waited for: little, once somebody waited in vain, until it is had again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_in_trouble = False

    @property
    def seconds(self) -> float:
        return IN_TROUBLE if self._is_in_trouble else self._seconds

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._is_in_trouble = kind is not None and issubclass(kind, OperationalError | NoConnection)


def _begin(connection: Connection, statement: str, seconds: float) -> sqlite3.Connection:
    driver = _driver(connection)
    _wait_at_most(connection, driver, seconds)
    connection.exec_driver_sql(statement)
    return driver


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _wait_at_most(connection: Connection, driver: sqlite3.Connection, seconds: float) -> None:
    """SQLite is told only where it is something else than before."""
    milliseconds = ceil(max(seconds, 0.001) * 1000 / A_STEP) * A_STEP
    if connection.info.get("waits") != milliseconds:
        driver.execute(f"PRAGMA busy_timeout = {milliseconds}")
        connection.info["waits"] = milliseconds
