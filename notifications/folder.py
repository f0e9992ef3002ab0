"""Mail as files: a folder that takes what is sent, and a folder that answers are read from."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from itertools import chain, count, islice
from pathlib import Path

from notifications.carrier import Finding, InDoubt, NotSent, Parcel, Refused
from notifications.inbox import LARGEST_MAIL, MOST_AT_ONCE, Arrived, Since

_DRAFT = ".part"
_LONGEST_SLUG = 80
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


class FolderCarrier:
    """Each parcel is one file, whole or not there, however often it is sent and whenever the program dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def find(self, key: str) -> bool:
        ending = _ending(key)
        with os.scandir(self._folder) as entries:
            return any(entry.name.endswith(ending) for entry in entries if not entry.name.startswith("."))

    def send(self, parcel: Parcel) -> None:
        target = self._folder / file_name(parcel)
        try:
            draft = self._write(parcel.content)
        except OSError as fault:
            raise NotSent from fault
        try:
            _publish(draft, target, parcel.content)
        finally:
            draft.unlink(missing_ok=True)

    def check(self) -> list[Finding]:
        try:
            self._write(b"").unlink()
        except OSError as fault:
            return [Finding(is_well=False, said=f"the outbox folder can't be written: {fault.strerror}")]
        return [Finding(is_well=True, said="mails are written as files into the outbox folder; none is sent")]

    def sweep(self, older_than: datetime) -> None:
        """Remove the drafts of programs that died. A living one that is robbed of its draft sends nothing."""
        for draft in self._folder.glob(f".*{_DRAFT}"):
            with suppress(FileNotFoundError):  # its owner was done with it, or another program sweeps too
                if draft.stat().st_mtime < older_than.timestamp():
                    draft.unlink()

    def _write(self, content: bytes) -> Path:
        handle, path = tempfile.mkstemp(prefix=".", suffix=_DRAFT, dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(handle)
        except OSError:
            Path(path).unlink(missing_ok=True)
            raise
        return Path(path)


class FolderInbox:
    """Mails somebody put into a folder; what is done lies in `read/` below it, so that it needs no cursor."""

    cursor: str | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = folder / "read"
        self._read.mkdir(parents=True, exist_ok=True)

    def arrived(self, since: Since) -> Iterator[Arrived]:
        """Give the first hundred in order of their names, cut one octet after the largest that a reader takes."""
        return islice(self._arrived(since), MOST_AT_ONCE)

    def done(self, name: str) -> None:
        """Move it away without covering an earlier one of the same name; once moved, do nothing."""
        source = self._folder / Path(name).name
        if source.is_file():
            source.rename(_free(self._read / source.name))

    def _arrived(self, since: Since) -> Iterator[Arrived]:
        for path in sorted(self._folder.iterdir()):
            if not since.is_passed_over(path.name) and _is_mail(path):
                with suppress(
                    PermissionError, FileNotFoundError
                ):  # not ours to read yet, or taken away again
                    yield Arrived(path.name, _start_of(path))


def file_name(parcel: Parcel) -> str:
    """Name a parcel by its own moment, its key in readable letters, and what find() looks for."""
    return f"{_moment(parcel.content)}_{_slug(parcel.key)}{_ending(parcel.key)}"


def _moment(content: bytes) -> str:
    try:
        sent_at = parsedate_to_datetime(BytesHeaderParser().parsebytes(content)["Date"])
        return f"{sent_at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    except (TypeError, ValueError) as fault:
        raise Refused("the mail has no date") from fault


def _slug(key: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", key.casefold().translate(_DANISH)).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")


def _ending(key: str) -> str:
    return f"_{hashlib.sha256(key.encode()).hexdigest()[:16]}.eml"


def _is_mail(path: Path) -> bool:
    return path.suffix.lower() == ".eml" and not path.name.startswith(".") and path.is_file()


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_MAIL + 1)


def _free(path: Path) -> Path:
    names = (path.with_stem(f"{path.stem}~{number}") for number in count(2))
    return next(each for each in chain([path], names) if not each.exists())


def _publish(draft: Path, target: Path, content: bytes) -> None:
    try:
        os.link(draft, target)  # fails where rename would cover what is there
    except FileExistsError:
        if target.read_bytes() != content:
            raise Refused("another mail lies under its name") from None
    except OSError as fault:
        raise NotSent from fault
    try:
        _sync(target.parent)
    except OSError as fault:
        raise InDoubt from fault


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
