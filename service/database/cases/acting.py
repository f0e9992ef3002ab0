"""What is asked of the table of agreed actions."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from agenda.cases.action import ActionState, AgreedAction
from agenda.cases.case import Case
from agenda.errors import Absent
from service.database.cases import tables
from service.database.cases.questions import Reading
from service.database.meetings.agenda_tables import agenda_exclusion
from service.database.waits import Part, part


class NoSuchAction(Absent):
    pass


def action_named(session: Session, action_id: str) -> AgreedAction:
    """The bare action; what it says takes a reading of its case."""
    found = session.get(AgreedAction, action_id)
    if found is None:
        raise NoSuchAction("there is no such action for you", "action")
    return found


def case_of_action(reading: Reading, action: AgreedAction) -> Case:
    found = reading.session.get_one(Case, action.case_id)
    reading.recorded("read_case", [found])
    return found


def actions_of(session: Session, case_id: str) -> Sequence[AgreedAction]:
    """A case's actions, the earliest due first, for who has read the case already."""
    question = select(AgreedAction).where(tables.action.c.case_id == case_id)
    return session.scalars(question.order_by(tables.action.c.due_on, tables.action.c.id)).all()


def open_actions(session: Session) -> Sequence[AgreedAction]:
    question = select(AgreedAction).where(tables.action.c.state == ActionState.OPEN)
    return session.scalars(question.order_by(tables.action.c.due_on, tables.action.c.id)).all()


def open_actions_where_kept_out(session: Session) -> Sequence[tuple[AgreedAction, Case]]:
    """Open actions of the cases that anybody is kept out of now, with their case."""
    question = (
        select(AgreedAction, Case)
        .join(tables.case, tables.case.c.id == tables.action.c.case_id)
        .where(*_where_kept_out())
    )
    found = session.execute(question.order_by(tables.action.c.due_on, tables.action.c.id))
    return [(action, case) for action, case in found]


def actions_where_kept_out_part() -> Part:
    """Whether there are any, and how many."""
    return (
        select(*part("actions", literal(""), func.min(tables.action.c.agreed_at), count=func.count()))
        .join_from(tables.action, tables.case, tables.case.c.id == tables.action.c.case_id)
        .where(*_where_kept_out())
        .having(func.count() > 0)
    )


def _where_kept_out() -> tuple[ColumnElement[bool], ...]:
    kept_out = select(agenda_exclusion.c.about).where(agenda_exclusion.c.lifted_at.is_(None))
    return tables.action.c.state == ActionState.OPEN, tables.case.c.reference.in_(kept_out)


def cases_with_actions_due(session: Session, on: date) -> Sequence[tuple[str, bool]]:
    """The cases with an open action due by the day: they are carried over until it is settled."""
    question = (
        select(tables.case.c.reference, tables.case.c.is_child)
        .join(tables.action, tables.action.c.case_id == tables.case.c.id)
        .where(tables.action.c.state == ActionState.OPEN, tables.action.c.due_on <= on)
        .distinct()
        .order_by(tables.case.c.reference)
    )
    return [(str(reference), bool(is_child)) for reference, is_child in session.execute(question)]
