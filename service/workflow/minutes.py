"""Minutes of all bodies: what the cases have to say in them."""

from datetime import datetime

from agenda.meetings.minutes import Minutes
from service.database.meetings.questions import meeting_named
from service.workflow.cases.case_minutes import keep_drafts
from service.workflow.cases.outcomes_in_minutes import outcomes_in_minutes
from service.workflow.meetings.approving import send_for_comments
from service.workflow.meetings.document import File, Wanted, file_of
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.minutes import items_read, minutes_read
from service.workflow.meetings.minutes_document import minutes_facts
from service.workflow.unit import Unit


def send_minutes_for_comments(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Minutes:
    """What was recorded of each case is put into words first, sealed with the case."""
    minutes = send_for_comments(unit, meeting_id, revision, now)
    meeting = meeting_named(unit.session, meeting_id)
    if is_case_body(unit, meeting):
        keep_drafts(unit, meeting, now)
    return minutes


def minutes_file(unit: Unit, meeting_id: str, wanted: Wanted, now: datetime) -> File:
    """References, headings and outcomes; what was said of a case is read in the case."""
    minutes = minutes_read(unit, meeting_id)
    meeting = meeting_named(unit.session, meeting_id)
    about = [item.about for item in items_read(unit, minutes) if item.about]
    outcomes = outcomes_in_minutes(unit, meeting_id, about, now) if is_case_body(unit, meeting) else {}
    return file_of(unit, meeting, minutes_facts(unit, minutes, outcomes, wanted.language), wanted, now)
