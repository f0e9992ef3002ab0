"""The forum's part of who is who: versions of the Charter, organisations with their accession, and appointments."""

from collections.abc import Iterator
from datetime import datetime

from agenda.access import Action
from agenda.errors import Invalid, at_place
from agenda.forum.accession import Accession
from agenda.forum.charter import Charter
from service.database.forum import questions
from service.workflow.forum.accessions import new_accession, take_signature
from service.workflow.forum.appointments import set_appointment
from service.workflow.forum.charters import publish
from service.workflow.forum.given import Acceded, CharterGiven, ForumGiven
from service.workflow.forum.given_again import organisation_left, seats
from service.workflow.forum.organisations import set_organisation
from service.workflow.given_again import LeftAsItIs, Stands
from service.workflow.meetings.invitations import reconcile
from service.workflow.unit import Unit


class NoSuchCharter(Invalid):
    """The version acceded to is published first."""


def set_forum(unit: Unit, given: ForumGiven, now: datetime) -> tuple[LeftAsItIs, ...]:
    """All of the document or nothing of it.

    Given again, it takes back nothing that was changed since; whoever has ended or is forgotten stays so.
    """
    unit.allow(Action.CHANGE_CHARTER_LIST)
    for number, charter in enumerate(given.charters):
        with at_place(f"forum.charters.{number}"):
            _set_charter(unit, charter, now)
    left = [*_set_organisations(unit, given, now), *_set_members(unit, given, now)]
    unit.session.flush()
    reconcile(unit, unit.settings.forum.body, now)
    unit.record(
        "set_forum",
        questions.LIST,
        now,
        organisations=len(given.organisations),
        members=len(given.members),
        left=len(left),
    )
    return tuple(left)


def _set_organisations(unit: Unit, given: ForumGiven, now: datetime) -> Iterator[LeftAsItIs]:
    for number, organisation in enumerate(given.organisations):
        place = f"forum.organisations.{number}"
        stays = organisation_left(unit, place, organisation)
        with at_place(place):
            if stays is None:
                set_organisation(unit, organisation, now)
            if stays is None or stays.why is not Stands.FORGOTTEN:
                _set_acceded(unit, (organisation.id, None), organisation.acceded, now)
        if stays is not None:
            yield stays


def _set_members(unit: Unit, given: ForumGiven, now: datetime) -> Iterator[LeftAsItIs]:
    before = seats(unit, given, now)
    for number, member in enumerate(given.members):
        place = f"forum.members.{number}"
        stays = before.left(place, member.appointment)
        if stays is not None:
            yield stays
            continue
        as_it_stands, others = before.as_it_stands(place, member.appointment)
        yield from others
        with at_place(place):
            appointment = set_appointment(unit, as_it_stands, now)
            _set_acceded(unit, (None, appointment.member_id), member.acceded, now)


def _set_charter(unit: Unit, given: CharterGiven, now: datetime) -> None:
    known = unit.session.get(Charter, given.version)
    if known is None or (known.in_force_from, known.link) != (given.in_force_from, given.link):
        publish(unit, given, now)


def _set_acceded(
    unit: Unit, owner: tuple[str | None, str | None], acceded: Acceded | None, now: datetime
) -> None:
    if acceded is None:
        return
    charter = unit.session.get(Charter, acceded.version)
    if charter is None:
        raise NoSuchCharter("publish the version in `charters`, or name one that is", "accession.version")
    own = _accessions(unit, charter, owner)
    if any(one.acceded_on == acceded.signature.on for one in own):
        return
    accession = next((one for one in own if one.is_open), None)
    if accession is None:
        accession = new_accession(unit, charter, *owner)
        unit.session.add(accession)
    take_signature(unit, accession, acceded.signature, now)


def _accessions(unit: Unit, charter: Charter, owner: tuple[str | None, str | None]) -> list[Accession]:
    return [
        one
        for one in questions.accessions_worked(unit.session)
        if (one.organisation_id, one.member_id) == owner and one.charter_id == charter.id
    ]
