"""What people decide about agendas."""

from typing import Annotated

from pydantic import Field

from agenda.meetings.agenda import MOST_MINUTES, Placed
from agenda.meetings.guest import LONGEST_AUTHORITY, GuestBasis
from agenda.meetings.review import LONGEST_COMMENT
from service.documents.kinds import Document, Key, OneLine, Printable, Revision, Sentence
from service.documents.people import PersonDocument
from service.workflow.meetings.agenda_versions import VersionGiven
from service.workflow.meetings.arranging import Arrangement, ItemGiven
from service.workflow.meetings.guests import GuestGiven
from service.workflow.meetings.reviewing import CommentGiven

MOST_ITEMS = 200
Minutes = Annotated[int, Field(strict=True, ge=1, le=MOST_MINUTES)]
Heading = Annotated[str, Field(max_length=200), OneLine]


class PlacedDocument(Document):
    item: Key
    minutes: Minutes

    def given(self) -> Placed:
        return Placed(self.item, self.minutes)


class ArrangementDocument(Document):
    """Every item of the agenda once, in the order they are to stand."""

    items: Annotated[tuple[PlacedDocument, ...], Field(max_length=MOST_ITEMS)]
    revision: Revision

    def given(self) -> Arrangement:
        return Arrangement(tuple(item.given() for item in self.items), self.revision)


class ItemDocument(Document):
    """`reason` is asked for where the agenda is released: then the item is an addendum."""

    heading: Annotated[Heading, Field(min_length=1)]
    english: Heading = ""
    minutes: Minutes
    reason: Sentence = ""
    revision: Revision

    def given(self) -> ItemGiven:
        return ItemGiven(self.heading, self.minutes, self.revision, self.english, self.reason)


class VersionDocument(Document):
    reason: Sentence
    revision: Revision

    def given(self) -> VersionGiven:
        return VersionGiven(self.reason, self.revision)


class CommentDocument(Document):
    """`item` left out: on the agenda as a whole. It holds nothing of any person."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_COMMENT), Printable]
    item: Key | None = None

    def given(self) -> CommentGiven:
        return CommentGiven(self.text, self.item)


class ExclusionDocument(Document):
    """Who, of those invited to the meeting."""

    attendee: Key


class GuestDocument(Document):
    """Who comes to the item from outside, for which authority, and on what basis."""

    person: PersonDocument
    authority: Annotated[str, Field(min_length=1, max_length=LONGEST_AUTHORITY), OneLine]
    basis: GuestBasis

    def given(self) -> GuestGiven:
        return GuestGiven(self.person.recipient(), self.authority, self.basis)
