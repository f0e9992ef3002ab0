"""What approved minutes say of one case, sealed with it, and what a citizen has had added since."""

from dataclasses import dataclass
from datetime import date, datetime

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import Conflict, Invalid
from agenda.meetings.meeting import ReasonMissing


class NotApprovedYet(Conflict):
    """What nobody has approved is changed where it stands."""


class AdditionMissing(Invalid):
    """An addition says something."""


class AddedOnOtherDay(Invalid):
    """It was asked for on a day that has come."""


@dataclass(frozen=True)
class OutcomePart:
    """`authority` is the name of the responsible party as it was then; dissents are names with words."""

    kind: str
    responsible: str
    authority: str
    due_on: date | None
    grounds: str
    dissents: tuple[tuple[str, str], ...]
    handed_to: str
    close_reason: str


@dataclass(frozen=True)
class CasePart:
    """`not_treated` is why there is no outcome; `heard` are the sources of oral information, and when it was given.

    `actions` are what, who and by when. `salt` keeps the hash of a part that is destroyed from being guessed.
    """

    reference: str
    text: str
    outcome: OutcomePart | None
    not_treated: str
    heard: tuple[tuple[str, datetime], ...]
    actions: tuple[tuple[str, str, date], ...]
    salt: str


@dataclass
class ApprovedCase:
    """One part: it lies in `sealed_part` under its case's key, and outlives the case as a hash."""

    id: str
    approved_id: str
    case_id: str
    reference: str
    hash: str
    sealed_part: bytes


@dataclass(frozen=True)
class AdditionGiven:
    """What a citizen has had corrected (GDPR, art. 16): an addition to what was approved, on a day and for a reason."""

    meeting_id: str
    words: str
    reason: str
    on: date


@dataclass
class Addition:
    """Words and reason lie in `sealed_words`."""

    id: str
    case_id: str
    meeting_id: str
    on: date
    added_at: datetime
    added_by: str
    sealed_words: bytes


def check_addition(given: AdditionGiven, held_on: date, today: date) -> None:
    if not given.words.strip():
        raise AdditionMissing("write what is to be added", "words")
    if not given.reason.strip():
        raise ReasonMissing("say why it is added", "reason")
    for name in ("words", "reason"):
        if len(getattr(given, name)) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", name)
    if not held_on <= given.on <= today:
        raise AddedOnOtherDay("choose the day on which it was asked for: from the meeting until today", "on")
