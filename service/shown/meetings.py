"""Meetings with their milestones and how each was derived."""

from datetime import date, datetime
from types import MappingProxyType

from agenda.meetings.calendar_entry import Decision, DifferenceKind
from agenda.meetings.meeting import Meeting, MeetingState, Milestone
from agenda.meetings.minutes import MinutesState
from agenda.paging import Page
from notifications.dates import beside_in_words, coinciding_in_words, derivation_in_words
from service.database.meetings.questions import body_named
from service.shown.by_hand import by_hand_in_words
from service.shown.paging import PagedShape, paged
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.meetings.deadlines import counted_of
from service.workflow.meetings.differences import DifferenceShown, differences_shown
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.minutes import minutes_state
from service.workflow.meetings.reading import beside_of, has_papers_for, warnings_of
from service.workflow.unit import Unit

NOT_TOLD = MappingProxyType(
    {"reason": "", "place": "", "online": "", "invited_at": None, "milestones": (), "warnings": ()}
)


class MeetingInBrief(Shape):
    id: str
    body: str
    starts_at: Local
    iso_week: int
    state: MeetingState


class MilestoneShape(Shape):
    """`derivation` says in words how `due_at` was counted; `done_at` is when it was passed.

    One that lay in the past when the meeting was called, confirmed or moved was missed (`missed_at`): nothing happens
    at it by itself, and `by_hand` says what is left to a person.
    """

    name: str
    due_at: Local
    done_at: Local | None
    missed_at: Local | None
    by_hand: str | None
    derivation: str


class DifferenceShape(Shape):
    """What somebody changed by hand in the calendar; times and texts are null where the entry was removed.

    `attendee` is empty where the entry is that of all; `missing` are those of ours who were taken off it.
    """

    entry: str
    revision: int
    kind: DifferenceKind
    seen_at: Local
    starts_at: Local | None
    ends_at: Local | None
    subject: str | None
    place: str | None
    missing: tuple[str, ...]
    attendee: str
    decision: Decision | None


class MeetingShape(MeetingInBrief):
    """One that `is_written` closes at `starts_at`, and nobody comes.

    Of a meeting of another office's (not `is_own`) the dates are told and what kind it is; all else is empty.
    `differences` are shown to those who may change meetings; `warnings` are never in the way.
    """

    is_own: bool
    ends_at: Local
    is_extraordinary: bool
    is_written: bool
    original_on: date | None
    moved_from: date | None
    reason: str
    warnings: tuple[str, ...]
    place: str
    online: str
    invited_at: Local | None
    revision: int
    milestones: tuple[MilestoneShape, ...]
    differences: tuple[DifferenceShape, ...]


class MeetingInList(MeetingShape):
    """`minutes` is how far they are: null where there are none, or none for you."""

    minutes: MinutesState | None


class MeetingsShape(PagedShape):
    meetings: tuple[MeetingInList, ...]


def meeting_in_brief(unit: Unit, meeting: Meeting) -> MeetingInBrief:
    return MeetingInBrief(
        id=meeting.id,
        body=meeting.body_id,
        starts_at=meeting.starts_at,
        iso_week=unit.calendar.local(meeting.starts_at).isocalendar().week,
        state=meeting.state,
    )


def meeting_shape(unit: Unit, meeting: Meeting) -> MeetingShape:
    body = body_named(unit.session, meeting.body_id)
    unit.session.flush()  # so that the revision is the one that now stands
    shape = MeetingShape(
        **dict(meeting_in_brief(unit, meeting)),
        is_own=has_papers_for(unit, meeting),
        ends_at=meeting.ends_at,
        is_extraordinary=meeting.is_extraordinary,
        is_written=meeting.is_written,
        original_on=meeting.original_on,
        moved_from=meeting.moved_from,
        reason=meeting.reason,
        warnings=warnings_in_words(unit, meeting),
        place=meeting.place or body.place,
        online=meeting.online or body.online,
        invited_at=meeting.invited_at,
        revision=meeting.revision,
        milestones=tuple(_milestone(unit, meeting, one) for one in meeting.milestones),
        differences=tuple(_difference(one) for one in differences_shown(unit, meeting)),
    )
    return shape if shape.is_own else shape.model_copy(update=NOT_TOLD)


def warnings_in_words(unit: Unit, meeting: Meeting) -> tuple[str, ...]:
    """What a meeting ahead falls together with: days of the year, and others of the body's meetings."""
    zone = unit.settings.calendar.time_zone
    days = [coinciding_in_words(*one, LANGUAGE) for one in warnings_of(unit, meeting)]
    meetings = [
        beside_in_words(one.starts_at, one.ends_at, zone, LANGUAGE) for one in beside_of(unit, meeting)
    ]
    return (*days, *meetings)


def meetings_shape(unit: Unit, page: Page[Meeting], now: datetime) -> MeetingsShape:
    meetings = tuple(
        MeetingInList(**dict(meeting_shape(unit, meeting)), minutes=minutes_state(unit, meeting, now))
        for meeting in page.rows
    )
    return MeetingsShape(meetings=meetings, **paged(page))


def _difference(shown: DifferenceShown) -> DifferenceShape:
    difference = shown.difference
    return DifferenceShape(
        entry=shown.entry.id,
        revision=shown.entry.revision,
        kind=difference.kind,
        seen_at=difference.seen_at,
        starts_at=difference.starts_at,
        ends_at=difference.ends_at,
        subject=difference.subject,
        place=difference.place,
        missing=shown.missing,
        attendee=shown.of,
        decision=shown.entry.decision,
    )


def _milestone(unit: Unit, meeting: Meeting, milestone: Milestone) -> MilestoneShape:
    treats_cases = is_case_body(unit, meeting)
    is_left = milestone in meeting.missed
    return MilestoneShape(
        name=milestone.name,
        due_at=milestone.due_at,
        done_at=milestone.done_at,
        missed_at=milestone.missed_at,
        by_hand=by_hand_in_words(milestone.name, treats_cases=treats_cases) if is_left else None,
        derivation=derivation_in_words(counted_of(milestone.derivation), LANGUAGE),
    )
