"""What is asked of requests that an agency answered with: this is another person."""

from sqlalchemy import func, select

from agenda.cases.case import CaseState
from agenda.cases.lookup import LookupState
from service.database.cases import tables
from service.database.waits import Part, part


def wrong_persons_part() -> Part:
    """The references of cases of which an agency has said that the person is another, in a request that stands."""
    other, of = tables.lookup.alias(), tables.lookup.c
    newest_round = select(func.max(other.c.round)).where(other.c.case_id == of.case_id).scalar_subquery()
    said = func.max(tables.answer.c.answered_at)
    by_request = (
        select(of.case_id, said.label("said_at"))
        .join_from(tables.lookup, tables.answer, tables.answer.c.lookup_id == of.id)
        .where(of.state == LookupState.TO_CORRECT, of.round == newest_round)
        .group_by(of.id, of.case_id)
        .subquery()
    )
    return (
        select(*part("correct_person", tables.case.c.reference, func.min(by_request.c.said_at)))
        .join_from(tables.case, by_request, by_request.c.case_id == tables.case.c.id)
        .where(tables.case.c.state != CaseState.CLOSED)
        .group_by(tables.case.c.reference)
    )
