"""To whom a letter about a child goes is chosen by a person, kept with its reason, and asked for before it is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from agenda.access import Action
from agenda.cases.addressee import (
    Addressee,
    AddresseeGiven,
    AddresseeNotChosen,
    LetterOf,
    NoLetterGoes,
    NotAboutAChild,
    To,
    check_addressee,
)
from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from agenda.cases.representative import Representative, RepresentativeKind
from service.database.cases.addressee_tables import standing_addressee
from service.database.cases.consents import representative_named, representatives_of
from service.database.cases.efforts import conversation_named, mark_changed
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.contents import open_citizen
from service.workflow.cases.effort_contents import open_representative, seal_addressee
from service.workflow.unit import Unit

CHOOSING = "choose to whom a letter about a child goes"


@dataclass(frozen=True)
class Addressed:
    """Whose name a letter begins with, and whether it is to somebody about the citizen."""

    name: str
    is_to_holder: bool = False


@dataclass(frozen=True)
class Choices:
    """What can be chosen: the child, each who has custody today by id and name, or nobody."""

    case: Case
    child: Citizen
    holders: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """To whom which letter goes, on the reading of the case that it rests on."""

    letter: LetterOf
    given: AddresseeGiven
    revision: int


def choose_addressee(unit: Unit, reference: str, choice: Choice, now: datetime) -> Addressee:
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), CHOOSING, now), reference)
    case.expect(choice.revision)
    which, given = choice.letter, choice.given
    _check_child(unit, case, now)
    if which.conversation_id is not None:
        conversation_named(unit.session, case.id, which.conversation_id)
    check_addressee(given, {one.id for one in _holders(unit, case, now)})
    addressee_id, reason = unit.new_id(), given.reason.strip()
    chosen = Addressee(
        id=addressee_id,
        case_id=case.id,
        letter=which.letter,
        conversation_id=which.conversation_id,
        to=given.to,
        representative_id=given.representative_id,
        sealed_reason=seal_addressee(unit, case.id, addressee_id, reason) if reason else None,
        chosen_at=now,
        chosen_by=str(unit.actor),
    )
    unit.session.add(chosen)
    mark_changed(case)
    unit.record("choose_addressee", case.reference, now, letter=str(which.letter), to=str(given.to))
    unit.session.flush()
    return chosen


def addressee_choices(unit: Unit, reference: str, now: datetime) -> Choices:
    """To whoever is to choose; the reading is recorded."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), CHOOSING, now), reference)
    _check_child(unit, case, now)
    holders = tuple((one.id, open_representative(unit, one)) for one in _holders(unit, case, now))
    return Choices(case, open_citizen(unit, case), holders)


def addressed(unit: Unit, case: Case, which: LetterOf, now: datetime) -> Addressed:
    """An adult's letter goes to the adult; a child's to whom somebody chose, if they still have custody."""
    citizen = open_citizen(unit, case)
    if not citizen.is_child(_today(unit, now)):
        return Addressed(citizen.name)
    chosen = standing_addressee(unit.session, case.id, which)
    if chosen is not None and chosen.to is To.CHILD:
        return Addressed(citizen.name)
    if chosen is not None and chosen.to is To.NOBODY:
        raise NoLetterGoes(
            "it was decided that no such letter goes; choose anew, if one is to go", "addressee"
        )
    if chosen is not None and chosen.representative_id is not None:
        holder = representative_named(unit.session, case.id, chosen.representative_id)
        if holder.stands(_today(unit, now)):
            return Addressed(open_representative(unit, holder), is_to_holder=True)
    raise AddresseeNotChosen(
        "choose first to whom it goes: the child, one who has custody, or nobody, because …", "addressee"
    )


def _check_child(unit: Unit, case: Case, now: datetime) -> None:
    if not open_citizen(unit, case).is_child(_today(unit, now)):
        raise NotAboutAChild("the citizen is of age, and the letter goes to them", "to")


def _holders(unit: Unit, case: Case, now: datetime) -> list[Representative]:
    today = _today(unit, now)
    return [
        one
        for one in representatives_of(unit.session, case.id)
        if one.kind is RepresentativeKind.HOLDER and one.stands(today)
    ]


def _today(unit: Unit, now: datetime) -> date:
    return unit.calendar.local(now).date()
