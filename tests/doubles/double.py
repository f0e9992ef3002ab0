"""What every double is to its server: it answers requests, and knows the people around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Request:
    """`path` is as it came, percent signs and all, without the query; header names are of any case."""

    number: int
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Double(Protocol):
    """What a double is to the server; it is called from many threads."""

    def operation(self, request: Request) -> str:
        """What a fault's script calls this request: "CreateItem", "POST events"."""

    def perform(self, request: Request) -> Answer: ...

    def trouble(self, kind: str, retry_after: float) -> Answer:
        """How this server says 401, 429, 503 or busy."""

    # What follows is asked by `/_double/...`. Moments come as ISO 8601 with an offset.

    def answer(self, mailbox: str, uid: str, attendee: str, response: str) -> None:
        """An attendee answers the organiser's meeting: Accept, Decline or Tentative."""

    def edit(self, mailbox: str, uid: str, **changes: object) -> None:
        """Somebody edits the meeting in Outlook: starts_at, ends_at, subject, place; or delete=True."""

    def busy(self, address: str, starts_at: str, ends_at: str) -> None: ...

    def unknown(self, address: str, mode: str = "clean") -> None:
        """From now on: `clean` refuses it, `stored_500` stores, fails and tells nobody, `bounce` reports later."""

    def bounce(self, mailbox: str, to: str, **more: object) -> None:
        """A report of non-delivery lands in the mailbox's inbox."""

    def seal(self, mailbox: str, sender: str) -> None:
        """A mail that is encrypted by S/MIME lands in the mailbox's inbox."""

    def room(self, address: str) -> None:
        """The address is a room, which accepts when it is free and declines when it is not."""

    def deny(self, address: str) -> None:
        """The service may no longer act for this mailbox."""

    def items(self) -> list[dict[str, object]]:
        """All calendar items and mails, with `mailbox` and `folder`, for a test to look at."""
