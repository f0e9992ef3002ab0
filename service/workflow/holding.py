"""Whether a meeting was held, as a person says it, and all that follows for its cases and its minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.meetings.holding import (
    HeldGiven,
    NotOnThatMeeting,
    Stop,
    check_may_say,
    check_nothing_stops,
)
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.minutes import Minutes
from service.database.meetings.minutes import approved_versions, minutes_of, minutes_to_change
from service.workflow.agendas import wanted_of
from service.workflow.cases.following_up import place_follow_ups
from service.workflow.cases.held_unprepared import treat
from service.workflow.cases.release import end_discussion
from service.workflow.cases.undoing import RecordedOfCase, recorded_of_cases, undo_cases
from service.workflow.forum.carrying import carry_on
from service.workflow.meetings.agenda import compose, release
from service.workflow.meetings.changing import meeting_to_change
from service.workflow.meetings.ending import may_be_said
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.kept_planned import keep_planned
from service.workflow.meetings.reading import papers_read
from service.workflow.unit import Unit


@dataclass(frozen=True)
class RecordedThere:
    """What a meeting has recorded, before it is said not to have been held.

    `wanted` are the references of the cases on it, where it may have been held though its agenda never went out.
    """

    meeting: Meeting
    minutes: Minutes | None
    cases: Sequence[RecordedOfCase]
    wanted: Sequence[str]
    may_be_said: bool

    @property
    def stops(self) -> list[Stop]:
        return [one.stop for one in self.cases if one.stop is not None]


def recorded_there(unit: Unit, meeting_id: str, now: datetime) -> RecordedThere:
    unit.allow(Action.CHANGE_MINUTES)
    meeting = papers_read(unit, meeting_id)
    cases = recorded_of_cases(unit, meeting, now) if is_case_body(unit, meeting) else []
    is_asked = meeting.state is MeetingState.IN_QUESTION
    lay_there = wanted_of(unit, meeting, now) if is_asked and is_case_body(unit, meeting) else []
    return RecordedThere(
        meeting,
        minutes_of(unit.session, meeting.id),
        cases,
        [one.about for one in lay_there],
        may_be_said(unit, meeting),
    )


def say_whether_held(unit: Unit, meeting_id: str, given: HeldGiven, now: datetime) -> Meeting:
    """Of a meeting whose agenda never went out; or that one which seemed to be held was not."""
    unit.allow(Action.CHANGE_MINUTES)
    papers_read(unit, meeting_id)
    meeting = meeting_to_change(unit, meeting_id)
    meeting.expect(given.revision)
    check_may_say(meeting, given, was_approved=bool(approved_versions(unit.session, meeting.id)))
    unit.check_free_of_persons(reason=given.reason)
    if given.is_held:
        _was_held(unit, meeting, given, now)
    else:
        _was_not_held(unit, meeting, given.reason.strip(), now)
    place_follow_ups(unit, now)
    carry_on(unit, meeting, now)
    unit.session.flush()
    return meeting


def _was_held(unit: Unit, meeting: Meeting, given: HeldGiven, now: datetime) -> None:
    """Its agenda is laid from what it treated, so that its minutes are of something; nobody is sent it."""
    wanted = wanted_of(unit, meeting, now)
    unknown = set(given.treated) - {one.about for one in wanted}
    if unknown:
        raise NotOnThatMeeting("name what lay on the meeting: see its agenda", "treated")
    treated = [one for one in wanted if one.about in given.treated or not is_case_body(unit, meeting)]
    agenda = compose(unit, meeting, treated, now)
    if agenda.is_open:
        release(unit, agenda, now)
    meeting.become(MeetingState.HELD)
    unit.record("hold_meeting", meeting.id, now, given.reason.strip(), treated=sorted(given.treated))
    if is_case_body(unit, meeting):
        treat(unit, meeting, given.treated, now)
        end_discussion(unit, meeting, now)


def _was_not_held(unit: Unit, meeting: Meeting, reason: str, now: datetime) -> None:
    recorded = recorded_of_cases(unit, meeting, now) if is_case_body(unit, meeting) else []
    check_nothing_stops([one.stop for one in recorded if one.stop is not None])
    meeting.become(MeetingState.NOT_HELD)
    meeting.reason = reason
    minutes = minutes_to_change(unit.session, meeting.id)
    if minutes is not None:
        minutes.withdraw(reason)
    unit.record("say_not_held", meeting.id, now, reason, cases=len(recorded))
    undo_cases(unit, meeting, recorded, reason, now)
    keep_planned(unit, meeting, now)
