"""One person may have two places at a meeting, their own and another's: in their calendar it is one event."""

from datetime import datetime

from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.member import Member, check_address_free
from notifications.message import Message
from service.channels import CALENDAR_CHANNELS
from service.database.meetings import questions
from service.workflow.meetings.event import is_for_all
from service.workflow.unit import Unit

WORDED = "worded"  # in a message's facts: the revision of the meeting it was last put into words for

Moved = tuple[str, str]  # the member before and after a change of address


def check_nobody_else_comes(unit: Unit, member: Member, field: str, now: datetime) -> None:
    """Whether a deputy or a guest of another name has the member's address at a meeting that lies ahead."""
    unit.session.flush()
    for meeting in questions.confirmed_after(unit.session, member.body_id, now):
        listed = questions.attendees(unit.session, meeting.id)
        there = [
            a for a in listed if a.is_invited and a.member_id is None and a.kind is not AttendeeKind.ROOM
        ]
        check_address_free([a.name for a in there if _is_at(a, member.email)], member.name, field)


def keep_stood_in(unit: Unit, meeting: Meeting, moved: Moved) -> None:
    """Whoever stands in for the member stands in for them at the new address, if they have a place there."""
    listed = questions.attendees(unit.session, meeting.id)
    before, after = (next((a for a in listed if a.member_id == each), None) for each in moved)
    for deputy in listed:
        if before and after and deputy.stands_in_for == before.id:
            deputy.stands_in_for = after.id


def is_told_in_another_place(unit: Unit, message: Message, meeting: Meeting, attendee: Attendee) -> bool:
    """Whether the person has this very revision by another message, and their calendar would show it twice."""
    if message.facts.get(WORDED) == meeting.sequence:
        return False  # this is the message
    others = _other_places(unit, message, meeting, attendee)
    alike = (other for other in others if other.is_invited is attendee.is_invited)
    return any(other.told_sequence == meeting.sequence for other in alike)


def stays_in_another_place(unit: Unit, message: Message, meeting: Meeting, attendee: Attendee) -> bool:
    """Whether a cancellation of this place would take away the event that the other one is about."""
    others = _other_places(unit, message, meeting, attendee)
    return meeting.state is not MeetingState.CANCELLED and any(other.is_invited for other in others)


def _other_places(unit: Unit, message: Message, meeting: Meeting, attendee: Attendee) -> list[Attendee]:
    """None where each place has an entry of its own at the calendar's server."""
    has_entries = message.channel in CALENDAR_CHANNELS and not is_for_all(unit, meeting, message.channel)
    listed = [] if has_entries else questions.attendees(unit.session, meeting.id)
    return [a for a in listed if a.id != attendee.id and _is_at(a, attendee.email)]


def _is_at(attendee: Attendee, email: str) -> bool:
    return attendee.email.lower() == email.lower()
