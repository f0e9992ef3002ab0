"""Somewhere to play what would come: it is undone, and stands in nobody's way."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from service.database.engine import copy_apart
from service.database.keeping_session import KeepingSession


@contextmanager
def scratch(engine: Engine) -> Iterator[Connection]:
    """A connection to play on: SQLite has one writer, so it is spared by a copy that is nobody else's."""
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection:
            yield connection
        return
    copy = copy_apart(engine)
    try:
        with copy.connect() as connection:
            yield connection
    finally:
        copy.dispose()


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    outer = connection.begin()
    try:
        yield
    finally:
        outer.rollback()


def nested(connection: Connection) -> Session:
    return KeepingSession(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
