"""Are we ready? A meeting's cases against its parties: who has answered, who is missing since when, what comes next."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case
from agenda.cases.lookup import Lookup
from agenda.cases.readiness import (
    Cell,
    Missing,
    Readiness,
    Unreached,
    missing,
    of_case,
    of_lookup,
    worst,
)
from agenda.errors import Absent
from agenda.meetings.meeting import AGENDA_DUE, Meeting
from agenda.meetings.quorum import Attendance
from service.database.cases.questions import Reading, cases_on
from service.database.cases.reaching import unreached
from service.database.meetings.party_names import parties_named
from service.database.meetings.questions import meeting_named, next_confirmed
from service.workflow.meetings.attending import attendance_by_party
from service.workflow.unit import Unit


class NoMeetingToShow(Absent):
    """No confirmed meeting lies ahead."""


@dataclass(frozen=True)
class PartyCell:
    """One party in one case; `due_at` and what follows are None where it was not asked or it didn't happen."""

    party_id: str
    cell: Cell
    due_at: datetime | None = None
    answered_at: datetime | None = None
    reminded_at: datetime | None = None
    not_reached_since: datetime | None = None


@dataclass(frozen=True)
class NextStep:
    """What the service does by itself next, and when."""

    what: str
    at: datetime


@dataclass(frozen=True)
class CaseRow:
    reference: str
    readiness: Readiness
    is_urgent: bool
    is_child: bool
    rolled_over: int
    cells: tuple[PartyCell, ...]
    missing: tuple[Missing, ...]
    next_step: NextStep | None


@dataclass(frozen=True)
class MeetingReadiness:
    meeting: Meeting
    readiness: Readiness
    parties: tuple[tuple[str, str], ...]
    rows: tuple[CaseRow, ...]
    attendance: Attendance | None


def readiness_of(unit: Unit, meeting_id: str | None, now: datetime) -> MeetingReadiness:
    """Of the meeting, or of the next confirmed one of the case body."""
    unit.allow(Action.READ_READINESS)
    meeting = meeting_named(unit.session, meeting_id) if meeting_id else next_meeting(unit, now)
    cases = cases_on(_reading(unit, now), meeting.id)
    return _shown(unit, meeting, cases, now)


def readiness_with(unit: Unit, meeting: Meeting, cases: list[Case], now: datetime) -> MeetingReadiness:
    """Of a meeting whose open cases are at hand; whoever sees it reads them."""
    unit.allow(Action.READ_READINESS)
    _reading(unit, now).listed(cases)
    return _shown(unit, meeting, cases, now)


def _reading(unit: Unit, now: datetime) -> Reading:
    return Reading(unit.session, str(unit.actor), "readiness of the meeting", now)


def next_meeting(unit: Unit, now: datetime) -> Meeting:
    found = next_confirmed(unit.session, unit.settings.cases.body, now)
    if found is None:
        raise NoMeetingToShow("confirm a plan first; there is no confirmed meeting ahead", "meeting")
    return found


def _shown(unit: Unit, meeting: Meeting, cases: list[Case], now: datetime) -> MeetingReadiness:
    asked = {lookup.party_id for case in cases for lookup in case.standing}
    on = unit.calendar.local(now).date()
    listed = [p for p in parties_named(unit.session) if p.id in asked or p.is_valid(on)]
    ids = [party.id for party in listed]
    lost = unreached(unit.session, cases)
    rows = tuple(_row(meeting, case, ids, lost, now) for case in cases)
    return MeetingReadiness(
        meeting,
        worst(r.readiness for r in rows),
        tuple((p.id, p.name) for p in listed),
        rows,
        attendance_by_party(unit, meeting),
    )


def _row(meeting: Meeting, case: Case, party_ids: list[str], lost: Unreached, now: datetime) -> CaseRow:
    by_party = {lookup.party_id: lookup for lookup in case.standing}
    return CaseRow(
        case.reference,
        of_case(case, now, lost),
        case.is_urgent,
        case.is_child,
        case.rolled_over,
        tuple(_cell(party_id, by_party.get(party_id), lost, now) for party_id in party_ids),
        tuple(missing(case, now, lost)),
        _next_step(meeting, case),
    )


def _cell(party_id: str, lookup: Lookup | None, lost: Unreached, now: datetime) -> PartyCell:
    if lookup is None:
        return PartyCell(party_id, Cell.NOT_ASKED)
    return PartyCell(
        party_id,
        of_lookup(lookup, now, lost),
        lookup.due_at,
        lookup.answered_at,
        lookup.reminded_at,
        lost.get(lookup.id),
    )


def _next_step(meeting: Meeting, case: Case) -> NextStep | None:
    steps = [
        NextStep("escalate" if lookup.escalated_at is None and k >= lookup.due_at else "remind", k)
        for lookup in case.standing
        if (k := lookup.next_reminder_at) is not None
    ]
    if case.release_at is not None:
        steps.append(NextStep("release", case.release_at))
    release = meeting.milestone(AGENDA_DUE)
    if release is not None and release.is_to_come:
        steps.append(NextStep("release", release.due_at))
    return min(steps, key=lambda step: step.at, default=None)
