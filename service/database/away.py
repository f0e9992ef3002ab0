"""Storage that is away: which faults say that it can't be reached or written for now, and whether it lately was."""

import errno
import sqlite3

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

SQLITE_CODE = 0xFF  # the rest of an extended code says more of the same
OF_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
OF_FILES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG})
# PostgreSQL's connection, resources, operator intervention and system; a lock not had in time; a stand-by.
CLASSES_OF_POSTGRESQL = ("08", "53", "57", "58", "55P03", "25006")
WITHOUT_A_STATE = frozenset(
    {"OperationalError", "InterfaceError"}
)  # the line broke before the server said a word


class StorageAway(Exception):
    """Something could not be written or read meanwhile, and is tried again soon."""


def is_away(fault: BaseException | None) -> bool:
    """Whether the same would go well once there is room, a lock or a server again; what was begun is undone."""
    if isinstance(fault, NoConnection | StorageAway):
        return True
    if isinstance(fault, DBAPIError):
        return fault.connection_invalidated or is_away(fault.orig)
    if isinstance(fault, sqlite3.Error):
        return getattr(fault, "sqlite_errorcode", 0) & SQLITE_CODE in OF_SQLITE
    if isinstance(fault, OSError):
        return fault.errno in OF_FILES
    return hasattr(fault, "sqlstate") and _is_of_postgresql(fault)


def _is_of_postgresql(fault: object) -> bool:
    state = getattr(fault, "sqlstate", None)
    if state is None:
        return any(kind.__name__ in WITHOUT_A_STATE for kind in type(fault).__mro__)
    return str(state).startswith(CLASSES_OF_POSTGRESQL)


class StorageWatch:
    """Hears of every fault at an engine. What was away is back once something has been written without another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.faults = 0
        self.is_away = False
        event.listen(engine, "handle_error", self._hear)

    def note(self, fault: BaseException) -> None:
        if is_away(fault):
            self.faults += 1
            self.is_away = True

    def written(self, faults_before: int) -> None:
        if self.faults == faults_before:
            self.is_away = False

    def _hear(self, context: ExceptionContext) -> None:
        is_ours = (
            context.engine is not None and context.engine.pool is self._engine.pool
        )  # a dialect may serve several
        if is_ours and not context.is_pre_ping:  # at which another line is taken
            self.note(context.original_exception)
