"""What is asked of the case tables. Every question that reads a case says who reads it and for what, and records it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session, joinedload, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from agenda.cases.case import DISCUSSED_OR_LATER, AcuteCount, Case, CaseNumber, CaseState
from agenda.cases.lookup import Lookup, LookupState
from agenda.errors import Absent
from agenda.meetings.meeting import Meeting
from service.database.cases import tables
from service.database.cases.note_tables import oral_note
from service.database.due import read_legible, read_together
from service.database.meetings.tables import meeting
from service.database.record import Entry, of_list, put
from service.database.sealed import CaseKey

_IN_PREPARATION = (CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE, CaseState.ASKING)


class NoSuchCase(Absent):
    pass


class NoSuchLookup(Absent):
    pass


class Reading:
    """Who reads, for what, and when: without it no case can be asked for. It is recorded before the answer."""

    def __init__(self, session: Session, reader: str, purpose: str, now: datetime) -> None:
        self.session = session
        self._entry = (now, reader, purpose)

    def recorded(self, what: str, cases: Sequence[Case]) -> None:
        now, reader, purpose = self._entry
        for case in cases:
            put(self.session, Entry(now, reader, what, case.reference, purpose))

    def listed(self, cases: Sequence[Case]) -> None:
        """Whoever looks at a list looks at all it shows, and that is one look."""
        now, reader, purpose = self._entry
        if cases:
            references = [case.reference for case in cases]
            put(self.session, of_list(now, reader, "list_case", references, purpose))


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
    """The open cases that lie on a meeting, oldest first; one that can't be read keeps no other from being seen."""
    found, _ = worked_on_legible(reading.session, meeting_id)
    reading.listed(found)
    return found


def open_cases(reading: Reading) -> list[Case]:
    question = select(Case).where(tables.case.c.state != CaseState.CLOSED).order_by(tables.case.c.reference)
    found = list(reading.session.scalars(question))
    reading.listed(found)
    return found


@dataclass(frozen=True)
class Illegible:
    """A case that can't be read: its reference, when it was opened, and the meeting it lies on, if any."""

    reference: str
    opened_at: datetime
    meeting_id: str | None


def open_cases_legible(reading: Reading) -> tuple[list[Case], list[Illegible]]:
    """The open cases, and those that can't be read; the requests of one that was discussed are read once asked for."""
    of = tables.case.c
    found, broken = _legible(reading.session, of.state != CaseState.CLOSED, but_requests=DISCUSSED_OR_LATER)
    reading.listed(found)
    question = select(of.reference, of.opened_at, of.meeting_id).where(of.id.in_(broken))
    told = reading.session.execute(question.order_by(of.reference)) if broken else ()
    return found, [Illegible(*row) for row in told]


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


def open_lookups_of(session: Session, party_id: str) -> Sequence[tuple[Lookup, str]]:
    """What an agency has yet to answer, with references."""
    question = (
        select(Lookup, tables.case.c.reference)
        .join(tables.case, tables.case.c.id == tables.lookup.c.case_id)
        .where(tables.lookup.c.party_id == party_id, tables.lookup.c.state == LookupState.OPEN)
        .order_by(tables.lookup.c.due_at, tables.case.c.reference)
    )
    return [(lookup, str(reference)) for lookup, reference in session.execute(question)]


def worked_on(session: Session, meeting_id: str) -> list[Case]:
    """The open cases of a meeting as the clock works on them; what it does is recorded case by case."""
    return list(session.scalars(_open_on(meeting_id)))


def worked_on_legible(session: Session, meeting_id: str) -> tuple[list[Case], list[str]]:
    """As `worked_on`, and the ids of those that can't be read."""
    return _legible(session, *_is_open_on(meeting_id))


def release_later(session: Session, case_ids: Collection[str], now: datetime) -> None:
    """What can't be read when the agenda is released comes to it as a late case, once it can be."""
    is_asked = (tables.case.c.id.in_(case_ids), tables.case.c.state == CaseState.ASKING)
    session.execute(update(tables.case).where(*is_asked).values(release_at=now))


def worked_case(session: Session, case_id: str) -> Case:
    """The case behind a request that a verb already holds."""
    return session.get_one(Case, case_id)


def worked_cases(session: Session, case_ids: Collection[str]) -> dict[str, Case]:
    """As `worked_case`, asked together; raises what reading any of them does."""
    question = select(Case).where(tables.case.c.id.in_(case_ids))
    return {case.id: case for case in session.scalars(question)}


def worked_by_reference(session: Session, references: Sequence[str]) -> list[Case]:
    question = select(Case).where(tables.case.c.reference.in_(references)).order_by(tables.case.c.reference)
    return list(session.scalars(question))


def cases_at(reading: Reading, meeting_id: str) -> list[Case]:
    """Those a meeting has recorded something of, closed ones too, and the open ones that lie on it, by reference."""
    recorded = (
        select(table.c.case_id).where(table.c.meeting_id == meeting_id)
        for table in (tables.outcome, tables.not_treated, oral_note, tables.action, tables.follow_up)
    )
    lies_there = (tables.case.c.meeting_id == meeting_id) & (tables.case.c.state != CaseState.CLOSED)
    is_there = or_(lies_there, *(tables.case.c.id.in_(each) for each in recorded))
    found = list(reading.session.scalars(select(Case).where(is_there).order_by(tables.case.c.reference)))
    reading.listed(found)
    return found


def cases_without_meeting(session: Session) -> list[Case]:
    """Open cases that no confirmed meeting has taken yet; a discussed case needs none."""
    question = select(Case).where(
        tables.case.c.meeting_id.is_(None), tables.case.c.state.in_(_IN_PREPARATION)
    )
    return list(session.scalars(question.order_by(tables.case.c.reference)))


def cases_cleared_early(session: Session) -> list[Case]:
    """Cases whose citizen the police had cleared before there was a meeting, and for which there is one now."""
    question = select(Case).where(
        tables.case.c.meeting_id.is_not(None), tables.case.c.state == CaseState.RECEIVED
    )
    found = session.scalars(question.order_by(tables.case.c.reference))
    return [case for case in found if case.is_cleared_early]


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


def read_case_keys(session: Session, case_ids: Collection[str]) -> None:
    """Asked together, they are in the session when what is sealed under them is opened."""
    if case_ids:
        session.scalars(select(CaseKey).where(tables.case_key.c.case_id.in_(case_ids))).all()


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


def _legible(
    session: Session, *which: ColumnElement[bool], but_requests: Collection[CaseState] = ()
) -> tuple[list[Case], list[str]]:
    """Asked together, unless some row of some case can't be read: then case by case."""
    question = select(Case).where(*which).order_by(tables.case.c.reference)

    def ask() -> list[Case]:
        found = session.scalars(question.options(lazyload(Case.lookups))).all()  # type: ignore[arg-type]  # mapped imperatively
        _read_requests(session, [case for case in found if case.state not in but_requests])
        return list(found)

    found = read_together(ask)
    if found is not None:
        return found, []
    ids = session.scalars(select(tables.case.c.id).where(*which).order_by(tables.case.c.reference)).all()
    return read_legible(session, Case, ids)


def _read_requests(session: Session, cases: Collection[Case]) -> None:
    """Those of all of them in one question, as a case bears them."""
    of, by_case = tables.lookup.c, {case.id: list[Lookup]() for case in cases}
    question = select(Lookup).where(of.case_id.in_(by_case)).order_by(of.round, of.party_id)
    with_answers = joinedload(Lookup.answers)  # type: ignore[arg-type]  # mapped imperatively
    for lookup in session.scalars(question.options(with_answers)).unique():
        by_case[lookup.case_id].append(lookup)
    for case in cases:
        set_committed_value(case, "lookups", by_case[case.id])


def _open_on(meeting_id: str) -> Select[Case]:
    return select(Case).where(*_is_open_on(meeting_id)).order_by(tables.case.c.reference)


def _is_open_on(meeting_id: str) -> tuple[ColumnElement[bool], ...]:
    return (tables.case.c.meeting_id == meeting_id, tables.case.c.state != CaseState.CLOSED)
