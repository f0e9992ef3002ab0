"""The demo's folder: emptied of what an earlier demo left, and of nothing else."""

from collections.abc import Iterator
from pathlib import Path

from service.demo.settings_file import FILE as SETTINGS_FILE
from service.place import DATABASE_FILE, KEY_FILE
from service.settings.tables import Settings

RECEIVED = "received"  # what a mail server of the demo's own has taken
MARK = ".moedeklar-demo"
SAYS = "A demo of Moedeklar made the files of this folder; the next demo here begins with removing them.\n"


class NotADemosFolder(RuntimeError):
    """A database lies there that no demo made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"--dir: {folder} holds a database that no demo made; give another folder")
        self.folder = folder


def claim(folder: Path) -> None:
    """Mark the folder as a demo's, unless a database lies there that somebody may need."""
    if (folder / DATABASE_FILE).exists() and not (folder / MARK).exists():
        raise NotADemosFolder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(SAYS)


def empty(folder: Path, settings: Settings) -> None:
    """Remove what an earlier demo made in the claimed folder."""
    if (folder / MARK).exists():
        for path in _own_files(folder, settings):
            path.unlink(missing_ok=True)


def _own_files(folder: Path, settings: Settings) -> Iterator[Path]:
    """Not the lock: a service that is on its way out may still hold it."""
    yield from (folder / name for name in (KEY_FILE, SETTINGS_FILE))
    yield from (folder / f"{DATABASE_FILE}{ending}" for ending in ("", "-wal", "-shm"))
    inbox = folder / settings.mail.inbox
    for mails in (folder / settings.mail.outbox, folder / RECEIVED, inbox, inbox / "read"):
        yield from mails.glob("*.eml")
