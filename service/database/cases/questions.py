"""What is asked of the case tables. Every question that reads a case says who reads it and for what, and records it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from agenda.cases.case import AcuteCount, Case, CaseNumber, CaseState
from agenda.cases.lookup import Lookup, LookupState
from agenda.errors import Absent
from agenda.meetings.meeting import Meeting
from service.database.cases import tables
from service.database.meetings.tables import meeting
from service.database.record import Entry
from service.database.sealed import CaseKey

_IN_PREPARATION = (CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE, CaseState.ASKING)


class NoSuchCase(Absent):
    pass


class NoSuchLookup(Absent):
    pass


class Reading:
    """Who reads, for what, and when: without it no case can be asked for. It is recorded in the same transaction."""

    def __init__(self, session: Session, reader: str, purpose: str, now: datetime) -> None:
        self.session = session
        self._entry = (now, reader, purpose)

    def recorded(self, what: str, cases: Sequence[Case]) -> None:
        now, reader, purpose = self._entry
        for case in cases:
            self.session.add(Entry(now, reader, what, case.reference, purpose))


def case_named(reading: Reading, reference: str) -> Case:
    found = reading.session.scalars(select(Case).where(tables.case.c.reference == reference)).one_or_none()
    if found is None:
        raise NoSuchCase("there is no such case for you", "case")
    reading.recorded("read_case", [found])
    return found


def case_of(reading: Reading, lookup: Lookup) -> Case:
    found = reading.session.get_one(Case, lookup.case_id)
    reading.recorded("read_case", [found])
    return found


def cases_on(reading: Reading, meeting_id: str) -> list[Case]:
    """The open cases that lie on a meeting, oldest first."""
    found = list(reading.session.scalars(_open_on(meeting_id)))
    reading.recorded("list_case", found)
    return found


def open_cases(reading: Reading) -> list[Case]:
    question = select(Case).where(tables.case.c.state != CaseState.CLOSED).order_by(tables.case.c.reference)
    found = list(reading.session.scalars(question))
    reading.recorded("list_case", found)
    return found


def cases_of_citizen(reading: Reading, cpr_index: str | None, person_index: str) -> list[Case]:
    """The open case on the same citizen, by CPR, or by name and date of birth where either side lacks a CPR."""
    by_cpr = tables.case.c.cpr_index == cpr_index
    by_name = tables.case.c.person_index == person_index
    lacks_cpr = tables.case.c.cpr_index.is_(None)
    same = (by_cpr | (by_name & lacks_cpr)) if cpr_index else by_name
    question = select(Case).where(tables.case.c.state != CaseState.CLOSED, same)
    found = list(reading.session.scalars(question.order_by(tables.case.c.opened_at)))
    reading.recorded("find_case", found)
    return found


def cases_by_cpr(reading: Reading, cpr_index: str) -> list[Case]:
    """Every case of one CPR, closed ones included."""
    question = select(Case).where(tables.case.c.cpr_index == cpr_index).order_by(tables.case.c.opened_at)
    found = list(reading.session.scalars(question))
    reading.recorded("find_case", found)
    return found


def lookup_named(session: Session, lookup_id: str) -> Lookup:
    """The bare request; what it asks about takes a reading."""
    found = session.get(Lookup, lookup_id)
    if found is None:
        raise NoSuchLookup("there is no such lookup request for you", "lookup")
    return found


def lookups_of_party(session: Session, party_id: str) -> Sequence[tuple[Lookup, str]]:
    """An agency's requests with the case's reference, the open ones first, then the newest."""
    question = (
        select(Lookup, tables.case.c.reference)
        .join(tables.case, tables.case.c.id == tables.lookup.c.case_id)
        .where(tables.lookup.c.party_id == party_id)
        .order_by(tables.lookup.c.state != LookupState.OPEN, tables.lookup.c.requested_at.desc())
        .limit(500)
    )
    return [(lookup, str(reference)) for lookup, reference in session.execute(question)]


def open_lookups_of(session: Session, party_id: str) -> Sequence[tuple[Lookup, str]]:
    """What an agency has yet to answer, with references."""
    question = (
        select(Lookup, tables.case.c.reference)
        .join(tables.case, tables.case.c.id == tables.lookup.c.case_id)
        .where(tables.lookup.c.party_id == party_id, tables.lookup.c.state == LookupState.OPEN)
        .order_by(tables.lookup.c.due_at, tables.case.c.reference)
    )
    return [(lookup, str(reference)) for lookup, reference in session.execute(question)]


def lookup_to_remind(session: Session, now: datetime) -> Lookup | None:
    question = (
        select(Lookup)
        .where(*_to_remind(), tables.lookup.c.next_reminder_at <= now)
        .order_by(tables.lookup.c.next_reminder_at, tables.lookup.c.party_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(question).one_or_none()


def lookups_to_remind(session: Session, party_id: str, now: datetime) -> Sequence[Lookup]:
    """All of one agency's requests whose reminder is due: they make one digest."""
    question = (
        select(Lookup)
        .where(*_to_remind(), tables.lookup.c.next_reminder_at <= now, tables.lookup.c.party_id == party_id)
        .order_by(tables.lookup.c.due_at, tables.lookup.c.id)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(question).all()


def next_reminder_at(session: Session) -> datetime | None:
    found: datetime | None = session.scalar(
        select(func.min(tables.lookup.c.next_reminder_at)).where(*_to_remind())
    )
    return found


def _to_remind() -> tuple[ColumnElement[bool], ...]:
    return (tables.lookup.c.state == LookupState.OPEN, tables.lookup.c.next_reminder_at.is_not(None))


def case_to_release(session: Session, now: datetime) -> Case | None:
    """A case that joined its meeting after the agenda's release and whose own moment has come."""
    question = (
        select(Case)
        .where(*_to_release(), tables.case.c.release_at <= now)
        .order_by(tables.case.c.release_at, tables.case.c.reference)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(question).one_or_none()


def next_release_at(session: Session) -> datetime | None:
    found: datetime | None = session.scalar(select(func.min(tables.case.c.release_at)).where(*_to_release()))
    return found


def _to_release() -> tuple[ColumnElement[bool], ...]:
    return (tables.case.c.state == CaseState.ASKING, tables.case.c.release_at.is_not(None))


def worked_on(session: Session, meeting_id: str) -> list[Case]:
    """The open cases of a meeting as the clock works on them; what it does is recorded case by case."""
    return list(session.scalars(_open_on(meeting_id)))


def worked_case(session: Session, case_id: str) -> Case:
    """The case behind a request that a verb already holds."""
    return session.get_one(Case, case_id)


def worked_by_reference(session: Session, references: Sequence[str]) -> list[Case]:
    question = select(Case).where(tables.case.c.reference.in_(references)).order_by(tables.case.c.reference)
    return list(session.scalars(question))


def cases_at(reading: Reading, meeting_id: str) -> list[Case]:
    """Those a meeting has recorded something of, closed ones too, and the open ones that lie on it, by reference."""
    recorded = (
        select(table.c.case_id).where(table.c.meeting_id == meeting_id)
        for table in (tables.outcome, tables.not_treated, tables.oral_note, tables.action, tables.follow_up)
    )
    lies_there = (tables.case.c.meeting_id == meeting_id) & (tables.case.c.state != CaseState.CLOSED)
    is_there = or_(lies_there, *(tables.case.c.id.in_(each) for each in recorded))
    found = list(reading.session.scalars(select(Case).where(is_there).order_by(tables.case.c.reference)))
    reading.recorded("list_case", found)
    return found


def cases_without_meeting(session: Session) -> list[Case]:
    """Open cases that no confirmed meeting has taken yet; a discussed case needs none."""
    question = select(Case).where(
        tables.case.c.meeting_id.is_(None), tables.case.c.state.in_(_IN_PREPARATION)
    )
    return list(session.scalars(question.order_by(tables.case.c.reference)))


def urgent_cases_after(session: Session, sooner: Meeting) -> list[Case]:
    """Urgent cases that are being prepared for a later meeting of the body."""
    question = (
        select(Case)
        .join(meeting, tables.case.c.meeting_id == meeting.c.id)
        .where(
            tables.case.c.state.in_(_IN_PREPARATION),
            tables.case.c.is_urgent,
            meeting.c.body_id == sooner.body_id,
            meeting.c.starts_at > sooner.starts_at,
        )
    )
    return list(session.scalars(question.order_by(tables.case.c.reference)))


def case_key(session: Session, case_id: str) -> CaseKey:
    return session.get_one(CaseKey, case_id)


def sealed_under(session: Session) -> frozenset[str]:
    """The names of the master keys that cases are sealed under."""
    return frozenset(session.scalars(select(tables.case_key.c.master_id).distinct()))


def next_number(session: Session, year: int) -> int:
    """The next case number of the year, counted under lock."""
    counter = session.get(CaseNumber, year, with_for_update=True)
    if counter is None:
        counter = CaseNumber(year, 0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return counter.last


def count_acute(session: Session, month: str) -> int:
    counter = session.get(AcuteCount, month, with_for_update=True)
    if counter is None:
        counter = AcuteCount(month, 0)
        session.add(counter)
    counter.count += 1
    session.flush()
    return counter.count


def _open_on(meeting_id: str) -> Select[Case]:
    return (
        select(Case)
        .where(tables.case.c.meeting_id == meeting_id, tables.case.c.state != CaseState.CLOSED)
        .order_by(tables.case.c.reference)
    )
