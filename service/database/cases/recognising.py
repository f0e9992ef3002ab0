"""What is asked to recognise a citizen: open cases by keyed hashes of CPR, date of birth and name."""

from sqlalchemy import select

from agenda.cases.case import Case, CaseState
from service.database.cases import tables
from service.database.cases.questions import Reading


def open_cases_like(reading: Reading, cpr_index: str | None, born_index: str, name_index: str) -> list[Case]:
    """Those whose citizen agrees in one of the three, oldest first; whether it is the same one is for the rule."""
    case = tables.case.c
    agrees = (case.born_index == born_index) | (case.name_index == name_index)
    if cpr_index is not None:
        agrees = agrees | (case.cpr_index == cpr_index)
    question = select(Case).where(case.state != CaseState.CLOSED, agrees).order_by(case.opened_at, case.id)
    found = list(reading.session.scalars(question))
    reading.recorded("find_case", found)
    return found
