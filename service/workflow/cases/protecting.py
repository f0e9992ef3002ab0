"""The mark that a citizen's name and address are protected: set and lifted by a person, and never lost on the way."""

from dataclasses import dataclass, replace
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.contents import open_citizen, seal_citizen
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Protection:
    """Whether the citizen's name and address are protected (navne- og adressebeskyttelse)."""

    is_protected: bool
    revision: int


def mark_protection(unit: Unit, reference: str, mark: Protection, now: datetime) -> Case:
    """Of a closed case too: its letters can still be printed."""
    unit.allow(Action.DECIDE_CASE)
    reading = Reading(unit.session, str(unit.actor), "mark whether name and address are protected", now)
    case = case_named(reading, reference)
    case.expect(mark.revision)
    set_protection(unit, case, is_protected=mark.is_protected, now=now)
    return case


def set_protection(unit: Unit, case: Case, *, is_protected: bool, now: datetime) -> None:
    """Recorded where it changes something."""
    citizen = open_citizen(unit, case)
    if citizen.is_protected is is_protected:
        return
    case.sealed_citizen = seal_citizen(unit, case.id, replace(citizen, is_protected=is_protected))
    unit.record("mark_protection", case.reference, now, is_protected=is_protected)
