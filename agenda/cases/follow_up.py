"""A follow-up: for what a case comes back, on which day at the earliest, and onto which meeting that leads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import ChangedMeanwhile, Conflict, Invalid
from agenda.meetings.meeting import AGENDA_DUE, Meeting

MOST_MONTHS = 3


class FollowUpState(StrEnum):
    OPEN = "open"
    DISCUSSED = "discussed"
    DROPPED = "dropped"


TRANSITIONS: Mapping[FollowUpState, frozenset[FollowUpState]] = {
    FollowUpState.OPEN: frozenset({FollowUpState.DISCUSSED, FollowUpState.DROPPED}),
    FollowUpState.DISCUSSED: frozenset(),
    FollowUpState.DROPPED: frozenset(),
}
TAKEN_BACK: Mapping[FollowUpState, frozenset[FollowUpState]] = {
    FollowUpState.DISCUSSED: frozenset({FollowUpState.OPEN}),
    FollowUpState.DROPPED: frozenset({FollowUpState.OPEN}),
}


class FollowUpTooFar(Invalid):
    """A follow-up lies at most three months ahead."""


class FollowUpNotAhead(Invalid):
    """A follow-up lies ahead."""


class PurposeMissing(Invalid):
    """A follow-up says what for."""


class FollowUpSettled(Conflict):
    """A follow-up that was discussed or dropped stays as it is."""


@dataclass(frozen=True)
class FollowUpGiven:
    on: date
    purpose: str


@dataclass
class FollowUp:
    """`wanted_on` is the day asked for, `on` the open day that became of it; `meeting_id` the meeting it is laid on.

    Its purpose lies in `sealed_purpose`.
    """

    id: str
    case_id: str
    wanted_on: date
    on: date
    set_at: datetime
    set_by: str
    sealed_purpose: bytes
    state: FollowUpState = FollowUpState.OPEN
    meeting_id: str | None = None
    settled_at: datetime | None = None
    revision: int = 1

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the follow-up; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )

    def take_up_again(self) -> None:
        """It was dropped because its case seemed to end, or discussed at a meeting that was not held."""
        self.become(FollowUpState.OPEN, None, TAKEN_BACK)

    def become(
        self,
        state: FollowUpState,
        settled_at: datetime | None,
        along: Mapping[FollowUpState, frozenset[FollowUpState]] = TRANSITIONS,
    ) -> None:
        if state not in along.get(self.state, ()):
            raise FollowUpSettled("set a new follow-up instead", "follow_up", {"state": str(self.state)})
        self.state, self.settled_at = state, settled_at


def check_follow_up(given: FollowUpGiven, today: date) -> None:
    if not given.purpose.strip():
        raise PurposeMissing("say in a sentence what is to be followed up", "purpose")
    if len(given.purpose) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "purpose")
    if given.on <= today:
        raise FollowUpNotAhead("choose a day that lies ahead", "on")
    if given.on > last_day(today):
        raise FollowUpTooFar(f"choose a day up to {last_day(today)}", "on")


def last_day(set_on: date) -> date:
    """The same day three months on, or the last of that month where it has none such."""
    return set_on + relativedelta(months=MOST_MONTHS)


def meeting_for(
    follow_up: FollowUp, meetings: Sequence[Meeting], day_of: Callable[[Meeting], date]
) -> Meeting | None:
    """The first meeting from its day on whose agenda is to come, or the one it is on already; `meetings` in order."""
    for meeting in meetings:
        release = meeting.milestone(AGENDA_DUE)
        is_open = release is not None and release.done_at is None
        if day_of(meeting) >= follow_up.on and (is_open or meeting.id == follow_up.meeting_id):
            return meeting
    return None
