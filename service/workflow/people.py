"""Who is who: parties with contacts and deputies, members, the secretariat, and each body's organiser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from agenda.access import Action, check_own
from agenda.errors import Conflict, Invalid, at_place
from agenda.meetings.body import Body
from agenda.meetings.member import Member, same_person
from agenda.meetings.party import Contact, ContactRole, Party, Recipient
from service.database.meetings import questions
from service.database.meetings.attending import count_invited
from service.workflow.handing_over import HandOver, hand_over
from service.workflow.meetings.event import event_of
from service.workflow.meetings.invitations import reconcile, tell_place_changed
from service.workflow.meetings.same_person import check_nobody_else_comes
from service.workflow.meetings.taken_back import as_read
from service.workflow.office import own_bodies
from service.workflow.unit import Unit


class EndsBeforeItBegins(Invalid):
    """A period of validity needs its first day before its last."""


class BodySwitchedOff(Conflict):
    """What is said of a body that is not active in the settings reaches nobody."""


class PartyUnnamed(Invalid):
    """A party is shown by its name, so a new one needs one."""


class PartyHasEnded(Conflict):
    """Nobody answers for a party after its last day."""


@dataclass(frozen=True)
class Days:
    """Valid from and to, both included; `first_on` left out is today, `last_on` left out the one there is.

    `goes_on`: it is said that there is no last day, which takes back one that was.
    """

    first_on: date | None = None
    last_on: date | None = None
    goes_on: bool = False

    def until(self, last_on: date | None) -> date | None:
        """The last day from now on, of what ended on the one given."""
        return None if self.goes_on else self.last_on or last_on


@dataclass(frozen=True)
class PersonGiven:
    name: str
    email: str
    language: str = "da"


@dataclass(frozen=True)
class RoomGiven:
    """Where the body meets, by its mailbox; without one it has no room that is invited."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class BodyGiven:
    organiser_name: str | None = None
    organiser_email: str | None = None
    place: str | None = None
    online: str | None = None
    room: RoomGiven | None = None


@dataclass(frozen=True)
class PartyGiven:
    """What is None stays as it is. `place` is where a document of people says it."""

    id: str
    name: str | None = None
    mailbox: str | None = None
    language: str | None = None
    days: Days = Days()
    contact: PersonGiven | None = None
    deputy: PersonGiven | None = None
    place: str = "parties"


@dataclass(frozen=True)
class MemberGiven:
    """A member is recognised by body, address and a part of the name. `place` is as a party's."""

    body_id: str
    person: PersonGiven
    party_id: str | None = None
    days: Days = Days()
    place: str = "members"


@dataclass(frozen=True)
class PeopleGiven:
    """A document of people: what it names is set, what it does not name stays."""

    office: PersonGiven | None = None
    bodies: tuple[tuple[str, BodyGiven], ...] = ()
    parties: tuple[PartyGiven, ...] = ()
    members: tuple[MemberGiven, ...] = ()

    def part_of(self, is_its_body: Callable[[str], bool]) -> "PeopleGiven":
        """What one office has to set of a document that names the bodies of several."""
        return PeopleGiven(
            bodies=tuple(each for each in self.bodies if is_its_body(each[0])),
            members=tuple(each for each in self.members if is_its_body(each.body_id)),
        )


def set_people(unit: Unit, given: PeopleGiven, now: datetime) -> None:
    """All of the document or nothing of it. Each office sets its own bodies, and the secretariat the parties."""
    unit.allow(Action.CHANGE_PEOPLE)
    if given.office or given.parties or any(one.party_id for one in given.members):
        unit.allow(Action.CHANGE_PARTIES)
    for body_id, _ in given.bodies:
        _own_body(unit, body_id, f"bodies.{body_id}")
    for one in given.members:
        with at_place(one.place):
            _own_body(unit, one.body_id, "body")
    _check_names(unit, given)
    if given.office:
        office = questions.office(unit.session)
        office.name, office.email, office.language = (
            given.office.name,
            given.office.email,
            given.office.language,
        )
    for body_id, body_given in given.bodies:
        with at_place(f"bodies.{body_id}"):
            _set_body(unit, questions.body_named(unit.session, body_id), body_given, now)
    for party_given in given.parties:
        with at_place(party_given.place):
            _set_party(unit, party_given, now)
    for member_given in given.members:
        with at_place(member_given.place):
            _set_member(unit, member_given, now)
    unit.session.flush()
    for body_id in sorted(_whose_invited_changed(unit, given)):
        reconcile(unit, body_id, now)
    unit.record("set_people", "people", now, parties=len(given.parties), members=len(given.members))


def replace_contact(
    unit: Unit, party_id: str, role: ContactRole, person: tuple[PersonGiven, date], now: datetime
) -> Contact:
    """From the day on, `person` holds the role; the one before stays in the history and what is open is handed over."""
    unit.allow(Action.CHANGE_PARTIES)
    unit.check_free_of_numbers(name=person[0].name, email=person[0].email)
    party = questions.party_named(unit.session, party_id)
    check_goes_on(party, person[1])
    before = party.holder(role, unit.calendar.local(now).date())
    contact = _replace(unit, party, role, person)
    unit.record("replace_contact", party.id, now, role=str(role), valid_from=str(contact.valid_from))
    hand_over(unit, HandOver(party, before, contact, contact.valid_from, role), now)
    return contact


def check_goes_on(party: Party, on: date) -> None:
    if party.has_ended(on):
        raise PartyHasEnded(
            f"the party's last day is {party.valid_until}; give it a later one (`valid_until`) first", "party"
        )


def _whose_invited_changed(unit: Unit, given: PeopleGiven) -> set[str]:
    """Bodies with other members or another room, or whose members' parties have other days."""
    rooms = {body_id for body_id, body in given.bodies if body.room is not None}
    parties = [party.id for party in given.parties if party.days != Days()]
    of_parties = questions.bodies_of_parties(unit.session, parties) & own_bodies(unit)
    return {member.body_id for member in given.members} | rooms | of_parties


def _check_names(unit: Unit, given: PeopleGiven) -> None:
    """Names stand in every mail. A body, a party or the office is called as no citizen is; a person may be."""
    for party in given.parties:
        with at_place(party.place):
            unit.check_free_of_persons(name=party.name or "")
            for role, person in ((ContactRole.CONTACT, party.contact), (ContactRole.DEPUTY, party.deputy)):
                _check_person(unit, role, person)
    for member in given.members:
        with at_place(member.place):
            unit.check_free_of_numbers(name=member.person.name, email=member.person.email)
    with at_place("secretariat"):
        unit.check_free_of_persons(name=given.office.name if given.office else "")
    for body_id, body in given.bodies:
        with at_place(f"bodies.{body_id}"):
            room = body.room.name if body.room else ""
            unit.check_free_of_persons(organiser_name=body.organiser_name or "", room=room)


def _check_person(unit: Unit, role: ContactRole, person: PersonGiven | None) -> None:
    if person is not None:
        with at_place(str(role)):
            unit.check_free_of_numbers(name=person.name, email=person.email)


def _set_body(unit: Unit, body: Body, given: BodyGiven, now: datetime) -> None:
    unit.check_free_of_persons(place=given.place or "", online=given.online or "")
    if given.organiser_email is not None:
        body.check_organiser(given.organiser_email, count_invited(unit.session, body.id, now))
    meetings = questions.confirmed_after(unit.session, body.id, now)
    was = {meeting.id: as_read(event_of(unit, meeting)) for meeting in meetings}
    for name in ("organiser_name", "organiser_email", "place", "online"):
        value = getattr(given, name)
        if value is not None:
            setattr(body, name, value)
    if given.room is not None:
        body.room_name, body.room_email = given.room.name, given.room.email
    for meeting in meetings:
        if as_read(event_of(unit, meeting)) != was[meeting.id]:
            tell_place_changed(unit, meeting, was[meeting.id], now=now)


def _own_body(unit: Unit, body_id: str, field: str) -> None:
    """Of one that is switched off nothing is set, as nothing of it is shown; another office sets its own.

    One that the settings no longer name is as unknown as one that never was.
    """
    if body_id not in unit.settings.configured:
        raise questions.NoSuchBody("name one of the configured bodies", field)
    if body_id not in unit.settings.bodies:
        raise BodySwitchedOff(
            f"leave out {body_id}, or switch it on in the settings: bodies.{body_id}.active", field
        )
    check_own(unit.actor, unit.settings.belonging_of(body_id))


def _set_party(unit: Unit, given: PartyGiven, now: datetime) -> None:
    today = unit.calendar.local(now).date()
    party = unit.session.get(Party, given.id)
    if party is None:
        if not given.name:
            raise PartyUnnamed("say what the party is called", "name")
        party = Party(given.id, given.name, "", "da", given.days.first_on or today)
        unit.session.add(party)
    for name in ("name", "mailbox", "language"):
        value = getattr(given, name)
        if value is not None:
            setattr(party, name, value)
    party.valid_from = given.days.first_on or party.valid_from
    party.valid_until = given.days.until(party.valid_until)
    _check_days(party.valid_from, party.valid_until, "valid_until")
    for role, person in ((ContactRole.CONTACT, given.contact), (ContactRole.DEPUTY, given.deputy)):
        if person is not None:
            _set_holder(unit, party, role, person, now)


def _set_holder(unit: Unit, party: Party, role: ContactRole, person: PersonGiven, now: datetime) -> None:
    today = unit.calendar.local(now).date()
    holder = party.holder(role, today)
    if holder is None:
        _replace(unit, party, role, (person, today))
    elif holder.email.lower() != person.email.lower():
        replace_contact(unit, party.id, role, (person, today), now)
    else:
        holder.name, holder.language = person.name, person.language


def _replace(unit: Unit, party: Party, role: ContactRole, person: tuple[PersonGiven, date]) -> Contact:
    given, first_on = person
    for other in party.contacts:
        if other.role is role and (other.valid_until is None or other.valid_until >= first_on):
            other.end_before(first_on)
    contact = Contact(unit.new_id(), party.id, role, given.name, given.email, given.language, first_on)
    party.contacts.append(contact)
    return contact


def _set_member(unit: Unit, given: MemberGiven, now: datetime) -> None:
    body = questions.body_named(unit.session, given.body_id)
    if given.party_id is not None:
        questions.party_named(unit.session, given.party_id)
    first_on = given.days.first_on or unit.calendar.local(now).date()
    to = Recipient(given.person.name, given.person.email, given.person.language)
    member = same_person(questions.members(unit.session, body.id), to, first_on, "email")
    if member is None:
        member = Member(unit.new_id(), body.id, None, "", given.person.email, "da", first_on)
        unit.session.add(member)
    member.name, member.language, member.party_id = given.person.name, given.person.language, given.party_id
    member.valid_from = given.days.first_on or member.valid_from
    member.valid_until = given.days.until(member.valid_until)
    _check_days(member.valid_from, member.valid_until, "valid_until")
    check_nobody_else_comes(unit, member, "email", now)


def _check_days(first_on: date, last_on: date | None, field: str) -> None:
    if last_on is not None and last_on < first_on:
        raise EndsBeforeItBegins("let it end on or after its first day, or say null for no end", field)
