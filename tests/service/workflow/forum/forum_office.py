"""What the forum's secretariat does and sees, in few words."""

from datetime import date

from sqlalchemy import select

from agenda.access import CLOCK
from agenda.forum.accession import Accession, Signature
from agenda.forum.appointment import Appointment
from agenda.meetings.member import Member
from service.workflow.forum import accessions, appointments
from service.workflow.forum.charters import publish
from service.workflow.forum.given import AppointmentGiven, CharterGiven
from service.workflow.people import Days, PersonGiven

NEW = CharterGiven("2027", date(2027, 1, 18), "https://charter.example.dk/2027")
PERSONAL = None


def accessions_of(driven):
    with driven.service.unit(CLOCK) as unit:
        return list(unit.session.scalars(select(Accession).order_by(Accession.charter_id, Accession.id)))


def the_accession(driven, version="2026", *, is_personal=False):
    """The newest of the association's, or of the one personal member's."""
    own = [one for one in accessions_of(driven) if (one.member_id is not None) == is_personal]
    return [one for one in own if one.charter_id == version][-1]


def states(driven):
    return [(one.charter_id, str(one.state)) for one in accessions_of(driven)]


def the_appointment(driven, email):
    with driven.service.unit(CLOCK) as unit:
        question = select(Appointment).join(Member, Member.id == Appointment.member_id)
        return unit.session.scalars(question.where(Member.email == email)).one()


def published(driven, given=NEW):
    return driven.do(publish, given, as_="forum")


def sent(driven, one, reply_by=None):
    return driven.do(accessions.send, one.id, reply_by, one.revision, as_="forum")


def acceded(driven, one, on=None, valid_until=None):
    signature = Signature("Frida Forperson", on or driven.calendar.local(driven.now).date(), valid_until)
    return driven.do(accessions.accede, one.id, signature, one.revision, as_="forum")


def declined(driven, one):
    return driven.do(accessions.decline, one.id, "Ønsker det ikke", one.revision, as_="forum")


def ended(driven, one, on=None):
    ending = ("Foreningen er nedlagt", on)
    return driven.do(accessions.end, one.id, ending, one.revision, as_="forum")


def appointed(driven, name, organisation="proeveforeningen", *, days=None, **named):
    person = PersonGiven(f"Medlem {name}", f"medlem.{name}@moedeklar.invalid")
    given = AppointmentGiven(person, organisation, days=days or Days(), **named)
    return driven.do(appointments.appoint, given, as_="forum")


def left(driven, appointment, last_on):
    return driven.do(appointments.end_appointment, appointment.id, last_on, appointment.revision, as_="forum")
