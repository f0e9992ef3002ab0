"""One meeting as one entry in the organiser's calendar: all that is to be told of it is done together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agenda.meetings.attendance import AttendeeKind
from agenda.meetings.calendar_entry import CalendarEntry, Decision
from agenda.meetings.meeting import Meeting, MeetingState
from notifications.carrier import ChangedByHand, NotKept
from notifications.entry import Entry, Known, Standing
from notifications.invitation import Event
from notifications.keeping import strangers_on
from notifications.leaks import check as check_leaks
from notifications.mail import Letter
from notifications.message import Message
from notifications.occasion import Occasion
from service.channels import Channels
from service.database import outbox
from service.database.meetings import questions
from service.database.meetings.entries import entry_kept
from service.database.meetings.guests import guest_of
from service.workflow.composing import Derivers, Words, derived, refusing, worded
from service.workflow.meetings.differences import note_difference, note_not_kept
from service.workflow.meetings.event import is_case_body, is_for_all
from service.workflow.meetings.on_entry import is_of, less, people_of
from service.workflow.meetings.sender import sender_of
from service.workflow.meetings.taken_back import BY_MAIL, tells_new_time
from service.workflow.unit import Unit

CALENDAR = frozenset({Occasion.INVITATION, Occasion.INVITATION_UPDATE, Occasion.INVITATION_CANCELLATION})
HELD = timedelta(minutes=15)
TRIAL_FAULT = "the entry was made under another mail.redirect_to: a trial needs a database of its own"
GONE_FAULT = "the entry was removed in the calendar itself: those invited are told by mail"
NOT_KEPT_FAULT = "the server did not keep what was written: look at the entry, and adopt it, or put it back"
HELD_FAULT = "somebody changed the entry in the calendar itself: adopt that, or put it back"
OVER_FAULT = "the entry stood otherwise when the meeting began: nobody is told any more"

Told = tuple[Message, Words]


@dataclass(frozen=True)
class ClaimedEntry:
    """Messages of one meeting in this worker's hands, and what is to stand in the calendar when they are settled.

    `asks_again`: it tells of a new time for the first time, so that answers which stand there are to the old one.
    `may_be_done`: an attempt before may have carried it out.
    """

    messages: tuple[tuple[str, int], ...]
    channel: str
    entry: Entry
    known: Known
    is_withdrawal: bool
    asks_again: bool
    may_be_done: bool

    @property
    def mails(self) -> int:
        return len(self.messages)


def claim(unit: Unit, message: Message, derive: Derivers, now: datetime) -> ClaimedEntry | None:
    """Claim what is due of the message's meeting; None where nothing of it is to be told after all."""
    meeting = questions.meeting_named(unit.session, message.facts["meeting_id"])
    together = _together(unit, meeting, message, now)
    row, is_new = _row(unit, meeting, message)
    may_be_decided = meeting.state is MeetingState.CONFIRMED and meeting.starts_at > now
    if row.difference is not None and row.decision is None and may_be_decided:
        _put_off(together, now)
        return None
    if row.remote_id and row.trial != unit.settings.mail.redirect_to:
        _refuse(together, now)
        return None
    row.trial = unit.settings.mail.redirect_to
    is_first = all(each.attempts == 0 for each in together)
    told = _claimed(unit, together, derive, now)
    kept = _Kept(meeting, row, is_new, is_first)
    letter = _checked_letter(unit, kept, told)
    return _wanted(unit, kept, told, letter) if letter else None


def make_so(channels: Channels, mailbox: str, claimed: ClaimedEntry) -> Standing | None:
    """Outside every transaction. Raises as the carrier does, and ChannelMissing.

    What is to be withdrawn and was removed by hand is ChangedByHand too: nobody may have been told.
    """
    carrier = channels.calendar(claimed.channel, mailbox)
    assert carrier is not None
    if not claimed.is_withdrawal:
        return carrier.keep(claimed.entry, claimed.known)
    was_there = carrier.withdraw(claimed.entry, claimed.known)
    if claimed.known.remote_id and not was_there and not claimed.may_be_done:
        raise ChangedByHand(None)
    return None


def settle(unit: Unit, claimed: ClaimedEntry, standing: Standing | None, now: datetime) -> None:
    """Remember what stands there; an answer that stood there when the time was changed is an answer to the old one."""
    row = unit.session.get_one(CalendarEntry, claimed.entry.operation_id)
    row.difference = row.decision = None
    row.adopted = ""
    if standing is None:
        row.withdrawn_at = now
        return
    there = {tracked.email for tracked in standing.tracked}
    row.remote_id, row.uid, row.kept_at = standing.remote_id, standing.uid, now
    strangers = strangers_on(standing, claimed.entry) - claimed.known.guests
    row.guests, row.strangers = sorted(there - strangers), sorted(strangers)
    if claimed.asks_again:
        row.answers = standing.answers


def left_off(claimed: ClaimedEntry, standing: Standing | None) -> frozenset[str]:
    """Whom the server would not have on the entry, by lower-case address."""
    if standing is None:
        return frozenset()
    wanted = {guest.email.lower() for guest in (*claimed.entry.attendees, *claimed.entry.rooms)}
    return frozenset(wanted - {tracked.email for tracked in standing.tracked})


def hold(
    unit: Unit,
    claimed: ClaimedEntry,
    messages: Sequence[Message],
    changed: ChangedByHand,
    *,
    now: datetime,
) -> None:
    """It stands there otherwise: nothing is sent until a person has decided; a cancellation goes by mail.

    Of a meeting that has begun nobody decides any more, and what was to be told of it goes to nobody.
    """
    row = unit.session.get_one(CalendarEntry, claimed.entry.operation_id)
    if claimed.is_withdrawal:
        row.withdrawn_at = now
        for message in messages:
            message.facts = {**message.facts, BY_MAIL: row.uid}
            message.hold(GONE_FAULT, now)
        return
    if questions.meeting_named(unit.session, row.meeting_id).starts_at <= now:
        for message in messages:
            message.drop(OVER_FAULT)
        return
    for message in messages:
        message.hold(NOT_KEPT_FAULT if isinstance(changed, NotKept) else HELD_FAULT, now + HELD)
    if isinstance(changed, NotKept):
        _note_not_kept(unit, claimed, row, changed, now)
    else:
        note_difference(unit, row, changed.standing, now)


def _note_not_kept(
    unit: Unit, claimed: ClaimedEntry, row: CalendarEntry, changed: NotKept, now: datetime
) -> None:
    """Those who were written into it are missed where they don't stand there; a decision to write has been used up."""
    standing, entry = changed.standing, claimed.entry
    assert standing is not None
    row.remote_id, row.uid, row.decision = standing.remote_id, standing.uid, None
    written = {guest.email.lower() for guest in (*entry.attendees, *entry.rooms)}
    row.guests = sorted({*row.guests, *written})
    note_not_kept(unit, row, standing, now)


@dataclass(frozen=True)
class _Kept:
    meeting: Meeting
    row: CalendarEntry
    is_new: bool
    is_first: bool


def _together(unit: Unit, meeting: Meeting, message: Message, now: datetime) -> list[Message]:
    """All that is due of the entry, unless a channel has refused it together."""
    if message.is_alone:
        return [message]
    due = outbox.messages_due_together(unit.session, meeting.id, CALENDAR, now)
    own = _own_entry(unit, meeting, message, message.channel)
    return [each for each in due if _own_entry(unit, meeting, each, message.channel) == own]


def _own_entry(unit: Unit, meeting: Meeting, message: Message, channel: str | None) -> str | None:
    """The attendee who has an entry alone; None where it is that of all. A guest's has a time of its own."""
    attendee_id: str = message.facts["attendee_id"]
    is_alone = guest_of(unit.session, attendee_id) is not None
    return attendee_id if is_alone or not is_for_all(unit, meeting, channel) else None


def _row(unit: Unit, meeting: Meeting, message: Message) -> tuple[CalendarEntry, bool]:
    """The entry and whether it is new; a withdrawn one stays so, and another takes its place."""
    assert message.channel is not None
    attendee_id = _own_entry(unit, meeting, message, message.channel)
    known = entry_kept(unit.session, meeting.id, attendee_id)
    if known is not None:
        if not known.remote_id:  # what was never begun goes by the channel the mailbox now has
            known.channel = message.channel
        return known, False
    mailbox = sender_of(unit, meeting.body_id).email.lower()
    row = CalendarEntry(unit.new_id(), meeting.id, attendee_id, mailbox, message.channel)
    unit.session.add(row)
    return row, True


def _put_off(messages: Sequence[Message], now: datetime) -> None:
    """They wait for a person, whatever an attempt before had come to."""
    for message in messages:
        message.put_off(now + HELD, NOT_KEPT_FAULT if message.fault == NOT_KEPT_FAULT else HELD_FAULT)


def _refuse(messages: Sequence[Message], now: datetime) -> None:
    """The server would tell those who stand on it, whoever they are."""
    for message in messages:
        message.claim(now)
        message.refuse(TRIAL_FAULT)


def _claimed(unit: Unit, messages: Sequence[Message], derive: Derivers, now: datetime) -> list[Told]:
    until = now + timedelta(seconds=unit.settings.mail.lease_seconds)
    told = []
    channel = messages[0].channel
    for message in messages:
        message.claim(until)
        message.channel = message.channel or channel
        words = derived(unit, message, derive, now)
        if words is not None:
            told.append((message, words))
    return told


def _checked_letter(unit: Unit, kept: _Kept, told: Sequence[Told]) -> Letter | None:
    """What all of them read: of several, a change is said before an invitation. None where it may not leave."""
    if not told:
        return None
    message, words = min(told, key=lambda each: _ORDER.index(each[0].occasion))
    with refusing(*(each for each, _ in told)):
        letter = worded(unit, message.occasion, words, *_languages(unit, kept, message))
        check_leaks({"subject": letter.subject, "text": letter.text}, unit.known_traces)
        return letter
    return None


def _languages(unit: Unit, kept: _Kept, message: Message) -> list[str]:
    """Those of all who read the entry, the language of most of them first."""
    attendees = questions.attendees(unit.session, kept.meeting.id)
    reading = [
        a for a in attendees if is_of(kept.row, a) and a.is_invited and a.kind is not AttendeeKind.ROOM
    ]
    by_number = Counter(attendee.language for attendee in reading)
    return sorted(by_number, key=lambda each: (-by_number[each], each)) or [message.language]


def _wanted(unit: Unit, kept: _Kept, told: Sequence[Told], letter: Letter) -> ClaimedEntry:
    meeting, row = kept.meeting, kept.row
    part = told[0][1].calendar
    assert part is not None
    people = people_of(unit, row, {message.facts["attendee_id"] for message, _ in told})
    row.guests = less(row.guests, people.leaving)  # from here on nobody knows whether they are on it
    entry = Entry(
        operation_id=row.id,
        event=replace(part.event, uid=_uid(part.event, row), description=letter.text),
        html=letter.html,
        attendees=people.invited,
        rooms=people.rooms,
        leaving=people.leaving,
        hides_attendees=not is_case_body(unit, meeting),
    )
    overwrites = row.decision is Decision.PUT_BACK
    return ClaimedEntry(
        messages=tuple((message.id, message.attempts) for message, _ in told),
        channel=row.channel,
        entry=entry,
        known=Known(row.remote_id, not kept.is_new, overwrites, frozenset(row.guests), row.adopted),
        is_withdrawal=meeting.state is MeetingState.CANCELLED or not people.is_any_wanted,
        may_be_done=any(message.was_in_doubt for message, _ in told),
        asks_again=kept.is_first and any(tells_new_time(message, part.event) for message, _ in told),
    )


def _uid(event: Event, row: CalendarEntry) -> str:
    """One organiser's calendar can't hold two entries under one UID."""
    return event.uid if row.attendee_id is None else f"{row.id}@{event.uid.partition('@')[2]}"


_ORDER = (Occasion.INVITATION_UPDATE, Occasion.INVITATION, Occasion.INVITATION_CANCELLATION)
