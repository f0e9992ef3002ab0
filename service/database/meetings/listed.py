"""What people ask for in lists of meetings: those coming and those over, page by page, and those of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.plan import Plan, PlanState
from agenda.paging import Page, PageWanted
from service.database.meetings import tables

FIRST = PageWanted()


class When(StrEnum):
    """Which meetings of a list: those that have not ended, those that have, or all."""

    COMING = "coming"
    OVER = "over"
    ALL = "all"


@dataclass(frozen=True)
class MeetingsWanted:
    """Of one body; `since` leaves out what had ended by then. What is over comes newest first."""

    body_id: str
    when: When = When.ALL
    since: datetime | None = None
    page: PageWanted = FIRST


def meetings_page(session: Session, wanted: MeetingsWanted, now: datetime) -> Page[Meeting]:
    column = tables.meeting.c
    where = [column.body_id == wanted.body_id]
    if wanted.since is not None:
        where.append(column.ends_at > wanted.since)
    if wanted.when is When.COMING:
        where.append(column.ends_at > now)
    if wanted.when is When.OVER:
        where.append(column.ends_at <= now)
    order = column.starts_at.desc() if wanted.when is When.OVER else column.starts_at
    question = select(Meeting).where(*where).order_by(order, column.id)
    rows = session.scalars(question.limit(wanted.page.size).offset(wanted.page.skipped)).all()
    total = session.scalar(select(func.count()).select_from(tables.meeting).where(*where)) or 0
    return Page(rows, int(total), wanted.page)


def beside(session: Session, meeting: Meeting) -> Sequence[Meeting]:
    """Other meetings of the body, ahead and with people, that fall together with a part of this one."""
    column = tables.meeting.c
    question = select(Meeting).where(
        column.body_id == meeting.body_id,
        column.id != meeting.id,
        column.state.in_((MeetingState.PROPOSED, MeetingState.CONFIRMED)),
        ~column.is_written,
        column.starts_at < meeting.ends_at,
        column.ends_at > meeting.starts_at,
    )
    return session.scalars(question.order_by(column.starts_at, column.id)).all()


def meetings_of_plan(session: Session, plan: Plan) -> Sequence[Meeting]:
    """All that came of a plan, whatever became of them, in order; of one that was withdrawn there is nothing left."""
    if plan.state is PlanState.WITHDRAWN:
        return ()
    question = select(Meeting).where(
        tables.meeting.c.body_id == plan.body_id,
        tables.meeting.c.original_on.between(plan.first_on, plan.last_on),
    )
    return session.scalars(question.order_by(tables.meeting.c.starts_at, tables.meeting.c.id)).all()
