"""The database: how it is opened, and what is asserted of it at start-up."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, registry
from sqlalchemy.types import TypeDecorator

from service.database.turns import take_turns

BUSY_SECONDS = 30
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
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    waiting = {"timeout": BUSY_SECONDS, "isolation_level": None}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    take_turns(engine, BUSY_SECONDS)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _check_known(url: URL) -> None:
    """What lies in memory alone stays with nobody."""
    is_in_memory = url.get_backend_name() == "sqlite" and (
        not url.database or ":memory:" in url.database or "memory" in url.query.values()
    )
    if url.get_backend_name() not in {"sqlite", "postgresql"} or is_in_memory:
        raise ArgumentError("give a file of SQLite, or a PostgreSQL")


def copy_in_memory(engine: Engine) -> Engine:
    """A SQLite store as it stands, copied into memory without holding up its writer."""
    copy = create_engine("sqlite://", connect_args={"isolation_level": None}, hide_parameters=True)
    event.listen(copy, "begin", _begin_immediate)
    with engine.connect() as source, copy.connect() as target:
        there, here = source.connection.driver_connection, target.connection.driver_connection
        assert isinstance(there, sqlite3.Connection)
        assert isinstance(here, sqlite3.Connection)
        there.backup(here)
    return copy


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
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": START_LOCK})


def one_at_a_time(session: Session, what: str) -> None:
    """Until this transaction ends, whoever else is at the same waits; what they then read is what came of this."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what})


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted, a case's key above all, is overwritten and not only let go
        f"busy_timeout = {BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    """SQLite's own deferred BEGIN lets two readers both decide to write; see ARCHITECTURE.md."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
