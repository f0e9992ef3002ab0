"""The list of the forum: who has acceded, who is appointed; each reading of it is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agenda.access import Action
from agenda.forum.accession import Accession
from agenda.forum.appointment import Appointment
from agenda.forum.charter import Charter
from agenda.forum.gate import is_of
from agenda.forum.organisation import Organisation
from agenda.meetings.member import Member
from service.database.forum import questions
from service.database.forum.questions import Reading
from service.database.meetings.questions import members
from service.workflow.unit import Unit

PURPOSE = "to keep the Charter's list"


@dataclass(frozen=True)
class Appointed:
    """An appointment and whose it is; `is_let_in` says whether the Charter lets them in today."""

    appointment: Appointment
    member: Member
    is_let_in: bool


@dataclass(frozen=True)
class Listed:
    """An organisation with its accessions, and who is appointed by it."""

    organisation: Organisation
    accessions: Sequence[Accession]
    appointed: Sequence[Appointed]


@dataclass(frozen=True)
class Personal:
    """A member who is there by themselves, with their own accessions."""

    member: Member
    accessions: Sequence[Accession]
    appointed: Sequence[Appointed]


@dataclass(frozen=True)
class CharterList:
    charters: Sequence[Charter]
    organisations: Sequence[Listed]
    personal: Sequence[Personal]


def charter_list(unit: Unit, now: datetime) -> CharterList:
    unit.allow(Action.READ_CHARTER_LIST)
    organisations = questions.organisations_read(_reading(unit, now))
    found = _found(unit, now)
    return CharterList(
        questions.charters(unit.session),
        [found.of(organisation) for organisation in organisations],
        found.personal(),
    )


def organisation_listed(unit: Unit, organisation_id: str, now: datetime) -> Listed:
    unit.allow(Action.READ_CHARTER_LIST)
    return _found(unit, now).of(questions.organisation_read(_reading(unit, now), organisation_id))


def accession_listed(unit: Unit, accession_id: str, now: datetime) -> tuple[Accession, Listed | Personal]:
    """One accession, and of whom it is."""
    unit.allow(Action.READ_CHARTER_LIST)
    accession = questions.accession_read(_reading(unit, now), accession_id)
    found = _found(unit, now)
    if accession.organisation_id is not None:
        return accession, found.of(questions.organisation_worked(unit.session, accession.organisation_id))
    assert accession.member_id is not None
    return accession, found.by_themselves(accession.member_id)


def appointment_listed(unit: Unit, appointment_id: str, now: datetime) -> Appointed:
    unit.allow(Action.READ_CHARTER_LIST)
    return _found(unit, now).appointed(questions.appointment_read(_reading(unit, now), appointment_id))


@dataclass(frozen=True)
class _Found:
    accessions: Sequence[Accession]
    appointments: Sequence[Appointment]
    members: dict[str, Member]
    today: date

    def of(self, organisation: Organisation) -> Listed:
        accessions = [a for a in self.accessions if a.organisation_id == organisation.id]
        appointments = [a for a in self.appointments if a.organisation_id == organisation.id]
        return Listed(organisation, accessions, [self.appointed(one) for one in appointments])

    def personal(self) -> list[Personal]:
        own = [one for one in self.appointments if one.organisation_id is None]
        return [self.by_themselves(member_id) for member_id in dict.fromkeys(one.member_id for one in own)]

    def by_themselves(self, member_id: str) -> Personal:
        own = [a for a in self.appointments if a.organisation_id is None and a.member_id == member_id]
        accessions = [a for a in self.accessions if a.member_id == member_id]
        return Personal(self.members[member_id], accessions, [self.appointed(one) for one in own])

    def appointed(self, one: Appointment) -> Appointed:
        holds = any(is_of(a, one) and a.holds(self.today) for a in self.accessions)
        return Appointed(one, self.members[one.member_id], holds and one.covers(self.today))


def _found(unit: Unit, now: datetime) -> _Found:
    """Of the accessions to one version, what is open comes last: it is how things stand."""
    versions = [one.id for one in questions.charters(unit.session)]
    return _Found(
        sorted(
            questions.accessions_worked(unit.session),
            key=lambda one: (versions.index(one.charter_id), one.is_open),
        ),
        questions.appointments_worked(unit.session),
        {member.id: member for member in members(unit.session, unit.settings.forum.body)},
        unit.calendar.local(now).date(),
    )


def _reading(unit: Unit, now: datetime) -> Reading:
    return Reading(unit.session, str(unit.actor), PURPOSE, now)
