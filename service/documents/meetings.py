"""What people decide about plans, meetings and closed days."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from agenda.meetings.party import Recipient
from agenda.meetings.plan import ClosedDate
from service.documents.kinds import Day, Document, Key, Moment, OneLine, Revision, Sentence, Word
from service.documents.people import PersonDocument
from service.workflow.meetings.changing import Times
from service.workflow.meetings.planning import Period


class PeriodDocument(Document):
    """Days, both included; left out, the first period that nobody has planned yet."""

    body: Word
    first_on: Annotated[Day | None, Field(alias="from")] = None
    last_on: Annotated[Day | None, Field(alias="to")] = None

    def given(self) -> Period:
        return Period(self.first_on, self.last_on)


class DecisionDocument(Document):
    """`revision` is that of the reading the decision rests on."""

    revision: Revision


class TimesDocument(Document):
    """`ends_at` left out keeps the usual length; a closed day takes a reason."""

    starts_at: Moment
    ends_at: Moment | None = None
    reason: Sentence = ""

    def given(self) -> Times:
        return Times(self.starts_at, self.ends_at, self.reason)


class ExtraordinaryDocument(TimesDocument):
    body: Word


class MoveDocument(TimesDocument):
    """`with_gaps` says to go on where agencies that have yet to answer would have less than a working day.

    It is refused without; the preview shows in which cases it is so.
    """

    with_gaps: bool = False
    revision: Revision

    def given(self) -> Times:
        return replace(super().given(), with_gaps=self.with_gaps)

    def tried(self) -> Times:
        """As the preview has it: with what is yet to be decided."""
        return replace(self.given(), with_gaps=True)


class AdoptDocument(DecisionDocument):
    """`with_gaps`: as of a move."""

    with_gaps: bool = False


class CancelDocument(Document):
    """A confirmed meeting takes a reason."""

    reason: Sentence = ""
    revision: Revision


class DeputyDocument(Document):
    """Left out, the deputy whom the attendee's party has on the day of the meeting."""

    person: PersonDocument | None = None

    def given(self) -> Recipient | None:
        return self.person.recipient() if self.person else None


class AssignDocument(Document):
    """Whose answer it is, of those invited to the meeting."""

    attendee_id: Key


class ClosedDayDocument(Document):
    on: Day
    name: Annotated[str, Field(max_length=100), OneLine] = ""

    def given(self) -> ClosedDate:
        return ClosedDate(self.on, self.name)
