"""Appoint somebody to the forum for a period, and end it; the member is invited to what lies within."""

from datetime import date, datetime

from agenda.access import Action
from agenda.errors import Conflict, Invalid
from agenda.forum.appointment import Appointment, check_period
from agenda.forum.organisation import Organisation
from agenda.forum.watch import alert_at
from agenda.meetings.member import Member, same_person
from agenda.meetings.party import Recipient
from service.database.engine import one_at_a_time
from service.database.forum import questions
from service.database.meetings.questions import members
from service.workflow.forum.accessions import open_accession
from service.workflow.forum.given import AppointmentGiven
from service.workflow.forum.watching import watch_of
from service.workflow.meetings.invitations import reconcile
from service.workflow.meetings.same_person import check_nobody_else_comes
from service.workflow.unit import Unit


class MemberForgotten(Conflict):
    """What was written of the member is destroyed, as their part was over."""


class OrganisationNotListed(Invalid):
    """A member is appointed by an organisation on the list, or is there personally."""


def appoint(unit: Unit, given: AppointmentGiven, now: datetime) -> Appointment:
    """The same member from the same first day on is the same appointment, set anew."""
    appointment = set_appointment(unit, given, now)
    unit.session.flush()
    reconcile(unit, unit.settings.forum.body, now)
    return appointment


def end_appointment(
    unit: Unit, appointment_id: str, last_on: date, revision: int, now: datetime
) -> Appointment:
    """Invitations to what lies after its last day are withdrawn; it may be later than it was, too."""
    unit.allow(Action.CHANGE_CHARTER_LIST)
    appointment = questions.appointment_worked(unit.session, appointment_id)
    appointment.expect(revision)
    check_remembered(unit.session.get_one(Member, appointment.member_id))
    appointment.last_on = last_on
    _settle(unit, appointment, now)
    unit.record("end_appointment", appointment.id, now, last_on=str(last_on))
    unit.session.flush()
    reconcile(unit, unit.settings.forum.body, now)
    return appointment


def check_remembered(member: Member) -> None:
    if not member.email:
        raise MemberForgotten("appoint them anew, with name and address", "appointment")


def set_appointment(unit: Unit, given: AppointmentGiven, now: datetime) -> Appointment:
    """Without reconciling: whoever sets many does it once."""
    unit.allow(Action.CHANGE_CHARTER_LIST)
    one_at_a_time(unit.session, "the charter list")
    unit.check_free_of_numbers(name=given.person.name, email=given.person.email)
    if given.organisation_id and unit.session.get(Organisation, given.organisation_id) is None:
        raise OrganisationNotListed("name one that is on the list, or add it first", "organisation")
    today = unit.calendar.local(now).date()
    member = _member(unit, given, given.days.first_on or today, now)
    first_on = given.days.first_on or _first_day(unit, member, today)
    appointment = _appointment(unit, member, given, first_on)
    appointment.organisation_id, appointment.role = given.organisation_id, given.role
    appointment.last_on = given.days.last_on
    _settle(unit, appointment, now)
    _open_own_accession(unit, appointment, now)
    unit.record("appoint", appointment.id, now, role=str(given.role), first_on=str(first_on))
    return appointment


def _member(unit: Unit, given: AppointmentGiven, first_on: date, now: datetime) -> Member:
    body_id, person = unit.settings.forum.body, given.person
    to = Recipient(person.name, person.email, person.language)
    member = same_person(members(unit.session, body_id), to, first_on, "email")
    if member is None:
        member = Member(unit.new_id(), body_id, None, person.name, person.email, person.language, first_on)
        unit.session.add(member)
        unit.session.flush()
    member.name, member.language = person.name, person.language
    check_nobody_else_comes(unit, member, "email", now)
    return member


def _first_day(unit: Unit, member: Member, today: date) -> date:
    """Today, unless the member is appointed already: then it is that appointment that is meant."""
    current = questions.appointments_on(unit.session, today)
    return next((one.first_on for one in current if one.member_id == member.id), today)


def _appointment(unit: Unit, member: Member, given: AppointmentGiven, first_on: date) -> Appointment:
    known = questions.appointments_worked(unit.session)
    same = next((one for one in known if (one.member_id, one.first_on) == (member.id, first_on)), None)
    if same is None:
        same = Appointment(unit.new_id(), member.id, given.organisation_id, given.role, first_on)
        unit.session.add(same)
    return same


def _settle(unit: Unit, appointment: Appointment, now: datetime) -> None:
    """It overlaps no other, is told of before it ends, and the membership reaches over all of the member's."""
    everyone = questions.appointments_worked(unit.session)
    check_period(appointment, everyone)
    appointment.due_at = alert_at(appointment, watch_of(unit), now)
    own = [one for one in everyone if one.member_id == appointment.member_id]
    member = unit.session.get_one(Member, appointment.member_id)
    last_days = [one.last_on for one in own]
    member.valid_from = min(one.first_on for one in own)
    member.valid_until = None if None in last_days else max(on for on in last_days if on)


def _open_own_accession(unit: Unit, appointment: Appointment, now: datetime) -> None:
    """Who is there personally accedes themselves."""
    if appointment.organisation_id is not None or not questions.charters(unit.session):
        return
    known = questions.accessions_worked(unit.session)
    if not any(a.is_open and a.member_id == appointment.member_id for a in known):
        open_accession(unit, None, appointment.member_id, now)
