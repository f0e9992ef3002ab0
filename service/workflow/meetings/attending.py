"""Which parties come to a meeting of the case body, and what of it a person should look at."""

from datetime import datetime, timedelta

from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Recipient
from agenda.meetings.quorum import Attendance, PartyAttendance, declines, state_of
from service.database.meetings import attending, questions
from service.workflow.meetings.event import is_case_body
from service.workflow.unit import Unit

LOOKED_AT_BEFORE = timedelta(days=14)


def attendance_by_party(unit: Unit, meeting: Meeting) -> Attendance | None:
    """None for a body whose members speak for no party."""
    if not is_case_body(unit, meeting):
        return None
    on = unit.calendar.local(meeting.starts_at).date()
    invited = invited_by_party(unit, meeting)
    not_reached = attending.not_reached(unit.session, meeting.id)
    parties = questions.valid_parties(unit.session, on)
    return Attendance(
        unit.settings.attendance.quorum_parties,
        tuple(
            PartyAttendance(party.id, state_of(invited.get(party.id, []), not_reached)) for party in parties
        ),
    )


def people_told(unit: Unit, meeting: Meeting) -> list[Recipient]:
    """Who hears of a meeting's agenda: nobody before their invitation, and a room does not read."""
    return [
        Recipient(one.name, one.email, one.language)
        for one in questions.attendees(unit.session, meeting.id)
        if one.is_told and one.kind in {AttendeeKind.MEMBER, AttendeeKind.DEPUTY}
    ]


def is_still_told(unit: Unit, meeting: Meeting, email: str) -> bool:
    return email.lower() in {to.email.lower() for to in people_told(unit, meeting)}


def concerns(unit: Unit, meeting: Meeting, now: datetime) -> list[tuple[str, datetime]]:
    """What a person should look at, and since when: too few parties, a member's or the room's decline."""
    looked_at_from = meeting.starts_at - LOOKED_AT_BEFORE
    if meeting.invited_at is None or not looked_at_from <= now < meeting.starts_at:
        return []
    attendance = attendance_by_party(unit, meeting)
    found = []
    if attendance is not None and not attendance.is_met:
        found.append(("no_quorum", max(looked_at_from, meeting.invited_at)))
    for one in declines(questions.attendees(unit.session, meeting.id)):
        if one.kind is AttendeeKind.ROOM or attendance is not None:
            what = "room_declined" if one.kind is AttendeeKind.ROOM else "member_declined"
            found.append((what, one.answered_at or now))
    return found


def party_of_each(unit: Unit, meeting: Meeting) -> dict[str, str | None]:
    """For which party each attendee is there, a deputy for that of whom they stand in for; by attendee."""
    party_of_member = {m.id: m.party_id for m in questions.members(unit.session, meeting.body_id)}
    listed = questions.attendees(unit.session, meeting.id)
    party_of = {a.id: party_of_member.get(a.member_id or "") for a in listed}
    return {a.id: party_of.get(a.stands_in_for or a.id) for a in listed}


def invited_by_party(unit: Unit, meeting: Meeting) -> dict[str, list[Attendee]]:
    invited = [a for a in questions.attendees(unit.session, meeting.id) if a.is_invited]
    party_of = party_of_each(unit, meeting)
    found: dict[str, list[Attendee]] = {}
    for attendee in invited:
        party_id = party_of[attendee.id]
        if party_id is not None:
            found.setdefault(party_id, []).append(attendee)
    return found
