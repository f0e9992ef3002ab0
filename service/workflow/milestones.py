"""The clock passes a meeting's milestones and its end; what follows at each is named by the body and the milestone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from agenda.meetings.meeting import Meeting, Milestone
from notifications.dates import derivation_in_words
from service.database.meetings import questions
from service.workflow.meetings.changing import end_one
from service.workflow.meetings.deadlines import counted_of
from service.workflow.unit import Unit

Effect = Callable[[Unit, Meeting, datetime], None]


@dataclass(frozen=True)
class MeetingLife:
    """What follows when a body's milestone passes, and when its meeting ends."""

    at_milestone: Mapping[tuple[str, str], Effect]
    at_end: Mapping[str, Effect]

    def pass_one(self, unit: Unit, now: datetime) -> bool:
        milestone = questions.milestone_due(unit.session, now)
        if milestone is None:
            return False
        milestone.done_at = now
        meeting = questions.meeting_named(unit.session, milestone.meeting_id)
        unit.record(f"pass_{milestone.name}", meeting.id, now, _why(milestone))
        effect = self.at_milestone.get((meeting.body_id, milestone.name))
        if effect is not None:
            effect(unit, meeting, now)
        return True

    def end_one(self, unit: Unit, now: datetime) -> bool:
        meeting = end_one(unit, now)
        if meeting is None:
            return False
        effect = self.at_end.get(meeting.body_id)
        if effect is not None:
            effect(unit, meeting, now)
        return True


def _why(milestone: Milestone) -> str:
    return derivation_in_words(counted_of(milestone.derivation), "da")
