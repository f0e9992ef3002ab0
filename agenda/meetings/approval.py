"""Whether minutes can be approved: nothing is lacking in them, and everybody who was there has had the time to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.errors import Conflict
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.presence import Mark, Presence, has_place, presence_at

SAT_THERE = frozenset({Presence.PRESENT, Presence.DEPUTY})


class LackKind(StrEnum):
    """What has to be there before minutes are approved."""

    MARK = "mark"  # whether an attendee was there
    LEFT = "left"  # that somebody kept out of an item left the meeting for it
    OUTCOME = "outcome"  # of a case: an outcome, or why it was not treated
    OUTCOME_DAY = "outcome_day"  # by when the responsible authority acts on it
    ORAL_NOTE = "oral_note"  # what a party said that would tell it at the meeting alone


@dataclass(frozen=True)
class Lack:
    """What is lacking, and of whom or what."""

    kind: LackKind
    attendee_id: str = ""
    item_id: str = ""
    about: str = ""
    party_id: str = ""


class MinutesIncomplete(Conflict):
    """Minutes that lack something are not approved; each is named."""


class ReviewNotOver(Conflict):
    """Before the review is over, all parties that were there have said yes, or there is a reason."""


class WasNotRepresented(Conflict):
    """Only a party that was at the meeting knows whether its minutes are right."""


@dataclass
class Endorsement:
    """A party's yes to the minutes as they stood when it was said."""

    minutes_id: str
    party_id: str
    said_at: datetime
    said_by: str


def lacking_marks(
    marks: Sequence[Mark], attendees: Iterable[Attendee], guests: dict[str, list[str]]
) -> list[Lack]:
    """`guests` are attendees with the items they came for: they are marked there, and all others for the whole."""
    lacks = []
    for one in attendees:
        if not has_place(one):
            continue
        places = guests.get(one.id, []) if one.kind is AttendeeKind.GUEST else [""]
        lacks += [
            Lack(LackKind.MARK, one.id, item) for item in places if presence_at(marks, one.id, item) is None
        ]
    return lacks


def lacking_leaves(marks: Sequence[Mark], excluded: Iterable[tuple[str, str]]) -> list[Lack]:
    """`excluded` are attendees with the items they are kept out of for a conflict of interest."""
    return [
        Lack(LackKind.LEFT, attendee_id, item_id)
        for attendee_id, item_id in sorted(excluded)
        if presence_at(marks, attendee_id, item_id) is Presence.PRESENT
    ]


def check_whole(lacks: Sequence[Lack], told: Sequence[dict[str, str]]) -> None:
    """`told` is what of it the one who approves may know."""
    if lacks:
        raise MinutesIncomplete(
            "complete the minutes first: see `missing`",
            "minutes",
            {"missing": list(told), "count": len(lacks)},
        )


def check_time(
    review_until: datetime, there: frozenset[str], endorsed: frozenset[str], reason: str, now: datetime
) -> None:
    """`there` are the parties that were at the meeting; of a body without parties it takes a reason."""
    have_all_said_yes = bool(there) and there <= endorsed
    if now < review_until and not have_all_said_yes and not reason.strip():
        raise ReviewNotOver(
            "wait until the review is over, take the yes of each party that was there, or say why not",
            "reason",
            {"review_until": review_until, "parties": sorted(there - endorsed)},
        )
