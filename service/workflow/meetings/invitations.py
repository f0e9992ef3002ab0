"""Invite to meetings when it is time, and tell those invited what changed; each is told what concerns them, once."""

from datetime import datetime

from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.member import Member
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import questions
from service.workflow.unit import Telling, Unit


def invite_one(unit: Unit, now: datetime) -> bool:
    """The clock's step: invite to one confirmed meeting whose day of inviting has come."""
    meeting = questions.meeting_to_invite(unit.session, now)
    if meeting is None:
        return False
    meeting.invited_at = now
    if meeting.starts_at > now:
        _invite_missing(unit, meeting, Reason.TIME_TO_INVITE, now)
    else:
        unit.record("miss_invitations", meeting.id, now)
    return True


def reconcile(unit: Unit, body_id: str, now: datetime) -> None:
    """After the members changed: invite to coming meetings whoever joined, and cancel for whoever left."""
    for meeting in questions.confirmed_after(unit.session, body_id, now):
        if meeting.invited_at is not None:
            _invite_missing(unit, meeting, Reason.JOINED, now)
            _uninvite_departed(unit, meeting, now)


def tell_moved(unit: Unit, meeting: Meeting, before: datetime, now: datetime) -> None:
    for attendee in _those_told(unit, meeting):
        attendee.ask_again(meeting.sequence)
        telling = _telling(Occasion.INVITATION_UPDATE, meeting, attendee, Reason.MEETING_MOVED)
        telling.facts["was_starts_at"] = before.isoformat()
        unit.tell_after_pause(telling, now)


def tell_place_changed(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The place or the link changed, the time did not: answers still stand."""
    if meeting.state is MeetingState.CONFIRMED:
        meeting.sequence += 1
        for attendee in _those_told(unit, meeting):
            unit.tell_after_pause(
                _telling(Occasion.INVITATION_UPDATE, meeting, attendee, Reason.PLACE_CHANGED), now
            )


def tell_cancelled(unit: Unit, meeting: Meeting, now: datetime) -> None:
    for attendee in _those_told(unit, meeting):
        unit.tell(
            _telling(Occasion.INVITATION_CANCELLATION, meeting, attendee, Reason.MEETING_CANCELLED), now
        )


def _those_told(unit: Unit, meeting: Meeting) -> list[Attendee]:
    """Those for whom an invitation was put into words; others are told how things are when theirs is."""
    return [a for a in questions.attendees(unit.session, meeting.id) if a.is_invited and a.told_sequence >= 0]


def _invite_missing(unit: Unit, meeting: Meeting, why: Reason, now: datetime) -> None:
    known = {a.member_id: a for a in questions.attendees(unit.session, meeting.id)}
    for member in _current(unit, meeting):
        attendee = known.get(member.id)
        if attendee is None:
            _add(unit, meeting, member, why, now)
        elif not attendee.is_invited:
            _invite_again(unit, meeting, attendee, now)


def _current(unit: Unit, meeting: Meeting) -> list[Member]:
    """Those who will be members on the day of the meeting, whether they are already or not."""
    on = unit.calendar.local(meeting.starts_at).date()
    return [m for m in questions.members(unit.session, meeting.body_id) if m.is_valid(on)]


def _add(unit: Unit, meeting: Meeting, member: Member, why: Reason, now: datetime) -> None:
    attendee = Attendee(unit.new_id(), meeting.id, member.id, member.name, member.email, member.language)
    unit.session.add(attendee)
    unit.tell(_telling(Occasion.INVITATION, meeting, attendee, why), now)


def _invite_again(unit: Unit, meeting: Meeting, attendee: Attendee, now: datetime) -> None:
    meeting.sequence += 1
    attendee.is_invited = True
    attendee.ask_again(meeting.sequence)
    unit.tell(_telling(Occasion.INVITATION, meeting, attendee, Reason.MEMBER_AGAIN), now)


def _uninvite_departed(unit: Unit, meeting: Meeting, now: datetime) -> None:
    current = {member.id for member in _current(unit, meeting)}
    listed = questions.attendees(unit.session, meeting.id)
    departed = [a for a in listed if a.is_invited and a.member_id not in current]
    meeting.sequence += 1 if departed else 0
    for attendee in departed:
        attendee.is_invited = False
        if attendee.told_sequence >= 0:
            why = Reason.MEMBER_NO_MORE
            unit.tell(_telling(Occasion.INVITATION_CANCELLATION, meeting, attendee, why), now)


def _telling(occasion: Occasion, meeting: Meeting, attendee: Attendee, why: Reason) -> Telling:
    to = Recipient(attendee.name, attendee.email, attendee.language)
    facts: dict[str, object] = {"meeting_id": meeting.id, "attendee_id": attendee.id}
    return Telling(occasion, to, meeting.body_id, meeting.id, why, facts, f"{attendee.id}:{meeting.sequence}")
