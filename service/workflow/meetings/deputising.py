"""Invite somebody in the stead of an attendee who does not come, for one meeting."""

from datetime import datetime

from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.deputising import (
    InvitedAlready,
    NoDeputyKnown,
    check_may_be_stood_in,
    may_be_stood_in,
)
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.member import Member
from agenda.meetings.party import ContactRole, Party, Recipient, as_recipient
from notifications.reason import Reason
from service.database.meetings import attending, questions
from service.workflow.meetings.changing import meeting_to_change
from service.workflow.meetings.invitations import invite, invite_again
from service.workflow.unit import Unit


def invite_deputy(
    unit: Unit, meeting_id: str, attendee_id: str, given: Recipient | None, now: datetime
) -> Attendee:
    """Nobody given: the deputy whom the attendee's party has on the day. The same deputy again changes nothing."""
    meeting = meeting_to_change(unit, meeting_id)
    unit.session.refresh(meeting, with_for_update=True)  # the same deputy asked for twice at once is one
    attendee = attending.attendee_named(unit.session, meeting.id, attendee_id)
    check_may_be_stood_in(meeting, attendee, now)
    to = given or deputy_on_offer(unit, meeting, attendee)
    if to is None:
        raise NoDeputyKnown("give name and address of who is to stand in", "person")
    unit.check_free_of_numbers(name=to.name, email=to.email)
    there = [a for a in questions.attendees(unit.session, meeting.id) if a.email.lower() == to.email.lower()]
    deputy = next((a for a in there if a.stands_in_for == attendee.id), None)
    if any(a.is_invited for a in there if a is not deputy):
        raise InvitedAlready("they are invited already; choose somebody else", "person")
    return deputy if deputy and deputy.is_invited else _invited(unit, meeting, (attendee, deputy, to), now)


def deputies_on_offer(unit: Unit, meeting: Meeting, now: datetime) -> dict[str, Recipient | None]:
    """By the id of each attendee who may be stood in for: the deputy of their party, if it has one that day."""
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        return {}
    listed = questions.attendees(unit.session, meeting.id)
    return {a.id: deputy_on_offer(unit, meeting, a) for a in listed if may_be_stood_in(a)}


def deputy_on_offer(unit: Unit, meeting: Meeting, attendee: Attendee) -> Recipient | None:
    member = unit.session.get(Member, attendee.member_id) if attendee.member_id else None
    party = unit.session.get(Party, member.party_id) if member and member.party_id else None
    on = unit.calendar.local(meeting.starts_at).date()
    deputy = party.holder(ContactRole.DEPUTY, on) if party else None
    is_the_same = deputy is not None and deputy.email.lower() == attendee.email.lower()
    return as_recipient(deputy) if deputy and not is_the_same else None


def _invited(
    unit: Unit, meeting: Meeting, seat: tuple[Attendee, Attendee | None, Recipient], now: datetime
) -> Attendee:
    attendee, deputy, to = seat
    if deputy is not None:
        invite_again(unit, meeting, deputy, now)
    else:
        deputy = Attendee(
            unit.new_id(),
            meeting.id,
            None,
            to.name,
            to.email,
            to.language,
            kind=AttendeeKind.DEPUTY,
            stands_in_for=attendee.id,
        )
        invite(unit, meeting, deputy, Reason.STANDS_IN, now)
    unit.record("invite_deputy", meeting.id, now, attendee=attendee.id, deputy=deputy.id)
    return deputy
