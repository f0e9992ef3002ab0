"""A meeting: its states, its times, its milestones, and what may be done to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class MeetingState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"
    IN_QUESTION = "in_question"  # over, and its agenda never went out: a person says whether it was held
    NOT_HELD = "not_held"


TRANSITIONS: Mapping[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PROPOSED: frozenset({MeetingState.CONFIRMED, MeetingState.CANCELLED}),
    MeetingState.CONFIRMED: frozenset({MeetingState.HELD, MeetingState.IN_QUESTION, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.NOT_HELD}),
    MeetingState.CANCELLED: frozenset(),
    MeetingState.IN_QUESTION: frozenset({MeetingState.HELD, MeetingState.NOT_HELD}),
    MeetingState.NOT_HELD: frozenset(),
}

TOPICS_CALLED = "topics_called"
CUT_OFF, ANSWERS_DUE, AGENDA_DUE, MINUTES_DUE = "cut_off", "answers_due", "agenda_due", "minutes_due"
CAN_BE_MISSED = frozenset(
    {TOPICS_CALLED, CUT_OFF, ANSWERS_DUE, AGENDA_DUE}
)  # minutes are chased however late


LONGEST_MEETING = timedelta(hours=24)


class MeetingIsOver(Conflict):
    """A held or cancelled meeting stays as it was."""


class AlreadyConfirmed(Conflict):
    """Somebody has confirmed it already."""


class MeetingInThePast(Invalid):
    """A meeting can only be laid ahead."""


class ReasonMissing(Invalid):
    """What is out of the ordinary needs a reason that is kept."""


class EndsBeforeItStarts(Invalid):
    """A meeting needs a length."""


class MeetingTooLong(Invalid):
    """A meeting that never ends would hold its cases for as long."""


class TwoMeetingsAtOnce(Conflict):
    """The body already meets at that moment."""


@dataclass
class Milestone:
    """One deadline of a meeting; `derivation` is how it was counted, as facts; `done_at` when the clock passed it.

    One that lay in the past already when the meeting was called, confirmed or moved, or that an outage outlasted until
    the meeting began, was missed, at `missed_at`: the clock does nothing about it, and it is left to a person.
    """

    meeting_id: str
    name: str
    due_at: datetime
    derivation: dict[str, object]
    done_at: datetime | None = None
    missed_at: datetime | None = None

    @property
    def is_to_come(self) -> bool:
        """Whether the clock is yet to keep it."""
        return self.done_at is None and self.missed_at is None

    def miss_if_past(self, now: datetime) -> None:
        """It was set, or the meeting confirmed: is it ahead, the clock keeps it after all."""
        if self.due_at > now:
            self.missed_at = None
        elif self.name in CAN_BE_MISSED and self.is_to_come:
            self.missed_at = now


@dataclass
class Meeting:
    """A date of a body. `uid` and `sequence` are those of its calendar event and outlive every change.

    One that `is_written` is held in writing: nobody comes, and it begins and ends when it closes. `laid_on_closed` is
    its day, where the settings had closed that when somebody laid it there.
    """

    id: str
    body_id: str
    starts_at: datetime
    ends_at: datetime
    uid: str
    state: MeetingState = MeetingState.PROPOSED
    original_on: date | None = None
    moved_from: date | None = None
    reason: str = ""
    place: str = ""
    online: str = ""
    sequence: int = 0
    is_extraordinary: bool = False
    is_written: bool = False
    invite_at: datetime | None = None
    invited_at: datetime | None = None
    laid_on_closed: date | None = None
    revision: int = 1
    milestones: list[Milestone] = field(default_factory=list)

    def milestone(self, name: str) -> Milestone | None:
        return next((m for m in self.milestones if m.name == name), None)

    def due_at(self, name: str) -> datetime | None:
        milestone = self.milestone(name)
        return milestone.due_at if milestone else None

    @property
    def missed(self) -> list[Milestone]:
        """What lay in the past already and nobody has done since, in order."""
        missed = [one for one in self.milestones if one.missed_at is not None and one.done_at is None]
        return [one for one in missed if one.name in CAN_BE_MISSED]

    def left_by_hand(self, now: datetime) -> list[Milestone]:
        """What is missed, or would be if the meeting were confirmed now."""
        if self.state is not MeetingState.PROPOSED:
            return self.missed
        return [one for one in self.milestones if one.name in CAN_BE_MISSED and one.due_at <= now]

    def miss_what_is_past(self, now: datetime) -> None:
        """The meeting was called or confirmed so near that some of its deadlines have passed."""
        for milestone in self.milestones:
            milestone.miss_if_past(now)

    def still_due_at(self, name: str, now: datetime) -> datetime | None:
        """The deadline where people can still keep it: what they are told of."""
        due_at = self.due_at(name)
        return due_at if due_at is not None and now < due_at else None

    @property
    def minutes(self) -> int:
        """Its length."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def is_ahead(self) -> bool:
        return self.state in {MeetingState.PROPOSED, MeetingState.CONFIRMED}

    @property
    def is_off(self) -> bool:
        """Whether it was called off, or nobody met."""
        return self.state in {MeetingState.CANCELLED, MeetingState.NOT_HELD}

    def become(self, state: MeetingState) -> None:
        if state is MeetingState.CONFIRMED and self.state is state:
            raise AlreadyConfirmed("it is confirmed already; read it again", "state", {"state": str(state)})
        if state not in TRANSITIONS[self.state]:
            raise MeetingIsOver(
                f"the meeting is {self.state}, and stays as it was; call another",
                "state",
                {"state": str(self.state)},
            )
        self.state = state

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading than what now stands."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the meeting; read it again and repeat with its revision",
                "revision",
                {
                    "revision": self.revision,
                    "state": str(self.state),
                    "starts_at": self.starts_at,
                },
            )

    def move(self, starts_at: datetime, ends_at: datetime, reason: str, now: datetime) -> None:
        """Lay the meeting at another time; a proposed meeting needs no new sequence, since nobody knows of it."""
        self._check_times(starts_at, ends_at, now)
        self.moved_from = self.moved_from or self.original_on
        self.starts_at, self.ends_at, self.reason = starts_at, ends_at, reason
        if self.state is MeetingState.CONFIRMED:
            self.sequence += 1

    def cancel(self, reason: str) -> None:
        if self.state is MeetingState.CONFIRMED and not reason.strip():
            raise ReasonMissing("say why the meeting is cancelled", "reason")
        self.become(MeetingState.CANCELLED)
        self.reason = reason
        self.sequence += 1

    def _check_times(self, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
        if not self.is_ahead:
            raise MeetingIsOver(
                f"the meeting is {self.state}, and stays; call another",
                "state",
                {"state": str(self.state)},
            )
        if self.is_written:
            check_ahead(starts_at, now)
        else:
            check_times(starts_at, ends_at, now)


def check_times(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    check_ahead(starts_at, now)
    if ends_at <= starts_at:
        raise EndsBeforeItStarts("let it end after it starts", "ends_at")
    if ends_at - starts_at > LONGEST_MEETING:
        raise MeetingTooLong("let it end within 24 hours", "ends_at")


def check_ahead(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise MeetingInThePast("choose a moment that lies ahead", "starts_at")
