"""The decision to tell the citizen that data about them are held, to put it off or to leave it out, with reasons."""

from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case
from agenda.cases.orientation import Orientation, OrientationGiven, check_orientation
from service.database.cases.efforts import mark_changed
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.effort_contents import seal_reason
from service.workflow.cases.reassessing import set_reassessment
from service.workflow.unit import Unit


def decide_orientation(
    unit: Unit, reference: str, given: OrientationGiven, revision: int, now: datetime
) -> Orientation:
    """Keep a decision beside the earlier ones; a closed case too is assessed anew until it is deleted."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(
        Reading(unit.session, str(unit.actor), "decide on the orientation (dbl. § 22)", now), reference
    )
    case.expect(revision)
    return keep_orientation(unit, case, given, now)


def keep_orientation(unit: Unit, case: Case, given: OrientationGiven, now: datetime) -> Orientation:
    """Of a case that somebody has before them."""
    check_orientation(given, unit.calendar.local(now).date())
    orientation_id = unit.new_id()
    decided = Orientation(
        id=orientation_id,
        case_id=case.id,
        kind=given.kind,
        decided_at=now,
        decided_by=str(unit.actor),
        sealed_reason=seal_reason(unit, case.id, orientation_id, given.reason),
        given_on=given.given_on,
        exemption=given.exemption,
        reassess_on=given.reassess_on,
    )
    set_reassessment(unit, decided)
    unit.session.add(decided)
    mark_changed(case)
    unit.record("decide_orientation", case.reference, now, kind=str(given.kind))
    unit.session.flush()
    return decided
