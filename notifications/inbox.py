"""Where answers arrive, and what whoever reads them may ask of it."""

from collections.abc import Iterator
from typing import Protocol

LARGEST_MAIL = 1_000_000
"""Octets; nobody reads a larger one."""


class Inbox(Protocol):
    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Give mails by name, cut one octet after the largest that a reader takes; raise OSError."""

    def done(self, name: str) -> None:
        """Lay it aside: it is given no more."""

    def leave(self, name: str) -> None:
        """Pass over it as long as the program runs."""
