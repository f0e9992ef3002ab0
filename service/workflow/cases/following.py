"""The deadlines of a case's requests follow the meeting it lies on, and whoever is asked on has time to answer."""

from dataclasses import dataclass
from datetime import datetime

from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.placing import (
    Followed,
    NoMeetingAhead,
    answers_due_at,
    followed_to,
    least_due_at,
    leaves_too_little,
    own_deadlines,
)
from agenda.meetings.meeting import AGENDA_DUE
from notifications.occasion import Occasion
from notifications.reason import Reason
from scheduler.working_days import Calendar
from service.database.meetings.questions import meeting_named
from service.workflow.cases.reminding import set_next_reminder
from service.workflow.cases.who_is_told import readers
from service.workflow.unit import Telling, Unit


def due_at(unit: Unit, case: Case, requested_at: datetime) -> datetime:
    """When an answer to a request of that moment is wanted."""
    if case.meeting_id is None:
        raise NoMeetingAhead("the case lies on no meeting; confirm a plan with a meeting ahead", "meeting")
    meeting = meeting_named(unit.session, case.meeting_id)
    return answers_due_at(meeting, unit.working_days(unit.settings.cases.body), requested_at)


def in_time(unit: Unit, case: Case, due_at: datetime, now: datetime) -> datetime:
    """The deadline of a request that is open again, or a working day on where that leaves too little time to answer.

    Where the meeting ahead begins before that, it is its beginning.
    """
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    return max(due_at, least_due_at(meeting, unit.working_days(unit.settings.cases.body), now))


def ask_on(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> None:
    """Whoever is to answer now what was answered or asked of another has time to.

    They are chased from now on alone: what was due while the answer stood is not made good.
    """
    lookup.handled_until = now
    lookup.due_at = in_time(unit, case, lookup.due_at, now)
    if case.meeting_id is not None:
        set_own_release(unit, case, now)
    if lookup.due_at > now:
        lookup.escalated_at = None
    set_next_reminder(unit, case, lookup)


def follow_case(unit: Unit, case: Case, why: Reason, now: datetime) -> bool:
    """The deadlines of the meeting it lies on changed: what is over for an open request stays over.

    Says whether an agency that is waited for is left too little time to answer.
    """
    if case.meeting_id is None:
        _rest(case)
        return False
    followed = _Followed(unit, case, why, now)
    short = [followed.by_meeting(lookup) for lookup in case.standing if lookup.state is LookupState.OPEN]
    set_own_release(unit, case, now)
    return case.state is CaseState.ASKING and any(short)


def follow_onto(unit: Unit, case: Case, why: Reason, now: datetime) -> bool:
    """As `follow_case`, for one that came onto another meeting, or on none.

    A deadline that is over was that of the meeting before: who has not answered has a working day at the least.
    """
    is_short = follow_case(unit, case, why, now)
    followed = _Followed(unit, case, why, now)
    for lookup in case.standing:
        if lookup.state is LookupState.OPEN and lookup.due_at <= now:
            followed.lay(lookup, in_time(unit, case, lookup.due_at, now))
    if case.meeting_id is not None:
        set_own_release(unit, case, now)
    return is_short


def set_own_release(unit: Unit, case: Case, now: datetime) -> None:
    """What was not released with its meeting's agenda is released when its own answers are due."""
    assert case.meeting_id is not None
    meeting = meeting_named(unit.session, case.meeting_id)
    release = meeting.milestone(AGENDA_DUE)
    is_late = case.state is CaseState.ASKING and release is not None and release.done_at is not None
    case.release_at = max([now, *own_deadlines(case, meeting.starts_at)]) if is_late else None


def _rest(case: Case) -> None:
    """Without a meeting there is no deadline to chase: the requests stay open and wait for one."""
    case.release_at = None
    for lookup in case.standing:
        lookup.next_reminder_at = None


@dataclass(frozen=True)
class _Followed:
    """A case whose open requests follow, and why."""

    unit: Unit
    case: Case
    why: Reason
    now: datetime

    def by_meeting(self, lookup: Lookup) -> bool:
        """Whether that leaves too little time to answer."""
        assert self.case.meeting_id is not None
        starts_at = meeting_named(self.unit.session, self.case.meeting_id).starts_at
        before = lookup.due_at
        followed = Followed(before, due_at(self.unit, self.case, lookup.requested_at), starts_at)
        self.lay(lookup, followed_to(followed, self._calendar, self.now))
        return leaves_too_little(before, lookup.due_at, self._calendar, self.now)

    def lay(self, lookup: Lookup, after: datetime) -> None:
        before, lookup.due_at = lookup.due_at, after
        if after > self.now:
            lookup.escalated_at = None
        set_next_reminder(self.unit, self.case, lookup)
        if before == after:
            return
        facts = {"party": lookup.party_id, "before": str(before), "after": str(after)}
        self.unit.record("move_deadline", self.case.reference, self.now, self.why, **facts)
        if self.case.meeting_id is not None:
            self._tell(lookup, before)

    @property
    def _calendar(self) -> Calendar:
        return self.unit.working_days(self.unit.settings.cases.body)

    def _tell(self, lookup: Lookup, before: datetime) -> None:
        """One mail to the agency for all its deadlines that change within the pause."""
        unit, party_id, body_id = self.unit, lookup.party_id, self.unit.settings.cases.body
        for recipient in readers(unit, lookup, Occasion.LOOKUP_CHANGED, self.now):
            facts: dict[str, object] = {"party_id": party_id, "before": {lookup.id: before.isoformat()}}
            telling = Telling(Occasion.LOOKUP_CHANGED, recipient, body_id, party_id, self.why, facts)
            unit.tell_after_pause(telling, self.now, ahead_of=lookup.due_at)
