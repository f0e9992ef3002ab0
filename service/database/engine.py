"""The database: how it is opened, and what is asserted of it at start-up."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, registry
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator

from service.database.turns import take_turns

PATIENCE_SECONDS = 5  # for the turn and the write lock, before storage counts as away
STARTING_SECONDS = 60  # whoever starts waits for another who brings the store up to date
CONNECT_SECONDS = 3
SILENT_SECONDS = 10  # without a word from PostgreSQL's machine, the line is given up
IN_POSTGRESQL = {
    "lock_timeout": "5s",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",  # a machine that is gone leaves no lock behind
}
IS_APART = "is_apart"  # an execution option: what is done there concerns nobody else, and waits for nobody
START_LOCK = 7236554  # any number, as long as it stays the same

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
mapping = registry(metadata=metadata)


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class NotDurable(RuntimeError):
    """The database does not promise that what is committed stays."""


def open_engine(url: str) -> Engine:
    """An engine whose commits are durable; SQLite in WAL mode, each transaction taking the write lock at its start.

    Its errors bear no values: they end in logs.
    """
    _check_known(make_url(url))
    if make_url(url).get_backend_name() != "sqlite":
        return _open_postgresql(url)
    waiting = {"timeout": PATIENCE_SECONDS, "isolation_level": None}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    take_turns(engine, PATIENCE_SECONDS)
    return engine


def _open_postgresql(url: str) -> Engine:
    waiting = {
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": SILENT_SECONDS,
        "tcp_user_timeout": SILENT_SECONDS * 1000,
    }
    engine = create_engine(
        url, connect_args=waiting, pool_pre_ping=True, pool_timeout=PATIENCE_SECONDS, hide_parameters=True
    )
    event.listen(engine, "connect", _bound_waits)
    return engine


def _bound_waits(connection: Any, _record: Any) -> None:
    """By SET and not at the connection's start, which a pool in between may refuse."""
    with connection.cursor() as cursor:
        for setting, limit in IN_POSTGRESQL.items():
            cursor.execute(f"SET {setting} = '{limit}'")
    connection.commit()


def _check_known(url: URL) -> None:
    """What lies in memory alone stays with nobody."""
    is_in_memory = url.get_backend_name() == "sqlite" and (
        not url.database or ":memory:" in url.database or "memory" in url.query.values()
    )
    if url.get_backend_name() not in {"sqlite", "postgresql"} or is_in_memory:
        raise ArgumentError("give a file of SQLite, or a PostgreSQL")


def copy_apart(engine: Engine) -> Engine:
    """A SQLite store as it stands, copied without holding up its writer.

    It lies in a file without a name, of which memory holds some pages alone; it is gone with its connection or process.
    """
    copy = create_engine("sqlite://", creator=_without_name, poolclass=StaticPool, hide_parameters=True)
    event.listen(copy, "begin", _begin_immediate)
    with engine.connect() as source, copy.connect() as target:
        there, here = source.connection.driver_connection, target.connection.driver_connection
        assert isinstance(there, sqlite3.Connection)
        assert isinstance(here, sqlite3.Connection)
        there.backup(here)
    return copy


def _without_name() -> sqlite3.Connection:
    return sqlite3.connect("", isolation_level=None, check_same_thread=False)


def assert_durable(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            durable = connection.execute(text("PRAGMA synchronous")).scalar() == 2  # noqa: PLR2004 - 2 is FULL
        else:
            durable = connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
    if not durable:
        raise NotDurable("the database does not flush its commits: set synchronous_commit = on")


def start_one_at_a_time(connection: Connection) -> None:
    """Until this transaction ends, whoever else starts on the same PostgreSQL waits; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        for setting in ("lock_timeout", "statement_timeout"):  # a step over many rows takes its time
            connection.execute(text(f"SET LOCAL {setting} = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": START_LOCK})


def one_at_a_time(session: Session, what: str) -> None:
    """Until this transaction ends, whoever else is at the same waits; what they then read is what came of this."""
    connection = session.connection()
    if connection.dialect.name == "postgresql" and not connection.get_execution_options().get(IS_APART):
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what})


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted, a case's key above all, is overwritten and not only let go
        f"busy_timeout = {PATIENCE_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
