"""Who speaks for a citizen is registered: the holders of custody of a child, the guardian of an adult."""

from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed
from agenda.cases.representative import (
    Representative,
    RepresentativeGiven,
    check_representative,
    check_statement,
)
from service.database.cases.consents import representative_named
from service.database.cases.efforts import mark_changed
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.consents import follow_courses
from service.workflow.cases.contents import open_citizen
from service.workflow.cases.conversing import Which
from service.workflow.cases.effort_contents import seal_representative
from service.workflow.cases.known_names import know_beside
from service.workflow.unit import Unit


def add_representative(
    unit: Unit, reference: str, given: RepresentativeGiven, revision: int, now: datetime
) -> Representative:
    """Each holder of custody by name; a course that lacks their consent stands still until it is given."""
    unit.allow(Action.DECIDE_CASE)
    reading = Reading(unit.session, str(unit.actor), "register who speaks for the citizen", now)
    case = case_named(reading, reference)
    case.expect(revision)
    _check_open(case)
    check_representative(given, open_citizen(unit, case), unit.calendar.local(now).date())
    new_id = unit.new_id()
    added = Representative(
        id=new_id,
        case_id=case.id,
        kind=given.kind,
        consents=given.consents,
        sealed_name=seal_representative(unit, case.id, new_id, given.name),
        added_at=now,
        added_by=str(unit.actor),
    )
    unit.session.add(added)
    mark_changed(case)
    _changed(unit, case, added, "add_representative", now)
    return added


def restate_representative(
    unit: Unit, which: Which, given: RepresentativeGiven, now: datetime
) -> Representative:
    """A name that was written wrongly, or another statement of who consents."""
    case, found = _to_change(unit, which, now)
    found.check_stands()
    check_statement(given)
    found.consents = given.consents
    found.sealed_name = seal_representative(unit, case.id, found.id, given.name)
    _changed(unit, case, found, "restate_representative", now)
    return found


def end_representative(unit: Unit, which: Which, now: datetime) -> Representative:
    """From today on they no longer speak for the citizen; what they consented to is kept."""
    case, found = _to_change(unit, which, now)
    found.end(unit.calendar.local(now).date())
    _changed(unit, case, found, "end_representative", now)
    return found


def _to_change(unit: Unit, which: Which, now: datetime) -> tuple[Case, Representative]:
    unit.allow(Action.DECIDE_CASE)
    reading = Reading(unit.session, str(unit.actor), "change who speaks for the citizen", now)
    case = case_named(reading, which.reference)
    found = representative_named(unit.session, case.id, which.id)
    found.expect(which.revision)
    _check_open(case)
    return case, found


def _check_open(case: Case) -> None:
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")


def _changed(unit: Unit, case: Case, one: Representative, action: str, now: datetime) -> None:
    unit.record(action, case.reference, now, representative=one.id, kind=str(one.kind))
    unit.session.flush()
    know_beside(unit, case.id, open_citizen(unit, case))
    follow_courses(unit, case, now)
