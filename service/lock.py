"""One service on one embedded database: a lock beside the file, free only when every process that has it is gone."""

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


def lock_beside(url: str, patience_seconds: float) -> int | None:
    """Take the lock of an SQLite database; give the open file that holds it, in this process and those it forks.

    Other databases are made for several processes and take none.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    assert parsed.database is not None
    database = Path(parsed.database)
    handle = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not _taken(handle, time.monotonic() + patience_seconds):
        os.close(handle)
        raise AlreadyServed(database)
    return handle


def _taken(handle: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
        else:
            return True
        time.sleep(PAUSE_SECONDS)
