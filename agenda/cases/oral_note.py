"""What an agency said about a case at a meeting and wrote nowhere."""

from dataclasses import dataclass
from datetime import datetime

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.outcome import GroundsMissing, UnknownAuthority
from agenda.errors import Invalid


class SourceUnclear(Invalid):
    """An oral note has one source: a party, or another agency that was invited."""


class SaidAtAnotherTime(Invalid):
    """It was said between the meeting's beginning and now."""


@dataclass(frozen=True)
class NoteGiven:
    """`party_id` says who said it, or `agency` names another one that was there; `said_at` left out: now."""

    words: str
    party_id: str | None = None
    agency: str = ""
    said_at: datetime | None = None


@dataclass
class OralNote:
    """The words lie in `sealed_words`; `agency` is empty where a party said it."""

    id: str
    case_id: str
    meeting_id: str
    party_id: str | None
    agency: str
    said_at: datetime
    noted_by: str
    sealed_words: bytes


def check_note(given: NoteGiven, known: frozenset[str], starts_at: datetime, now: datetime) -> None:
    if (given.party_id is None) == (not given.agency.strip()):
        raise SourceUnclear("name the party, or another agency, and not both", "party")
    if given.party_id is not None and given.party_id not in known:
        raise UnknownAuthority(f"name one of: {', '.join(sorted(known))}", "party")
    if not given.words.strip():
        raise GroundsMissing("write what was said", "words")
    if len(given.words) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "words")
    if given.said_at is not None and not starts_at <= given.said_at <= now:
        raise SaidAtAnotherTime("give a time from the beginning of the meeting until now", "said_at")
