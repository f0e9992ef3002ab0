"""A person decides what becomes of a change by hand in a calendar: it is adopted with all that follows, or put back."""

from collections.abc import Sequence
from datetime import datetime

from agenda.errors import Conflict
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.calendar_entry import CalendarEntry, Decision, Difference, DifferenceKind
from agenda.meetings.guest import FollowsTheAgenda
from agenda.meetings.meeting import Meeting, MeetingIsOver, MeetingState
from agenda.meetings.party import Recipient
from notifications.entry import fingerprint
from notifications.invitation import Event
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import entries, questions
from service.database.meetings.guests import guest_of
from service.workflow.cases.changed_meetings import Aware, CallingOff, be_called_off, lie_at_other_times
from service.workflow.forum.agenda import release_again
from service.workflow.forum.carrying import carry_on
from service.workflow.meetings.changing import Times, meeting_to_change
from service.workflow.meetings.event import event_of
from service.workflow.meetings.invitations import tell_place_changed
from service.workflow.meetings.taken_back import PUT_BACK, as_read
from service.workflow.unit import Telling, Unit

MOVED_BY_HAND, REMOVED_BY_HAND = "flyttet i Outlook", "slettet i Outlook"
LONGEST_PLACE = 255


class TextNotAdopted(Conflict):
    """The subject is the body's name; and a place, once there is one, can be changed but not left out."""


def adopt(unit: Unit, entry_id: str, revision: int, now: datetime, *, with_gaps: bool = False) -> Meeting:
    """What stands in the calendar is so from now on; whom the calendar has told are not told again.

    `with_gaps`: as of any move (`Times`).
    """
    entry, meeting, difference = _open(unit, entry_id, revision, now)
    if difference.kind is DifferenceKind.REMOVED:
        _adopt_removal(unit, entry, meeting, now)
    else:
        on_it = _on(unit, entry)
        _take_off(unit, entry, difference, now)
        if difference.kind is DifferenceKind.EDITED:
            aware = Aware(tuple(on_it), difference.seen_at)
            _adopt_edit(unit, entry, aware, now, with_gaps=with_gaps)
    entry.take_as_it_stands(_fingerprint(difference))
    unit.record("adopt_difference", meeting.id, now, entry=entry.id, kind=str(difference.kind))
    return meeting


def put_back(unit: Unit, entry_id: str, revision: int, now: datetime) -> Meeting:
    """The calendar is to say again what the meeting is; delivery carries it out."""
    entry, meeting, difference = _open(unit, entry_id, revision, now)
    entry.decision = Decision.PUT_BACK
    unit.record("put_back_difference", meeting.id, now, entry=entry.id, kind=str(difference.kind))
    for attendee in _on(unit, entry):
        if attendee.is_invited:
            unit.tell(_telling(meeting, attendee, entry), now)
    return meeting


def meeting_of_entry(unit: Unit, entry_id: str) -> str:
    """The id of the meeting whose entry it is, for whoever may decide about it."""
    return meeting_to_change(unit, entries.entry_named(unit.session, entry_id).meeting_id).id


def _open(
    unit: Unit, entry_id: str, revision: int, now: datetime
) -> tuple[CalendarEntry, Meeting, Difference]:
    entry = entries.entry_named(unit.session, entry_id)
    meeting = meeting_to_change(unit, entry.meeting_id)
    difference = entry.differs(revision)
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        raise MeetingIsOver(
            "only a confirmed meeting ahead can follow its calendar", "state", {"state": str(meeting.state)}
        )
    return entry, meeting, difference


def _adopt_edit(unit: Unit, entry: CalendarEntry, aware: Aware, now: datetime, *, with_gaps: bool) -> None:
    meeting = questions.meeting_named(unit.session, entry.meeting_id)
    difference = entry.difference
    assert difference is not None
    assert difference.starts_at is not None
    if guest_of(unit.session, entry.attendee_id) is not None:
        raise FollowsTheAgenda("put it back, or give the item another time on the agenda", "revision")
    event = event_of(unit, meeting)
    place = _adoptable_place(unit, event, difference)
    if (difference.starts_at, difference.ends_at) != (event.starts_at, event.ends_at):
        times = Times(difference.starts_at, difference.ends_at, MOVED_BY_HAND, with_gaps=with_gaps)
        before = meeting.starts_at
        lie_at_other_times(unit, meeting, times, now, aware=aware)
        release_again(unit, meeting, before, now)
    if place != event.place:
        meeting.place = place
        tell_place_changed(unit, meeting, as_read(event), but=aware.ids, now=now)
    for attendee in aware.attendees:
        if attendee.is_told:
            attendee.told_sequence = meeting.sequence


def _adoptable_place(unit: Unit, event: Event, difference: Difference) -> str:
    subject, place = (" ".join((text or "").split()) for text in (difference.subject, difference.place))
    is_same_place = place == " ".join(event.place.split())
    if (
        subject != " ".join(event.summary.split())
        or not (place or is_same_place)
        or len(place) > LONGEST_PLACE
    ):
        raise TextNotAdopted("put it back, or correct subject and place in the calendar", "revision")
    unit.check_free_of_persons(place=place)
    return event.place if is_same_place else place


def _adopt_removal(unit: Unit, entry: CalendarEntry, meeting: Meeting, now: datetime) -> None:
    """Without the entry of one attendee the others still meet."""
    entry.withdrawn_at = now
    if entry.attendee_id is not None:
        _uninvite(_on(unit, entry), now)
        return
    be_called_off(unit, meeting, CallingOff(REMOVED_BY_HAND, Aware(tuple(_on(unit, entry)))), now)
    carry_on(unit, meeting, now)


def _take_off(unit: Unit, entry: CalendarEntry, difference: Difference, now: datetime) -> None:
    _uninvite([each for each in _on(unit, entry) if each.email.lower() in difference.missing], now)
    entry.guests = [guest for guest in entry.guests if guest not in difference.missing]


def _uninvite(attendees: Sequence[Attendee], now: datetime) -> None:
    for attendee in attendees:
        attendee.is_invited, attendee.taken_off_at = False, now


def _fingerprint(difference: Difference) -> str:
    """Empty where nothing stands there any more."""
    if difference.starts_at is None or difference.ends_at is None:
        return ""
    return fingerprint(
        difference.starts_at, difference.ends_at, difference.subject or "", difference.place or ""
    )


def _on(unit: Unit, entry: CalendarEntry) -> list[Attendee]:
    """Whose entry it is: of all at the meeting, or of one."""
    listed = questions.attendees(unit.session, entry.meeting_id)
    of_all = [each for each in listed if each.kind is not AttendeeKind.GUEST]
    return of_all if entry.attendee_id is None else [e for e in listed if e.id == entry.attendee_id]


def _telling(meeting: Meeting, attendee: Attendee, entry: CalendarEntry) -> Telling:
    to = Recipient(attendee.name, attendee.email, attendee.language)
    facts: dict[str, object] = {"meeting_id": meeting.id, "attendee_id": attendee.id, PUT_BACK: True}
    revision = f"{attendee.id}:{entry.id}:{entry.revision}"
    return Telling(
        Occasion.INVITATION_UPDATE, to, meeting.body_id, meeting.id, Reason.PUT_BACK, facts, revision
    )
