"""What a meeting has recorded, before somebody says that it was not held."""

from agenda.cases.outcome import OutcomeKind
from agenda.meetings.holding import StopKind
from agenda.meetings.minutes import MinutesState
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Shape
from service.workflow.cases.undoing import RecordedOfCase
from service.workflow.holding import RecordedThere
from service.workflow.unit import Unit


class RecordedCaseShape(Shape):
    """Of one case: its outcome, how many notes, actions and follow-ups, and what stops their being withdrawn."""

    reference: str
    outcome: OutcomeKind | None
    was_left_out: bool
    notes: int
    actions: int
    follow_ups: int
    stop: StopKind | None


class RecordedShape(Shape):
    """`wanted` lay on a meeting whose agenda never went out; `may_be_said`: whether it was held can be said now."""

    meeting: MeetingInBrief
    minutes: MinutesState | None
    cases: tuple[RecordedCaseShape, ...]
    wanted: tuple[str, ...]
    may_be_said: bool


def recorded_shape(unit: Unit, recorded: RecordedThere) -> RecordedShape:
    return RecordedShape(
        meeting=meeting_in_brief(unit, recorded.meeting),
        minutes=recorded.minutes.state if recorded.minutes else None,
        cases=tuple(_case(one) for one in recorded.cases),
        wanted=tuple(recorded.wanted),
        may_be_said=recorded.may_be_said,
    )


def _case(one: RecordedOfCase) -> RecordedCaseShape:
    return RecordedCaseShape(
        reference=one.case.reference,
        outcome=one.outcome.kind if one.outcome else None,
        was_left_out=one.not_treated is not None,
        notes=len(one.notes),
        actions=len(one.actions),
        follow_ups=len(one.follow_ups),
        stop=one.stop.kind if one.stop else None,
    )
