"""A conversation with the citizen: who holds it and when, and what came of it. It is voluntary."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from agenda.cases.case import CloseReason
from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class ConversationState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CALLED_OFF = "called_off"


TRANSITIONS: Mapping[ConversationState, frozenset[ConversationState]] = {
    ConversationState.PLANNED: frozenset(
        {
            ConversationState.PLANNED,
            ConversationState.HELD,
            ConversationState.MISSED,
            ConversationState.CALLED_OFF,
        }
    ),
    ConversationState.HELD: frozenset(),
    ConversationState.MISSED: frozenset(),
    ConversationState.CALLED_OFF: frozenset(),
}
TAKEN_BACK: Mapping[ConversationState, frozenset[ConversationState]] = {
    ConversationState.CALLED_OFF: frozenset({ConversationState.PLANNED}),
}


class ConversationOutcome(StrEnum):
    """What the citizen wants; to want nothing is as good an answer as any."""

    WANTS_COURSE = "wants_course"
    DOES_NOT = "does_not"
    NO_NEED = "no_need"
    DID_NOT_COME = "did_not_come"


# The outcomes with which a case ends.
ENDS: Mapping[ConversationOutcome, CloseReason] = MappingProxyType(
    {
        ConversationOutcome.DOES_NOT: CloseReason.CITIZEN_DECLINES,
        ConversationOutcome.NO_NEED: CloseReason.NO_NEED,
    }
)


class ConversationOver(Conflict):
    """A conversation that was held, missed or called off stays as it was."""


class ConversationPlannedAlready(Conflict):
    """One conversation is planned at a time."""


class ConversationInThePast(Invalid):
    """A conversation is planned ahead."""


class ConversationAhead(Invalid):
    """What has yet to be held has no outcome."""


class HolderMissing(Invalid):
    """The citizen is told whom they will meet, and where."""


class AddressWritten(Invalid):
    """Where the citizen lives is written nowhere: they know it, and others may not."""


@dataclass(frozen=True)
class ConversationPlan:
    """`party_id` is the authority that holds it, `holder` the person the citizen meets; `at_home` needs no place."""

    party_id: str
    holder: str
    place: str
    planned_at: datetime
    at_home: bool = False


@dataclass(frozen=True)
class ConversationReport:
    """`held_at` left out is when it was planned; the note is for whoever goes on with the case."""

    outcome: ConversationOutcome
    held_at: datetime | None = None
    note: str = ""


@dataclass
class Conversation:
    """Holder and place lie in `sealed_plan`, the note in `sealed_note`; `called_off_at` is when nothing came of it.

    `left_on`: the day on which it was put before the secretariat, since the authority that holds it had ended.
    """

    id: str
    case_id: str
    party_id: str
    planned_at: datetime
    planned_by: str
    sealed_plan: bytes
    state: ConversationState = ConversationState.PLANNED
    outcome: ConversationOutcome | None = None
    held_at: datetime | None = None
    called_off_at: datetime | None = None
    sealed_note: bytes | None = None
    left_on: date | None = None
    revision: int = 1

    def become(
        self,
        state: ConversationState,
        along: Mapping[ConversationState, frozenset[ConversationState]] = TRANSITIONS,
    ) -> None:
        if state not in along.get(self.state, ()):
            raise ConversationOver(
                f"the conversation is {self.state}; plan another", "conversation", {"state": str(self.state)}
            )
        self.state = state

    def call_off(self, now: datetime) -> None:
        self.become(ConversationState.CALLED_OFF)
        self.called_off_at = now

    def plan_again(self) -> None:
        """It was called off because its case seemed to end."""
        self.become(ConversationState.PLANNED, TAKEN_BACK)
        self.called_off_at = None

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the conversation; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )

    def report(self, given: ConversationReport, now: datetime) -> None:
        """Keep what came of it; who did not come may be invited again."""
        held_at = given.held_at or self.planned_at
        if held_at > now:
            raise ConversationAhead("report it when it has been held", "held_at", {"planned_at": held_at})
        if len(given.note) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "note")
        is_missed = given.outcome is ConversationOutcome.DID_NOT_COME
        self.become(ConversationState.MISSED if is_missed else ConversationState.HELD)
        self.outcome, self.held_at = given.outcome, None if is_missed else held_at


def check_plan(plan: ConversationPlan, now: datetime) -> None:
    if plan.planned_at <= now:
        raise ConversationInThePast("choose a moment that lies ahead", "planned_at")
    if plan.at_home and plan.place.strip():
        raise AddressWritten("leave it empty: at home no address is written", "place")
    for field in ("holder",) if plan.at_home else ("holder", "place"):
        if not getattr(plan, field).strip():
            raise HolderMissing("say whom the citizen meets, and where", field)
