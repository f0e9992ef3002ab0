"""An agency takes back what it answered: withdrawn before its release, redacted after it; what it said is destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.lookup import Answer, AnswerGiven, Lookup, LookupState, NoAnswerToAmend
from agenda.errors import Conflict, Invalid

NUMBERED_FROM = 1


class WithdrawalWhy(StrEnum):
    """What was wrong with an answer, and nothing of what it said."""

    WRONG_PERSON = "wrong_person"
    TOO_MUCH = "too_much"
    BY_MISTAKE = "by_mistake"


class NothingToTakeBack(Conflict):
    """There is no answer that stands and says anything."""


class ReleasedAlready(Conflict):
    """Others may have read the answer: it is redacted, with a reason."""


class NotReleasedYet(Conflict):
    """Nobody else has read the answer: it is withdrawn."""


class RedactionUnexplained(Invalid):
    """Whoever takes out what others have read says why."""


class NoSuchStatement(Invalid):
    """What is taken out stands in the answer; or the answer is taken out whole."""


@dataclass(frozen=True)
class WithdrawalGiven:
    """`version` is the answer that was read, and stands."""

    version: int
    why: WithdrawalWhy


@dataclass(frozen=True)
class RedactionGiven:
    """What is taken out of the version that others read: all of it, or statements by their numbers, counted from 1."""

    version: int
    revision: int
    reason: str
    is_whole: bool = False
    risk_factors: tuple[int, ...] = ()
    protective_factors: tuple[int, ...] = ()

    @property
    def statements(self) -> int:
        return len(set(self.risk_factors)) + len(set(self.protective_factors))


@dataclass
class Redaction:
    """That something was taken out of a released answer, when and by whom; the reason lies in `sealed_reason`.

    `seen_at` is when the secretariat had taken note of it.
    """

    id: str
    lookup_id: str
    version: int
    redacted_at: datetime
    redacted_by: str
    is_whole: bool
    statements: int
    sealed_reason: bytes
    seen_at: datetime | None = None


def check_withdrawal(lookup: Lookup, version: int, *, is_released: bool) -> None:
    check_withdrawable(lookup, is_released=is_released)
    assert lookup.latest is not None
    _check_version(lookup, version, lookup.latest)


def check_withdrawable(lookup: Lookup, *, is_released: bool) -> None:
    """Whether an answer stands that nobody else has read."""
    _check_stands(lookup, {LookupState.ANSWERED, LookupState.TO_CORRECT})
    if is_released:
        raise ReleasedAlready("the answers have been released: redact it, with a reason", "lookup")


def check_redaction(lookup: Lookup, given: RedactionGiven, *, is_released: bool) -> None:
    answer = redactable(lookup, is_released=is_released)
    _check_version(lookup, given.version, answer)
    answer.expect(given.revision)
    if not given.reason.strip():
        raise RedactionUnexplained("say in a sentence why it is taken out", "reason")
    if len(given.reason) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")
    if given.is_whole == bool(given.statements):
        raise NoSuchStatement("name the statements, or take out the answer whole, and not both", "is_whole")


def redactable(lookup: Lookup, *, is_released: bool) -> Answer:
    """The answer that stands, where others may read it; else the newest that they have read, though it was amended."""
    stands = lookup.latest if lookup.state is LookupState.ANSWERED else None
    if is_released and stands is not None and not stands.is_gone:
        return stands
    if lookup.shown is not None and lookup.state in {LookupState.ANSWERED, LookupState.OPEN}:
        return lookup.shown
    _check_stands(lookup, {LookupState.ANSWERED})
    raise NotReleasedYet("nobody else has read it yet: withdraw it", "lookup")


def redacted(said: AnswerGiven, given: RedactionGiven) -> AnswerGiven:
    """What is left when the statements of these numbers are taken out."""
    return AnswerGiven(
        said.kind,
        _left(said.risk_factors, given.risk_factors, "risk_factors"),
        _left(said.protective_factors, given.protective_factors, "protective_factors"),
    )


def withdraw(lookup: Lookup, why: WithdrawalWhy, by: str, now: datetime) -> None:
    """The request is open again; of what others had not read nothing is left but that it was withdrawn, and when."""
    _take_out_of_sight(lookup.unread, why, by, now)
    lookup.become(LookupState.OPEN)
    lookup.answered_at = None


def take_out_of_sight(lookup: Lookup, why: WithdrawalWhy, by: str, now: datetime) -> None:
    """Whatever becomes of the request: nobody reads any more what was answered to it."""
    _take_out_of_sight(lookup.answers, why, by, now)


def _take_out_of_sight(answers: Sequence[Answer], why: WithdrawalWhy, by: str, now: datetime) -> None:
    for answer in answers:
        answer.destroy()
        if answer.withdrawn_at is None:
            answer.withdrawn_at, answer.withdrawn_by, answer.withdrawn_why = now, by, str(why)


def _check_stands(lookup: Lookup, states: set[LookupState]) -> None:
    if lookup.state not in states or lookup.latest is None or lookup.latest.is_gone:
        raise NothingToTakeBack("there is no answer that stands", "lookup", {"state": str(lookup.state)})


def _check_version(lookup: Lookup, version: int, answer: Answer) -> None:
    if version != answer.version:
        raise NoAnswerToAmend(
            "name the version that stands",
            "version",
            {"state": str(lookup.state), "version": answer.version},
        )


def _left(statements: tuple[str, ...], taken_out: tuple[int, ...], field: str) -> tuple[str, ...]:
    numbered = dict(enumerate(statements, NUMBERED_FROM))
    if set(taken_out) - set(numbered):
        raise NoSuchStatement(f"number them from {NUMBERED_FROM} to {len(statements)}", field)
    return tuple(words for number, words in numbered.items() if number not in taken_out)
