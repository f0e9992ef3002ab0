"""A sealed file: AES-GCM in chunks under a key of its own, so that one that is cut, reordered or changed isn't read.

The first line says what it is and under which key; then 32 bytes of salt; then the chunks, each a mebibyte and a tag.
The nonce is the chunk's number and whether it is the last (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015).
"""

import os
from collections.abc import Iterator
from io import RawIOBase
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.keys import MasterKey

MAGIC = b"moedeklar backup 1 "
SALT_BYTES = 32
CHUNK = 1 << 20
TAG_BYTES = 16
NUMBER_BYTES = 11
LONGEST_LINE = 64


class BackupUnreadable(RuntimeError):
    """It is no backup, of another key, or not as it was written."""


class SealingFile(RawIOBase):
    """What is written to it is sealed into the target; without `close`, which ends it, nothing is read."""

    def __init__(self, target: BinaryIO, key: MasterKey) -> None:
        self._target = target
        head = _head(key, os.urandom(SALT_BYTES))
        self._chunks = _Chunks(key, head)
        self._waiting = bytearray()
        target.write(head)

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        piece = bytes(content)  # type: ignore[call-overload]  # any buffer
        self._waiting += piece
        while len(self._waiting) > CHUNK:  # the last is never written here, as it is sealed as the last
            self._target.write(self._chunks.seal(bytes(self._waiting[:CHUNK]), is_last=False))
            del self._waiting[:CHUNK]
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._target.write(self._chunks.seal(bytes(self._waiting), is_last=True))
        super().close()


class OpenedFile(RawIOBase):
    """Gives what was sealed. Raises BackupUnreadable as soon as something isn't as it was written."""

    def __init__(self, source: BinaryIO, key: MasterKey) -> None:
        head = source.readline(LONGEST_LINE) + source.read(SALT_BYTES)
        _check_head(head, key)
        self._pieces = _opened(source, _Chunks(key, head))
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any buffer
        while not self._ready:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._ready = piece
        taken = self._ready[: len(view)]
        view[: len(taken)] = taken
        self._ready = self._ready[len(taken) :]
        return len(taken)


class _Chunks:
    """Seals and opens chunk after chunk; each knows its place."""

    def __init__(self, key: MasterKey, head: bytes) -> None:
        salt = head[-SALT_BYTES:]
        own = HKDF(SHA256(), 32, salt=salt, info=b"moedeklar backup file").derive(key.secret)
        self._cipher = AESGCM(own)
        self._head = head
        self._number = 0

    def seal(self, plain: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last=is_last), plain, self._head)

    def open(self, sealed: bytes, *, is_last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(is_last=is_last), sealed, self._head)
        except InvalidTag as fault:
            raise BackupUnreadable("the backup is cut short, or was changed: take another") from fault

    def _nonce(self, *, is_last: bool) -> bytes:
        self._number += 1
        return self._number.to_bytes(NUMBER_BYTES) + bytes([is_last])


def _opened(source: BinaryIO, chunks: _Chunks) -> Iterator[bytes]:
    sealed = source.read(CHUNK + TAG_BYTES)
    while True:
        after = source.read(CHUNK + TAG_BYTES)
        yield chunks.open(sealed, is_last=not after)
        if not after:
            return
        sealed = after


def _head(key: MasterKey, salt: bytes) -> bytes:
    return MAGIC + key.id.encode() + b"\n" + salt


def _check_head(head: bytes, key: MasterKey) -> None:
    if not head.startswith(MAGIC):
        raise BackupUnreadable("this is no backup of Mødeklar's: name another file")
    if not head.startswith(MAGIC + key.id.encode() + b"\n"):
        raise BackupUnreadable("the backup is sealed under another key: set MOEDEKLAR_BACKUP_KEY to that one")
