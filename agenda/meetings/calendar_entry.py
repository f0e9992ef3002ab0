"""What a meeting's entry in an organiser's calendar was last seen to be, and how it differs from ours."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from agenda.errors import ChangedMeanwhile, Conflict


class NothingDiffers(Conflict):
    """There is no difference to decide about, or no longer."""


class DifferenceKind(StrEnum):
    """What somebody did to the entry by hand."""

    EDITED = "edited"  # time, subject or place
    REMOVED = "removed"  # it is no longer there
    GUESTS = "guests"  # one of ours was taken off


class Decision(StrEnum):
    """What a person has decided about a difference, until it is carried out."""

    PUT_BACK = "put_back"


@dataclass(frozen=True)
class Difference:
    """The entry as somebody left it in the calendar; times and texts are None where it was removed.

    `missing` are the addresses of ours that were taken off, in lower case.
    """

    kind: DifferenceKind
    seen_at: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    subject: str | None = None
    place: str | None = None
    missing: tuple[str, ...] = ()

    def is_same(self, other: "Difference | None") -> bool:
        """Whether it is what was seen before, whenever that was."""
        return other is not None and replace(self, seen_at=other.seen_at) == other


@dataclass
class CalendarEntry:
    """One entry in `mailbox`'s calendar, for a whole meeting or (`attendee_id`) for one attendee of it.

    `id` is the operation id, `uid` the server's own; `guests` stood on it when it was last settled, less those
    that an attempt has since taken off, and `answers` are the answers last seen, by lower-case address, as (response,
    moment). A difference waits for a person; `adopted` is the fingerprint of one that holds, until the entry is
    written anew. `trial` is the one
    address it was made for in a trial; in and out of one, entries are not mixed.
    """

    id: str
    meeting_id: str
    attendee_id: str | None
    mailbox: str
    channel: str
    remote_id: str = ""
    uid: str = ""
    guests: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    difference: Difference | None = None
    decision: Decision | None = None
    adopted: str = ""
    trial: str = ""
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1

    def differs(self, revision: int) -> Difference:
        """The difference a decision is taken on. Raises ChangedMeanwhile and NothingDiffers."""
        kind = str(self.difference.kind) if self.difference else None
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed it or decided; read the meeting again for its differences",
                "revision",
                {"revision": self.revision, "difference": kind, "decision": self.decision},
            )
        if self.difference is None:
            raise NothingDiffers("the entry is as it should be; read the meeting again", "revision")
        return self.difference

    def take_as_it_stands(self, adopted: str) -> None:
        """A person has adopted the difference: what was left there is not to be found changed again."""
        self.difference, self.decision, self.adopted = None, None, adopted
