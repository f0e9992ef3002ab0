"""A case stood on a meeting's agenda and was not treated there: why, and what takes the statement back."""

from dataclasses import dataclass
from datetime import datetime

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import Conflict
from agenda.meetings.meeting import ReasonMissing


class SaidNotTreated(Conflict):
    """It is said that the meeting did not treat the case; an outcome says that it did."""


class NotSaid(Conflict):
    """Nobody has said that the case was not treated there."""


@dataclass
class NotTreated:
    """Why lies in `sealed_reason`; `taken_back_at` is set on a statement that was wrong."""

    id: str
    case_id: str
    meeting_id: str
    said_at: datetime
    said_by: str
    sealed_reason: bytes
    taken_back_at: datetime | None = None


def check_why(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing("say in a sentence why the meeting did not treat the case", "reason")
    if len(reason) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")
