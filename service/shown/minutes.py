"""Minutes: who was there, what they say of each item, and what others would have otherwise."""

from agenda.meetings.agenda import ItemKind
from agenda.meetings.minutes import OF_CASES, Comment, Minutes, MinutesState
from agenda.meetings.presence import Mark, Presence
from service.database.meetings.questions import meeting_named
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.meetings.agenda_showing import ItemShown
from service.workflow.meetings.minutes import items_read
from service.workflow.unit import Unit


class MarkShape(Shape):
    """`item` is empty for the meeting as a whole."""

    attendee: str
    presence: Presence
    item: str


class MinutesCommentShape(Shape):
    """`by` is a role, or an attendee whose words the secretariat wrote down."""

    item: str
    by: str
    at: Local
    text: str


class MinutesItemShape(Shape):
    """`text` is null for a case: what is said of it is read in the case."""

    id: str
    position: int
    kind: ItemKind
    heading: str
    about: str
    text: str | None


class MinutesShape(Shape):
    """`revision` 0 is that nobody has begun them; `text` is what belongs to no item; `approved_by` an attendee."""

    meeting: MeetingInBrief
    state: MinutesState
    review_at: Local | None
    approved_at: Local | None
    approved_by: str | None
    reason: str
    marks: tuple[MarkShape, ...]
    text: str
    items: tuple[MinutesItemShape, ...]
    comments: tuple[MinutesCommentShape, ...]
    revision: int


def minutes_shape(unit: Unit, minutes: Minutes) -> MinutesShape:
    return MinutesShape(
        meeting=meeting_in_brief(unit, meeting_named(unit.session, minutes.meeting_id)),
        state=minutes.state,
        review_at=minutes.review_at,
        approved_at=minutes.approved_at,
        approved_by=minutes.approved_by,
        reason=minutes.reason,
        marks=tuple(_mark(one) for one in sorted(minutes.marks, key=lambda m: (m.attendee_id, m.item_id))),
        text=minutes.text(""),
        items=tuple(_item(minutes, shown) for shown in items_read(unit, minutes)),
        comments=tuple(comment_shape(one) for one in minutes.comments),
        revision=minutes.revision,
    )


def comment_shape(comment: Comment) -> MinutesCommentShape:
    return MinutesCommentShape(
        item=comment.item_id, by=comment.commented_by, at=comment.commented_at, text=comment.text
    )


def _mark(mark: Mark) -> MarkShape:
    return MarkShape(attendee=mark.attendee_id, presence=mark.presence, item=mark.item_id)


def _item(minutes: Minutes, shown: ItemShown) -> MinutesItemShape:
    item = shown.item
    return MinutesItemShape(
        id=item.id,
        position=item.position,
        kind=item.kind,
        heading=shown.heading,
        about=shown.about,
        text=None if item.kind in OF_CASES else minutes.text(item.id),
    )
