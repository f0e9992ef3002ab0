"""What minutes say of a case, and the comments on it."""

from datetime import date

from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.cases.reading_minutes import CaseMinutesShown
from service.workflow.unit import Unit


class CaseCommentShape(Shape):
    by: str
    at: Local
    text: str


class AdditionShape(Shape):
    """What a citizen had added to what was approved, the day it was asked for, and why."""

    on: date
    at: Local
    by: str
    words: str
    reason: str


class CaseMinutesShape(Shape):
    """`text` is null where the reader may no longer see it; `revision` 0: nobody has kept the draft yet.

    Of what was approved, `version` and `hash` are those of the part the text is from.
    """

    reference: str
    meeting: MeetingInBrief
    text: str | None
    is_by_hand: bool
    is_locked: bool
    comments: tuple[CaseCommentShape, ...]
    version: int | None
    hash: str
    additions: tuple[AdditionShape, ...]
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
        version=shown.version,
        hash=shown.hash,
        additions=tuple(
            AdditionShape(
                on=one.addition.on,
                at=one.addition.added_at,
                by=one.addition.added_by,
                words=one.content.words,
                reason=one.content.reason,
            )
            for one in shown.additions
        ),
        revision=shown.revision,
    )
