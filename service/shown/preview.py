"""What a change of a meeting would do: to its deadlines, to each of its cases, and who would be told."""

from collections.abc import Mapping
from datetime import datetime

from agenda.cases.case import CaseState
from agenda.meetings.meeting import MeetingState
from service.shown.by_hand import by_hand_in_words
from service.shown.shape import Local, Shape
from service.workflow.previewing import CaseStands, Preview, Standing


class DeadlinePreview(Shape):
    """`after` is null where there would be no such deadline.

    One that `is_missed` would lie in the past: nothing would happen at it by itself, and `by_hand` says what is left.
    """

    name: str
    before: Local | None
    after: Local | None
    is_missed: bool
    by_hand: str | None


class DeadlineOfParty(Shape):
    """An agency that has yet to answer, and by when."""

    party: str
    due_at: Local


class CaseStandsShape(Shape):
    """`meeting_at` is null for a case that would wait for a meeting to be confirmed.

    One that goes on `with_gaps` leaves somebody less than a working day to answer: the change is refused unless it
    says so.
    """

    state: CaseState
    meeting_at: Local | None
    answers_due: tuple[DeadlineOfParty, ...]
    with_gaps: bool


class CasePreview(Shape):
    reference: str
    before: CaseStandsShape
    after: CaseStandsShape


class ToldShape(Shape):
    occasion: str
    to: str


class OverlapShape(Shape):
    """Another meeting of the body, from when to when."""

    starts_at: Local
    ends_at: Local


class PreviewShape(Shape):
    """Nothing of it is done. `overlaps` are in nobody's way: the meeting would fall together with a part of each."""

    state: MeetingState
    starts_at: Local
    overlaps: tuple[OverlapShape, ...]
    deadlines: tuple[DeadlinePreview, ...]
    cases: tuple[CasePreview, ...]
    told: tuple[ToldShape, ...]


def preview_shape(preview: Preview) -> PreviewShape:
    before, after = preview.before, preview.after
    return PreviewShape(
        state=after.state,
        starts_at=after.starts_at,
        overlaps=tuple(OverlapShape(starts_at=one, ends_at=other) for one, other in after.beside),
        deadlines=tuple(
            DeadlinePreview(
                name=name,
                before=due_at,
                after=later,
                is_missed=name in after.missed,
                by_hand=_by_hand(after, name),
            )
            for name, due_at, later in deadlines(before.deadlines, after.deadlines)
        ),
        cases=tuple(
            CasePreview(reference=reference, before=_stands(stands), after=_stands(after.cases[reference]))
            for reference, stands in before.cases.items()
        ),
        told=tuple(ToldShape(occasion=occasion, to=to) for occasion, to in preview.told),
    )


def deadlines(
    before: Mapping[str, datetime], after: Mapping[str, datetime]
) -> list[tuple[str, datetime | None, datetime | None]]:
    """Each deadline as it is and as it would be, in the order in which they now come."""
    names = sorted({**after, **before}, key=lambda name: before.get(name) or after[name])
    return [(name, before.get(name), after.get(name)) for name in names]


def _by_hand(after: Standing, name: str) -> str | None:
    return by_hand_in_words(name, treats_cases=after.treats_cases) if name in after.missed else None


def _stands(stands: CaseStands) -> CaseStandsShape:
    dues = tuple(DeadlineOfParty(party=party, due_at=due) for party, due in sorted(stands.due_at.items()))
    return CaseStandsShape(
        state=stands.state, meeting_at=stands.meeting_at, answers_due=dues, with_gaps=stands.with_gaps
    )
