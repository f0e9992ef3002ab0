"""The forum's part of who is who is given again: what has ended, moved or been forgotten since is left as it is."""

from dataclasses import replace
from datetime import date, datetime

from agenda.forum.appointment import Appointment
from agenda.forum.organisation import Organisation
from agenda.meetings.member import Member
from service.database.forum.questions import appointments_worked
from service.database.meetings.questions import members
from service.workflow.forum.given import AppointmentGiven, OrganisationGiven
from service.workflow.given_again import LeftAsItIs, Stands, brings_back
from service.workflow.unit import Unit


def organisation_left(unit: Unit, place: str, given: OrganisationGiven) -> LeftAsItIs | None:
    """Where its contact was destroyed as its part was over, or it says another name or contact than is known.

    Either is set on the organisation itself.
    """
    known = unit.session.get(Organisation, given.id)
    if known is None:
        return None
    if not known.email:
        return LeftAsItIs(place, Stands.FORGOTTEN)
    return LeftAsItIs(place, Stands.CHANGED) if _says_otherwise(known, given) else None


def left_as_it_is(unit: Unit, place: str, given: AppointmentGiven, now: datetime) -> LeftAsItIs | None:
    """Where it would bring back an appointment that is over, or an address that its member has left."""
    today = unit.calendar.local(now).date()
    member = _member(unit, given)
    if member is None:
        return None
    own = _own(unit, member)
    if not own:
        is_left = member.valid_until is not None and member.valid_until < today
        return LeftAsItIs(place, Stands.MOVED, member.valid_until) if is_left else None
    meant = _meant(own, given.days.first_on, today)
    if meant is None or not brings_back(meant.last_on, given.days, today):
        return None
    return LeftAsItIs(place, Stands.ENDED, meant.last_on)


def kept_end(unit: Unit, given: AppointmentGiven) -> AppointmentGiven:
    """With the last day that the appointment has, where the document names none."""
    member = _member(unit, given)
    own = _own(unit, member) if member else []
    same = next((one for one in own if one.first_on == given.days.first_on), None)
    if same is None or given.days.last_on is not None:
        return given
    return replace(given, days=replace(given.days, last_on=same.last_on))


def _says_otherwise(known: Organisation, given: OrganisationGiven) -> bool:
    contact = given.contact
    said = (given.name, contact.name, contact.email.lower(), contact.language)
    return said != (known.name, known.contact_name, known.email.lower(), known.language)


def _meant(own: list[Appointment], first_on: date | None, today: date) -> Appointment | None:
    """The one of that first day; without a day the last there was, unless one still runs or is to come."""
    if first_on is not None:
        return next((one for one in own if one.first_on == first_on), None)
    last = max(own, key=lambda one: one.first_on)
    return last if last.last_on is not None and last.last_on < today else None


def _member(unit: Unit, given: AppointmentGiven) -> Member | None:
    listed = members(unit.session, unit.settings.forum.body)
    return next((one for one in listed if one.email.lower() == given.person.email.lower()), None)


def _own(unit: Unit, member: Member) -> list[Appointment]:
    return [one for one in appointments_worked(unit.session) if one.member_id == member.id]
