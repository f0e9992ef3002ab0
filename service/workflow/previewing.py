"""What a change of a meeting would do to its deadlines and cases: the very verb is done, looked at, and undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from agenda.cases.action import ActionState
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.follow_up import FollowUpState
from agenda.cases.lookup import LookupState
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases.acting import actions_of, cases_with_actions_due
from service.database.cases.following import follow_ups_of, follow_ups_on
from service.database.cases.questions import Reading, cases_on, worked_by_reference
from service.database.listing import messages_in
from service.database.meetings.questions import confirmed_after, meeting_named
from service.database.outbox import WAITING
from service.workflow.cases.treated_in_writing import procedure_of
from service.workflow.meetings.changing import meeting_to_change
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.reading import beside_of
from service.workflow.unit import Unit

PURPOSE = "see what a change of the meeting does to its cases"
Change = Callable[[Unit, datetime], object]


@dataclass(frozen=True)
class CaseStands:
    """Where a case lies or next comes back, and by when each agency that has yet to answer is asked to.

    `with_gaps`: too little time is left to answer, and it goes on without those who don't.
    """

    state: CaseState
    meeting_at: datetime | None
    due_at: Mapping[str, datetime]
    with_gaps: bool = False


@dataclass(frozen=True)
class Standing:
    """A meeting with its deadlines and cases; `told` is by id what waits to be told, with the facts it rests on.

    `missed` are the deadlines that lie in the past, at which nothing happens by itself; `beside` is from when to when
    the body meets otherwise while this meeting lasts.
    """

    state: MeetingState
    starts_at: datetime
    deadlines: Mapping[str, datetime]
    missed: frozenset[str]
    treats_cases: bool
    cases: Mapping[str, CaseStands]
    told: Mapping[str, tuple[str, str, str]]
    beside: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class Preview:
    """How things stand, how they would, and what would be told: occasion and address."""

    before: Standing
    after: Standing

    @property
    def told(self) -> list[tuple[str, str]]:
        new = [said for key, said in self.after.told.items() if self.before.told.get(key) != said]
        return sorted({(occasion, address) for occasion, address, _ in new})

    @property
    def newly_missed(self) -> list[str]:
        """What the change itself leaves to a person, in order of time."""
        after = self.after.deadlines
        return sorted(self.after.missed - self.before.missed, key=lambda name: after[name])

    @property
    def with_gaps(self) -> list[str]:
        """The cases in which the change leaves too little time to answer: a person has to say to go on."""
        return sorted(reference for reference, stands in self.after.cases.items() if stands.with_gaps)

    @property
    def is_cancelled(self) -> bool:
        return self.after.state is MeetingState.CANCELLED


def references_on(unit: Unit, meeting_id: str, now: datetime) -> list[str]:
    """The cases that lie on a meeting of the case body, or come back to it; that they were looked at is recorded."""
    meeting = meeting_to_change(unit, meeting_id)
    if meeting.body_id != unit.settings.cases.body:
        return []
    reading = Reading(unit.session, str(unit.actor), PURPOSE, now)
    lying = [case.reference for case in cases_on(reading, meeting.id)]
    laid = {r for one, r, _ in follow_ups_on(unit.session, meeting) if one.meeting_id == meeting.id}
    due = cases_with_actions_due(unit.session, unit.calendar.local(meeting.starts_at).date())
    back = laid | {reference for reference, _ in due}
    coming_back = worked_by_reference(unit.session, sorted(back - set(lying)))
    reading.listed(coming_back)
    return [*lying, *(case.reference for case in coming_back)]


def standing(unit: Unit, meeting_id: str, references: list[str], now: datetime) -> Standing:
    """How things stand now, in values that outlive the transaction."""
    meeting = meeting_named(unit.session, meeting_id)
    is_off = meeting.state is MeetingState.CANCELLED
    return Standing(
        meeting.state,
        meeting.starts_at,
        {} if is_off else {one.name: one.due_at for one in meeting.milestones},
        frozenset() if is_off else frozenset(one.name for one in meeting.missed),
        is_case_body(unit, meeting),
        {case.reference: _stands(unit, case, now) for case in worked_by_reference(unit.session, references)},
        _told(unit, meeting),
        tuple((one.starts_at, one.ends_at) for one in beside_of(unit, meeting)),
    )


def _stands(unit: Unit, case: Case, now: datetime) -> CaseStands:
    if case.state in DISCUSSED_OR_LATER:
        return CaseStands(case.state, _comes_back_at(unit, case, now), {})
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    open_now = [lookup for lookup in case.standing if lookup.state is LookupState.OPEN]
    dues = {lookup.party_id: lookup.due_at for lookup in open_now} if meeting else {}
    with_gaps = case.has_gaps and case.state is CaseState.ASKING
    return CaseStands(case.state, meeting.starts_at if meeting else None, dues, with_gaps)


def _comes_back_at(unit: Unit, case: Case, now: datetime) -> datetime | None:
    """The first meeting, or closing in writing, that is to follow it up or to hear of its actions."""
    laid = [one for one in follow_ups_of(unit.session, case.id) if one.state is FollowUpState.OPEN]
    meetings = [meeting_named(unit.session, one.meeting_id) for one in laid if one.meeting_id]
    procedure = procedure_of(unit, case)
    dues = [one.due_on for one in actions_of(unit.session, case.id) if one.state is ActionState.OPEN]
    if procedure is not None:
        meetings.append(procedure)
    elif dues:
        ahead = confirmed_after(unit.session, unit.settings.cases.body, now)
        meetings += [one for one in ahead if unit.calendar.local(one.starts_at).date() >= min(dues)]
    return min((meeting.starts_at for meeting in meetings), default=None)


def _told(unit: Unit, meeting: Meeting) -> dict[str, tuple[str, str, str]]:
    """What waits to be told of the meeting's body."""
    return {
        m.id: (str(m.occasion), m.recipient_email, f"{m.due_at} {m.facts}")
        for m in messages_in(unit.session, WAITING)
        if m.body_id == meeting.body_id
    }
