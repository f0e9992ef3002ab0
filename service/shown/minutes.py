"""Minutes: who was there, what they say of each item, what they lack, and what others would have otherwise."""

from collections.abc import Sequence
from datetime import datetime

from agenda.meetings.agenda import ItemKind
from agenda.meetings.approval import LackKind
from agenda.meetings.approved import ApprovedMinutes, Frame, FramedItem
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import Comment, Minutes, MinutesState
from agenda.meetings.presence import Presence
from service.database.meetings.questions import meeting_named
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.meetings.agenda_showing import CLOSED, is_closed_for
from service.workflow.minutes import MinutesRead, read_whole
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
    """`text` is null for a case: what is said of it is read in the case. `hash` is that of its approved part."""

    id: str
    position: int
    kind: ItemKind
    heading: str
    about: str
    text: str | None
    hash: str | None


class LackShape(Shape):
    """What has to be there before the minutes are approved, and of whom or what."""

    what: LackKind
    attendee: str = ""
    item: str = ""
    case: str = ""
    party: str = ""


class ApprovedShape(Shape):
    """A version that was approved, by the attendee `by`; `reason` is why before the review was over.

    `hash` is the SHA-256 of its frame, which binds the hashes of its parts.
    """

    version: int
    at: Local
    by: str
    reason: str
    hash: str


class MinutesShape(Shape):
    """`revision` 0 is that nobody has begun them; `text` is what belongs to no item; `approved_by` an attendee.

    `missing` has to come before they are approved, and `missing_elsewhere` counts what is not told to the reader.
    `endorsed` are the parties that have said yes; `versions` are those that were approved, the newest first.
    """

    meeting: MeetingInBrief
    state: MinutesState
    review_at: Local | None
    review_until: Local | None
    endorsed: tuple[str, ...]
    missing: tuple[LackShape, ...]
    missing_elsewhere: int
    approved_at: Local | None
    approved_by: str | None
    versions: tuple[ApprovedShape, ...]
    reason: str
    marks: tuple[MarkShape, ...]
    text: str
    items: tuple[MinutesItemShape, ...]
    comments: tuple[MinutesCommentShape, ...]
    revision: int


def minutes_shape(unit: Unit, minutes: Minutes, now: datetime) -> MinutesShape:
    meeting = meeting_named(unit.session, minutes.meeting_id)
    read = read_whole(unit, meeting, minutes, now)
    return MinutesShape(
        meeting=meeting_in_brief(unit, meeting),
        state=minutes.state,
        review_at=minutes.review_at,
        review_until=read.review_until,
        endorsed=tuple(sorted(minutes.endorsed_by)),
        missing=tuple(LackShape(**one) for one in read.lacks_told),
        missing_elsewhere=read.lacks - len(read.lacks_told),
        approved_at=minutes.approved_at,
        approved_by=minutes.approved_by,
        versions=versions_shape(read.versions),
        reason=minutes.reason,
        marks=_marks(read.read.frame),
        text=read.read.frame.note,
        items=tuple(_item(unit, meeting, item, read) for item in read.read.frame.items),
        comments=tuple(comment_shape(one) for one in minutes.comments),
        revision=minutes.revision,
    )


def versions_shape(versions: Sequence[ApprovedMinutes]) -> tuple[ApprovedShape, ...]:
    return tuple(
        ApprovedShape(
            version=one.version,
            at=one.approved_at,
            by=one.approved_by,
            reason=one.early_reason,
            hash=one.frame_hash,
        )
        for one in versions
    )


def comment_shape(comment: Comment) -> MinutesCommentShape:
    return MinutesCommentShape(
        item=comment.item_id, by=comment.commented_by, at=comment.commented_at, text=comment.text
    )


def _marks(frame: Frame) -> tuple[MarkShape, ...]:
    whole = [(one.attendee_id, "", one.presence) for one in frame.presences if one.presence]
    differing = [(one.attendee_id, item, said) for one in frame.presences for item, said in one.differs]
    marks = sorted([*whole, *differing], key=lambda mark: mark[:2])
    return tuple(MarkShape(attendee=who, item=item, presence=presence) for who, item, presence in marks)


def _item(unit: Unit, meeting: Meeting, item: FramedItem, read: MinutesRead) -> MinutesItemShape:
    is_closed = is_closed_for(unit, meeting, item.about)
    return MinutesItemShape(
        id=item.id,
        position=item.number,
        kind=item.kind,
        heading=CLOSED["da"] if is_closed else item.heading,
        about="" if is_closed else item.about,
        text=item.note,
        hash=None if is_closed else read.hashes.get(item.about),
    )
