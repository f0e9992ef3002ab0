"""What was approved of a meeting, kept in parts with their hashes: the frame, and of each case a part of its own."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from agenda.errors import Absent
from agenda.meetings.agenda import ItemKind
from agenda.meetings.presence import Presence


class NothingApproved(Absent):
    pass


@dataclass(frozen=True)
class FramedItem:
    """An item as the minutes have it; `note` is None for a case, which has a part of its own."""

    id: str
    number: int
    kind: ItemKind
    heading: str
    english: str
    about: str
    starts_at: datetime
    minutes: int
    added_at: datetime | None
    reason: str
    note: str | None

    def heading_in(self, language: str) -> str:
        return self.english if language == "en" and self.english else self.heading


@dataclass(frozen=True)
class FramedPresence:
    """`who` is a party or a person, or empty for somebody of no party; `differs` is by the id of the item that does."""

    attendee_id: str
    who: str
    is_deputy: bool
    presence: Presence | None
    differs: tuple[tuple[str, Presence], ...]


@dataclass(frozen=True)
class Frame:
    """What minutes say beside the cases, in no language; `note` is what belongs to no item."""

    body: str
    author: str
    place: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    items: tuple[FramedItem, ...]
    presences: tuple[FramedPresence, ...]
    note: str


@dataclass
class ApprovedPerson:
    """Somebody who is named in minutes, apart from their frame: once they are forgotten their hash is left."""

    approved_id: str
    attendee_id: str
    hash: str
    name: str
    salt: str

    def forget(self) -> None:
        self.name = self.salt = ""


@dataclass
class ApprovedMinutes:
    """One version that was approved. `frame` is canonical JSON and names the hash of each part; nothing of it changes.

    `approved_by` is the attendee who approved it, `early_reason` why that was before the review was over.
    """

    id: str
    meeting_id: str
    version: int
    approved_at: datetime
    approved_by: str
    early_reason: str
    frame: str
    frame_hash: str
    people: list[ApprovedPerson] = field(default_factory=list)


def hash_of(text: str) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
