"""One service on one embedded database: locks on a file beside it and on its own, free once their process is gone."""

import fcntl
import os
import time
from pathlib import Path

from sqlalchemy.engine import make_url

PAUSE_SECONDS = 0.1


class AlreadyServed(RuntimeError):
    """Another process serves this database."""

    def __init__(self, database: Path) -> None:
        super().__init__(f"{database} is being served already: end that one, or give another folder by --dir")
        self.database = database


class DatabaseLock:
    """What says that nobody else serves an SQLite database. Other databases are made for several, and have none.

    The file beside it is there before the database is, so it keeps two first starts apart. It can be deleted, or
    another path can lead to the same database: then the database's own file, which all paths lead to, is locked still.
    That lock is flock's, of which SQLite, whose locks are fcntl's, knows nothing; and its file stays open to the end
    of the process, since closing it would take SQLite's own locks away.
    """

    def __init__(self, url: str) -> None:
        self._database = _file_of(url)
        self._held: dict[Path, int] = {}

    def take(self, patience_seconds: float) -> None:
        """Wait for it so long at most. Raises AlreadyServed; what was taken then is held until the process ends."""
        if self._database is not None:
            deadline = time.monotonic() + patience_seconds
            self._lock(Path(f"{self._database}.lock"), deadline, os.O_CREAT)
            self.take_new(patience_seconds)

    def take_new(self, patience_seconds: float = 0.0) -> None:
        """Of a database that was not there before. Raises AlreadyServed."""
        if self._database is not None and self._database not in self._held and self._database.exists():
            self._lock(self._database, time.monotonic() + patience_seconds)

    def give_back(self) -> None:
        """For whoever has opened no database, or has done away with the one that was there."""
        for handle in self._held.values():
            os.close(handle)
        self._held.clear()

    def _lock(self, file: Path, deadline: float, flags: int = 0) -> None:
        assert self._database is not None
        handle = self._held[file] = os.open(file, os.O_RDWR | flags, 0o600)
        while not _is_locked(handle):
            if time.monotonic() > deadline:
                raise AlreadyServed(self._database)
            time.sleep(PAUSE_SECONDS)


def _file_of(url: str) -> Path | None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database))


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
