"""Agendas with the time of every item."""

from agenda.meetings.agenda import Agenda, AgendaState, ItemKind, Slot, timetable
from agenda.meetings.review import AgendaComment
from service.database.meetings.questions import meeting_named
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.unit import Unit


class AgendaItemShape(Shape):
    """`about` is a case's reference or a topic's id; `added_at` and `reason` are those of an addendum."""

    id: str
    position: int
    kind: ItemKind
    heading: str
    english: str
    about: str
    group: str
    minutes: int
    starts_at: Local
    ends_at: Local
    added_at: Local | None
    reason: str


class AgendaShape(Shape):
    """`minutes` is what the items take together, `minutes_available` the meeting's length."""

    meeting: MeetingInBrief
    version: int
    state: AgendaState
    reason: str
    review_at: Local | None
    released_at: Local | None
    minutes: int
    minutes_available: int
    items: tuple[AgendaItemShape, ...]
    revision: int


class CommentShape(Shape):
    """`item` is null where the agenda as a whole is meant."""

    id: str
    party: str
    item: str | None
    written_at: Local
    text: str


class CommentsShape(Shape):
    comments: tuple[CommentShape, ...]


def comment_shape(comment: AgendaComment) -> CommentShape:
    return CommentShape(
        id=comment.id,
        party=comment.party_id,
        item=comment.item_id,
        written_at=comment.written_at,
        text=comment.text,
    )


def agenda_shape(unit: Unit, agenda: Agenda) -> AgendaShape:
    unit.session.flush()  # so that the revision is the one that now stands
    meeting = meeting_named(unit.session, agenda.meeting_id)
    return AgendaShape(
        meeting=meeting_in_brief(unit, meeting),
        version=agenda.version,
        state=agenda.state,
        reason=agenda.reason,
        review_at=agenda.review_at,
        released_at=agenda.released_at,
        minutes=agenda.minutes,
        minutes_available=meeting.minutes,
        items=tuple(_item(slot) for slot in timetable(agenda.items, meeting.starts_at)),
        revision=agenda.revision,
    )


def _item(slot: Slot) -> AgendaItemShape:
    item = slot.item
    return AgendaItemShape(
        id=item.id,
        position=item.position,
        kind=item.kind,
        heading=item.heading,
        english=item.english,
        about=item.about,
        group=item.group,
        minutes=item.minutes,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        added_at=item.added_at,
        reason=item.reason,
    )
