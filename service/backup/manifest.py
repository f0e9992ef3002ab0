"""What lies in a backup, with its hashes: the first thing in it, and nothing personal."""

import hashlib
from pathlib import Path

from pydantic import AwareDatetime, BaseModel

MANIFEST = "manifest.json"
SQLITE, POSTGRESQL = "moedeklar.db", "postgresql.dump"
SETTINGS = "settings.toml"
A_PIECE = 1 << 20


class Part(BaseModel):
    name: str
    size: int
    sha256: str


class Manifest(BaseModel):
    """`made_at`: when the store was as it lies here. `master_key` names the key its cases need, and tells it not."""

    made_at: AwareDatetime
    version: str
    master_key: str
    parts: tuple[Part, ...]

    @property
    def is_of_sqlite(self) -> bool:
        return any(part.name == SQLITE for part in self.parts)


def part_of(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(
            name=path.name, size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest()
        )
