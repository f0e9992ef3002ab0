"""What minutes say of a case, and the comments on it."""

from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.cases.case_minutes import CaseMinutesShown
from service.workflow.unit import Unit


class CaseCommentShape(Shape):
    by: str
    at: Local
    text: str


class CaseMinutesShape(Shape):
    """`text` is null where the reader may no longer see it; `revision` 0: nobody has kept the draft yet."""

    reference: str
    meeting: MeetingInBrief
    text: str | None
    is_by_hand: bool
    is_locked: bool
    comments: tuple[CaseCommentShape, ...]
    revision: int


def case_minutes_shape(unit: Unit, shown: CaseMinutesShown) -> CaseMinutesShape:
    return CaseMinutesShape(
        reference=shown.case.reference,
        meeting=meeting_in_brief(unit, shown.meeting),
        text=shown.text,
        is_by_hand=shown.is_by_hand,
        is_locked=shown.is_locked,
        comments=tuple(
            CaseCommentShape(by=c.comment.commented_by, at=c.comment.commented_at, text=c.words)
            for c in shown.comments
        ),
        revision=shown.revision,
    )
