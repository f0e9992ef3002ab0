"""Somebody from outside who is invited to one item of a meeting, on a basis of their own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.errors import Conflict, Invalid
from agenda.meetings.meeting import Meeting, MeetingIsOver, MeetingState

LONGEST_AUTHORITY = 200


class GuestBasis(StrEnum):
    """Why they may hear of it: rpl. § 115, stk. 1, nr. 1-3, stk. 3 for institutions, or the citizen's consent."""

    SSP = "ssp"
    PSP = "psp"
    KSP = "ksp"
    INSTITUTION = "institution"
    CONSENT = "consent"


class NothingToInviteTo(Conflict):
    """A guest comes for a case or a topic, not for a fixed item."""


class AuthorityMissing(Invalid):
    """A guest comes for some authority or institution."""


class FollowsTheAgenda(Conflict):
    """A guest's time is that of the item, whatever somebody wrote in the calendar."""


@dataclass
class Guest:
    """An attendee's invitation to one item: its time by the agenda, as a calendar event of its own (`uid`)."""

    attendee_id: str
    meeting_id: str
    about: str
    authority: str
    basis: GuestBasis
    starts_at: datetime
    ends_at: datetime
    uid: str


def check_may_be_invited(meeting: Meeting, about: str, authority: str, now: datetime) -> None:
    check_takes_guests(meeting, now)
    if not about:
        raise NothingToInviteTo("choose an item about a case or a topic", "item")
    if not 0 < len(authority.strip()) <= LONGEST_AUTHORITY:
        raise AuthorityMissing("name the authority or institution they come for", "authority")


def check_takes_guests(meeting: Meeting, now: datetime) -> None:
    """Whether anybody can still be invited to an item of the meeting."""
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        raise MeetingIsOver(
            "choose a confirmed meeting that lies ahead", "state", {"state": str(meeting.state)}
        )
