"""A meeting as the calendar event that those invited see."""

from agenda.meetings.meeting import Meeting
from notifications.invitation import Event
from service.database.meetings import questions
from service.workflow.meetings.sender import sender_of
from service.workflow.unit import Unit


def event_of(unit: Unit, meeting: Meeting) -> Event:
    """Without a description: that is the letter it goes along with."""
    body = questions.body_named(unit.session, meeting.body_id)
    return Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=body.name,
        description="",
        place=meeting.place or body.place,
        url=meeting.online or body.online,
        organiser=sender_of(unit, meeting.body_id),
        is_private=is_case_body(unit, meeting),
    )


def is_case_body(unit: Unit, meeting: Meeting) -> bool:
    return meeting.body_id == unit.settings.cases.body
