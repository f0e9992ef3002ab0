"""What the minutes of a meeting say of one case: it belongs to the case and lies sealed with it."""

from dataclasses import dataclass, field
from datetime import datetime

from agenda.errors import ChangedMeanwhile


@dataclass
class CaseComment:
    """What somebody would have otherwise in it; the words lie in `sealed_words`."""

    id: str
    case_minutes_id: str
    commented_by: str
    commented_at: datetime
    sealed_words: bytes


@dataclass
class CaseMinutes:
    """One a case and meeting; `is_by_hand`: somebody wrote it, and no draft replaces it."""

    id: str
    case_id: str
    meeting_id: str
    written_at: datetime
    sealed_text: bytes
    is_by_hand: bool
    revision: int = 1
    comments: list[CaseComment] = field(default_factory=list)

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody wrote it meanwhile; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision},
            )
