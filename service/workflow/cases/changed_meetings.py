"""The one way in which a meeting changes, whoever changes it: laid at other times or called off, and what follows.

People who move or cancel, a difference adopted from Outlook, a procedure in writing, and every preview come here.
"""

from dataclasses import dataclass, field
from datetime import datetime

from agenda.cases.case import IN_PREPARATION, Case
from agenda.cases.written import check_moved_closing
from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import Meeting
from notifications.reason import Reason
from service.database.cases.questions import worked_on
from service.workflow.cases.chasing_consent import follow_closing
from service.workflow.cases.closing_in_writing import give_up_proposals
from service.workflow.cases.following import follow_onto
from service.workflow.cases.following_up import lay_in_writing, place_follow_ups
from service.workflow.cases.gaps import accept_gaps, ask_for_all_again
from service.workflow.cases.placing import (
    follow_meeting,
    leave_meeting,
)
from service.workflow.meetings.changing import Times, call_off, lay_at
from service.workflow.meetings.event import event_of
from service.workflow.meetings.invitations import reconcile_moved, tell_cancelled, tell_moved
from service.workflow.meetings.taken_back import as_read
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Aware:
    """Whom the calendar itself has told, and when the change was seen there; nobody, where it is made here."""

    attendees: tuple[Attendee, ...] = ()
    seen_at: datetime | None = None

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(attendee.id for attendee in self.attendees)


NOBODY = Aware()


@dataclass(frozen=True)
class CallingOff:
    """Why a meeting will not be; its cases go to the next one, or on in writing."""

    reason: str
    aware: Aware = field(default=NOBODY)
    written: Meeting | None = None


def lie_at_other_times(
    unit: Unit, meeting: Meeting, times: Times, now: datetime, *, aware: Aware = NOBODY
) -> None:
    """Meeting, milestones, guests, invitations, and what lies on it: deadlines, closings and follow-ups.

    Nobody is invited to a procedure in writing, which has no event.
    """
    was = None if meeting.is_written else as_read(event_of(unit, meeting))
    if meeting.is_written:
        check_moved_closing(meeting.starts_at, times.starts_at, unit.working_days(meeting.body_id), now)
    lay_at(unit, meeting, times, now)
    _ask_again(meeting, aware)
    if was is not None:
        tell_moved(unit, meeting, was, but=aware.ids, now=now)
    reconcile_moved(unit, meeting, now)
    short = follow_deadlines(unit, meeting, Reason.MEETING_MOVED, now)
    accept_gaps(unit, short, now, is_decided=times.with_gaps)
    ask_for_all_again(unit, meeting, now)
    unit.session.flush()
    place_follow_ups(unit, now)


def follow_deadlines(unit: Unit, meeting: Meeting, why: Reason, now: datetime) -> list[Case]:
    """The meeting's milestones are other than they were, by a move or by the calendar.

    Gives the cases in which that leaves somebody too little time to answer.
    """
    short = follow_meeting(unit, meeting, why, now)
    follow_closing(unit, meeting, now)
    return short


def be_called_off(unit: Unit, meeting: Meeting, off: CallingOff, now: datetime) -> None:
    """Meeting, invitations, and what lay on it: cases, proposals in writing and follow-ups."""
    call_off(unit, meeting, off.reason, now)
    tell_cancelled(unit, meeting, but=off.aware.ids, now=now)
    unit.session.flush()
    if off.written is None:
        leave_meeting(unit, meeting, now)
    else:
        _go_on_in_writing(unit, meeting, off.written, now)
    give_up_proposals(unit, meeting)
    place_follow_ups(unit, now)


def _ask_again(meeting: Meeting, aware: Aware) -> None:
    """What was answered before the new time was seen is an answer to the old one."""
    for attendee in aware.attendees:
        if attendee.answered_at is None or aware.seen_at is None or attendee.answered_at <= aware.seen_at:
            attendee.ask_again(meeting.sequence)


def _go_on_in_writing(unit: Unit, meeting: Meeting, written: Meeting, now: datetime) -> None:
    """What was released stays so, deadlines follow; and what was to come back there comes back in writing."""
    lay_in_writing(unit, meeting, written, now)
    for case in worked_on(unit.session, meeting.id):
        if case.state in IN_PREPARATION:
            case.lie_on(written.id)
            why = Reason.HELD_IN_WRITING
            unit.record("move_case", case.reference, now, meeting=written.id, reason=why)
            follow_onto(unit, case, why, now)
