"""What waits for the clock of cases, and what each piece is about: a reference, and the party that would be told."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, Table, or_, select
from sqlalchemy.orm import Session

from agenda.cases.action import ActionState
from agenda.cases.case import CaseState
from agenda.cases.conversation import ConversationState
from agenda.cases.course import CourseState
from agenda.cases.lookup import LookupState
from agenda.cases.written import ProposalState
from agenda.set_aside import Matter
from service.database.cases import tables
from service.database.cases.course_tables import age_look, conversation, course, orientation
from service.database.cases.written_tables import proposal
from service.database.due import Due, DueAfterDay
from service.database.meetings.tables import party

_case, _lookup, _action = tables.case.c, tables.lookup.c, tables.action.c

LATE_CASES = Due(
    "late_cases",
    tables.case,
    _case.id,
    _case.release_at,
    (_case.state == CaseState.ASKING, _case.release_at.is_not(None)),
)
REMINDERS = Due(
    "reminders",
    tables.lookup,
    _lookup.id,
    _lookup.next_reminder_at,
    (_lookup.state == LookupState.OPEN, _lookup.next_reminder_at.is_not(None)),
)
CONSENT_REMINDERS = Due(
    "consent_reminders",
    proposal,
    proposal.c.id,
    proposal.c.remind_at,
    (proposal.c.state == ProposalState.OPEN, proposal.c.remind_at.is_not(None)),
)
AGES = Due("ages", age_look, age_look.c.case_id, age_look.c.look_at)
ACTION_REMINDERS = Due(
    "action_reminders",
    tables.action,
    _action.id,
    _action.remind_at,
    (_action.state == ActionState.OPEN, _action.remind_at.is_not(None)),
)
REASSESSMENTS = Due(
    "reassessments",
    orientation,
    orientation.c.id,
    orientation.c.remind_at,
    (orientation.c.remind_at.is_not(None),),
)


def requests_of_ended(zone: ZoneInfo) -> DueAfterDay:
    """What a party that has ended had yet to answer."""
    return DueAfterDay(
        "requests_of_ended",
        tables.lookup,
        _lookup.id,
        party.c.valid_until,
        (_lookup.state.in_((LookupState.OPEN, LookupState.TO_CORRECT)), party.c.valid_until.is_not(None)),
        tables.lookup.join(party, party.c.id == _lookup.party_id),
        zone=zone,
    )


def actions_of_ended(zone: ZoneInfo) -> DueAfterDay:
    """What a party that has ended had yet to do, of which nobody has been told since."""
    is_untold = or_(_action.reminded_on.is_(None), _action.reminded_on <= party.c.valid_until)
    return DueAfterDay(
        "actions_of_ended",
        tables.action,
        _action.id,
        party.c.valid_until,
        (_action.state == ActionState.OPEN, party.c.valid_until.is_not(None), is_untold),
        tables.action.join(party, party.c.id == _action.owner),
        zone=zone,
    )


def conversations_of_ended(zone: ZoneInfo) -> DueAfterDay:
    """What a party that has ended was to hold with citizens, of which nobody has been told since."""
    goes_on = conversation.c.state == ConversationState.PLANNED
    return _efforts_of_ended("conversations_of_ended", conversation, conversation.c.party_id, goes_on, zone)


def courses_of_ended(zone: ZoneInfo) -> DueAfterDay:
    """What a party that has ended was responsible for, of which nobody has been told since."""
    goes_on = course.c.state != CourseState.ENDED
    return _efforts_of_ended("courses_of_ended", course, course.c.responsible, goes_on, zone)


def _efforts_of_ended(
    kind: str, table: Table, owner: ColumnElement[str], goes_on: ColumnElement[bool], zone: ZoneInfo
) -> DueAfterDay:
    is_untold = or_(table.c.left_on.is_(None), table.c.left_on <= party.c.valid_until)
    waiting = (goes_on, party.c.valid_until.is_not(None), is_untold)
    joined = table.join(party, party.c.id == owner)
    return DueAfterDay(kind, table, table.c.id, party.c.valid_until, waiting, joined, zone=zone)


def names_due(way: int) -> Due:
    """The cases whose names were hashed in another way than this: found by an index, of however many there are."""
    kept = tables.names_kept.c
    joined = tables.case.join(tables.names_kept, kept.case_id == _case.id)
    return Due(
        "names", tables.case, _case.id, _case.opened_at, (or_(kept.way < way, kept.way > way),), joined
    )


def of_case(body_id: str) -> Callable[[Session, str], Matter]:
    return _about(body_id, tables.case, _case.id)


def of_lookup(body_id: str) -> Callable[[Session, str], Matter]:
    joined = tables.lookup.join(tables.case, _case.id == _lookup.case_id)
    return _about(body_id, joined, _lookup.id, _lookup.party_id)


def of_proposal(body_id: str) -> Callable[[Session, str], Matter]:
    return _about(body_id, proposal.join(tables.case, _case.id == proposal.c.case_id), proposal.c.id)


def of_action(body_id: str) -> Callable[[Session, str], Matter]:
    joined = tables.action.join(tables.case, _case.id == _action.case_id)
    return _about(body_id, joined, _action.id, _action.owner)


def of_conversation(body_id: str) -> Callable[[Session, str], Matter]:
    joined = conversation.join(tables.case, _case.id == conversation.c.case_id)
    return _about(body_id, joined, conversation.c.id, conversation.c.party_id)


def of_course(body_id: str) -> Callable[[Session, str], Matter]:
    return _about(
        body_id, course.join(tables.case, _case.id == course.c.case_id), course.c.id, course.c.responsible
    )


def of_orientation(body_id: str) -> Callable[[Session, str], Matter]:
    return _about(body_id, orientation.join(tables.case, _case.id == orientation.c.case_id), orientation.c.id)


def _about(
    body_id: str, source: FromClause, piece: ColumnElement[str], party: ColumnElement[str] | None = None
) -> Callable[[Session, str], Matter]:
    """Column by column: the rest of the row may be what can't be read."""

    def tell(session: Session, wanted: str) -> Matter:
        columns = [_case.reference] if party is None else [_case.reference, party]
        found = session.execute(select(*columns).select_from(source).where(piece == wanted)).one_or_none()
        return Matter(body_id, *found) if found else Matter(body_id)

    return tell


def requests_lapsing(session: Session, party_id: str, zone: ZoneInfo, now: datetime) -> Sequence[str]:
    """All of one party that has ended: the secretariat is told of them in one mail."""
    return requests_of_ended(zone).pieces(session, now, _lookup.party_id == party_id)


def actions_left(session: Session, owner: str, zone: ZoneInfo, now: datetime) -> Sequence[str]:
    return actions_of_ended(zone).pieces(session, now, _action.owner == owner)


def conversations_left(session: Session, party_id: str, zone: ZoneInfo, now: datetime) -> Sequence[str]:
    return conversations_of_ended(zone).pieces(session, now, conversation.c.party_id == party_id)


def courses_left(session: Session, party_id: str, zone: ZoneInfo, now: datetime) -> Sequence[str]:
    return courses_of_ended(zone).pieces(session, now, course.c.responsible == party_id)


def lookups_due(session: Session, party_id: str, now: datetime) -> Sequence[str]:
    """All of one agency's requests whose reminder is due: they make one digest."""
    return REMINDERS.pieces(session, now, _lookup.party_id == party_id)


def proposals_due(session: Session, now: datetime) -> Sequence[str]:
    """Of all cases: each party gets one digest."""
    return CONSENT_REMINDERS.pieces(session, now)


def actions_due(session: Session, owner: str, now: datetime) -> Sequence[str]:
    """All that an agency is to be reminded of."""
    return ACTION_REMINDERS.pieces(session, now, _action.owner == owner)


def reassessments_due(session: Session, now: datetime) -> Sequence[str]:
    """Of all cases: the secretariat is told of them in one mail."""
    return REASSESSMENTS.pieces(session, now)
