"""What was said, recommended and agreed about a case, at meetings and between, for who reads it for a purpose."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.cases.action import AgreedAction
from agenda.cases.case import Case
from agenda.cases.follow_up import FollowUp
from agenda.cases.not_treated import NotTreated
from agenda.cases.outcome import Outcome
from agenda.cases.visibility import Hiding, is_shown_of_meeting
from agenda.meetings.meeting import Meeting
from service.database.cases.acting import actions_of
from service.database.cases.at_meetings import not_treated_of, outcomes_of
from service.database.cases.following import follow_ups_of
from service.database.meetings.questions import meeting_named
from service.workflow.cases.contents import (
    ActionContent,
    OutcomeContent,
    open_action,
    open_correction,
    open_not_treated,
    open_outcome,
    open_purpose,
)
from service.workflow.cases.showing_notes import NoteShown, notes_shown
from service.workflow.unit import Unit


@dataclass(frozen=True)
class OutcomeShown:
    """`content` is None where the reader may see no more than what was recommended and who is responsible.

    `correction` says what was wrong with one that does not stand.
    """

    outcome: Outcome
    meeting: Meeting
    content: OutcomeContent | None
    correction: str = ""


@dataclass(frozen=True)
class NotTreatedShown:
    """`reason` is None where the reader may see only that the meeting did not treat the case."""

    said: NotTreated
    meeting: Meeting
    reason: str | None


@dataclass(frozen=True)
class FollowUpShown:
    """`meeting` is None while there is none from its day on."""

    follow_up: FollowUp
    meeting: Meeting | None
    purpose: str | None


@dataclass(frozen=True)
class ActionShown:
    action: AgreedAction
    meeting: Meeting
    content: ActionContent | None


@dataclass(frozen=True)
class AtMeetings:
    outcomes: tuple[OutcomeShown, ...] = ()
    not_treated: tuple[NotTreatedShown, ...] = ()
    notes: tuple[NoteShown, ...] = ()
    follow_ups: tuple[FollowUpShown, ...] = ()
    actions: tuple[ActionShown, ...] = ()


NOTHING_SAID = AtMeetings()


@dataclass(frozen=True)
class _Reader:
    """Who reads what was said of a case, and when: the words are theirs for a time after each meeting."""

    unit: Unit
    case: Case
    now: datetime

    def sees(self, meeting: Meeting | None, source: str | None = None) -> bool:
        days = self.unit.settings.cases.answers_hidden_after_days
        hiding = Hiding(timedelta(days=days), meeting.ends_at if meeting else None)
        return is_shown_of_meeting(self.case, source, self.unit.actor, hiding, self.now)

    def meeting(self, meeting_id: str) -> Meeting:
        return meeting_named(self.unit.session, meeting_id)


def shown_at_meetings(unit: Unit, case: Case, now: datetime) -> AtMeetings:
    reader, session = _Reader(unit, case, now), unit.session
    return AtMeetings(
        tuple(_outcome(reader, one) for one in outcomes_of(session, case.id)),
        tuple(_not_treated(reader, one) for one in not_treated_of(session, case.id)),
        notes_shown(unit, case, now),
        tuple(_follow_up(reader, one) for one in follow_ups_of(session, case.id)),
        tuple(_action(reader, one) for one in actions_of(session, case.id)),
    )


def laid_shown(unit: Unit, follow_up: FollowUp) -> FollowUpShown:
    """Where a follow-up was laid, for who has just said what for."""
    meeting = meeting_named(unit.session, follow_up.meeting_id) if follow_up.meeting_id else None
    return FollowUpShown(follow_up, meeting, None)


def _outcome(reader: _Reader, outcome: Outcome) -> OutcomeShown:
    meeting = reader.meeting(outcome.meeting_id)
    if not reader.sees(meeting):
        return OutcomeShown(outcome, meeting, None)
    unit = reader.unit
    return OutcomeShown(outcome, meeting, open_outcome(unit, outcome), open_correction(unit, outcome))


def _not_treated(reader: _Reader, said: NotTreated) -> NotTreatedShown:
    meeting = reader.meeting(said.meeting_id)
    reason = open_not_treated(reader.unit, said) if reader.sees(meeting) else None
    return NotTreatedShown(said, meeting, reason)


def _follow_up(reader: _Reader, follow_up: FollowUp) -> FollowUpShown:
    meeting = reader.meeting(follow_up.meeting_id) if follow_up.meeting_id else None
    purpose = open_purpose(reader.unit, follow_up) if reader.sees(meeting) else None
    return FollowUpShown(follow_up, meeting, purpose)


def _action(reader: _Reader, action: AgreedAction) -> ActionShown:
    meeting = reader.meeting(action.meeting_id)
    content = open_action(reader.unit, action) if reader.sees(meeting, action.owner) else None
    return ActionShown(action, meeting, content)
