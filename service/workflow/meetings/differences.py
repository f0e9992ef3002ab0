"""What somebody changed by hand in an organiser's calendar: noticed, told to its office once, left as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, may
from agenda.meetings.attendance import Attendee
from agenda.meetings.calendar_entry import CalendarEntry, Difference, DifferenceKind
from agenda.meetings.meeting import Meeting, MeetingState
from notifications.differing import Expected, difference, edited
from notifications.entry import Standing
from notifications.invitation import Event
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import entries, questions
from service.workflow.meetings.event import event_of
from service.workflow.meetings.reading import has_papers_for
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


@dataclass(frozen=True)
class DifferenceShown:
    """A difference beside the meeting: `missing` are names, `of` whose entry it is where each has their own."""

    entry: CalendarEntry
    difference: Difference
    is_moved: bool
    has_other_texts: bool
    missing: tuple[str, ...]
    of: str


def note_difference(
    unit: Unit, entry: CalendarEntry, standing: Standing | None, now: datetime
) -> Difference | None:
    """Keep what the calendar now says (None: the entry is gone) if it is other than ours, and say what is kept.

    What was seen before is no news; what is put right again is forgotten, with what was decided about it.
    """
    meeting = questions.meeting_named(unit.session, entry.meeting_id)
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        return entry.difference
    found = difference(_expected(unit, entry, meeting), standing, now)
    if found is None and _is_still_edited(unit, entry, meeting, standing):
        return entry.difference
    if found is not None and found.is_same(entry.difference):
        return entry.difference
    if found is not None or entry.difference is not None:
        entry.difference, entry.decision = found, None
    if found is not None:
        _tell(unit, entry, meeting, found, now=now)
    return found


def note_not_kept(unit: Unit, entry: CalendarEntry, standing: Standing, now: datetime) -> None:
    """A write was not kept: whatever stands there is a difference, be it what stood there before."""
    if note_difference(unit, entry, standing, now) is None:
        meeting = questions.meeting_named(unit.session, entry.meeting_id)
        entry.difference = edited(standing, now)
        _tell(unit, entry, meeting, entry.difference, now=now)


def differences_of(unit: Unit, meeting: Meeting) -> list[DifferenceShown]:
    """What somebody changed by hand and nobody has carried out or put back; a written procedure is in no calendar."""
    if meeting.is_written:
        return []
    invited = {a.email.lower(): a for a in questions.attendees(unit.session, meeting.id)}
    return [
        _shown(entry, event_of(unit, meeting, entry.attendee_id), invited)
        for entry in entries.entries_of(unit.session, meeting.id)
        if entry.difference is not None and entry.withdrawn_at is None
    ]


def differences_shown(unit: Unit, meeting: Meeting) -> list[DifferenceShown]:
    """As `differences_of`, for whoever may decide about them: the meeting's own office."""
    may_decide = may(unit.actor, Action.CHANGE_MEETINGS) and has_papers_for(unit, meeting)
    return differences_of(unit, meeting) if may_decide else []


def _expected(unit: Unit, entry: CalendarEntry, meeting: Meeting) -> Expected:
    ours = {a.email.lower() for a in questions.attendees(unit.session, meeting.id) if a.is_invited}
    event = event_of(unit, meeting, entry.attendee_id)
    return Expected(event, frozenset(ours.intersection(entry.guests)), entry.adopted)


def _is_still_edited(unit: Unit, entry: CalendarEntry, meeting: Meeting, standing: Standing | None) -> bool:
    """Where a write was not kept, what stood there before is no difference but for that."""
    seen = entry.difference
    if standing is None or seen is None or standing.says == _expected(unit, entry, meeting).says:
        return False
    return edited(standing, seen.seen_at).is_same(seen)


def _tell(unit: Unit, entry: CalendarEntry, meeting: Meeting, found: Difference, *, now: datetime) -> None:
    unit.record("notice_difference", meeting.id, now, entry=entry.id, kind=str(found.kind))
    why = Reason.CHANGED_BY_HAND
    notice = Notice(Occasion.MEETING_CHANGED_BY_HAND, meeting.body_id, meeting.id, why)
    tell_office(unit, notice, now, meeting_id=meeting.id)


def _shown(entry: CalendarEntry, event: Event, invited: Mapping[str, Attendee]) -> DifferenceShown:
    found = entry.difference
    assert found is not None
    is_there = found.kind is not DifferenceKind.REMOVED
    times, texts = (event.starts_at, event.ends_at), (event.summary, event.place)
    by_id = {attendee.id: attendee.name for attendee in invited.values()}
    return DifferenceShown(
        entry=entry,
        difference=found,
        is_moved=is_there and (found.starts_at, found.ends_at) != times,
        has_other_texts=is_there and (found.subject, found.place) != texts,
        missing=tuple(invited[email].name if email in invited else email for email in found.missing),
        of=by_id.get(entry.attendee_id or "", ""),
    )
