"""What a double leaves on disk: one JSON object a line, appended and never changed."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock


class Journal:
    """An append-only file of numbered entries; each is on its way to the disk before `append` returns."""

    def __init__(self, file):
        self._lock = Lock()
        self._file = Path(file).open("a", encoding="utf-8")  # noqa: SIM115 - it stays open as long as the double lives
        self._entries = []

    def append(self, entry):
        with self._lock:
            numbered = {"n": len(self._entries) + 1, **entry}
            self._entries.append(numbered)
            self._file.write(json.dumps(numbered, ensure_ascii=False, default=_plain) + "\n")
            self._file.flush()

    def entries(self):
        with self._lock:
            return list(self._entries)


@dataclass(frozen=True)
class WireMail:
    """One mail that one mailbox receives; `kind` is request, update, cancel or mail."""

    kind: str
    organiser: str
    to: str
    request: int | None
    subject: str = ""
    uid: str | None = None
    operation_id: str | None = None
    revision: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    body_type: str | None = None
    by: str | None = None
    others_seen: tuple[str, ...] | None = None  # the other attendees that this recipient is shown


_WHERE_KNOWN = {"by", "others_seen"}


class WireLog:
    """Everything that any mailbox would have received, in order."""

    def __init__(self, folder):
        self._journal = Journal(Path(folder) / "wire.jsonl")

    def send(self, mail):
        entry = asdict(mail)
        self._journal.append({k: v for k, v in entry.items() if v is not None or k not in _WHERE_KNOWN})

    def entries(self):
        return [json.loads(json.dumps(entry, default=_plain)) for entry in self._journal.entries()]


def read_journal(file):
    """The entries of a journal as they lie on disk, none if it was never begun."""
    file = Path(file)
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(type(value).__name__)
