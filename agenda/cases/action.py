"""An action agreed about a case: who does what by when, what became of it, and when its owner is reminded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from agenda.cases.authorities import Authorities
from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.outcome import GroundsMissing
from agenda.errors import ChangedMeanwhile, Conflict, Invalid
from agenda.meetings.meeting import ReasonMissing
from scheduler.working_days import Calendar

LONGEST_WAIT = timedelta(days=366)


class ActionState(StrEnum):
    """An action no longer possible is nobody's fault: circumstances changed.

    One is withdrawn with the meeting at which it was agreed, if that was not held after all.
    """

    OPEN = "open"
    DONE = "done"
    NO_LONGER_POSSIBLE = "no_longer_possible"
    NOT_DONE = "not_done"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.OPEN: frozenset(
        {ActionState.DONE, ActionState.NO_LONGER_POSSIBLE, ActionState.NOT_DONE, ActionState.WITHDRAWN}
    ),
    ActionState.DONE: frozenset(),
    ActionState.NO_LONGER_POSSIBLE: frozenset(),
    ActionState.NOT_DONE: frozenset(),
    ActionState.WITHDRAWN: frozenset(),
}
UNDONE = frozenset({ActionState.NO_LONGER_POSSIBLE, ActionState.NOT_DONE})


class ActionSettled(Conflict):
    """An action is settled once."""


class ActionDueElsewhen(Invalid):
    """An action is due on a day that lies ahead, within a year."""


@dataclass(frozen=True)
class ActionGiven:
    owner: str
    what: str
    due_on: date


@dataclass
class AgreedAction:
    """Agreed at a meeting; what is to be done lies in `sealed_what`, why it was not in `sealed_reason`.

    `wanted_on` is the day asked for, `due_on` the open day that became of it.
    `reminded_on` is the last day on which its owner was reminded, `remind_at` the next moment (None: never).
    """

    id: str
    case_id: str
    meeting_id: str
    owner: str
    wanted_on: date
    due_on: date
    agreed_at: datetime
    sealed_what: bytes
    state: ActionState = ActionState.OPEN
    sealed_reason: bytes | None = None
    settled_at: datetime | None = None
    settled_by: str = ""
    reminded_on: date | None = None
    remind_at: datetime | None = None
    revision: int = 1

    def become(self, state: ActionState, reason: str) -> None:
        if state not in TRANSITIONS[self.state]:
            raise ActionSettled(
                "agree a new action at a meeting instead", "state", {"state": str(self.state)}
            )
        if state in UNDONE and not reason.strip():
            raise ReasonMissing("say why", "reason")
        if len(reason) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")
        self.state = state

    def hand_over(self, owner: str, now: datetime) -> None:
        """Another sees to it, who is told at once."""
        if self.state is not ActionState.OPEN:
            raise ActionSettled(
                "agree a new action at a meeting instead", "state", {"state": str(self.state)}
            )
        self.owner, self.reminded_on, self.remind_at = owner, None, now

    def withdraw(self, now: datetime, by: str) -> None:
        self.become(ActionState.WITHDRAWN, "")
        self.settled_at, self.settled_by, self.remind_at = now, by, None

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the action; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )


@dataclass(frozen=True)
class ReminderDays:
    """So many working days before an action is due, and each so many working days after it."""

    before: tuple[int, ...]
    each_after: int


def check_action(given: ActionGiven, authorities: Authorities, today: date) -> None:
    authorities.check(given.owner, "owner")
    if not given.what.strip():
        raise GroundsMissing("say in a sentence what is to be done", "what")
    if len(given.what) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "what")
    if not today < given.due_on <= last_due_day(today):
        raise ActionDueElsewhen("choose a day that lies ahead, within a year", "due_on")


def last_due_day(agreed_on: date) -> date:
    return agreed_on + LONGEST_WAIT


def next_reminder_on(due_on: date, after: date, days: ReminderDays, calendar: Calendar) -> date:
    """The first open day later than `after` on which its owner is reminded, until the action is settled."""
    return next(on for on in _reminder_days(due_on, days, calendar) if on > after)


def _reminder_days(due_on: date, days: ReminderDays, calendar: Calendar) -> Iterator[date]:
    for before in sorted(days.before, reverse=True):
        yield calendar.count(due_on, -before).on
    last = due_on
    while True:
        last = calendar.count(last, days.each_after).on
        yield last
