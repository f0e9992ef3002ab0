"""A file of people is given again: what stands otherwise by now is left as it is, and what is empty is filled in.

Whether the file or what stands is the newer nobody can tell, so it is shown to whoever gave the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from agenda.meetings.body import Body
from agenda.meetings.member import Member, is_called_alike
from agenda.meetings.party import Contact, ContactRole, Party
from service.database.meetings import questions
from service.workflow.given_again import LeftAsItIs, Stands, members_listed
from service.workflow.people import BodyGiven, MemberGiven, PartyGiven, PeopleGiven, PersonGiven, RoomGiven
from service.workflow.unit import Unit


def without_what_changed(
    unit: Unit, given: PeopleGiven, now: datetime
) -> tuple[PeopleGiven, tuple[LeftAsItIs, ...]]:
    """What of the document is to be set, and where it says something else than stands. Days are set as they are."""
    today = unit.calendar.local(now).date()
    left: list[str] = []
    office = given.office
    if office is not None and _is_another_office(unit, office):
        office = None
        left.append("secretariat")
    bodies = tuple((body_id, _of_body(unit, body_id, one, left)) for body_id, one in given.bodies)
    parties = tuple(_of_party(unit, one, today, left) for one in given.parties)
    listed = members_listed(unit, given)
    members = tuple(_of_member(listed[one.body_id], one, left) for one in given.members)
    rest = PeopleGiven(office, bodies, parties, members)
    return rest, tuple(LeftAsItIs(place, Stands.CHANGED) for place in left)


def _is_another_office(unit: Unit, given: PersonGiven) -> bool:
    known = questions.office(unit.session)
    said = (given.name, given.email.lower(), given.language)
    return bool(known.email) and said != (known.name, known.email.lower(), known.language)


def _of_body(unit: Unit, body_id: str, given: BodyGiven, left: list[str]) -> BodyGiven:
    body = unit.session.get(Body, body_id)
    others = list(_otherwise(body, given)) if body else []
    left.extend(f"bodies.{body_id}.{name}" for name in others)
    return replace(given, **dict.fromkeys(others))


def _otherwise(body: Body, given: BodyGiven) -> Iterator[str]:
    for name in ("organiser_name", "organiser_email", "place", "online"):
        said, stands = getattr(given, name), getattr(body, name)
        if stands and said is not None and said.lower() != stands.lower():
            yield name
    if body.room_email and given.room not in (None, RoomGiven(body.room_name, body.room_email)):
        yield "room"


def _of_party(unit: Unit, given: PartyGiven, today: date, left: list[str]) -> PartyGiven:
    """One that has neither mailbox nor contact yet is only named by the settings, and set whole."""
    party = unit.session.get(Party, given.id)
    if party is None or not (party.mailbox or party.contacts):
        return given
    stands = {"name": party.name, "language": party.language, "mailbox": party.mailbox.lower()}
    said = {
        "name": given.name,
        "language": given.language,
        "mailbox": given.mailbox and given.mailbox.lower(),
    }
    others = [name for name in stands if stands[name] and said[name] not in (None, stands[name])]
    for role, person in ((ContactRole.CONTACT, given.contact), (ContactRole.DEPUTY, given.deputy)):
        if person is not None and _is_called_otherwise(party.holder(role, today), person):
            others.append(str(role))
    left.extend(f"{given.place}.{name}" for name in others)
    unsaid: dict[str, Any] = dict.fromkeys(others)
    return replace(given, **unsaid)


def _is_called_otherwise(holder: Contact | None, given: PersonGiven) -> bool:
    """Another address is another person, whom the file may well know before anybody else."""
    if holder is None or holder.email.lower() != given.email.lower():
        return False
    return (holder.name, holder.language) != (given.name, given.language)


def _of_member(listed: Sequence[Member], given: MemberGiven, left: list[str]) -> MemberGiven:
    known = next((one for one in listed if _is_meant(one, given)), None)
    if known is None:
        return given
    person = given.person
    stands = {"name": known.name, "language": known.language, "party": known.party_id}
    said = {"name": person.name, "language": person.language, "party": given.party_id}
    others = [name for name in stands if stands[name] and said[name] not in (None, stands[name])]
    left.extend(f"{given.place}.{name}" for name in others)
    as_it_stands = PersonGiven(known.name, person.email, known.language)
    return replace(given, person=as_it_stands, party_id=known.party_id or given.party_id)


def _is_meant(member: Member, given: MemberGiven) -> bool:
    is_at = member.email.lower() == given.person.email.lower()
    return is_at and is_called_alike(member.name, given.person.name)
