"""The forum's part of who is who is given again: what ended, moved, changed or was forgotten since is left as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from agenda.forum.appointment import Appointment
from agenda.forum.organisation import Organisation
from agenda.meetings.member import Member, is_called_alike
from agenda.spelling import folded
from service.database.forum.questions import appointments_worked
from service.database.meetings.questions import members
from service.workflow.forum.given import AppointmentGiven, ForumGiven, OrganisationGiven
from service.workflow.given_again import LeftAsItIs, Stands, brings_back
from service.workflow.people import PersonGiven
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


def _says_otherwise(known: Organisation, given: OrganisationGiven) -> bool:
    contact = given.contact
    said = (given.name, contact.name, contact.email.lower(), contact.language)
    return said != (known.name, known.contact_name, known.email.lower(), known.language)


@dataclass(frozen=True)
class Seats:
    """Who is, was and will be in the forum before the document is set; `named` are the addresses it names."""

    members: Sequence[Member]
    appointments: Sequence[Appointment]
    named: frozenset[str]
    today: date

    def left(self, place: str, given: AppointmentGiven) -> LeftAsItIs | None:
        """Where it would bring back an appointment that is over, a forgotten one, or an address its member has left.

        Nor is anybody appointed beside one of the same name, or an appointment given to another organisation.
        """
        own = self._own(given)
        if not own:
            return self._moved(place, given) or self._forgotten(place, given) or self._elsewhere(place, given)
        meant = self._meant(own, given.days.first_on)
        if meant is not None and brings_back(meant.last_on, given.days, self.today):
            return LeftAsItIs(place, Stands.ENDED, meant.last_on)
        same = self._same(given)
        if same is not None and same.organisation_id != given.organisation_id:
            return LeftAsItIs(place, Stands.OTHER_ORGANISATION)
        return None

    def as_it_stands(self, place: str, given: AppointmentGiven) -> tuple[AppointmentGiven, list[LeftAsItIs]]:
        """With the last day it has where none is named, and the name, language and role that are set by now."""
        same, member = self._same(given), self._member(given)
        if same is None or member is None or not is_called_alike(member.name, given.person.name):
            return given, []
        days = replace(given.days, last_on=given.days.until(same.last_on))
        person = PersonGiven(member.name, given.person.email, member.language)
        stands = replace(given, person=person, role=same.role, days=days)
        others = {
            "name": person.name != given.person.name,
            "language": person.language != given.person.language,
            "role": same.role is not given.role,
        }
        return stands, [
            LeftAsItIs(f"{place}.{name}", Stands.CHANGED) for name, is_so in others.items() if is_so
        ]

    def _member(self, given: AppointmentGiven) -> Member | None:
        return next((one for one in self.members if one.email.lower() == given.person.email.lower()), None)

    def _own(self, given: AppointmentGiven) -> list[Appointment]:
        member = self._member(given)
        return self._of(member) if member else []

    def _of(self, member: Member) -> list[Appointment]:
        return [one for one in self.appointments if one.member_id == member.id]

    def _same(self, given: AppointmentGiven) -> Appointment | None:
        """The appointment that is set anew: of that first day, or without one the one of today."""
        first_on, own = given.days.first_on, self._own(given)
        if first_on is None:
            return next((one for one in own if one.covers(self.today)), None)
        return next((one for one in own if one.first_on == first_on), None)

    def _moved(self, place: str, given: AppointmentGiven) -> LeftAsItIs | None:
        member = self._member(given)
        if member is None or not member.has_ended(self.today):
            return None
        return LeftAsItIs(place, Stands.MOVED, member.valid_until)

    def _forgotten(self, place: str, given: AppointmentGiven) -> LeftAsItIs | None:
        """Of whoever is forgotten no name is known, but the seat is: whose it was, and its first day.

        Where the document names no first day, it may be any that the organisation once had.
        """
        forgotten = {one.id for one in self.members if not one.email}
        seats = [one for one in self.appointments if one.member_id in forgotten]
        own = [one for one in seats if one.organisation_id == given.organisation_id]
        first_on = given.days.first_on
        seat = next((one for one in own if first_on in (None, one.first_on)), None)
        return LeftAsItIs(place, Stands.FORGOTTEN, seat.last_on) if seat else None

    def _elsewhere(self, place: str, given: AppointmentGiven) -> LeftAsItIs | None:
        """One of the same name is on a seat of that organisation then, at an address the document doesn't name."""
        others = [one for one in self.members if one.email and one.email.lower() not in self.named]
        alike = [one for one in others if folded(one.name) == folded(given.person.name)]
        days = given.days
        seat = Appointment(
            "", "", given.organisation_id, given.role, days.first_on or self.today, days.last_on
        )
        taken = (
            held for one in alike for held in self._of(one) if held.organisation_id == given.organisation_id
        )
        return LeftAsItIs(place, Stands.OTHER_ADDRESS) if any(map(seat.overlaps, taken)) else None

    def _meant(self, own: list[Appointment], first_on: date | None) -> Appointment | None:
        """The one of that first day; without a day the last there was, unless one still runs or is to come."""
        if first_on is not None:
            return next((one for one in own if one.first_on == first_on), None)
        last = max(own, key=lambda one: one.first_on)
        return last if last.last_on is not None and last.last_on < self.today else None


def seats(unit: Unit, given: ForumGiven, now: datetime) -> Seats:
    listed = members(unit.session, unit.settings.forum.body)
    named = frozenset(one.appointment.person.email.lower() for one in given.members)
    return Seats(listed, appointments_worked(unit.session), named, unit.calendar.local(now).date())
