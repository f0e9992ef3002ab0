"""Invite to meetings when it is time, and tell those invited what changed; each is told what concerns them, once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType

from agenda.meetings.admission import Admitted
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import questions
from service.database.meetings.attending import waiting_for
from service.workflow.meetings.event import event_of
from service.workflow.meetings.same_person import Moved, keep_stood_in
from service.workflow.meetings.taken_back import TIMED, WAS, AsRead, as_read, comes_after_all, is_let_go
from service.workflow.outages import Missed, miss
from service.workflow.unit import Telling, Unit

LANGUAGE_OF_ROOMS = "da"
Reasons = Mapping[AttendeeKind, Reason]
Tell = Callable[[Telling, datetime], None]
IN_TIME: Reasons = MappingProxyType(
    {AttendeeKind.MEMBER: Reason.TIME_TO_INVITE, AttendeeKind.ROOM: Reason.TIME_TO_INVITE}
)
LATER: Reasons = MappingProxyType(
    {AttendeeKind.MEMBER: Reason.JOINED, AttendeeKind.ROOM: Reason.ROOM_CHANGED}
)
AGAIN: Reasons = MappingProxyType(
    {
        AttendeeKind.MEMBER: Reason.MEMBER_AGAIN,
        AttendeeKind.ROOM: Reason.ROOM_CHANGED,
        AttendeeKind.DEPUTY: Reason.STANDS_IN,
        AttendeeKind.GUEST: Reason.GUEST,
    }
)
NO_MORE: Reasons = MappingProxyType(
    {
        AttendeeKind.MEMBER: Reason.MEMBER_NO_MORE,
        AttendeeKind.ROOM: Reason.ROOM_CHANGED,
        AttendeeKind.DEPUTY: Reason.STANDS_IN_NO_MORE,
        AttendeeKind.GUEST: Reason.GUEST_NO_MORE,
    }
)


def invite_one(unit: Unit, meeting_id: str, now: datetime) -> None:
    """The clock's step: invite to one confirmed meeting whose day of inviting has come."""
    meeting = questions.meeting_named(unit.session, meeting_id)
    due_at, meeting.invited_at = meeting.invite_at or now, now
    if meeting.starts_at > now:
        _invite_missing(unit, meeting, _Inviting(IN_TIME, unit.tell), now)
    else:
        unit.record("miss_invitations", meeting.id, now)
        miss(unit, Missed(str(Occasion.INVITATION), meeting.body_id, meeting.id, due_at), now)


def reconcile(unit: Unit, body_id: str, now: datetime, moved: Moved | None = None) -> None:
    """After members or room changed: invite to coming meetings whoever joined, and let go whoever left.

    Of a member who has another address, `moved` are the ids before and after.
    """
    for meeting in questions.confirmed_after(unit.session, body_id, now):
        if meeting.invited_at is not None:
            _invite_missing(unit, meeting, _Inviting(LATER, unit.tell), now)
            if moved is not None:
                keep_stood_in(unit, meeting, moved)
            _let_go_departed(unit, meeting, now)


def reconcile_moved(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The same for one meeting, after it was laid on another day; told after the pause, as the move is."""
    if meeting.invited_at is not None and meeting.starts_at > now:
        tell = partial(unit.tell_after_pause, ahead_of=meeting.starts_at)
        _invite_missing(unit, meeting, _Inviting(LATER, tell), now)
        _let_go_departed(unit, meeting, now)


def invite(unit: Unit, meeting: Meeting, attendee: Attendee, why: Reason, now: datetime) -> None:
    """Give a new attendee a place at the meeting, and tell them."""
    unit.session.add(attendee)
    unit.tell(_telling(Occasion.INVITATION, meeting, attendee, why), now)


def invite_again(unit: Unit, meeting: Meeting, attendee: Attendee, now: datetime) -> None:
    """Give back a place that was taken away; what was answered before says nothing of it."""
    if _is_place_given_back(unit, meeting, attendee):
        unit.tell(_telling(Occasion.INVITATION, meeting, attendee, AGAIN[attendee.kind]), now)


def tell_moved(
    unit: Unit, meeting: Meeting, was: AsRead, *, but: frozenset[str] = frozenset(), now: datetime
) -> None:
    """Tell all but those attendees (by id) who know already; guests are told of their item's time."""
    guests = {a.id for a in questions.attendees(unit.session, meeting.id) if a.kind is AttendeeKind.GUEST}
    for attendee in _those_reading(unit, meeting, but | guests, now):
        _tell_moved(unit, meeting, attendee, (was, Reason.MEETING_MOVED), now)


def tell_place_changed(
    unit: Unit, meeting: Meeting, was: AsRead, *, but: frozenset[str] = frozenset(), now: datetime
) -> None:
    """The place or the link changed, the time did not: answers still stand."""
    if meeting.state is MeetingState.CONFIRMED:
        meeting.sequence += 1
        for attendee in _those_reading(unit, meeting, but, now):
            telling = _telling(Occasion.INVITATION_UPDATE, meeting, attendee, Reason.PLACE_CHANGED)
            telling.facts[WAS] = _of_place(unit, meeting, attendee, was)
            unit.tell_after_pause(telling, now, ahead_of=meeting.starts_at)


def tell_item_moved(unit: Unit, meeting: Meeting, guest: Attendee, was: AsRead, now: datetime) -> None:
    """The item a guest is invited to has another time; to everybody else the meeting is what it was."""
    meeting.sequence += 1
    if guest.is_told:
        _tell_moved(unit, meeting, guest, (was, Reason.ITEM_MOVED), now)


def uninvite(unit: Unit, meeting: Meeting, departed: Sequence[Attendee], now: datetime) -> None:
    """Take their places away, and tell at once those who had heard of them."""
    _take_away(meeting, departed, unit.tell, now)


def let_go(unit: Unit, meeting: Meeting, departed: Sequence[Attendee], now: datetime) -> None:
    """The same as it follows from an edit of something else, which may be taken back within the pause."""
    _take_away(meeting, departed, partial(unit.tell_after_pause, ahead_of=meeting.starts_at), now)


def tell_cancelled(unit: Unit, meeting: Meeting, *, but: frozenset[str] = frozenset(), now: datetime) -> None:
    for attendee in _those_told(unit, meeting, but):
        unit.tell(
            _telling(Occasion.INVITATION_CANCELLATION, meeting, attendee, Reason.MEETING_CANCELLED), now
        )


@dataclass(frozen=True)
class _Wanted:
    """A member, or the body's room, whether it is invited to the meeting already or not."""

    kind: AttendeeKind
    member_id: str | None
    to: Recipient

    @property
    def key(self) -> str:
        return self.member_id or self.to.email.lower()


@dataclass(frozen=True)
class _Inviting:
    """Why whoever is missing is invited, and whether they are told at once or after the pause."""

    why: Reasons
    tell: Tell

    def invite(self, unit: Unit, meeting: Meeting, attendee: Attendee, now: datetime) -> None:
        unit.session.add(attendee)
        self.tell(_telling(Occasion.INVITATION, meeting, attendee, self.why[attendee.kind]), now)


def _those_told(unit: Unit, meeting: Meeting, but: frozenset[str] = frozenset()) -> list[Attendee]:
    """Those for whom an invitation was put into words; others are told how things are when theirs is."""
    return [a for a in questions.attendees(unit.session, meeting.id) if a.is_told and a.id not in but]


def _those_reading(unit: Unit, meeting: Meeting, but: frozenset[str], now: datetime) -> list[Attendee]:
    """Also those whom an edit let go and who may come after all: until they are told, they go by what they read."""
    listed = questions.attendees(unit.session, meeting.id)
    return [
        a
        for a in listed
        if a.told_sequence >= 0 and a.id not in but and (a.is_invited or is_let_go(unit, a, now))
    ]


def _tell_moved(
    unit: Unit, meeting: Meeting, attendee: Attendee, edit: tuple[AsRead, Reason], now: datetime
) -> None:
    was, why = edit
    telling = _telling(Occasion.INVITATION_UPDATE, meeting, attendee, why)
    telling.facts[WAS], telling.facts[TIMED] = dict(was), {str(meeting.sequence): True}
    before = datetime.fromisoformat(was["starts_at"])
    unit.tell_after_pause(telling, now, ahead_of=min(before, meeting.starts_at))


def _of_place(unit: Unit, meeting: Meeting, attendee: Attendee, was: AsRead) -> dict[str, str]:
    """A guest reads the same place, and a time of their own."""
    now_read = as_read(event_of(unit, meeting, attendee.id))
    return {**now_read, "place": was["place"], "online": was["online"]}


def _take_away(meeting: Meeting, departed: Sequence[Attendee], tell: Tell, now: datetime) -> None:
    meeting.sequence += 1 if departed else 0
    for attendee in departed:
        attendee.is_invited = False
        if attendee.told_sequence >= 0:
            why = NO_MORE[attendee.kind]
            tell(_telling(Occasion.INVITATION_CANCELLATION, meeting, attendee, why), now)


def _invite_missing(unit: Unit, meeting: Meeting, inviting: _Inviting, now: datetime) -> None:
    listed = questions.attendees(unit.session, meeting.id)
    known = {_key(a): a for a in listed if a.kind in LATER}
    admitted = _admitted(unit, meeting, now)
    for wanted in _wanted(unit, meeting, admitted.to_join if admitted else None):
        attendee = known.get(wanted.key)
        if attendee is None:
            inviting.invite(unit, meeting, _attendee(unit, meeting, wanted), now)
            continue
        attendee.name, attendee.language = wanted.to.name, wanted.to.language
        if not attendee.is_invited and attendee.taken_off_at is None:
            _have_back(unit, meeting, (attendee, listed), inviting, now)


def _have_back(
    unit: Unit,
    meeting: Meeting,
    given: tuple[Attendee, Sequence[Attendee]],
    inviting: _Inviting,
    now: datetime,
) -> None:
    """Within the pause with whoever was to stand in for them; later they are invited again."""
    attendee, listed = given
    if comes_after_all(unit, attendee, now):
        for deputy in listed:
            if deputy.stands_in_for == attendee.id:
                comes_after_all(unit, deputy, now)
    elif _is_place_given_back(unit, meeting, attendee):
        inviting.tell(_telling(Occasion.INVITATION, meeting, attendee, AGAIN[attendee.kind]), now)


def _is_place_given_back(unit: Unit, meeting: Meeting, attendee: Attendee) -> bool:
    """Whether they are to be told: whose first invitation still waits is told by that."""
    attendee.is_invited = True
    if attendee.told_sequence < 0 and waiting_for(unit.session, attendee, Occasion.INVITATION):
        return False
    meeting.sequence += 1
    attendee.ask_again(meeting.sequence)
    return True


def _admitted(unit: Unit, meeting: Meeting, now: datetime) -> Admitted | None:
    """Whom the body lets in; None where that is everybody."""
    gate = unit.gates.get(meeting.body_id)
    return gate(unit, meeting, now) if gate else None


def _wanted(unit: Unit, meeting: Meeting, let_in: frozenset[str] | None) -> list[_Wanted]:
    """Those let in who will be members on the day of the meeting, whether they are already or not; and the room."""
    on = unit.calendar.local(meeting.starts_at).date()
    members = questions.members_on(unit.session, meeting.body_id, on)
    wanted = [
        _Wanted(AttendeeKind.MEMBER, m.id, Recipient(m.name, m.email, m.language))
        for m in members
        if let_in is None or m.id in let_in
    ]
    body = questions.body_named(unit.session, meeting.body_id)
    if body.room_email:
        room = Recipient(body.room_name, body.room_email, LANGUAGE_OF_ROOMS)
        wanted.append(_Wanted(AttendeeKind.ROOM, None, room))
    return wanted


def _key(attendee: Attendee) -> str:
    return attendee.member_id or attendee.email.lower()


def _attendee(unit: Unit, meeting: Meeting, wanted: _Wanted) -> Attendee:
    to = wanted.to
    return Attendee(
        unit.new_id(), meeting.id, wanted.member_id, to.name, to.email, to.language, kind=wanted.kind
    )


def _let_go_departed(unit: Unit, meeting: Meeting, now: datetime) -> None:
    invited = [a for a in questions.attendees(unit.session, meeting.id) if a.is_invited]
    admitted = _admitted(unit, meeting, now)
    wanted = {one.key for one in _wanted(unit, meeting, admitted.to_stay if admitted else None)}
    let_go(unit, meeting, _departed(invited, wanted), now)


def _departed(invited: list[Attendee], wanted: set[str]) -> list[Attendee]:
    """Members and rooms that are no longer wanted, and with each member whoever was to stand in."""
    own = [a for a in invited if a.kind in LATER and _key(a) not in wanted]
    gone = {attendee.id for attendee in own}
    return [*own, *(a for a in invited if a.stands_in_for in gone)]


def _telling(occasion: Occasion, meeting: Meeting, attendee: Attendee, why: Reason) -> Telling:
    to = Recipient(attendee.name, attendee.email, attendee.language)
    facts: dict[str, object] = {"meeting_id": meeting.id, "attendee_id": attendee.id}
    return Telling(occasion, to, meeting.body_id, meeting.id, why, facts, f"{attendee.id}:{meeting.sequence}")
