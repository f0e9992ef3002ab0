"""Who was there at a meeting: marked for the whole of it, and for single items where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agenda.errors import Invalid
from agenda.meetings.attendance import Attendee, AttendeeKind


class Presence(StrEnum):
    """`informed` is with apologies, and information sent beforehand; `deputy`: somebody sat there for them.

    `left` is of one item: whoever was there left the meeting for it, having a conflict of interest.
    """

    PRESENT = "present"
    DEPUTY = "deputy"
    INFORMED = "informed"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    LEFT = "left"


OF_AN_ITEM = frozenset({Presence.LEFT})


class NotInvited(Invalid):
    """Only somebody who is invited has a place at the meeting that can be marked."""


class MarkedTwice(Invalid):
    """An attendee has one mark for the whole meeting, and one for an item where it differs."""


class LeavesAnItem(Invalid):
    """One leaves a meeting for an item, not for the whole of it."""


class KeptFromItem(Invalid):
    """Whoever is kept out of an item, or is invited to another one alone, was not present at it."""


@dataclass
class Mark:
    """`item_id` is empty for the meeting as a whole."""

    minutes_id: str
    attendee_id: str
    item_id: str
    presence: Presence


def has_place(attendee: Attendee) -> bool:
    return attendee.is_invited and attendee.kind is not AttendeeKind.ROOM


def presence_at(marks: Iterable[Mark], attendee_id: str, item_id: str = "") -> Presence | None:
    """As marked for the item, or else for the whole meeting; None where nothing is."""
    own = {mark.item_id: mark.presence for mark in marks if mark.attendee_id == attendee_id}
    return own.get(item_id, own.get(""))


def was_there(marks: Iterable[Mark], attendee_id: str) -> bool:
    """Whether they sat there themselves, were it for one item."""
    return any(m.attendee_id == attendee_id and m.presence is Presence.PRESENT for m in marks)


def all_present(
    marks: Sequence[Mark],
    attendees: Iterable[Attendee],
    guests: Mapping[str, Sequence[str]],
    excluded: Iterable[tuple[str, str]],
) -> list[tuple[str, str, Presence]]:
    """Whom to mark where, if everybody came of whom nothing is said.

    Guests come to their items, the others leave for those they are kept out of.
    """
    known = {(mark.attendee_id, mark.item_id) for mark in marks}
    placed = [attendee for attendee in attendees if has_place(attendee)]
    whole = [(a.id, "", Presence.PRESENT) for a in placed if a.id not in guests]
    of_guests = [(a.id, item, Presence.PRESENT) for a in placed for item in guests.get(a.id, ())]
    left = [
        (attendee_id, item_id, Presence.LEFT)
        for attendee_id, item_id in sorted(excluded)
        if presence_at(marks, attendee_id) in {None, Presence.PRESENT}
    ]
    return [one for one in (*whole, *of_guests, *left) if one[:2] not in known]


def check_marks(
    marks: Iterable[Mark],
    attendees: Iterable[Attendee],
    items: frozenset[str],
    kept_from: frozenset[tuple[str, str]],
) -> None:
    """`kept_from` are attendees with the items that are not for them; an empty item is the meeting as a whole."""
    placed = {attendee.id for attendee in attendees if has_place(attendee)}
    seen = set()
    for mark in marks:
        if mark.attendee_id not in placed:
            raise NotInvited("mark those who are invited to the meeting, and no room", "attendee")
        if mark.item_id and mark.item_id not in items:
            raise NotInvited("mark items of the meeting's agenda", "item")
        if mark.presence in OF_AN_ITEM and not mark.item_id:
            raise LeavesAnItem("mark at which item they left", "item")
        if mark.presence is Presence.PRESENT and (mark.attendee_id, mark.item_id) in kept_from:
            raise KeptFromItem("mark them at the items they may be at, and not as present here", "item")
        if (mark.attendee_id, mark.item_id) in seen:
            raise MarkedTwice("mark each attendee once, and each item once", "marks")
        seen.add((mark.attendee_id, mark.item_id))
