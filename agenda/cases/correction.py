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


class CitizenHasAnotherCase(Conflict):
    """A citizen has one open case: the closed one is not opened again beside it."""


class CorrectionUnexplained(Invalid):
    """A correction says what was wrong."""


@dataclass(frozen=True)
class Since:
    """What happened since its outcome led the case on at `led_at`, beyond what the case itself tells."""

    led_at: datetime
    has_later_outcome: bool
    has_effort: bool
    has_another_case: bool


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
    if since.has_effort:
        raise OutcomeActedUpon("call off the conversation, or end the course, first", "kind")
    if since.has_another_case:
        raise CitizenHasAnotherCase("go on in the citizen's open case", "kind")
    has_gone_on = since.has_later_outcome or case.state is not LED_TO[outcome.kind]
    was_asked_anew = any(lookup.requested_at > outcome.recorded_at for lookup in case.lookups)
    was_closed_later = case.closed_at not in {None, since.led_at}
    if has_gone_on or was_asked_anew or was_closed_later:
        raise OutcomeActedUpon(
            "leave it as it is, and record the next outcome", "kind", {"state": str(case.state)}
        )
