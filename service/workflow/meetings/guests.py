"""Guests: invited to one item, told its time alone, and told again when the agenda gives it another."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.meetings.agenda import Slot, timetable
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.deputising import InvitedAlready
from agenda.meetings.guest import Guest, GuestBasis, check_may_be_invited
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Recipient
from notifications.reason import Reason
from service.database.meetings.agendas import newest_agenda, released_agenda
from service.database.meetings.attending import NoSuchAttendee
from service.database.meetings.guests import guest_of, guests_at, guests_ever_at
from service.database.meetings.questions import attendees
from service.workflow.meetings.event import event_of, event_uid
from service.workflow.meetings.excluding import item_to_change
from service.workflow.meetings.invitations import invite, invite_again, let_go, tell_item_moved, uninvite
from service.workflow.meetings.reading import papers_read
from service.workflow.meetings.taken_back import as_read, comes_after_all
from service.workflow.unit import Unit


@dataclass(frozen=True)
class GuestGiven:
    """Who comes, for which authority, and on what basis."""

    to: Recipient
    authority: str
    basis: GuestBasis


def invite_guest(unit: Unit, meeting_id: str, item_id: str, given: GuestGiven, now: datetime) -> Guest:
    """To the time of the item, by an invitation like any other."""
    meeting, item = item_to_change(unit, meeting_id, item_id)
    check_may_be_invited(meeting, item.about, given.authority, now)
    unit.check_free_of_numbers(name=given.to.name, email=given.to.email)
    unit.check_free_of_persons(authority=given.authority)
    there = [a for a in attendees(unit.session, meeting.id) if a.email.lower() == given.to.email.lower()]
    if any(one.is_invited for one in there):
        raise InvitedAlready("they are invited already; choose somebody else", "person.email")
    former = next((one for one in there if one.kind is AttendeeKind.GUEST), None)
    slot = _slots(unit, meeting)[item.about]
    guest = _come_again(unit, former, slot, given) if former else _new(unit, meeting, slot, given)
    if former:
        invite_again(unit, meeting, former, now)
    else:
        invite(unit, meeting, _attendee(guest, given), Reason.GUEST, now)
        unit.session.flush()
        unit.session.add(guest)
    unit.record("invite_guest", item.about, now, meeting=meeting.id, basis=str(given.basis))
    return guest


def withdraw_guest(unit: Unit, meeting_id: str, attendee_id: str, now: datetime) -> Attendee:
    unit.allow(Action.CHANGE_AGENDA)
    meeting = papers_read(unit, meeting_id)
    found = next((a for g, a in guests_at(unit.session, meeting.id) if g.attendee_id == attendee_id), None)
    if found is None:
        raise NoSuchAttendee("choose a guest who is invited to the meeting", "attendee")
    uninvite(unit, meeting, [found], now)
    unit.record("withdraw_guest", meeting.id, now, attendee=attendee_id)
    return found


def follow_guests(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The agenda or the meeting's time changed: each guest is told of another time, or is no longer invited."""
    slots = _slots(unit, meeting)
    for guest, attendee in guests_ever_at(unit.session, meeting.id):
        slot = slots.get(guest.about)
        if slot is not None and comes_after_all(unit, attendee, now):
            _follow(unit, meeting, (guest, attendee), slot, now)
        elif attendee.is_invited:
            let_go(unit, meeting, [attendee], now)


def _follow(unit: Unit, meeting: Meeting, invited: tuple[Guest, Attendee], slot: Slot, now: datetime) -> None:
    guest, attendee = invited
    if (slot.starts_at, slot.ends_at) != (guest.starts_at, guest.ends_at):
        was = as_read(event_of(unit, meeting, guest.attendee_id))
        guest.starts_at, guest.ends_at = slot.starts_at, slot.ends_at
        tell_item_moved(unit, meeting, attendee, was, now)


def _slots(unit: Unit, meeting: Meeting) -> dict[str, Slot]:
    """By what an item is about: the agenda that holds, and before it and beside it the one in the making."""
    unit.session.flush()
    agendas = (newest_agenda(unit.session, meeting.id), released_agenda(unit.session, meeting.id))
    return {
        slot.item.about: slot
        for agenda in agendas
        if agenda is not None
        for slot in timetable(agenda.items, meeting.starts_at)
    }


def _new(unit: Unit, meeting: Meeting, slot: Slot, given: GuestGiven) -> Guest:
    attendee_id = unit.new_id()
    return Guest(
        attendee_id,
        meeting.id,
        slot.item.about,
        given.authority.strip(),
        given.basis,
        slot.starts_at,
        slot.ends_at,
        event_uid(unit, meeting.body_id, attendee_id),
    )


def _attendee(guest: Guest, given: GuestGiven) -> Attendee:
    to = given.to
    return Attendee(
        guest.attendee_id,
        guest.meeting_id,
        None,
        to.name,
        to.email,
        to.language,
        kind=AttendeeKind.GUEST,
    )


def _come_again(unit: Unit, former: Attendee, slot: Slot, given: GuestGiven) -> Guest:
    guest = guest_of(unit.session, former.id)
    assert guest is not None
    guest.about, guest.authority, guest.basis = slot.item.about, given.authority.strip(), given.basis
    guest.starts_at, guest.ends_at = slot.starts_at, slot.ends_at
    return guest
