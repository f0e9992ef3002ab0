"""Outcomes of a case at its meetings."""

from agenda.cases.outcome import OutcomeKind
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.cases.said_at_meetings import OutcomeShown
from service.workflow.unit import Unit


class DissentShape(Shape):
    party: str
    words: str


class OutcomeShape(Shape):
    """`grounds` and `dissents` are null where the reader may no longer see them."""

    meeting: MeetingInBrief
    kind: OutcomeKind
    responsible: str
    handed_to: str
    close_reason: str
    recorded_at: Local
    has_dissent: bool
    grounds: str | None
    dissents: tuple[DissentShape, ...] | None


def outcome_shape(unit: Unit, shown: OutcomeShown) -> OutcomeShape:
    outcome, content = shown.outcome, shown.content
    return OutcomeShape(
        meeting=meeting_in_brief(unit, shown.meeting),
        kind=outcome.kind,
        responsible=outcome.responsible,
        handed_to=outcome.handed_to,
        close_reason=outcome.close_reason,
        recorded_at=outcome.recorded_at,
        has_dissent=outcome.has_dissent,
        grounds=content.grounds if content else None,
        dissents=tuple(DissentShape(party=d.party_id, words=d.words) for d in content.dissents)
        if content
        else None,
    )
