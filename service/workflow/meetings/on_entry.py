"""Who stands on an entry in an organiser's calendar, who comes onto it, and who leaves it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.calendar_entry import CalendarEntry
from notifications.address import Address
from notifications.occasion import Occasion
from service.database.meetings import questions
from service.database.meetings.attending import waiting_for
from service.workflow.composing import redirected
from service.workflow.unit import Unit


@dataclass(frozen=True)
class People:
    """`is_any_wanted`: somebody is to come, who may be on the entry or not yet."""

    invited: tuple[Address, ...]
    rooms: tuple[Address, ...]
    leaving: tuple[Address, ...]
    is_any_wanted: bool


def people_of(unit: Unit, row: CalendarEntry, asked: Collection[str]) -> People:
    """Those on the entry already and those being told; whom the server refused before stays off it."""
    of_entry = [a for a in questions.attendees(unit.session, row.meeting_id) if is_of(row, a)]
    trial = unit.settings.mail.redirect_to
    wanted_on = [a for a in of_entry if a.is_invited or _waits_to_leave(unit, a)]
    on = [a for a in wanted_on if trial or a.id in asked or a.email.lower() in row.guests]
    people = [a for a in on if a.kind is not AttendeeKind.ROOM]
    if trial:
        return People(tuple(redirected(unit, _address(a)) for a in people[:1]), (), (), bool(people))
    rooms = [a for a in on if a.kind is AttendeeKind.ROOM]
    wanted = {a.email.lower() for a in wanted_on}
    leaving = [a for a in of_entry if a.email.lower() not in wanted]
    invited, booked, gone = (_addresses(each) for each in (people, rooms, leaving))
    return People(invited, booked, gone, bool(wanted))


def _waits_to_leave(unit: Unit, attendee: Attendee) -> bool:
    """Until they are told that their place was taken away they stay on: it may be given back to them."""
    is_told = attendee.told_sequence >= 0
    return is_told and bool(waiting_for(unit.session, attendee, Occasion.INVITATION_CANCELLATION))


def _addresses(attendees: Sequence[Attendee]) -> tuple[Address, ...]:
    """Each once, whatever places they have."""
    return tuple({a.email.lower(): _address(a) for a in attendees}.values())


def less(emails: Sequence[str], leaving: Sequence[Address]) -> list[str]:
    gone = {address.email.lower() for address in leaving}
    return [email for email in emails if email not in gone]


def is_of(row: CalendarEntry, attendee: Attendee) -> bool:
    is_of_all = row.attendee_id is None and attendee.kind is not AttendeeKind.GUEST
    return is_of_all or row.attendee_id == attendee.id


def _address(attendee: Attendee) -> Address:
    return Address(attendee.name, attendee.email)
