"""Which meeting a case lands on, by when its answers are wanted, and what happens to it at release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.cases.case import Case
from agenda.cases.readiness import Readiness, of_case
from agenda.errors import Conflict
from agenda.meetings.meeting import ANSWERS_DUE, CUT_OFF, Meeting
from scheduler.working_days import Calendar


class NoMeetingAhead(Conflict):
    """There is no confirmed meeting a case could land on."""


class NoTimeToAnswer(Conflict):
    """Agencies that have yet to answer would have less than a working day, and nobody has said to go on with gaps."""


class AnswersStillDue(Conflict):
    """Agencies may answer until their deadline, and not all have."""


_NOBODY_IS_ASKED = frozenset({Readiness.READY, Readiness.READY_WITH_GAPS})


@dataclass(frozen=True)
class Placed:
    """The meeting, when answers are due, and whether an extraordinary meeting is asked for."""

    meeting: Meeting
    due_at: datetime
    is_far_off: bool = False


def place(meetings: Sequence[Meeting], now: datetime) -> Placed:
    """The first meeting whose cut-off is after `now`; `meetings` are confirmed ones in order."""
    for meeting in meetings:
        cut_off, due = meeting.due_at(CUT_OFF), meeting.due_at(ANSWERS_DUE)
        if cut_off and due and now < cut_off:
            return Placed(meeting, due)
    raise NoMeetingAhead("confirm a plan with a meeting ahead, then take the concern", "meeting")


def place_urgent(meetings: Sequence[Meeting], calendar: Calendar, far_off_days: int, now: datetime) -> Placed:
    """The first meeting more than one working day from now, answers due in one working day or at the usual deadline."""
    soonest = calendar.later(now, 1)
    for meeting in meetings:
        if meeting.starts_at > soonest:
            is_far_off = meeting.starts_at > calendar.later(now, far_off_days)
            return Placed(meeting, answers_due_at(meeting, calendar, now), is_far_off)
    raise NoMeetingAhead("confirm a plan with a meeting ahead, then take the concern", "meeting")


def answers_due_at(meeting: Meeting, calendar: Calendar, requested_at: datetime) -> datetime:
    """The meeting's deadline, or one working day on where that is later; never after the meeting begins.

    Whoever is asked once it has begun is asked for the next one.
    """
    least = least_due_at(meeting, calendar, requested_at)
    if meeting.starts_at <= requested_at:
        return least
    return min(max(meeting.due_at(ANSWERS_DUE) or least, least), meeting.starts_at)


def least_due_at(meeting: Meeting | None, calendar: Calendar, now: datetime) -> datetime:
    """Whoever is asked now has a working day, or until the meeting begins; one that has begun bounds nothing."""
    soonest = calendar.later(now, 1)
    return min(soonest, meeting.starts_at) if meeting and meeting.starts_at > now else soonest


@dataclass(frozen=True)
class Followed:
    """An open deadline whose meeting changed: as it was, as the meeting's own would have it, and when that begins."""

    before: datetime
    by_meeting: datetime
    starts_at: datetime


def followed_to(followed: Followed, calendar: Calendar, now: datetime) -> datetime:
    """Nobody is given less than a working day from now, unless they had less or the meeting begins before that.

    Nothing open is set in the past, and nothing after the meeting.
    """
    is_past = followed.before <= now and followed.by_meeting <= now
    if is_past or followed.starts_at <= now:
        return followed.before
    least = calendar.later(now, 1)
    if followed.before > now:
        least = min(followed.before, least)
    return min(max(followed.by_meeting, least), followed.starts_at)


def leaves_too_little(before: datetime, due_at: datetime, calendar: Calendar, now: datetime) -> bool:
    """Whether a deadline that moved leaves less than a working day to answer, and less than there was."""
    return due_at < min(before, calendar.later(now, 1))


def check_release(cases: Sequence[Case], answers_due_at: datetime | None, now: datetime) -> None:
    """By hand the agenda is released once answers are due; before that only if nobody is waited for in any case."""
    if answers_due_at is None or now >= answers_due_at:
        return
    waited_for = [case.reference for case in cases if of_case(case, now) not in _NOBODY_IS_ASKED]
    if waited_for:
        raise AnswersStillDue(
            "wait until answers are due, or until every case is ready",
            "state",
            {"answers_due": answers_due_at, "cases": sorted(waited_for)},
        )


class AtRelease(StrEnum):
    RELEASE = "release"
    ROLL_OVER = "roll_over"
    GO_ON_WITH_GAPS = "go_on_with_gaps"
    WAIT = "wait"


def own_deadlines(case: Case, starts_at: datetime) -> list[datetime]:
    """When answers are wanted by who has yet to answer; who may do so until the meeting itself is not waited for."""
    return [k.due_at for k in case.standing if k.is_outstanding and k.due_at < starts_at]


def at_release(case: Case, starts_at: datetime, *, has_next_meeting: bool, now: datetime) -> AtRelease:
    """A case that is not ready rolls over once; the second time, or urgent, it goes on with gaps.

    So one silent agency cannot hold a person's case; but who was given a deadline later than the agenda's has it.
    """
    readiness = of_case(case, now)
    if readiness is Readiness.READY:
        return AtRelease.RELEASE
    if any(due_at > now for due_at in own_deadlines(case, starts_at)):
        return AtRelease.WAIT
    if readiness is Readiness.READY_WITH_GAPS:  # nobody is asked any more, so waiting would bring nothing
        return AtRelease.GO_ON_WITH_GAPS
    if case.is_urgent or case.rolled_over > 0 or not has_next_meeting:
        return AtRelease.GO_ON_WITH_GAPS
    return AtRelease.ROLL_OVER
