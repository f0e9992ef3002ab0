"""The clock passes a meeting's milestones and its end; what follows at each is named by the body and the milestone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from agenda.meetings.meeting import AGENDA_DUE, Meeting, Milestone
from notifications.dates import derivation_in_words
from service.database.meetings import questions
from service.database.meetings.agendas import released_agenda
from service.database.meetings.due import BETWEEN
from service.workflow.meetings.deadlines import counted_of
from service.workflow.meetings.ending import hold, put_in_question
from service.workflow.meetings.left_proposals import tell_left
from service.workflow.outages import Missed, miss
from service.workflow.unit import Unit

Effect = Callable[[Unit, Meeting, datetime], None]


@dataclass(frozen=True)
class MeetingLife:
    """What follows when a body's milestone passes, and when its meeting ends."""

    at_milestone: Mapping[tuple[str, str], Effect]
    at_end: Mapping[str, Effect]

    def pass_one(self, unit: Unit, piece: str, now: datetime) -> None:
        milestone = questions.milestone_named(unit.session, *piece.split(BETWEEN))
        meeting = questions.meeting_named(unit.session, milestone.meeting_id)
        if _comes_too_late(milestone, meeting, now):
            _miss(unit, milestone, now)
            if (meeting.body_id, milestone.name) in self.at_milestone:
                deed = f"pass_{milestone.name}"
                miss(unit, Missed(deed, meeting.body_id, meeting.id, milestone.due_at), now)
            return
        milestone.done_at = now
        unit.record(f"pass_{milestone.name}", meeting.id, now, _why(milestone))
        effect = self.at_milestone.get((meeting.body_id, milestone.name))
        if effect is not None:
            effect(unit, meeting, now)

    def miss_one(self, unit: Unit, piece: str, now: datetime) -> None:
        """Nobody knows of a meeting that is only proposed, and by the time it is confirmed it is too late."""
        milestone = questions.milestone_named(unit.session, *piece.split(BETWEEN))
        _miss(unit, milestone, now)
        tell_left(unit, questions.meeting_named(unit.session, milestone.meeting_id), milestone, now)

    def end_one(self, unit: Unit, meeting_id: str, now: datetime) -> None:
        meeting = questions.meeting_named(unit.session, meeting_id)
        if self._never_went_out(unit, meeting):
            put_in_question(unit, meeting, now)
            return
        hold(unit, meeting, now)
        effect = self.at_end.get(meeting.body_id)
        if effect is not None:
            effect(unit, meeting, now)

    def _never_went_out(self, unit: Unit, meeting: Meeting) -> bool:
        """Of a body whose agenda the clock releases; a written procedure has closed, whoever read what."""
        is_released = (meeting.body_id, AGENDA_DUE) in self.at_milestone
        return is_released and not meeting.is_written and released_agenda(unit.session, meeting.id) is None


def _comes_too_late(milestone: Milestone, meeting: Meeting, now: datetime) -> bool:
    """What was to be done ahead of a meeting is not done to one that has begun."""
    return milestone.due_at <= meeting.starts_at <= now


def _miss(unit: Unit, milestone: Milestone, now: datetime) -> None:
    milestone.missed_at = now
    unit.record(f"miss_{milestone.name}", milestone.meeting_id, now, _why(milestone))


def _why(milestone: Milestone) -> str:
    return derivation_in_words(counted_of(milestone.derivation), "da")
