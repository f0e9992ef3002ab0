"""Bring a database up to date, from the program itself: the steps are packed with it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, text

from service.database.engine import STARTING_SECONDS
from service.database.turns import PATIENCE


class UnknownVersion(RuntimeError):
    """The database was brought to a version this program knows nothing of."""

    def __init__(self) -> None:
        super().__init__(
            "the database is of another version than the program: start the newer one it was used with"
        )


class BrokenReferences(RuntimeError):
    """A row refers to one that isn't there; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("the database refers to rows that aren't there: restore it from a backup")


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine) -> None:
    """Run the steps that are missing, in one transaction, so that two processes starting at once don't meet."""
    patient = engine.execution_options(**{PATIENCE: STARTING_SECONDS})
    with patient.connect() as connection, without_cascades(connection), connection.begin():
        if MigrationContext.configure(connection).get_current_revision() != _newest():
            _run_steps(connection)
        _check_references(connection)


def _run_steps(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise UnknownVersion from fault


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


@contextmanager
def without_cascades(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, and dropping the old one would delete what refers to it."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise BrokenReferences
