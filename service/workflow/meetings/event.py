"""A meeting as the calendar event that those invited see."""

from datetime import datetime

from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import Meeting, MeetingState
from notifications.invitation import Event
from notifications.message import Message
from service.database.meetings import questions
from service.database.meetings.guests import guest_of
from service.workflow.meetings.sender import sender_of
from service.workflow.unit import Unit


def event_of(unit: Unit, meeting: Meeting, attendee_id: str | None = None) -> Event:
    """Without a description: that is the letter it goes along with. A guest's is that of the item."""
    attended = guest_of(unit.session, attendee_id) or meeting
    body = questions.body_named(unit.session, meeting.body_id)
    return Event(
        uid=attended.uid,
        sequence=meeting.sequence,
        starts_at=attended.starts_at,
        ends_at=attended.ends_at,
        summary=body.name,
        description="",
        place=meeting.place or body.place,
        url=meeting.online or body.online,
        organiser=sender_of(unit, meeting.body_id),
        is_private=is_case_body(unit, meeting),
    )


def event_uid(unit: Unit, body_id: str, meeting_id: str) -> str:
    """The calendar event's UID: fixed when the meeting is made, in the organiser's own domain."""
    organiser = questions.body_named(unit.session, body_id).organiser_email
    return f"{meeting_id}@{organiser.partition('@')[2] or 'moedeklar.invalid'}"


def is_case_body(unit: Unit, meeting: Meeting) -> bool:
    return meeting.body_id == unit.settings.cases.body


def is_for_all(unit: Unit, meeting: Meeting, channel: str | None) -> bool:
    """Whether a calendar has one entry of it; members of the forum, who are not shown each other, have one each."""
    hides = channel == "graph" and unit.settings.graph.hide_attendees
    return hides or is_case_body(unit, meeting)


def invited(unit: Unit, message: Message) -> tuple[Meeting, Attendee]:
    """The meeting and the attendee that a message of the calendar's is about."""
    meeting = questions.meeting_named(unit.session, message.facts["meeting_id"])
    return meeting, unit.session.get_one(Attendee, message.facts["attendee_id"])


def is_to_come(meeting: Meeting, attendee: Attendee, now: datetime) -> bool:
    """Whether there still is something to invite them to."""
    return meeting.state is MeetingState.CONFIRMED and attendee.is_invited and meeting.starts_at > now
