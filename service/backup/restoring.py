"""Put a backup back into an empty place: read through first, brought up to date, and with sending off."""

import os
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from agenda.access import CLOCK
from service.backup import postgresql
from service.backup.manifest import POSTGRESQL, SETTINGS, SQLITE, Manifest
from service.backup.sealed_file import BackupUnreadable, OpenedFile
from service.backup.taking import manifest_of, read_through
from service.database.engine import open_engine
from service.database.migrations.upgrade import upgrade
from service.database.record import Entry
from service.database.sending import turn_off
from service.database.soundness import MARK, check_whole
from service.keys import MasterKey, sync_folder
from service.place import KEY_FILE


class PlaceNotEmpty(RuntimeError):
    """Something lies where the backup was to go; nothing was changed."""


@dataclass(frozen=True)
class Place:
    """A file of SQLite, or the URL of a server's database; beside the file, or in the folder, come the settings."""

    folder: Path
    file: Path | None
    server: str | None


def restore(source: Path, key: MasterKey, place: Place, now: datetime) -> Manifest:
    """Raises PlaceNotEmpty, BackupUnreadable, Damaged, ProgramFailed and OSError; the place is as before then."""
    _check_empty(place)
    manifest = read_through(source, key)
    if manifest.is_of_sqlite is not (place.file is not None):
        kind = "a folder (--dir)" if manifest.is_of_sqlite else "a PostgreSQL (MOEDEKLAR_DATABASE_URL)"
        raise BackupUnreadable(f"the backup is of another kind of database: restore it into {kind}")
    place.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=place.folder) as draft:
        _extract(source, key, Path(draft))
        if place.file is not None:
            _put_file(Path(draft) / SQLITE, place.file, manifest.made_at, now)
        elif place.server is not None:
            _put_dump(Path(draft) / POSTGRESQL, place.server, manifest.made_at, now)
        if (Path(draft) / SETTINGS).exists():
            (Path(draft) / SETTINGS).rename(place.folder / SETTINGS)
    sync_folder(place.folder)
    return manifest


def _check_empty(place: Place) -> None:
    there = {path.name for path in place.folder.iterdir()} if place.folder.is_dir() else set()
    if place.file is not None and there - {KEY_FILE, f"{place.file.name}.lock"}:
        raise PlaceNotEmpty(f"{place.folder}: something lies there already; name an empty folder by --dir")
    if (place.folder / SETTINGS).exists():
        raise PlaceNotEmpty(f"{place.folder / SETTINGS}: lies there already; name another folder by --dir")
    if place.server is not None:
        engine = open_engine(place.server)
        tables = inspect(engine).get_table_names()
        engine.dispose()
        if tables:
            raise PlaceNotEmpty("MOEDEKLAR_DATABASE_URL: that database has tables already; make an empty one")


def _extract(source: Path, key: MasterKey, draft: Path) -> None:
    with (
        source.open("rb") as file,
        tarfile.open(fileobj=BufferedReader(OpenedFile(file, key)), mode="r|gz") as archive,
    ):
        manifest_of(archive)
        for member in iter(archive.next, None):  # a stream is read once, and the manifest was
            archive.extract(member, draft, filter="data")


def _put_file(database: Path, file: Path, made_at: datetime, now: datetime) -> None:
    """It comes under its name as the last thing: nobody ever finds one that would send."""
    check_whole(database)
    engine = open_engine(f"sqlite:///{database}")
    upgrade(engine)
    _turn_off(engine, made_at, now)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    with database.open("rb") as whole:
        os.fsync(whole.fileno())
    os.link(database, file)


def _put_dump(dumped: Path, server: str, made_at: datetime, now: datetime) -> None:
    """Until sending is off a table of a name of its own lies there, and no service starts on it."""
    engine = open_engine(server)
    _do(engine, f"CREATE TABLE {MARK} (id INTEGER)")
    try:
        postgresql.load(server, dumped)
    except postgresql.ProgramFailed:
        _do(engine, f"DROP TABLE {MARK}")
        raise
    upgrade(engine)
    _turn_off(engine, made_at, now)
    _do(engine, f"DROP TABLE {MARK}")
    engine.dispose()


def _do(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def _turn_off(engine: Engine, made_at: datetime, now: datetime) -> None:
    with Session(engine) as session, session.begin():
        turn_off(session, made_at, now)
        session.add(Entry(now, str(CLOCK), "restore", "store", facts={"made_at": made_at.isoformat()}))
