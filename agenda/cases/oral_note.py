"""What was told about a case and stands nowhere else, at a meeting or between two (offentlighedsloven § 13)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from agenda.cases.authorities import Authorities
from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.outcome import GroundsMissing
from agenda.errors import Invalid

LONGEST_SOURCE = 255
NOTED_WITHIN = timedelta(days=366)


class NoteSource(StrEnum):
    """Who told it; the citizen is nobody's informant, but is heard as everybody else."""

    PARTY = "party"
    AGENCY = "agency"
    CITIZEN = "citizen"
    SOMEBODY = "somebody"


class SourceUnclear(Invalid):
    """A note has one source: a party, another agency, the citizen, or somebody who is named."""


class SaidAtAnotherTime(Invalid):
    """It was said between the meeting's beginning and now."""


class ToldElsewhen(Invalid):
    """What is noted between meetings was told within the last year, and not ahead."""


@dataclass(frozen=True)
class NoteGiven:
    """`party_id` says who told it, or `agency` another one, or it was the citizen, or `somebody`, by name.

    `said_at` left out: now.
    """

    words: str
    party_id: str | None = None
    agency: str = ""
    said_at: datetime | None = None
    is_citizen: bool = False
    somebody: str = ""


@dataclass
class NoteAddition:
    """What a note lacked, or said wrongly: it is put beside the note, which stays as it was."""

    id: str
    note_id: str
    added_at: datetime
    added_by: str
    sealed_words: bytes


@dataclass
class OralNote:
    """Words, and the name of somebody, lie sealed; `agency` is empty where another told it.

    `meeting_id` is where it was said; None is between meetings, and the next one with the case takes it up.
    """

    id: str
    case_id: str
    meeting_id: str | None
    party_id: str | None
    agency: str
    said_at: datetime
    noted_at: datetime
    noted_by: str
    sealed_words: bytes
    sealed_source: bytes | None = None
    additions: list[NoteAddition] = field(default_factory=list)

    @property
    def source(self) -> NoteSource:
        if self.party_id is not None:
            return NoteSource.PARTY
        if self.agency:
            return NoteSource.AGENCY
        return NoteSource.CITIZEN if self.sealed_source is None else NoteSource.SOMEBODY


def check_note(given: NoteGiven, authorities: Authorities, starts_at: datetime | None, now: datetime) -> None:
    """Whether the note is whole; `starts_at` is the meeting's at which it was said, None between meetings."""
    named = (given.party_id is not None, given.agency.strip(), given.is_citizen, given.somebody.strip())
    if sum(map(bool, named)) != 1:
        raise SourceUnclear("name the party, another agency, the citizen or somebody, and one alone", "party")
    if given.party_id is not None:
        authorities.check(given.party_id, "party")
    for name in ("agency", "somebody"):
        if len(getattr(given, name)) > LONGEST_SOURCE:
            raise TextTooLong(f"write at most {LONGEST_SOURCE} letters", name)
    check_words(given.words)
    if given.said_at is not None:
        _check_moment(given.said_at, starts_at, now)


def check_words(words: str) -> None:
    if not words.strip():
        raise GroundsMissing("write what was said", "words")
    if len(words) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "words")


def _check_moment(said_at: datetime, starts_at: datetime | None, now: datetime) -> None:
    if starts_at is not None and not starts_at <= said_at <= now:
        raise SaidAtAnotherTime("give a time from the beginning of the meeting until now", "said_at")
    if starts_at is None and not now - NOTED_WITHIN <= said_at <= now:
        raise ToldElsewhen("give a time within the last year, and not ahead", "said_at")
