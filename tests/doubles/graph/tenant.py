"""What the organisation's Exchange holds: events, messages, and the people and rooms it knows."""

import base64
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from tests.doubles.graph import moments
from tests.doubles.graph.refusals import malformed_id, not_found

FOLDERS = {"inbox": "Inbox", "drafts": "Drafts", "sentitems": "Sent Items", "deleteditems": "Deleted Items"}
MUTABLE, IMMUTABLE = "AAMkADk0", "AAkALgAA"


@dataclass
class Attendee:
    address: str
    name: str
    type: str = "required"
    response: str = "none"
    responded_at: str = moments.NEVER
    is_told: bool = False

    def answers(self, response, now):
        self.response, self.responded_at = response, moments.instant(now)

    def is_asked_anew(self):
        self.response, self.responded_at = "none", moments.NEVER


@dataclass
class Item:
    """What lies in a mailbox. `version` grows with each change, across the whole organisation."""

    mailbox: str
    number: int
    created_at: datetime
    fields: dict
    properties: dict[str, str] = field(default_factory=dict)  # single-value extended properties, by id
    modified_at: datetime | None = None
    version: int = 0
    moves: int = 0
    is_gone: bool = False

    @property
    def change_key(self):
        return base64.b64encode(f"change-key-{self.version:09d}".encode()).decode()

    @property
    def etag(self):
        return f'W/"{self.change_key}"'

    def id(self, is_immutable):
        """Graph's usual id changes when the item is moved; the immutable one stays."""
        tail = f"{type(self).__name__}-{self.number}" + ("" if is_immutable else f"-{self.moves}")
        return (IMMUTABLE if is_immutable else MUTABLE) + base64.urlsafe_b64encode(tail.encode()).decode()

    def named_property(self, name):
        """The value of our own property of that name, whatever its GUID."""
        ending = f" name {name}".casefold()
        return next((v for k, v in self.properties.items() if k.casefold().endswith(ending)), None)


@dataclass
class Event(Item):
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zones: tuple[str, str] = ("UTC", "UTC")
    attendees: list[Attendee] = field(default_factory=list)

    @property
    def folder(self):
        return "deleteditems" if self.is_gone else "calendar"

    @property
    def uid(self):
        return f"040000008200E00074C5B7101A82E008{self.number:032X}"

    def attendee(self, address):
        return next((a for a in self.attendees if a.address.casefold() == address.casefold()), None)

    def overlaps(self, starts_at, ends_at):
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass
class Message(Item):
    folder: str = "drafts"
    is_draft: bool = True
    is_read: bool = True
    sent_at: datetime | None = None
    kind: str = "#microsoft.graph.message"
    raw: bytes | None = None  # the MIME of what came from outside

    def move(self, folder):
        self.folder, self.moves = folder, self.moves + 1


@dataclass
class Tenant:
    """`deltas` are the delta tokens given out; to forget them is to let them expire."""

    wire: object
    events: list[Event] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    rooms: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)
    busy: list[tuple[str, datetime, datetime]] = field(default_factory=list)
    deltas: dict[str, object] = field(default_factory=dict)
    expired_tokens: set[str] = field(default_factory=set)
    mails_per_minute: int | None = None
    mailed_at: dict[str, deque] = field(default_factory=dict)
    numbers: count = field(default_factory=lambda: count(1))
    versions: count = field(default_factory=lambda: count(1))

    def add(self, item, now):
        (self.events if isinstance(item, Event) else self.messages).append(item)
        self.touch(item, now)
        return item

    def touch(self, item, now):
        item.version, item.modified_at = next(self.versions), now

    def events_of(self, mailbox):
        return [e for e in self.events if e.mailbox == mailbox and not e.is_gone]

    def messages_of(self, mailbox, folder=None):
        """Newest first, as Graph lists them."""
        found = [m for m in self.messages if m.mailbox == mailbox and not m.is_gone]
        return [m for m in reversed(found) if folder in {None, m.folder}]

    def event(self, mailbox, item_id):
        return self._named(self.events_of(mailbox), item_id)

    def message(self, mailbox, item_id):
        return self._named(self.messages_of(mailbox), item_id)

    def refused(self, addresses):
        """Those of the addresses that Exchange refuses, and how it fails on them."""
        known = {a: self.unknown.get(a.casefold(), "bounce") for a in addresses}
        found = {a: mode for a, mode in known.items() if mode != "bounce"}
        return list(found), next(iter(found.values()), None)

    @staticmethod
    def _named(items, item_id):
        if not item_id.startswith((MUTABLE, IMMUTABLE)):
            raise malformed_id()
        found = next(
            (i for i in items if item_id in {i.id(is_immutable=True), i.id(is_immutable=False)}), None
        )
        if found is None:
            raise not_found()
        return found


def folder_id(mailbox, folder):
    return "AAMkADkF" + base64.urlsafe_b64encode(f"{mailbox}/{folder}".encode()).decode()


def folder_named(mailbox, name):
    """By its well-known name or its id."""
    for folder in FOLDERS:
        if name.casefold() == folder or name == folder_id(mailbox, folder):
            return folder
    if not name.startswith("AAMkADkF"):
        raise malformed_id()
    raise not_found()
