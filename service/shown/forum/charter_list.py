"""The Charter's list: versions, organisations, personal members, accessions and appointments."""

from collections.abc import Iterable
from datetime import date

from agenda.forum.accession import Accession, AccessionState
from agenda.forum.appointment import Appointment, ForumRole
from agenda.forum.charter import Charter
from service.shown.shape import Local, Shape
from service.workflow.forum.charter_list import Appointed, CharterList, Listed, Personal
from service.workflow.given_again import LeftAsItIs, Stands


class CharterShape(Shape):
    version: str
    in_force_from: date
    link: str
    published_at: Local


class AccessionShape(Shape):
    """It holds from `acceded_on` until `valid_until`, both included; `reply_by` is the last day for an answer."""

    id: str
    version: str
    state: AccessionState
    sent_at: Local | None
    reply_by: date | None
    acceded_on: date | None
    acceded_by: str
    valid_until: date | None
    reason: str
    revision: int


class AppointmentShape(Shape):
    """Both days included."""

    id: str
    organisation: str | None
    role: ForumRole
    first_on: date
    last_on: date | None
    revision: int


class AppointedShape(AppointmentShape):
    """`is_let_in`: appointed today, by whom has acceded."""

    name: str
    email: str
    language: str
    is_let_in: bool


class OrganisationInBrief(Shape):
    id: str
    name: str
    contact_name: str
    email: str
    language: str
    revision: int


class OrganisationShape(OrganisationInBrief):
    accessions: tuple[AccessionShape, ...]
    appointed: tuple[AppointedShape, ...]


class PersonalShape(Shape):
    """A member who is there personally, and accedes themselves."""

    name: str
    email: str
    accessions: tuple[AccessionShape, ...]
    appointed: tuple[AppointedShape, ...]


class CharterListShape(Shape):
    charters: tuple[CharterShape, ...]
    organisations: tuple[OrganisationShape, ...]
    personal: tuple[PersonalShape, ...]


class LeftShape(Shape):
    """Where the document names whom it does not bring back, why, and the last day they had, if they had one."""

    place: str
    why: Stands
    since: date | None


class CharterListSetShape(CharterListShape):
    """The list as it stands now; `left` is what of the document was not set."""

    left: tuple[LeftShape, ...]


def charter_list_set_shape(found: CharterList, left: Iterable[LeftAsItIs]) -> CharterListSetShape:
    kept = tuple(LeftShape(place=one.place, why=one.why, since=one.since) for one in left)
    return CharterListSetShape(**dict(charter_list_shape(found)), left=kept)


def charter_list_shape(found: CharterList) -> CharterListShape:
    return CharterListShape(
        charters=tuple(charter_shape(one) for one in found.charters),
        organisations=tuple(organisation_shape(one) for one in found.organisations),
        personal=tuple(_personal(one) for one in found.personal),
    )


def charter_shape(charter: Charter) -> CharterShape:
    return CharterShape(
        version=charter.id,
        in_force_from=charter.in_force_from,
        link=charter.link,
        published_at=charter.published_at,
    )


def organisation_shape(listed: Listed) -> OrganisationShape:
    own = listed.organisation
    return OrganisationShape(
        id=own.id,
        name=own.name,
        contact_name=own.contact_name,
        email=own.email,
        language=own.language,
        revision=own.revision,
        accessions=_accessions(listed.accessions),
        appointed=_appointed(listed.appointed),
    )


def accession_shape(accession: Accession) -> AccessionShape:
    return AccessionShape(
        id=accession.id,
        version=accession.charter_id,
        state=accession.state,
        sent_at=accession.sent_at,
        reply_by=accession.reply_by,
        acceded_on=accession.acceded_on,
        acceded_by=accession.acceded_by,
        valid_until=accession.valid_until,
        reason=accession.reason,
        revision=accession.revision,
    )


def appointment_shape(appointment: Appointment) -> AppointmentShape:
    return AppointmentShape(
        id=appointment.id,
        organisation=appointment.organisation_id,
        role=appointment.role,
        first_on=appointment.first_on,
        last_on=appointment.last_on,
        revision=appointment.revision,
    )


def _personal(found: Personal) -> PersonalShape:
    return PersonalShape(
        name=found.member.name,
        email=found.member.email,
        accessions=_accessions(found.accessions),
        appointed=_appointed(found.appointed),
    )


def _accessions(found: Iterable[Accession]) -> tuple[AccessionShape, ...]:
    return tuple(accession_shape(one) for one in found)


def _appointed(found: Iterable[Appointed]) -> tuple[AppointedShape, ...]:
    return tuple(
        AppointedShape(
            **dict(appointment_shape(one.appointment)),
            name=one.member.name,
            email=one.member.email,
            language=one.member.language,
            is_let_in=one.is_let_in,
        )
        for one in found
    )
