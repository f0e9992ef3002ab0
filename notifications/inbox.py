"""Where answers arrive, and what whoever reads them may ask of it."""

from collections.abc import Callable, Iterator
from typing import Protocol

LARGEST_MAIL = 1_000_000
"""Octets; nobody reads a larger one."""


class Inbox(Protocol):
    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Give mails by name, cut one octet after the largest that a reader takes; raise OSError."""

    def done(self, name: str) -> None:
        """Lay it aside: it is given no more."""

    def leave(self, name: str) -> None:
        """Pass over it as long as the program runs, or until it is to be given again."""

    def give_again(self, is_wanted: Callable[[str], bool]) -> None:
        """Of those passed over, give these again."""
