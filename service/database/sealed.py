"""The sealed column: what lies in it can be opened with its case's own key, in its own place, and nowhere else."""

import hmac
import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.keys import MasterKey

NONCE_BYTES = 12


@dataclass
class CaseKey:
    """A case's key, wrapped under the master key `master_id`; deleting the row is deleting the case."""

    case_id: str
    master_id: str
    wrapped: bytes


class KeyOfAnother(RuntimeError):
    """The database was sealed under another master key than the one at hand."""

    def __init__(self) -> None:
        super().__init__(
            "the cases are sealed under another master key: put back moedeklar.key, or set MOEDEKLAR_MASTER_KEY to it"
        )


@dataclass(frozen=True)
class Place:
    """The table, row and column a sealed value belongs to; it cannot be opened anywhere else."""

    table: str
    row: str
    column: str

    def bound_to(self, key: CaseKey) -> bytes:
        return f"{self.table}/{self.row}/{self.column}/{key.case_id}".encode()


class Vault:
    """Seals and opens under case keys, and makes keyed fingerprints. It holds the master key and no state."""

    def __init__(self, master: MasterKey) -> None:
        self._master_id = master.id
        self._wrapping = AESGCM(master.derive("case keys"))
        self._index_key = master.derive("blind index")

    def new_key(self, case_id: str) -> CaseKey:
        nonce = os.urandom(NONCE_BYTES)
        wrapped = self._wrapping.encrypt(nonce, AESGCM.generate_key(256), case_id.encode())
        return CaseKey(case_id, self._master_id, nonce + wrapped)

    def seal(self, key: CaseKey, place: Place, value: dict[str, Any]) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        text = json.dumps(value, ensure_ascii=False, default=str).encode()
        return nonce + self._cipher(key).encrypt(nonce, text, place.bound_to(key))

    def open(self, key: CaseKey, place: Place, sealed: bytes) -> dict[str, Any]:
        text = self._cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.bound_to(key))
        opened: dict[str, Any] = json.loads(text)
        return opened

    def fingerprint(self, kind: str, text: str) -> str:
        """A keyed hash (HMAC-SHA-256) by which equal texts can be recognised and nothing read."""
        return hmac.digest(self._index_key, f"{kind}:{text}".encode(), "sha256").hex()

    def _cipher(self, key: CaseKey) -> AESGCM:
        if key.master_id != self._master_id:
            raise KeyOfAnother
        wrapped = key.wrapped
        return AESGCM(
            self._wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], key.case_id.encode())
        )
