"""A list in pages of a bounded length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_ON_A_PAGE = 200
Row = TypeVar("Row")


@dataclass(frozen=True)
class PageWanted:
    """Pages are counted from 1."""

    number: int = 1
    size: int = 50

    @property
    def skipped(self) -> int:
        return (self.number - 1) * self.size


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and how many there are in all."""

    rows: Sequence[Row]
    total: int
    wanted: PageWanted

    @property
    def next_number(self) -> int | None:
        return self.wanted.number + 1 if self.wanted.skipped + self.wanted.size < self.total else None

    @property
    def last_number(self) -> int:
        return max(-(-self.total // self.wanted.size), 1)
