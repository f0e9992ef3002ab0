"""Who may be stood in for at a meeting: whoever is invited and has not said that they come."""

from datetime import datetime

from agenda.errors import Conflict
from agenda.meetings.attendance import Answered, Attendee, AttendeeKind
from agenda.meetings.meeting import Meeting, MeetingIsOver, MeetingState


class NoPlaceToFill(Conflict):
    """Only the place of a member who is invited can be taken by somebody else."""


class ComesInPerson(Conflict):
    """Whoever has accepted needs nobody in their stead."""


class NoDeputyKnown(Conflict):
    """The party has named no deputy for that day, and nobody else was given."""


class InvitedAlready(Conflict):
    """The person has a place at the meeting already."""


def may_be_stood_in(attendee: Attendee) -> bool:
    is_member = attendee.kind is AttendeeKind.MEMBER and attendee.is_invited
    return is_member and attendee.answered is not Answered.ACCEPTED


def check_may_be_stood_in(meeting: Meeting, attendee: Attendee, now: datetime) -> None:
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        raise MeetingIsOver(
            "choose a confirmed meeting that lies ahead", "state", {"state": str(meeting.state)}
        )
    if attendee.kind is not AttendeeKind.MEMBER or not attendee.is_invited:
        raise NoPlaceToFill("choose a member who is invited to the meeting", "attendee")
    if not may_be_stood_in(attendee):
        raise ComesInPerson("they come themselves; nobody needs to stand in", "attendee")
