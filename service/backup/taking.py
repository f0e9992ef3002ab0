"""Take a backup of a store in use: a copy as of one moment, checked, sealed into one file, and read again."""

import hashlib
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BufferedReader, BytesIO
from pathlib import Path

from sqlalchemy import Engine

from service.backup import postgresql
from service.backup.manifest import MANIFEST, POSTGRESQL, SETTINGS, SQLITE, Manifest, Part, part_of
from service.backup.sealed_file import BackupUnreadable, OpenedFile, SealingFile
from service.database.soundness import check_whole
from service.keys import MasterKey, sync_folder

PAGES_AT_ONCE = 1000


@dataclass(frozen=True)
class Taken:
    """Of which store: its engine, where its files lie, the settings file it was given, and its master key."""

    engine: Engine
    folder: Path
    config: Path | None
    master: MasterKey


def take(taken: Taken, key: MasterKey, target: Path, now: datetime) -> Manifest:
    """Write the file whole or not at all. Raises Damaged, ProgramFailed, BackupUnreadable and OSError."""
    if target.exists():
        raise FileExistsError(17, "is there already; name another", str(target))
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=taken.folder) as place:
        parts = _copied(taken, Path(place))
        manifest = Manifest(
            made_at=now,
            version=version("moedeklar"),
            master_key=taken.master.id,
            parts=tuple(part_of(part) for part in parts),
        )
        _write(manifest, parts, key, target)
    return manifest


def read_through(source: Path, key: MasterKey) -> Manifest:
    """Open every chunk and compare every part with the manifest; nothing is written."""
    with source.open("rb") as file:
        sealed = BufferedReader(OpenedFile(file, key))
        with _reading(sealed) as archive:
            manifest = manifest_of(archive)
            found = tuple(_hashed(archive, member) for member in iter(archive.next, None))
        _to_the_end(sealed)
    if found != manifest.parts:
        raise BackupUnreadable("the backup doesn't hold what its manifest says: take another")
    return manifest


def manifest_of(archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    content = archive.extractfile(first) if first is not None and first.name == MANIFEST else None
    if content is None:
        raise BackupUnreadable("the backup has no manifest: take another")
    return Manifest.model_validate_json(content.read())


def _copied(taken: Taken, place: Path) -> list[Path]:
    if taken.engine.dialect.name == "sqlite":
        parts = [place / SQLITE]
        _copy_sqlite(Path(str(taken.engine.url.database)), parts[0])
        check_whole(parts[0])
    else:
        parts = [place / POSTGRESQL]
        postgresql.dump(taken.engine.url.render_as_string(hide_password=False), parts[0])
        postgresql.check(parts[0])
    if taken.config is not None:
        parts.append(place / SETTINGS)
        parts[1].write_bytes(taken.config.read_bytes())
    return parts


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own online backup: writers go on meanwhile. The copy is one file, without a log beside it."""
    check_whole(source)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here)
        here.execute("PRAGMA journal_mode = DELETE")


def _write(manifest: Manifest, parts: list[Path], key: MasterKey, target: Path) -> None:
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("xb") as file:
            with SealingFile(file, key) as sealed, tarfile.open(fileobj=sealed, mode="w|gz") as archive:
                _add(archive, MANIFEST, manifest.model_dump_json().encode(), manifest.made_at)
                for part in parts:
                    archive.add(part, part.name, filter=_of_nobody)
            file.flush()
            os.fsync(file.fileno())
        if read_through(draft, key) != manifest:
            raise BackupUnreadable("what was written is not what was to be: is the disk sound?")
        os.link(draft, target)
        sync_folder(target.parent)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _add(archive: tarfile.TarFile, name: str, content: bytes, at: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), int(at.timestamp()), 0o600
    archive.addfile(member, BytesIO(content))


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _reading(sealed: "BufferedReader[OpenedFile]") -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=sealed, mode="r|gz")
    except tarfile.TarError as fault:
        raise BackupUnreadable("the backup holds nothing that can be read: take another") from fault


def _hashed(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Part:
    content = archive.extractfile(member)
    if content is None:
        raise BackupUnreadable("the backup holds something that is no file: take another")
    digest = hashlib.file_digest(content, "sha256")  # type: ignore[arg-type]  # it reads as a file does
    return Part(name=member.name, size=member.size, sha256=digest.hexdigest())


def _to_the_end(sealed: "BufferedReader[OpenedFile]") -> None:
    """The archive may end before the file does, and only its last chunk says that none is missing."""
    while sealed.read(1 << 20):
        pass
