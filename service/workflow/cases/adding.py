"""A citizen's correction of what was approved (GDPR, art. 16): added beside it, with the day and the reason."""

from datetime import datetime

from agenda.access import Action
from agenda.cases.approved_case import Addition, AdditionGiven, NotApprovedYet, check_addition
from agenda.cases.case import Case
from service.database.cases.minutes_tables import approved_case_of
from service.database.cases.questions import Reading, case_named
from service.database.meetings.minutes import approved_versions
from service.database.meetings.questions import meeting_named
from service.workflow.cases.contents import seal_addition
from service.workflow.unit import Unit


def add_to_minutes(unit: Unit, reference: str, given: AdditionGiven, now: datetime) -> Case:
    """What was approved stays as it is; of a case that has ended since, too."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "add a citizen's correction", now), reference)
    meeting = meeting_named(unit.session, given.meeting_id)
    approved = approved_versions(unit.session, meeting.id)
    if not approved or approved_case_of(unit.session, approved[0].id, case.id) is None:
        raise NotApprovedYet("write it in the minutes themselves; they are not approved yet", "meeting")
    held_on = unit.calendar.local(meeting.starts_at).date()
    check_addition(given, held_on, unit.calendar.local(now).date())
    addition_id = unit.new_id()
    sealed = seal_addition(unit, case.id, addition_id, given)
    unit.session.add(Addition(addition_id, case.id, meeting.id, given.on, now, str(unit.actor), sealed))
    unit.record("add_to_minutes", case.reference, now, meeting=meeting.id, on=given.on.isoformat())
    unit.session.flush()
    return case
