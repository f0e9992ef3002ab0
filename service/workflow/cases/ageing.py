"""The clock's step at midnight: a child may have become 15 or 18, and what then lacks a consent stands still."""

from datetime import datetime

from service.database.cases.questions import worked_case
from service.workflow.cases.consents import follow_age, follow_courses
from service.workflow.unit import Unit


def look_at_one_age(unit: Unit, case_id: str, now: datetime) -> None:
    """One child's case a piece. It is looked at each night, so that no column tells the birthday."""
    case = worked_case(unit.session, case_id)
    follow_age(unit, case, now)
    if case.is_open:
        follow_courses(unit, case, now)
