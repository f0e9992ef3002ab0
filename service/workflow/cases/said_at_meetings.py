"""What was said and recommended about a case at its meetings, for who has read the case for a purpose."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.cases.case import Case
from agenda.cases.outcome import Outcome
from agenda.cases.visibility import Hiding, is_shown_of_meeting
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import outcomes_of
from service.database.meetings.questions import meeting_named
from service.workflow.cases.contents import OutcomeContent, open_outcome
from service.workflow.unit import Unit


@dataclass(frozen=True)
class OutcomeShown:
    """`content` is None where the reader may see no more than what was recommended and who is responsible."""

    outcome: Outcome
    meeting: Meeting
    content: OutcomeContent | None


def outcomes_shown(unit: Unit, case: Case, now: datetime) -> tuple[OutcomeShown, ...]:
    return tuple(_outcome(unit, case, outcome, now) for outcome in outcomes_of(unit.session, case.id))


def _outcome(unit: Unit, case: Case, outcome: Outcome, now: datetime) -> OutcomeShown:
    meeting = meeting_named(unit.session, outcome.meeting_id)
    is_shown = is_shown_of_meeting(case, None, unit.actor, _hiding(unit, meeting), now)
    return OutcomeShown(outcome, meeting, open_outcome(unit, outcome) if is_shown else None)


def _hiding(unit: Unit, meeting: Meeting) -> Hiding:
    return Hiding(timedelta(days=unit.settings.cases.answers_hidden_after_days), meeting.ends_at)
