"""What is asked of the entries in organisers' calendars; each question has a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Join, func, literal, select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.set_aside import Matter
from service.database.meetings import tables
from service.database.waits import Part, part

WATCHED_AFTER = timedelta(days=1)


class NoSuchEntry(Absent):
    pass


@dataclass(frozen=True)
class EntryWatched:
    id: str
    remote_id: str
    revision: int
    starts_at: datetime


def entry_named(session: Session, entry_id: str) -> CalendarEntry:
    found = session.get(CalendarEntry, entry_id)
    if found is None:
        raise NoSuchEntry("read the meeting for its differences", "entry")
    return found


def entry_kept(session: Session, meeting_id: str, attendee_id: str | None) -> CalendarEntry | None:
    """The entry of a meeting, or of one attendee of it, unless it was withdrawn."""
    entry = tables.calendar_entry.c
    question = select(CalendarEntry).where(
        entry.meeting_id == meeting_id, entry.attendee_id == attendee_id, entry.withdrawn_at.is_(None)
    )
    return session.scalars(question.with_for_update().execution_options(populate_existing=True)).one_or_none()


def entries_of(session: Session, meeting_id: str) -> Sequence[CalendarEntry]:
    """The entries of a meeting, withdrawn ones too."""
    question = select(CalendarEntry).where(tables.calendar_entry.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(tables.calendar_entry.c.id)).all()


def entries_changed_by_hand(session: Session, now: datetime) -> Sequence[tuple[CalendarEntry, Meeting]]:
    """Those of meetings ahead whose difference waits for a person."""
    question = select(CalendarEntry, Meeting).select_from(_with_meetings()).where(*_is_changed(now))
    ordered = question.order_by(tables.meeting.c.starts_at, tables.calendar_entry.c.id)
    return [(entry, meeting) for entry, meeting in session.execute(ordered)]


def changed_by_hand_part(now: datetime) -> Part:
    """Whether there are any, and how many: since when, each difference tells itself."""
    columns = part("changed", literal(""), func.min(tables.meeting.c.starts_at), count=func.count())
    return select(*columns).select_from(_with_meetings()).where(*_is_changed(now)).having(func.count() > 0)


def _is_changed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        tables.calendar_entry.c.difference.is_not(None),
        tables.calendar_entry.c.decision.is_(None),
        tables.calendar_entry.c.withdrawn_at.is_(None),
        tables.meeting.c.state == MeetingState.CONFIRMED,
        tables.meeting.c.starts_at > now,
    )


def mailboxes_watched(session: Session, now: datetime) -> Sequence[str]:
    """The mailboxes with entries that are looked into."""
    question = select(tables.calendar_entry.c.mailbox).distinct().select_from(_with_meetings())
    return session.scalars(question.where(*_watched(now))).all()


def has_watched(over_by: BindParameter[datetime]) -> ColumnElement[bool]:
    """A part of a question: whether any entry at all is looked into, of meetings that were not over by then."""
    return (
        select(tables.calendar_entry.c.id).select_from(_with_meetings()).where(*_watched_of(over_by)).exists()
    )


def channels_watched(session: Session, mailbox: str, now: datetime) -> Sequence[str]:
    """Over which channels entries of the mailbox were made that are looked into."""
    entry = tables.calendar_entry.c
    question = select(entry.channel).distinct().select_from(_with_meetings())
    return session.scalars(
        question.where(*_watched(now), entry.mailbox == mailbox).order_by(entry.channel)
    ).all()


def entries_watched(session: Session, mailbox: str, channel: str, now: datetime) -> Sequence[EntryWatched]:
    """Those whose answers and changes are looked for: until a day after the meeting has ended.

    Told column by column, so that one that can't be read keeps no other from being looked for.
    """
    entry = tables.calendar_entry.c
    question = (
        select(entry.id, entry.remote_id, entry.revision, tables.meeting.c.starts_at)
        .select_from(_with_meetings())
        .where(*_watched(now), entry.mailbox == mailbox, entry.channel == channel)
        .order_by(tables.meeting.c.starts_at, entry.id)
    )
    return [EntryWatched(*row) for row in session.execute(question)]


def is_watched(session: Session, entry_id: str, now: datetime) -> bool:
    question = select(tables.calendar_entry.c.id).select_from(_with_meetings())
    return session.scalar(question.where(*_watched(now), tables.calendar_entry.c.id == entry_id)) is not None


def of_entry(session: Session, entry_id: str) -> Matter:
    question = select(tables.meeting.c.body_id, tables.meeting.c.id).select_from(_with_meetings())
    found = session.execute(question.where(tables.calendar_entry.c.id == entry_id)).one_or_none()
    return Matter(*found) if found else Matter("")


def _with_meetings() -> Join:
    return tables.calendar_entry.join(
        tables.meeting, tables.meeting.c.id == tables.calendar_entry.c.meeting_id
    )


def _watched(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _watched_of(now - WATCHED_AFTER)


def _watched_of(over_by: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    return (
        tables.calendar_entry.c.remote_id != "",
        tables.calendar_entry.c.withdrawn_at.is_(None),
        tables.meeting.c.state.in_((MeetingState.CONFIRMED, MeetingState.HELD)),
        tables.meeting.c.ends_at > over_by,
    )
