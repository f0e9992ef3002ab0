"""Mend what is written of a member: a name, a language, or the address, at which they are reached from then on."""

from dataclasses import replace
from datetime import datetime, timedelta

from agenda.access import Action
from agenda.forum.accession import Accession
from agenda.forum.appointment import Appointment
from agenda.forum.topic import Topic
from agenda.meetings.member import AddressTaken, Member
from service.database.forum import questions
from service.database.forum.forgetting import places_of
from service.database.forum.topics import topics_of_member
from service.database.meetings.questions import meeting_named, members
from service.workflow.forum.appointments import check_remembered
from service.workflow.meetings.invitations import reconcile
from service.workflow.people import PersonGiven
from service.workflow.unit import Unit


def change_member(
    unit: Unit, appointment_id: str, person: PersonGiven, revision: int, now: datetime
) -> Appointment:
    """At another address they are somebody else to calendars: withdrawn at the old one, invited at the new.

    Whoever stands in for them goes on to, and is told nothing.
    Meetings that have begun are not invited to anew: what is still told of them goes to the new address.
    """
    unit.allow(Action.CHANGE_CHARTER_LIST)
    unit.check_free_of_numbers(name=person.name, email=person.email)
    appointment = questions.appointment_worked(unit.session, appointment_id)
    appointment.expect(revision)
    before = member = unit.session.get_one(Member, appointment.member_id)
    check_remembered(member)
    if member.email.lower() != person.email.lower():
        member = _moved_to(unit, member, person.email, now)
    member.name, member.language = person.name, person.language
    questions.touch(appointment)
    unit.record("change_member", appointment.id, now)
    unit.session.flush()
    reconcile(unit, unit.settings.forum.body, now, (before.id, member.id))
    return appointment


def _moved_to(unit: Unit, member: Member, email: str, now: datetime) -> Member:
    """The member at the new address, to whom all of the old one's appointments, accessions and topics go."""
    moved = _at(unit, member, email)
    accessions = [one for one in questions.accessions_worked(unit.session) if one.member_id == member.id]
    theirs: list[Appointment | Accession | Topic] = [*_of(unit, member), *accessions]
    theirs.extend(topics_of_member(unit.session, member.id))
    for one in theirs:
        one.member_id = moved.id
    _take_places(unit, member, moved, now)
    moved.valid_from, moved.valid_until = member.valid_from, member.valid_until
    member.valid_until = unit.calendar.local(now).date() - timedelta(days=1)
    return moved


def _take_places(unit: Unit, member: Member, moved: Member, now: datetime) -> None:
    """At meetings that have begun or are over."""
    taken = {place.meeting_id for place in places_of(unit.session, moved.id)}
    for place in places_of(unit.session, member.id):
        has_begun = meeting_named(unit.session, place.meeting_id).starts_at <= now
        if has_begun and place.member_id == member.id and place.meeting_id not in taken:
            place.member_id, place.email = moved.id, moved.email


def _at(unit: Unit, member: Member, email: str) -> Member:
    listed = members(unit.session, member.body_id)
    known = next((one for one in listed if one.email.lower() == email.lower()), None)
    if known is not None and _of(unit, known):
        raise AddressTaken("another member has that address; give the member's own", "email")
    if known is None:
        known = replace(member, id=unit.new_id(), email=email)
        unit.session.add(known)
        unit.session.flush()
    return known


def _of(unit: Unit, member: Member) -> list[Appointment]:
    return [one for one in questions.appointments_worked(unit.session) if one.member_id == member.id]
