"""A document of people is given again: whom it names though they have ended, or moved on, it does not bring back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from agenda.meetings.member import Member
from agenda.meetings.party import ContactRole, Party
from agenda.spelling import folded
from service.database.meetings import questions
from service.workflow.people import Days, MemberGiven, PartyGiven, PeopleGiven
from service.workflow.unit import Unit


class Stands(StrEnum):
    """Why something stays as it is."""

    ENDED = "ended"
    REPLACED = "replaced"
    MOVED = "moved"
    FORGOTTEN = "forgotten"
    CHANGED = "changed"
    OTHER_ADDRESS = "other_address"
    OTHER_ORGANISATION = "other_organisation"


@dataclass(frozen=True)
class LeftAsItIs:
    """`place` is where the document says it, such as `members.2`; `since` the last day of what it would bring back."""

    place: str
    why: Stands
    since: date | None = None


def brings_back(last_on: date | None, given: Days, today: date) -> bool:
    """Whether days given again would reach beyond an end that has come."""
    is_over = last_on is not None and last_on < today
    return is_over and (given.last_on is None or given.last_on >= today)


def without_what_ended(
    unit: Unit, given: PeopleGiven, now: datetime
) -> tuple[PeopleGiven, tuple[LeftAsItIs, ...]]:
    """What of the document is to be set, and what stays: members that ended or are forgotten, and contacts replaced.

    Nor is a member set beside one of the same name, whose address it may only have had wrong.
    """
    today = unit.calendar.local(now).date()
    left: list[LeftAsItIs] = []
    members, listed = [], members_listed(unit, given)
    for number, one in enumerate(given.members):
        stays = _member_left(listed[one.body_id], given, number, today)
        if stays is None:
            members.append(one)
        else:
            left.append(stays)
    parties = tuple(_of_party(unit, number, one, today, left) for number, one in enumerate(given.parties))
    return replace(given, members=tuple(members), parties=parties), tuple(left)


def members_listed(unit: Unit, given: PeopleGiven) -> dict[str, Sequence[Member]]:
    """By body, of those that the document names: read once, however many members it names."""
    named = {one.body_id for one in given.members}
    return {body_id: questions.members(unit.session, body_id) for body_id in named}


def _member_left(
    listed: Sequence[Member], document: PeopleGiven, number: int, today: date
) -> LeftAsItIs | None:
    given, place = document.members[number], f"members.{number}"
    known = next((one for one in listed if one.email.lower() == given.person.email.lower()), None)
    if known is not None:
        is_over = brings_back(known.valid_until, given.days, today)
        return LeftAsItIs(place, Stands.ENDED, known.valid_until) if is_over else None
    if any(_is_forgotten(one, given) for one in listed):
        return LeftAsItIs(place, Stands.FORGOTTEN)
    named = {one.person.email.lower() for one in document.members if one.body_id == given.body_id}
    others = [one for one in listed if one.email and one.email.lower() not in named]
    is_there = any(_may_be(one, given, given.days.first_on or today) for one in others)
    return LeftAsItIs(place, Stands.OTHER_ADDRESS) if is_there else None


def _is_forgotten(member: Member, given: MemberGiven) -> bool:
    """Of whoever is forgotten the first day is left; without one in the document it may be anybody's."""
    return not member.email and given.days.first_on in (None, member.valid_from)


def _may_be(member: Member, given: MemberGiven, first_on: date) -> bool:
    """Whether it is the same person by name and party, who comes still."""
    is_of_party = given.party_id in (None, member.party_id)
    is_named_so = folded(member.name) == folded(given.person.name)
    return is_of_party and is_named_so and not member.has_ended(first_on)


def _of_party(unit: Unit, number: int, given: PartyGiven, today: date, left: list[LeftAsItIs]) -> PartyGiven:
    party = unit.session.get(Party, given.id)
    if party is None:
        return given
    contact, deputy = given.contact, given.deputy
    for role, person in ((ContactRole.CONTACT, contact), (ContactRole.DEPUTY, deputy)):
        since = party.replaced_on(role, person.email, today) if person else None
        if since is not None:
            left.append(LeftAsItIs(f"parties.{number}.{role}", Stands.REPLACED, since))
            contact, deputy = (None, deputy) if role is ContactRole.CONTACT else (contact, None)
    return replace(given, contact=contact, deputy=deputy)
