"""Whether a meeting was held: asked where its agenda never went out, and taken back until its minutes are approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.errors import Conflict, Invalid
from agenda.meetings.meeting import Meeting, MeetingState, ReasonMissing

LONGEST_REASON = 500


class MeetingHasBegun(Conflict):
    """Nothing is released to a meeting that has begun: those who sit there would not have read it."""


class NothingAsked(Conflict):
    """Whether a meeting was held is said of one that is over."""


class HeldAlready(Conflict):
    """It stands as held; what can be said of it is that it was not."""


class NotHeldForGood(Conflict):
    """What was recorded at it is withdrawn, and what it was to treat lies elsewhere by now."""


class CancelledForGood(Conflict):
    """People were told that it would not be held."""


class HeldForGood(Conflict):
    """A meeting whose minutes were approved was held, and one in writing has closed."""


class StopsInTheWay(Conflict):
    """What was decided there has gone on since: each case that stops it is named."""


class NotOnThatMeeting(Invalid):
    """What a meeting treated lay on it, or was to come back there."""


class StopKind(StrEnum):
    """Why what a meeting decided about a case can't be withdrawn any more."""

    LETTER = "letter"  # an invitation that rests on it has been sent to the citizen
    EFFORT = "effort"  # a conversation is planned or was held, or a course was opened
    ANOTHER_CASE = "another_case"  # the citizen has another open case by now
    GONE_ON = "gone_on"  # a later meeting has decided, or the case was closed


@dataclass(frozen=True)
class Stop:
    reference: str
    kind: StopKind


@dataclass(frozen=True)
class HeldGiven:
    """`treated` are the references of the cases it treated, where it was held though its agenda never went out."""

    is_held: bool
    revision: int
    reason: str = ""
    treated: tuple[str, ...] = ()


def check_not_begun(meeting: Meeting, now: datetime) -> None:
    """Whether something can still be released to it."""
    if now >= meeting.starts_at:
        raise MeetingHasBegun(
            "say afterwards what the meeting treated", "meeting", {"starts_at": meeting.starts_at}
        )


def check_may_say(meeting: Meeting, given: HeldGiven, *, was_approved: bool) -> None:
    if meeting.is_written or was_approved:
        raise HeldForGood("leave it as it is", "meeting", {"state": str(meeting.state)})
    _check_open(meeting, is_held=given.is_held)
    if not given.is_held and not given.reason.strip():
        raise ReasonMissing("say why it was not held", "reason")


def _check_open(meeting: Meeting, *, is_held: bool) -> None:
    """Of each state that it can't be said in, what can be done instead."""
    standing: dict[str, object] = {"state": str(meeting.state)}
    if meeting.is_ahead:
        raise NothingAsked("choose a meeting that is over", "meeting", standing)
    if meeting.state is MeetingState.CANCELLED:
        raise CancelledForGood(
            "call another meeting, and treat there what it was to treat", "meeting", standing
        )
    if meeting.state is MeetingState.NOT_HELD:
        raise NotHeldForGood(
            "what it was to treat lies on the next meeting: record it there, or call an extraordinary one",
            "meeting",
            standing,
        )
    if is_held and meeting.state is MeetingState.HELD:
        raise HeldAlready("it stands as held already: go on with its minutes", "meeting", standing)


def check_nothing_stops(stops: Sequence[Stop]) -> None:
    if stops:
        raise StopsInTheWay(
            "see `stops`: undo that first, or leave the meeting as held",
            "meeting",
            {"stops": [{"case": stop.reference, "why": str(stop.kind)} for stop in stops]},
        )
