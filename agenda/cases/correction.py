"""Whether an outcome that was recorded wrongly can still be corrected, and taken back where it led elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from types import MappingProxyType

from agenda.cases.case import Case, CaseState
from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.outcome import Outcome, OutcomeKind
from agenda.errors import Conflict, Invalid
from agenda.meetings.holding import StopKind

LED_TO: Mapping[OutcomeKind, CaseState] = MappingProxyType(
    {
        OutcomeKind.NO_CONVERSATION: CaseState.CLOSED,
        OutcomeKind.CONVERSATION: CaseState.CONVERSATION,
        OutcomeKind.MORE_INFORMATION: CaseState.ASKING,
        OutcomeKind.HANDED_OVER: CaseState.CLOSED,
        OutcomeKind.CLOSED: CaseState.CLOSED,
    }
)


class NothingToCorrect(Conflict):
    """A case without an outcome at the meeting gets one; there is none to correct."""


class AgreedInWriting(Conflict):
    """What all have consented to in writing is not corrected by one alone."""


class OutcomeActedUpon(Conflict):
    """What an outcome led to has gone on since: another outcome would pull the ground from under it."""


class LetterHasGone(Conflict):
    """The citizen was written to on the strength of it: what they have read is not taken back."""


class CitizenHasAnotherCase(Conflict):
    """A citizen has one open case: the closed one is not opened again beside it."""


class CorrectionUnexplained(Invalid):
    """A correction says what was wrong."""


@dataclass(frozen=True)
class Since:
    """What happened since its outcome led the case on at `led_at`, beyond what the case itself tells.

    `was_taken_up`: a further concern had brought the case onto another meeting when the outcome was recorded.
    `has_letter`: an invitation to a conversation was sent to the citizen.
    """

    led_at: datetime
    has_later_outcome: bool
    has_effort: bool
    has_another_case: bool
    was_taken_up: bool = False
    has_letter: bool = False


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise CorrectionUnexplained("say in a sentence what was wrong", "reason")
    if len(reason) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")


def led_at(at_meeting: Sequence[Outcome]) -> datetime:
    """When a case was led where it is, by its outcomes at one meeting, corrected ones too, oldest first."""
    last = at_meeting[-1]
    led_there = list(takewhile(lambda one: one.kind is last.kind, reversed(at_meeting)))
    return led_there[-1].recorded_at


def check_stays(case: Case, outcome: Outcome) -> None:
    """Whether the outcome can be put otherwise, though it leads where it led."""
    if outcome.kind is OutcomeKind.MORE_INFORMATION and case.state is not CaseState.ASKING:
        raise OutcomeActedUpon("the answers are out: record the next outcome", "lookups")


def check_take_back(case: Case, outcome: Outcome, since: Since) -> None:
    """Whether the case can be led elsewhere than this outcome led it."""
    stop = stop_of(case, outcome, since)
    if stop is StopKind.LETTER:
        raise LetterHasGone("leave it as it is, and record the next outcome", "kind")
    if stop is StopKind.EFFORT:
        raise OutcomeActedUpon("call off the conversation, or end the course, first", "kind")
    if stop is StopKind.ANOTHER_CASE:
        raise CitizenHasAnotherCase("go on in the citizen's open case", "kind")
    if stop is StopKind.GONE_ON:
        raise OutcomeActedUpon(
            "leave it as it is, and record the next outcome", "kind", {"state": str(case.state)}
        )


def stop_of(case: Case, outcome: Outcome, since: Since) -> StopKind | None:
    """What has come of the outcome that can't be undone with it."""
    if since.has_letter:
        return StopKind.LETTER
    if since.has_effort:
        return StopKind.EFFORT
    if since.has_another_case:
        return StopKind.ANOTHER_CASE
    was_closed_later = case.closed_at not in {None, since.led_at}
    if since.has_later_outcome or was_closed_later or not _is_where_it_led(case, outcome, since):
        return StopKind.GONE_ON
    return None


def led_nowhere(case: Case, outcome: Outcome) -> bool:
    """The case had ended when the outcome was recorded."""
    return case.closed_at is not None and case.closed_at < outcome.recorded_at


def _is_where_it_led(case: Case, outcome: Outcome, since: Since) -> bool:
    """A case that is prepared for another meeting, since a further concern came, is where it was led too."""
    if outcome.kind is OutcomeKind.MORE_INFORMATION and since.was_taken_up:
        return False
    if case.goes_on_beyond(outcome.meeting_id) and outcome.kind is not OutcomeKind.MORE_INFORMATION:
        return case.taken_up_at is not None
    was_asked_anew = any(lookup.requested_at > outcome.recorded_at for lookup in case.lookups)
    led_to = LED_TO.get(outcome.kind) or CaseState(case.effort)
    return case.state is led_to and not was_asked_anew
