"""Which parties come to a meeting of the case body, and what of it a person should look at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from agenda.meetings.attendance import Attendee, AttendeeKind, Undelivered
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Recipient
from agenda.meetings.quorum import Attendance, PartyAttendance, declines, state_of
from service.database.meetings import attending, questions
from service.database.meetings.party_names import PartyNamed, parties_named
from service.database.meetings.places import Place, places_at
from service.database.record import is_snapshot
from service.workflow.meetings.event import is_case_body
from service.workflow.unit import Unit

_KNOWN = "attendances"
LOOKED_AT_BEFORE = timedelta(days=14)


def attendance_by_party(unit: Unit, meeting: Meeting) -> Attendance | None:
    """None for a body whose members speak for no party."""
    return attendances(unit, [meeting]).get(meeting.id)


def attendances(
    unit: Unit, meetings: Sequence[Meeting], places: Mapping[str, Sequence[Place]] | None = None
) -> dict[str, Attendance]:
    """Of the meetings of the case body among some, asked together, and in a snapshot once.

    `places` are those at them, if they are known.
    """
    known: dict[str, Attendance] = (
        unit.session.info.setdefault(_KNOWN, {}) if is_snapshot(unit.session) else {}
    )
    own = [one for one in meetings if is_case_body(unit, one)]
    asked = [one for one in own if one.id not in known]
    if asked:
        ids = [one.id for one in asked]
        at = places_at(unit.session, ids) if places is None else places
        lost, parties = attending.not_reached_at(unit.session, ids), parties_named(unit.session)
        for one in asked:
            known[one.id] = _attendance(unit, one, _by_party(at.get(one.id, ())), lost, parties)
    return {one.id: known[one.id] for one in own}


def _attendance(
    unit: Unit,
    meeting: Meeting,
    invited: Mapping[str, Sequence[Attendee]],
    lost: Mapping[str, Undelivered],
    parties: Sequence[PartyNamed],
) -> Attendance:
    on = unit.calendar.local(meeting.starts_at).date()
    valid = (party.id for party in parties if party.is_valid(on))
    by_party = tuple(
        PartyAttendance(party_id, state_of(invited.get(party_id, []), lost)) for party_id in valid
    )
    return Attendance(unit.settings.attendance.quorum_parties, by_party)


def people_told(unit: Unit, meeting: Meeting) -> list[Recipient]:
    """Who hears of a meeting's agenda: nobody before their invitation, and a room does not read."""
    return [
        Recipient(one.name, one.email, one.language)
        for one in questions.attendees(unit.session, meeting.id)
        if one.is_told and one.kind in {AttendeeKind.MEMBER, AttendeeKind.DEPUTY}
    ]


def is_still_told(unit: Unit, meeting: Meeting, email: str) -> bool:
    return email.lower() in {to.email.lower() for to in people_told(unit, meeting)}


def concerns_of(
    unit: Unit, meetings: Sequence[Meeting], now: datetime
) -> dict[str, list[tuple[str, datetime]]]:
    """What a person should look at, by meeting, and since when: too few parties, a member's or the room's decline."""
    soon = [one for one in meetings if one.invited_at and _looked_at_from(one) <= now < one.starts_at]
    if not soon:
        return {}
    places = places_at(unit.session, [one.id for one in soon])
    found = attendances(unit, soon, places)
    return {one.id: _concerns(one, found.get(one.id), places.get(one.id, ()), now) for one in soon}


def _concerns(
    meeting: Meeting, attendance: Attendance | None, places: Sequence[Place], now: datetime
) -> list[tuple[str, datetime]]:
    found = []
    if attendance is not None and not attendance.is_met:
        assert meeting.invited_at is not None
        found.append(("no_quorum", max(_looked_at_from(meeting), meeting.invited_at)))
    for one in declines([place.attendee for place in places]):
        if one.kind is AttendeeKind.ROOM or attendance is not None:
            what = "room_declined" if one.kind is AttendeeKind.ROOM else "member_declined"
            found.append((what, one.answered_at or now))
    return found


def _looked_at_from(meeting: Meeting) -> datetime:
    return meeting.starts_at - LOOKED_AT_BEFORE


def party_of_each(unit: Unit, meeting: Meeting) -> dict[str, str | None]:
    """For which party each attendee is there, a deputy for that of whom they stand in for; by attendee."""
    return {place.attendee.id: place.party_id for place in _places(unit, meeting)}


def invited_by_party(unit: Unit, meeting: Meeting) -> dict[str, list[Attendee]]:
    return _by_party(_places(unit, meeting))


def _places(unit: Unit, meeting: Meeting) -> Sequence[Place]:
    return places_at(unit.session, [meeting.id]).get(meeting.id, ())


def _by_party(places: Iterable[Place]) -> dict[str, list[Attendee]]:
    """Those who are invited for each."""
    found: dict[str, list[Attendee]] = {}
    for place in places:
        if place.attendee.is_invited and place.party_id is not None:
            found.setdefault(place.party_id, []).append(place.attendee)
    return found
