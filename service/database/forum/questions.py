"""What is asked of the forum's tables. Whoever reads the list is recorded; the clock's and the verbs' own say so."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from agenda.errors import Absent
from agenda.forum.accession import Accession
from agenda.forum.appointment import Appointment
from agenda.forum.charter import Charter
from agenda.forum.organisation import Organisation
from service.database.forum import tables
from service.database.record import Entry, put

LIST = "charter_list"


class NoSuchOrganisation(Absent):
    pass


class NoSuchAccession(Absent):
    pass


class NoSuchAppointment(Absent):
    pass


class Reading:
    """Who reads, for what, and when: without it the list can't be asked for. It is recorded before it is shown."""

    def __init__(self, session: Session, reader: str, purpose: str, now: datetime) -> None:
        self.session = session
        self._entry = (now, reader, purpose)

    def recorded(self, what: str, about: str) -> None:
        now, reader, purpose = self._entry
        put(self.session, Entry(now, reader, what, about, purpose))


def organisations_read(reading: Reading) -> Sequence[Organisation]:
    reading.recorded("read_charter_list", LIST)
    return organisations_worked(reading.session)


def organisation_read(reading: Reading, organisation_id: str) -> Organisation:
    found = organisation_worked(reading.session, organisation_id)
    reading.recorded("read_organisation", found.id)
    return found


def accession_read(reading: Reading, accession_id: str) -> Accession:
    found = accession_worked(reading.session, accession_id)
    reading.recorded("read_accession", found.id)
    return found


def appointment_read(reading: Reading, appointment_id: str) -> Appointment:
    found = appointment_worked(reading.session, appointment_id)
    reading.recorded("read_appointment", found.id)
    return found


def organisations_worked(session: Session) -> Sequence[Organisation]:
    return session.scalars(
        select(Organisation).order_by(tables.organisation.c.name, tables.organisation.c.id)
    ).all()


def organisation_worked(session: Session, organisation_id: str) -> Organisation:
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NoSuchOrganisation("read the list for the organisations and their ids", "organisation")
    return found


def charters(session: Session) -> Sequence[Charter]:
    """Oldest first."""
    return session.scalars(select(Charter).order_by(tables.charter.c.in_force_from)).all()


def accession_worked(session: Session, accession_id: str) -> Accession:
    """Held against others until the end of the transaction."""
    found = session.get(Accession, accession_id, with_for_update=True)
    if found is None:
        raise NoSuchAccession("read the list for the accessions and their ids", "accession")
    return found


def accessions_worked(session: Session) -> Sequence[Accession]:
    """In the order of the versions, and within one as they were made."""
    return session.scalars(_in_order()).all()


def _in_order() -> Select[Accession]:
    question = select(Accession).join(tables.charter, tables.charter.c.id == tables.accession.c.charter_id)
    sent = (tables.accession.c.sent_at.is_(None), tables.accession.c.sent_at, tables.accession.c.id)
    return question.order_by(tables.charter.c.in_force_from, *sent)


def accessions_like(session: Session, accession: Accession) -> list[Accession]:
    """All of the same organisation, or of the same personal member; the given one too."""
    owner = (
        tables.accession.c.organisation_id.is_not_distinct_from(accession.organisation_id),
        tables.accession.c.member_id.is_not_distinct_from(accession.member_id),
    )
    return list(session.scalars(_in_order().where(*owner)))


def appointment_worked(session: Session, appointment_id: str) -> Appointment:
    found = session.get(Appointment, appointment_id, with_for_update=True)
    if found is None:
        raise NoSuchAppointment("read the list for the appointments and their ids", "appointment")
    return found


def touch(appointment: Appointment) -> None:
    """Let its revision tell that something of it changed, though no column of its own did."""
    flag_modified(appointment, "role")


def appointments_worked(session: Session) -> Sequence[Appointment]:
    question = select(Appointment)
    return session.scalars(question.order_by(tables.appointment.c.first_on, tables.appointment.c.id)).all()


def appointments_on(session: Session, on: date) -> list[Appointment]:
    return [one for one in appointments_worked(session) if one.covers(on)]


def is_appointed_on(session: Session, member_id: str, on: date) -> bool:
    own = session.scalars(select(Appointment).where(tables.appointment.c.member_id == member_id))
    return any(one.covers(on) for one in own)
