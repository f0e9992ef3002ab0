"""Somewhere to play what would come: it is undone, and stands in nobody's way."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.orm import Session

from service.database.engine import IS_APART, copy_apart, metadata
from service.database.keeping_session import KeepingSession
from service.database.record import record_entry, record_named

LEFT_EMPTY = frozenset({record_entry.name, record_named.name})  # what was done is not asked of what will be


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
def apart(engine: Engine) -> Iterator[Connection]:
    """A connection to play on for long, in a transaction that is undone: no row or lock of it is anybody else's.

    In PostgreSQL its tables are temporary ones that stand before the real ones, filled from one snapshot.
    """
    if engine.dialect.name == "sqlite":
        with scratch(engine) as connection, undone(connection):
            yield connection
        return
    options = {"isolation_level": "REPEATABLE READ", IS_APART: True}
    with engine.connect().execution_options(**options) as connection, undone(connection):
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        _put_before(connection)
        yield connection


def _put_before(connection: Connection) -> None:
    quote = connection.dialect.identifier_preparer.quote
    schema = quote(str(connection.scalar(select(func.current_schema()))))
    for name in (quote(table.name) for table in metadata.sorted_tables):
        connection.execute(text(f"CREATE TEMPORARY TABLE {name} (LIKE {schema}.{name} INCLUDING ALL)"))
        if name not in LEFT_EMPTY:
            connection.execute(text(f"INSERT INTO {name} TABLE {schema}.{name}"))


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    outer = connection.begin()
    try:
        yield
    finally:
        outer.rollback()


def nested(connection: Connection) -> Session:
    return KeepingSession(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
