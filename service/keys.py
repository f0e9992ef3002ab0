"""The master key: where it comes from, and the keys derived from it."""

import base64
import binascii
import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class BadMasterKey(ValueError):
    """The master key is not 32 bytes in base64."""


@dataclass(frozen=True)
class MasterKey:
    """32 random bytes; `id` names it without telling it."""

    secret: bytes

    @property
    def id(self) -> str:
        return self.derive("key id")[:6].hex()

    def derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"moedeklar {purpose}".encode()).derive(self.secret)


def read_master_key(text: str, variable: str = "MOEDEKLAR_MASTER_KEY") -> MasterKey:
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as problem:
        raise BadMasterKey(f"{variable}: give 32 bytes in base64") from problem
    if len(secret) != KEY_BYTES:
        raise BadMasterKey(f"{variable}: give 32 bytes in base64")
    return MasterKey(secret)


def read_backup_key(text: str | None) -> MasterKey:
    """The key of its own that backups are sealed under."""
    if text is None:
        raise BadMasterKey(
            "MOEDEKLAR_BACKUP_KEY: give 32 bytes in base64 (`openssl rand -base64 32`), and keep them apart "
            "from the backups"
        )
    return read_master_key(text, "MOEDEKLAR_BACKUP_KEY")


def master_key_at(path: Path) -> MasterKey:
    """The key in the file, made at the first run, readable by its owner alone.

    It appears under its name whole or not at all, so that a kill or a second process never sees half a key.
    """
    if not path.exists():
        _make_key_at(path)
    try:
        return read_master_key(path.read_text())
    except (BadMasterKey, UnicodeDecodeError) as problem:
        raise BadMasterKey(f"{path}: holds no master key; put back the one it held") from problem


def _make_key_at(path: Path) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(os.urandom(KEY_BYTES)).decode())
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What was put into a folder, or renamed in it, is there after the power has failed too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
