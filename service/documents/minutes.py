"""What people write in the minutes of a meeting, and decide about them."""

from typing import Annotated

from pydantic import Field

from agenda.cases.approved_case import AdditionGiven
from agenda.meetings.minutes import LONGEST_COMMENT, LONGEST_NOTE
from agenda.meetings.presence import Presence
from service.documents.kinds import MOST_REVISIONS, Day, Document, Key, Printable, Sentence, Text, Word
from service.workflow.meetings.approving import Approval
from service.workflow.meetings.minuting import CommentGiven, MarkGiven, NoteGiven

MOST_MARKS = 2000
Version = Annotated[int, Field(ge=1, le=MOST_REVISIONS)]
MinutesRevision = Annotated[int, Field(strict=True, ge=0, le=MOST_REVISIONS)]
Item = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,40}$")]


class MarkDocument(Document):
    """`item` left out is the meeting as a whole."""

    attendee: Key
    presence: Presence
    item: Item = ""

    def given(self) -> MarkGiven:
        return MarkGiven(self.attendee, self.presence, self.item)


class MinutesDocument(Document):
    """`revision` is that of the reading: 0 where nobody has begun the minutes."""

    revision: MinutesRevision


class PresenceDocument(MinutesDocument):
    """The whole list: whoever is not in it is not marked."""

    marks: Annotated[tuple[MarkDocument, ...], Field(max_length=MOST_MARKS)]

    def given(self) -> tuple[MarkGiven, ...]:
        return tuple(mark.given() for mark in self.marks)


class NoteDocument(MinutesDocument):
    """`item` left out is what belongs to no item; an empty text takes the note out."""

    item: Item = ""
    text: Annotated[str, Field(max_length=LONGEST_NOTE), Printable]

    def given(self) -> NoteGiven:
        return NoteGiven(self.item, self.text)


class MinutesCommentDocument(Document):
    """`attendee` is whose words they are, where the secretariat writes them down."""

    item: Item = ""
    text: Annotated[str, Field(max_length=LONGEST_COMMENT), Printable]
    attendee: Item = ""

    def given(self) -> CommentGiven:
        return CommentGiven(self.text, self.item, self.attendee)


class EndorsementDocument(MinutesDocument):
    """By a party that was at the meeting: an agency its own, the secretariat one that has told it so."""

    party: Word


class ApprovalDocument(MinutesDocument):
    """By an attendee who is marked as present; `reason` is needed before the review is over, unless all say yes."""

    attendee: Key
    reason: Sentence = ""

    def given(self) -> Approval:
        return Approval(self.attendee, self.revision, self.reason)


class ReopeningDocument(MinutesDocument):
    reason: Sentence


class CaseTextDocument(MinutesDocument):
    """What minutes say of one case; `revision` is that of the reading: 0 where nobody has kept the draft."""

    text: Annotated[str, Field(max_length=LONGEST_NOTE), Printable]


class CaseCommentDocument(Document):
    text: Annotated[str, Field(max_length=LONGEST_COMMENT), Printable]


class AdditionDocument(Document):
    """`on` is the day on which the citizen asked for it (GDPR, art. 16)."""

    words: Annotated[Text, Field(min_length=1)]
    reason: Annotated[Text, Field(min_length=1)]
    on: Day

    def given(self, meeting_id: str) -> AdditionGiven:
        return AdditionGiven(meeting_id, self.words, self.reason, self.on)
