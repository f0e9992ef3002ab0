"""Letters that were made to be printed, and what was said of how each was sent."""

from datetime import date

from agenda.cases.dispatch import LetterKind, Sending
from service.shown.shape import Local, Shape
from service.workflow.cases.showing_efforts import DispatchShown, LetterShown


class DispatchShape(Shape):
    """How a letter was sent; `by` is empty for the one who recorded it, `to` for the citizen.

    `corrects` is the dispatch it was recorded instead of; that one `is_corrected` and is kept.
    """

    id: str
    how: Sending
    sent_on: date | None
    by: str
    to: str
    reason: str
    recorded_at: Local
    recorded_by: str
    corrects: str | None
    is_corrected: bool


class MadeLetterShape(Shape):
    """A letter that was made to be printed; without a dispatch nobody has said yet whether it was sent."""

    id: str
    kind: LetterKind
    conversation: str | None
    revision: int
    made_at: Local
    made_by: str
    dispatches: tuple[DispatchShape, ...]


def made_letter_shape(shown: LetterShown) -> MadeLetterShape:
    one = shown.letter
    return MadeLetterShape(
        id=one.id,
        kind=one.kind,
        conversation=one.conversation_id,
        revision=one.revision,
        made_at=one.made_at,
        made_by=one.made_by,
        dispatches=tuple(_dispatch(each) for each in shown.dispatches),
    )


def _dispatch(shown: DispatchShown) -> DispatchShape:
    one, content = shown.dispatch, shown.content
    return DispatchShape(
        id=one.id,
        how=one.how,
        sent_on=one.sent_on,
        by=content.by,
        to=content.to,
        reason=content.reason,
        recorded_at=one.recorded_at,
        recorded_by=one.recorded_by,
        corrects=one.corrects_id,
        is_corrected=shown.is_corrected,
    )
