"""Letters to the citizen: which were made, and how each was sent, when and by whom; the program sends none itself."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import Absent, Conflict, Invalid

LONGEST_NAME = 200


class LetterKind(StrEnum):
    CONVERSATION = "conversation"
    ORIENTATION = "orientation"


class Sending(StrEnum):
    """How a letter reached the citizen: by a person's hand in each case, or that it was not sent after all."""

    DIGITAL_POST = "digital_post"
    PAPER = "paper"
    HANDED_OVER = "handed_over"
    NOT_SENT = "not_sent"


class SentAtAnotherTime(Invalid):
    """A letter was sent between the day it was made and today."""


class NotSentUnexplained(Invalid):
    """A letter that was made and is not sent says why."""


class DispatchPartMisplaced(Invalid):
    """Who sent it and when go with a letter that was sent, the reason with one that was not."""


class NoSuchDispatch(Absent):
    pass


class CorrectedAlready(Conflict):
    """What was corrected is corrected by what stands in its stead."""


@dataclass(frozen=True)
class DispatchGiven:
    """`by` is who sent it, left empty the one who says so; `to` is to whom, left empty the citizen.

    `corrects` is the dispatch that was recorded wrongly; it is kept beside this one.
    """

    how: Sending
    sent_on: date | None = None
    by: str = ""
    to: str = ""
    reason: str = ""
    corrects: str | None = None


@dataclass
class Dispatch:
    """`sealed_content` holds by whom, to whom, and why it was not sent; none is changed once it is recorded."""

    id: str
    letter_id: str
    how: Sending
    sent_on: date | None
    recorded_at: datetime
    recorded_by: str
    sealed_content: bytes
    corrects_id: str | None = None


@dataclass
class Letter:
    """A letter that was worded to be printed; `revision` counts those of its kind, or of its conversation.

    `fingerprint` is a keyed hash of what it says, by which the same letter is known when it is read again;
    `of_revision` is the conversation's when it was made, and 0 for any other letter.
    """

    id: str
    case_id: str
    kind: LetterKind
    revision: int
    fingerprint: str
    made_at: datetime
    made_by: str
    conversation_id: str | None = None
    of_revision: int = 0
    dispatches: list[Dispatch] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """Somebody has said how it was sent, or that it was not."""
        return bool(self.dispatches)

    @property
    def was_sent(self) -> bool:
        """As it stands: what was corrected since says nothing of it."""
        standing = [one for one in self.dispatches if one.id not in self.corrected]
        return any(one.how is not Sending.NOT_SENT for one in standing)

    @property
    def corrected(self) -> frozenset[str]:
        return frozenset(one.corrects_id for one in self.dispatches if one.corrects_id)


def check_dispatch(letter: Letter, given: DispatchGiven, made_on: date, today: date) -> None:
    """`made_on` is the day the letter was made, by the calendar on the wall."""
    if given.how is Sending.NOT_SENT:
        _check_not_sent(given)
    else:
        _check_sent(given, made_on, today)
    for name in ("by", "to"):
        if len(getattr(given, name)) > LONGEST_NAME:
            raise TextTooLong(f"write at most {LONGEST_NAME} letters", name)
    if given.corrects is not None:
        _check_correction(letter, given.corrects)


def _check_not_sent(given: DispatchGiven) -> None:
    for name in ("sent_on", "by", "to"):
        if getattr(given, name):
            raise DispatchPartMisplaced("leave it out: the letter was not sent", name)
    if not given.reason.strip():
        raise NotSentUnexplained("say in a sentence why it is not sent", "reason")
    if len(given.reason) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")


def _check_sent(given: DispatchGiven, made_on: date, today: date) -> None:
    if given.reason:
        raise DispatchPartMisplaced("leave it out: the letter was sent", "reason")
    if given.sent_on is None or not made_on <= given.sent_on <= today:
        raise SentAtAnotherTime("give the day it was sent, from the day it was made until today", "sent_on")


def _check_correction(letter: Letter, corrects: str) -> None:
    if corrects not in {one.id for one in letter.dispatches}:
        raise NoSuchDispatch("there is no such dispatch of the letter", "corrects")
    if corrects in letter.corrected:
        raise CorrectedAlready("correct what stands in its stead", "corrects")
