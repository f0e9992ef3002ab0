"""Whether an SQLite file is whole, and whether one that should be there is: asked before anything is served from it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect

MARK = "moedeklar_restoring"  # a table that lies in a server's database while one is restored into it


class Damaged(RuntimeError):
    """SQLite finds pages that can't be right."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"{database}: is damaged: leave it as it is, and restore the newest backup into another folder "
            "(`moedeklar restore`)"
        )


class KeyWithoutCases(RuntimeError):
    """A master key lies there, and the database that was sealed under it doesn't."""

    def __init__(self, key: Path) -> None:
        super().__init__(
            f"{key} lies here, but the database is missing or empty: restore it from a backup, "
            "or move the key away to begin anew"
        )


class RestoreBrokenOff(RuntimeError):
    """A restore into this database was killed before sending was off."""

    def __init__(self) -> None:
        super().__init__("a restore into this database was broken off: empty it, and restore again")


def check_restored(engine: Engine) -> None:
    if inspect(engine).has_table(MARK):
        raise RestoreBrokenOff


def check_whole(database: Path) -> None:
    """Read every page of a file, if there is one; nothing is written."""
    if not database.is_file():
        return
    if _answer(database, "PRAGMA quick_check(1)") != "ok":
        raise Damaged(database)


def check_not_emptied(database: Path, key: Path) -> None:
    """A key is made once its database is there; where one lies beside nothing, something was lost."""
    if key.exists() and not _has_tables(database):
        raise KeyWithoutCases(key)


def _has_tables(database: Path) -> bool:
    is_there = database.is_file() and database.stat().st_size > 0
    return is_there and bool(_answer(database, "SELECT count(*) FROM sqlite_master"))


def _answer(database: Path, question: str) -> object:
    """Asked of a file as it lies there; none is made."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            return connection.execute(question).fetchone()[0]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as fault:
        raise Damaged(database) from fault
