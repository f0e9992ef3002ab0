"""Who is who."""

from datetime import date

from agenda.meetings.body import Body
from agenda.meetings.member import Member
from agenda.meetings.party import Absence, Contact, ContactRole, Party
from service.shown.shape import Shape
from service.workflow.directory import Directory


class OfficeShape(Shape):
    name: str
    email: str
    language: str


class RoomShape(Shape):
    name: str
    email: str


class BodyShape(Shape):
    """`room` is null where the body has none that is invited."""

    id: str
    name: str
    organiser_name: str
    organiser_email: str
    place: str
    online: str
    room: RoomShape | None


class ContactShape(Shape):
    id: str
    role: ContactRole
    name: str
    email: str
    language: str
    valid_from: date
    valid_until: date | None


class AbsenceShape(Shape):
    """Both days included."""

    id: str
    contact: str
    first_on: date
    last_on: date


class PartyShape(Shape):
    """`contacts` hold the history: who held which role from when to when."""

    id: str
    name: str
    mailbox: str
    language: str
    valid_from: date
    valid_until: date | None
    contacts: tuple[ContactShape, ...]
    absences: tuple[AbsenceShape, ...]


class MemberShape(Shape):
    body: str
    party: str | None
    name: str
    email: str
    language: str
    valid_from: date
    valid_until: date | None


class PeopleShape(Shape):
    secretariat: OfficeShape
    bodies: tuple[BodyShape, ...]
    parties: tuple[PartyShape, ...]
    members: tuple[MemberShape, ...]


def people_shape(found: Directory) -> PeopleShape:
    office = found.office
    return PeopleShape(
        secretariat=OfficeShape(name=office.name, email=office.email, language=office.language),
        bodies=tuple(_body(body) for body in found.bodies),
        parties=tuple(_party(party) for party in found.parties),
        members=tuple(_member(member) for member in found.members),
    )


def contact_shape(contact: Contact) -> ContactShape:
    return ContactShape(
        id=contact.id,
        role=contact.role,
        name=contact.name,
        email=contact.email,
        language=contact.language,
        valid_from=contact.valid_from,
        valid_until=contact.valid_until,
    )


def absence_shape(absence: Absence) -> AbsenceShape:
    return AbsenceShape(
        id=absence.id, contact=absence.contact_id, first_on=absence.first_on, last_on=absence.last_on
    )


def _body(body: Body) -> BodyShape:
    return BodyShape(
        id=body.id,
        name=body.name,
        organiser_name=body.organiser_name,
        organiser_email=body.organiser_email,
        place=body.place,
        online=body.online,
        room=RoomShape(name=body.room_name, email=body.room_email) if body.room_email else None,
    )


def _party(party: Party) -> PartyShape:
    return PartyShape(
        id=party.id,
        name=party.name,
        mailbox=party.mailbox,
        language=party.language,
        valid_from=party.valid_from,
        valid_until=party.valid_until,
        contacts=tuple(contact_shape(contact) for contact in party.contacts),
        absences=tuple(absence_shape(absence) for absence in party.absences),
    )


def _member(member: Member) -> MemberShape:
    return MemberShape(
        body=member.body_id,
        party=member.party_id,
        name=member.name,
        email=member.email,
        language=member.language,
        valid_from=member.valid_from,
        valid_until=member.valid_until,
    )
