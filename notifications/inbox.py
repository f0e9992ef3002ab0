"""Where answers arrive, and what whoever reads them may ask of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

LARGEST_MAIL = 1_000_000
"""Octets; nobody reads a larger one."""
MOST_AT_ONCE = 100
"""So many mails an inbox gives at one look."""


@dataclass(frozen=True)
class Arrived:
    """A mail by its name, cut one octet after the largest that a reader takes.

    `content` is None where the server can't give the mail as it was sent; `is_opened` says that somebody has seen it.
    """

    name: str
    content: bytes | None
    is_opened: bool = False


@dataclass(frozen=True)
class Since:
    """Where a look begins: at `cursor`, as the last one ended, and with the mails of `again`, by their names.

    Without a cursor it is the first: what somebody has opened is then given only if it came after `opened_since`.
    """

    opened_since: datetime
    cursor: str | None = None
    again: tuple[str, ...] = ()
    is_passed_over: Callable[[str], bool] = lambda _name: False


@dataclass
class Memory:
    """What has been read of an inbox: up to `cursor`, but for the mails of `left`, and beyond it those of `done`.

    It is our own: what people open, or mark as unread, says nothing of what we have read.
    """

    box: str
    cursor: str | None = None
    left: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


class Inbox(Protocol):
    @property
    def cursor(self) -> str | None:
        """Where the last look ended that was gone through to its end; None where nothing is told by a cursor."""

    def arrived(self, since: Since) -> Iterator[Arrived]:
        """Give the mails that have come since; raise OSError."""

    def done(self, name: str) -> None:
        """Lay it aside, where people see that it was read."""
