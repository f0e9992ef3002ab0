"""The forum's part of who is who is given again: what has ended, moved or been forgotten since is left as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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


def _says_otherwise(known: Organisation, given: OrganisationGiven) -> bool:
    contact = given.contact
    said = (given.name, contact.name, contact.email.lower(), contact.language)
    return said != (known.name, known.contact_name, known.email.lower(), known.language)


@dataclass(frozen=True)
class Seats:
    """Who is, was and will be in the forum before the document is set."""

    members: Sequence[Member]
    appointments: Sequence[Appointment]
    today: date

    def left(self, place: str, given: AppointmentGiven) -> LeftAsItIs | None:
        """Where it would bring back an appointment that is over, a forgotten one, or an address its member has left."""
        member = self._member(given)
        own = self._of(member) if member else []
        if not own:
            return self._moved(place, member) or self._forgotten(place, given)
        meant = self._meant(own, given.days.first_on)
        if meant is None or not brings_back(meant.last_on, given.days, self.today):
            return None
        return LeftAsItIs(place, Stands.ENDED, meant.last_on)

    def kept_end(self, given: AppointmentGiven) -> AppointmentGiven:
        """With the last day that the appointment has, where the document names none."""
        member = self._member(given)
        own = self._of(member) if member else []
        same = next((one for one in own if one.first_on == given.days.first_on), None)
        if same is None:
            return given
        return replace(given, days=replace(given.days, last_on=given.days.until(same.last_on)))

    def _member(self, given: AppointmentGiven) -> Member | None:
        return next((one for one in self.members if one.email.lower() == given.person.email.lower()), None)

    def _of(self, member: Member) -> list[Appointment]:
        return [one for one in self.appointments if one.member_id == member.id]

    def _moved(self, place: str, member: Member | None) -> LeftAsItIs | None:
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

    def _meant(self, own: list[Appointment], first_on: date | None) -> Appointment | None:
        """The one of that first day; without a day the last there was, unless one still runs or is to come."""
        if first_on is not None:
            return next((one for one in own if one.first_on == first_on), None)
        last = max(own, key=lambda one: one.first_on)
        return last if last.last_on is not None and last.last_on < self.today else None


def seats(unit: Unit, now: datetime) -> Seats:
    listed = members(unit.session, unit.settings.forum.body)
    return Seats(listed, appointments_worked(unit.session), unit.calendar.local(now).date())
