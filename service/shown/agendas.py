"""Agendas with the time of every item."""

from collections.abc import Sequence

from agenda.meetings.agenda import Agenda, AgendaState, ItemKind
from agenda.meetings.attendance import Answered, Attendee
from agenda.meetings.exclusion import Exclusion
from agenda.meetings.guest import Guest, GuestBasis
from agenda.meetings.review import AgendaComment
from service.database.meetings.questions import attendees, meeting_named
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.meetings.agenda_showing import ItemShown, items_shown
from service.workflow.unit import Unit


class ExclusionShape(Shape):
    """`attendees` are the ids of those at this meeting who are kept out."""

    id: str
    attendees: tuple[str, ...]
    excluded_at: Local


class GuestShape(Shape):
    """Somebody invited to this item alone, at its time; `attendee` is their id at the meeting."""

    attendee: str
    name: str
    authority: str
    basis: GuestBasis
    answered: Answered
    starts_at: Local
    ends_at: Local


class AgendaItemShape(Shape):
    """`about` is a case's reference or a topic's id; `added_at` and `reason` are those of an addendum.

    Of a closed item the reader, who is kept out of it, sees no more than its time; `exclusions` and `guests` are
    shown to those who may change the agenda.
    """

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
    is_closed: bool
    exclusions: tuple[ExclusionShape, ...]
    guests: tuple[GuestShape, ...]


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
        items=tuple(_item(unit, meeting.id, shown) for shown in items_shown(unit, agenda)),
        revision=agenda.revision,
    )


def _item(unit: Unit, meeting_id: str, shown: ItemShown) -> AgendaItemShape:
    item = shown.item
    invited = [one for one in attendees(unit.session, meeting_id) if one.is_invited]
    return AgendaItemShape(
        id=item.id,
        position=item.position,
        kind=item.kind,
        heading=shown.heading,
        english=shown.heading_in("en"),
        about=shown.about,
        group=item.group,
        minutes=item.minutes,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        added_at=item.added_at,
        reason=item.reason,
        is_closed=shown.is_closed,
        exclusions=tuple(_exclusion(one, invited) for one in shown.exclusions),
        guests=tuple(_guest(guest, attendee) for guest, attendee in shown.guests),
    )


def _exclusion(exclusion: Exclusion, invited: Sequence[Attendee]) -> ExclusionShape:
    kept_out = tuple(one.id for one in invited if one.email.lower() == exclusion.email)
    return ExclusionShape(id=exclusion.id, attendees=kept_out, excluded_at=exclusion.excluded_at)


def _guest(guest: Guest, attendee: Attendee) -> GuestShape:
    return GuestShape(
        attendee=attendee.id,
        name=attendee.name,
        authority=guest.authority,
        basis=guest.basis,
        answered=attendee.answered,
        starts_at=guest.starts_at,
        ends_at=guest.ends_at,
    )
