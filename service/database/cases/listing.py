"""Lists of cases, requests and actions, page by page: by reference, period and state, never by whom they are about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from agenda.cases.action import ActionState, AgreedAction
from agenda.cases.case import Case, CaseState, CloseReason
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.outcome import OutcomeKind
from agenda.paging import Page, PageWanted
from service.database.cases.questions import Reading
from service.database.cases.tables import action, case, lookup, outcome
from service.database.meetings.agenda_tables import agenda_exclusion

FIRST = PageWanted()


@dataclass(frozen=True)
class CasesWanted:
    """Open or closed; `reference` is how it begins, the period that of opening or of closing, its end left out."""

    is_open: bool = True
    reference: str = ""
    since: datetime | None = None
    before: datetime | None = None
    reason: CloseReason | None = None
    outcome: OutcomeKind | None = None
    page: PageWanted = FIRST


@dataclass(frozen=True)
class SeenBy:
    """An agency sees the cases it was asked about, but for some references; the police those they are to clear too."""

    party_id: str
    is_police: bool
    but: Collection[str]


def cases_page(reading: Reading, wanted: CasesWanted, seen_by: SeenBy | None) -> Page[Case]:
    """Open ones by reference, closed ones the newest first; that they were looked at is recorded."""
    where = [*_wanted(wanted), *(_seen(seen_by) if seen_by else ())]
    order = () if wanted.is_open else (case.c.closed_at.desc(),)
    question = select(Case).where(*where).order_by(*order, case.c.reference)
    page = wanted.page
    rows = list(reading.session.scalars(question.limit(page.size).offset(page.skipped)))
    total = reading.session.scalar(select(func.count()).select_from(case).where(*where)) or 0
    reading.listed(rows)
    return Page(rows, int(total), page)


def lookups_page(session: Session, party_id: str, page: PageWanted) -> Page[tuple[Lookup, str]]:
    """An agency's requests with the case's reference, the open ones first, then the newest.

    Of each half so many are read as the page shows: an index has them in order.
    """
    own, is_open = lookup.c.party_id == party_id, lookup.c.state == LookupState.OPEN
    counted = select(func.count(), func.count().filter(is_open)).where(own)
    total, count_open = session.execute(counted).one()
    in_order = (
        select(Lookup, case.c.reference)
        .join(case, case.c.id == lookup.c.case_id)
        .order_by(lookup.c.requested_at.desc(), lookup.c.id)
    )
    first = in_order.where(own, is_open).limit(page.size).offset(page.skipped)
    rows = [(one, str(reference)) for one, reference in session.execute(first)]
    following = in_order.where(own, ~is_open).limit(page.size - len(rows))
    following = following.offset(max(page.skipped - count_open, 0))
    if len(rows) < page.size:
        rows += [(one, str(reference)) for one, reference in session.execute(following)]
    return Page(rows, total, page)


def actions_page(
    session: Session, owner: str | None, but: Collection[str], page: PageWanted
) -> Page[tuple[AgreedAction, str]]:
    """The actions of an agency (None: of all) with the case's reference, but of some cases.

    The open ones first, then by due day.
    """
    of_case = action.join(case, case.c.id == action.c.case_id)
    where: list[ColumnElement[bool]] = [] if owner is None else [action.c.owner == owner]
    where += [case.c.reference.not_in(list(but))] if but else []
    question = select(AgreedAction, case.c.reference).select_from(of_case).where(*where)
    question = question.order_by(
        action.c.state != ActionState.OPEN, action.c.due_on, case.c.reference, action.c.id
    )
    found = session.execute(question.limit(page.size).offset(page.skipped))
    total = session.scalar(select(func.count()).select_from(of_case).where(*where)) or 0
    return Page([(one, str(reference)) for one, reference in found], int(total), page)


def latest_outcomes(session: Session, cases: Sequence[Case]) -> Mapping[str, OutcomeKind]:
    """The newest outcome that stands of each case, by the case's id, for who has listed them."""
    question = (
        select(outcome.c.case_id, outcome.c.kind)
        .where(outcome.c.case_id.in_([one.id for one in cases]), outcome.c.corrected_at.is_(None))
        .order_by(outcome.c.recorded_at, outcome.c.id)
    )
    return {case_id: OutcomeKind(kind) for case_id, kind in session.execute(question)}


def matters_with_exclusions(session: Session) -> Sequence[str]:
    """What somebody is kept out of, by what it is about."""
    question = select(agenda_exclusion.c.about).where(agenda_exclusion.c.lifted_at.is_(None)).distinct()
    return session.scalars(question).all()


def _wanted(wanted: CasesWanted) -> list[ColumnElement[bool]]:
    moment = case.c.opened_at if wanted.is_open else case.c.closed_at
    is_closed = case.c.state == CaseState.CLOSED
    where: list[ColumnElement[bool]] = [~is_closed if wanted.is_open else is_closed]
    if wanted.reference:
        where.append(case.c.reference.startswith(wanted.reference, autoescape=True))
    if wanted.since is not None:
        where.append(moment >= wanted.since)
    if wanted.before is not None:
        where.append(moment < wanted.before)
    if wanted.reason is not None:
        where.append(case.c.close_reason == str(wanted.reason))
    if wanted.outcome is not None:
        stands = (outcome.c.case_id == case.c.id, outcome.c.corrected_at.is_(None))
        where.append(exists().where(*stands, outcome.c.kind == wanted.outcome))
    return where


def _seen(seen_by: SeenBy) -> list[ColumnElement[bool]]:
    own = (lookup.c.case_id == case.c.id, lookup.c.party_id == seen_by.party_id)
    was_asked: ColumnElement[bool] = exists().where(*own, lookup.c.state != LookupState.WITHDRAWN)
    if seen_by.is_police:
        was_asked = or_(was_asked, case.c.state == CaseState.AWAITING_CLEARANCE)
    return [was_asked, case.c.reference.not_in(list(seen_by.but))] if seen_by.but else [was_asked]
