"""Written procedure: an outcome that is proposed, and to which each party consents or objects before a closing date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from agenda.cases.outcome import OutcomeKind
from agenda.errors import ChangedMeanwhile, Conflict, Invalid
from agenda.meetings.meeting import Meeting
from scheduler.working_days import Calendar

IN_WRITING = frozenset(OutcomeKind) - {OutcomeKind.MORE_INFORMATION}


class ProposalState(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    TO_MEETING = "to_meeting"


TRANSITIONS: Mapping[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset({ProposalState.OPEN, ProposalState.AGREED, ProposalState.TO_MEETING}),
    ProposalState.AGREED: frozenset(),
    ProposalState.TO_MEETING: frozenset(),
}


class Consent(StrEnum):
    """What a party says; silence is no consent."""

    CONSENTS = "consents"
    OBJECTS = "objects"


class NotInWriting(Conflict):
    """Only the case body's meetings are held in writing, and one that is in writing already is not again."""


class ClosingOnClosedDay(Invalid):
    """A written procedure closes on a day on which the agencies are at work."""


class ClosesTooSoon(Invalid):
    """The agencies have at least one working day."""


class CaseNotInWriting(Conflict):
    """Proposed and consented is for released cases of a written procedure that has not closed."""


class OutcomeTakesMeeting(Invalid):
    """Who wants to know more takes the case to a meeting."""


@dataclass
class Proposal:
    """The outcome proposed for a case; `parties` are those whose consent it takes, `consents` what they said.

    A new version takes nobody's consent along. `remind_at` is when the silent are next reminded (None: no more).
    Grounds lie in `sealed_content`, the parties' words in `sealed_words`.
    """

    id: str
    case_id: str
    meeting_id: str
    version: int
    kind: OutcomeKind
    responsible: str
    parties: list[str]
    proposed_at: datetime
    proposed_by: str
    sealed_content: bytes
    handed_to: str = ""
    close_reason: str = ""
    state: ProposalState = ProposalState.OPEN
    consents: dict[str, str] = field(default_factory=dict)
    sealed_words: bytes | None = None
    reminded_at: datetime | None = None
    remind_at: datetime | None = None
    revision: int = 1

    def is_agreed_by(self, parties: Sequence[str]) -> bool:
        """All have said yes; where nobody is to be asked nobody has."""
        return bool(parties) and all(self.consents.get(party) == Consent.CONSENTS for party in parties)

    def become(self, state: ProposalState) -> None:
        if state not in TRANSITIONS[self.state]:
            raise CaseNotInWriting("the procedure has closed", "case", {"state": str(self.state)})
        self.state = state

    def expect(self, version: int) -> None:
        """A consent is to the words that were read, and to no later ones."""
        if version != self.version:
            raise ChangedMeanwhile(
                "another outcome is proposed by now; read it, and answer with its version",
                "version",
                {"version": self.version},
            )

    def state_consent(self, party_id: str, consent: Consent) -> None:
        self.consents = {**self.consents, party_id: str(consent)}


def check_closing(closes_at: datetime, calendar: Calendar, now: datetime) -> None:
    if calendar.closed(calendar.local(closes_at).date()) is not None:
        raise ClosingOnClosedDay("choose a working day", "closes_at")
    if closes_at < calendar.later(now, 1):
        raise ClosesTooSoon("give the agencies at least one working day", "closes_at")


def check_moved_closing(before: datetime, closes_at: datetime, calendar: Calendar, now: datetime) -> None:
    """Brought forward, it still leaves a working day to consent or object."""
    if closes_at < min(before, calendar.later(now, 1)):
        raise ClosesTooSoon("give the agencies at least one working day", "starts_at")


def check_in_writing(meeting: Meeting | None, kind: OutcomeKind, now: datetime, *, is_ready: bool) -> None:
    """Whether an outcome can be proposed in writing: for a case that is released, or that comes back."""
    if meeting is None or not meeting.is_written or not is_ready or now >= meeting.starts_at:
        raise CaseNotInWriting("only a released case of a written procedure that is open", "case")
    if kind not in IN_WRITING:
        raise OutcomeTakesMeeting("choose another outcome, or leave the case to the next meeting", "kind")
