"""Where walks put their houses: a folder each, on SQLite or on a PostgreSQL database of its own."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path

_numbers = count(1)


@dataclass(frozen=True)
class Place:
    root: Path
    template: object = None
    new_url: object = None

    def folder(self):
        return self.root / f"house{next(_numbers)}"

    def url(self):
        return self.new_url() if self.new_url else ""
