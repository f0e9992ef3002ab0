"""The review round of an agenda: what the parties remark on a draft before it is released."""

from dataclasses import dataclass
from datetime import datetime

from agenda.errors import Conflict, Invalid
from agenda.meetings.agenda import Agenda, AgendaState

LONGEST_COMMENT = 1000


class NotInReview(Conflict):
    """Comments are taken while the agenda is out for review."""


class NobodyReviews(Conflict):
    """The members of this body have no part in a review round."""


class CommentMissing(Invalid):
    """A comment says something, and not a whole report."""


@dataclass
class AgendaComment:
    """What a party remarks on an item, or on the agenda as a whole where `item_id` is None."""

    id: str
    agenda_id: str
    party_id: str
    written_at: datetime
    text: str
    item_id: str | None = None


def check_comment(agenda: Agenda, text: str) -> None:
    if agenda.state is not AgendaState.IN_REVIEW:
        raise NotInReview(
            "comments are taken during the review; write to the secretariat",
            "state",
            {"state": str(agenda.state)},
        )
    if not 0 < len(text.strip()) <= LONGEST_COMMENT:
        raise CommentMissing(f"write 1 to {LONGEST_COMMENT} letters", "text")
