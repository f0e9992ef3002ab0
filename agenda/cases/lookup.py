"""A lookup request: one question to one agency about one case, and the versions of its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid

MOST_STATEMENTS, LONGEST_STATEMENT = 40, 1000


class LookupState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    TO_CORRECT = "to_correct"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


TRANSITIONS: Mapping[LookupState, frozenset[LookupState]] = {
    LookupState.OPEN: frozenset(
        {
            LookupState.OPEN,
            LookupState.ANSWERED,
            LookupState.TO_CORRECT,
            LookupState.WITHDRAWN,
            LookupState.LAPSED,
        }
    ),
    LookupState.ANSWERED: frozenset(
        {LookupState.ANSWERED, LookupState.OPEN, LookupState.TO_CORRECT, LookupState.WITHDRAWN}
    ),
    LookupState.TO_CORRECT: frozenset({LookupState.OPEN, LookupState.WITHDRAWN, LookupState.LAPSED}),
    LookupState.WITHDRAWN: frozenset(),
    LookupState.LAPSED: frozenset({LookupState.OPEN, LookupState.WITHDRAWN}),
}


class AnswerKind(StrEnum):
    """What an agency can answer. Declining (rpl. § 115, stk. 4) is an answer like the others; the last two re-open."""

    NOTHING_REGISTERED = "nothing_registered"
    NOT_RELEVANT = "not_relevant"
    RELEVANT = "relevant"
    ORAL_ONLY = "oral_only"
    DECLINES = "declines"
    WRONG_PERSON = "wrong_person"
    CONFLICT_OF_INTEREST = "conflict_of_interest"


REOPENING = frozenset({AnswerKind.WRONG_PERSON, AnswerKind.CONFLICT_OF_INTEREST})


class AlreadyAnswered(Conflict):
    """There is an answer; a new one says which version it amends."""


class RequestWithdrawn(Conflict):
    """The request was withdrawn: nothing is asked any more."""


class AnswerAfterRelease(Conflict):
    """The answers have been released, or the meeting has been held."""


class WaitsForCorrection(Conflict):
    """The secretariat is correcting the person; the request opens again then."""


class NoAnswerToAmend(Conflict):
    """An amendment names a version that does not stand."""


class StatementsMisplaced(Invalid):
    """Only a relevant answer bears statements, and it bears at least one."""


class StatementTooLong(Invalid):
    """Statements are short, and few."""


class NobodyStandsIn(Conflict):
    """A conflict of interest goes to the deputy, and there is none."""


@dataclass(frozen=True)
class AnswerGiven:
    """An agency's answer; `amends` is the version it replaces, or None for a first answer."""

    kind: AnswerKind
    risk_factors: tuple[str, ...] = ()
    protective_factors: tuple[str, ...] = ()
    amends: int | None = None


@dataclass
class Answer:
    """One version of an answer; its kind and statements lie in `sealed_content`, None once they are destroyed.

    A withdrawn one says when, by whom and for what kind of reason; `revision` grows with each redaction.
    """

    id: str
    lookup_id: str
    version: int
    answered_at: datetime
    answered_by: str
    sealed_content: bytes | None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    redacted_at: datetime | None = None
    revision: int = 1

    @property
    def is_gone(self) -> bool:
        return self.sealed_content is None

    def destroy(self) -> None:
        self.sealed_content = None

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "something was taken out of the answer meanwhile; read it again",
                "revision",
                {"revision": self.revision, "version": self.version},
            )


@dataclass
class Lookup:
    """`due_at` follows the meeting; `sealed_necessity` is this request's own, where the concern's does not cover it.

    `released_version` is the newest version others were shown: what they have read stays readable (0: nothing yet).
    """

    id: str
    case_id: str
    concern_id: str
    party_id: str
    round: int
    requested_at: datetime
    due_at: datetime
    state: LookupState = LookupState.OPEN
    asks_deputy: bool = False
    answered_at: datetime | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    handled_until: datetime | None = None
    next_reminder_at: datetime | None = None
    revision: int = 1
    sealed_necessity: bytes | None = None
    released_version: int = 0
    answers: list[Answer] = field(default_factory=list)

    @property
    def is_outstanding(self) -> bool:
        """Nothing has come that counts as an answer."""
        return self.state in {LookupState.OPEN, LookupState.TO_CORRECT}

    @property
    def latest(self) -> Answer | None:
        return self.answers[-1] if self.answers else None

    @property
    def has_been_read(self) -> bool:
        """Whether others were shown the answer that stands."""
        return self.latest is not None and self.latest.version <= self.released_version

    @property
    def shown(self) -> Answer | None:
        """The newest version that others were shown and can still read, whatever came after it."""
        readable = [a for a in self.answers if a.version <= self.released_version and not a.is_gone]
        return readable[-1] if readable else None

    @property
    def unread(self) -> list[Answer]:
        """The versions that nobody but its agency was shown."""
        return [answer for answer in self.answers if answer.version > self.released_version]

    def release(self) -> None:
        self.released_version = self.latest.version if self.latest else 0

    def is_late(self) -> bool:
        return self.answered_at is not None and self.answered_at >= self.due_at

    def become(self, state: LookupState) -> None:
        if state not in TRANSITIONS[self.state]:
            raise RequestWithdrawn(f"the request is {self.state}", "lookup", {"state": str(self.state)})
        self.state = state

    def check_answerable(self, given: AnswerGiven, *, is_released: bool, is_over: bool) -> None:
        """Whether this answer may come now. A first answer is taken until the meeting; an amendment until release.

        Where the released one was taken out whole, the next is a first answer again.
        """
        self.check_open(is_released=is_released, is_over=is_over)
        self._check_version(given)
        check_statements(given)

    def check_open(self, *, is_released: bool, is_over: bool) -> None:
        """Whether any answer may come now."""
        if self.state is LookupState.WITHDRAWN:
            raise RequestWithdrawn(
                "the request was withdrawn; nothing is asked any more", "lookup", self._now_stands()
            )
        if is_over or self.state is LookupState.LAPSED or (is_released and self._stands is not None):
            raise AnswerAfterRelease(
                "the answers have been released; tell it at the meeting", "lookup", self._now_stands()
            )
        if self.state is LookupState.TO_CORRECT:
            raise WaitsForCorrection("wait for the corrected request", "lookup", self._now_stands())

    @property
    def _stands(self) -> int | None:
        """The version of the answer that stands and says something."""
        is_answered = self.state is LookupState.ANSWERED and self.latest and not self.latest.is_gone
        return self.latest.version if self.latest and is_answered else None

    def _check_version(self, given: AnswerGiven) -> None:
        stands = self._stands
        if stands is not None and given.amends is None:
            raise AlreadyAnswered(
                f"to amend it, name the version it replaces: {stands}", "amends", self._now_stands()
            )
        if given.amends != stands:
            raise NoAnswerToAmend(
                "name the version that stands, or none for a first answer", "amends", self._now_stands()
            )

    def _now_stands(self) -> dict[str, object]:
        return {"state": str(self.state), "version": self.latest.version if self.latest else None}

    def state_after(self, kind: AnswerKind) -> LookupState:
        return {
            AnswerKind.WRONG_PERSON: LookupState.TO_CORRECT,
            AnswerKind.CONFLICT_OF_INTEREST: LookupState.OPEN,
        }.get(kind, LookupState.ANSWERED)

    def take(self, answer: Answer, kind: AnswerKind, now: datetime) -> None:
        """Keep the answer as the newest version; two kinds open the request again."""
        self.become(self.state_after(kind))
        self.answers.append(answer)
        self.asks_deputy = self.asks_deputy or kind is AnswerKind.CONFLICT_OF_INTEREST
        self.answered_at = (self.answered_at or now) if self.state is LookupState.ANSWERED else None


def check_statements(given: AnswerGiven) -> None:
    statements = {"risk_factors": given.risk_factors, "protective_factors": given.protective_factors}
    if given.kind is AnswerKind.RELEVANT and not any(statements.values()):
        raise StatementsMisplaced("state at least one risk factor or protective factor", "risk_factors")
    for name, listed in statements.items():
        if listed and given.kind is not AnswerKind.RELEVANT:
            raise StatementsMisplaced("statements go with a relevant answer only", name)
        if len(listed) > MOST_STATEMENTS or any(not 0 < len(s.strip()) <= LONGEST_STATEMENT for s in listed):
            raise StatementTooLong(
                f"write at most {MOST_STATEMENTS} statements of 1 to {LONGEST_STATEMENT} letters", name
            )
