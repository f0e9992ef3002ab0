"""What people decide about a case."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from agenda.cases.case import CloseReason
from agenda.cases.concern import Notification
from agenda.cases.outcome import OutcomeKind
from scheduler.working_days import WallClock
from service.database.cases.listing import CasesWanted
from service.documents.concern import CitizenDocument
from service.documents.kinds import Day, Document, Key, OneLine, Reference, Revision, Sentence, Word, Yes
from service.documents.paging import PageQuery
from service.workflow.cases.asking import Confirmation
from service.workflow.cases.child_notification import Settled
from service.workflow.cases.closing import Clearance, Closing
from service.workflow.cases.correcting_citizen import Correction
from service.workflow.cases.placing import OntoMeeting
from service.workflow.cases.protecting import Protection
from service.workflow.cases.showing import LONGEST_PURPOSE

MIDNIGHT = time()
Purpose = Annotated[str, Field(min_length=1, max_length=LONGEST_PURPOSE), OneLine]


class PurposeDocument(Document):
    """What a case is read for; it is recorded."""

    purpose: Purpose


class ConfirmationDocument(Document):
    """Each of the parties confirmed as necessary; on a case that asks already they are added."""

    parties: Annotated[tuple[Word, ...], Field(min_length=1, max_length=50)]
    confirmed_necessary: Yes
    revision: Revision

    def given(self) -> Confirmation:
        return Confirmation(self.parties, self.confirmed_necessary, self.revision)


class ClearanceDocument(Document):
    is_cleared: Yes
    revision: Revision

    def given(self) -> Clearance:
        return Clearance(self.is_cleared, self.revision)


class CorrectionDocument(Document):
    """Where before and after could be two people, `same_person` says whether they are one; it is recorded.

    `another_person` names other open cases that are in question, and on other people.
    """

    citizen: CitizenDocument
    same_person: Yes | None = None
    another_person: Annotated[tuple[Reference, ...], Field(max_length=50)] = ()
    revision: Revision

    def given(self) -> Correction:
        return Correction(self.citizen.given(), self.revision, self.same_person, self.another_person)


class ProtectionDocument(Document):
    """Whether the citizen's name and address are protected (navne- og adressebeskyttelse)."""

    is_protected: Yes
    revision: Revision

    def given(self) -> Protection:
        return Protection(self.is_protected, self.revision)


class CaseMoveDocument(Document):
    """`with_gaps` says to go on where agencies that have yet to answer would have less than a working day."""

    meeting: Key
    reason: Sentence
    with_gaps: bool = False
    revision: Revision

    def given(self) -> OntoMeeting:
        return OntoMeeting(self.meeting, self.reason, self.revision, self.with_gaps)


class ClosingDocument(Document):
    reason: CloseReason
    revision: Revision

    def given(self) -> Closing:
        return Closing(self.reason, self.revision)


class NotificationDocument(Document):
    """Whether the notification of concern for a child (underretning) was made, or is not needed."""

    concern: Key
    notification: Literal["made", "not_needed"]
    revision: Revision

    def given(self) -> Settled:
        return Settled(self.concern, Notification(self.notification), self.revision)


class SearchDocument(Document):
    cpr: Annotated[str, Field(min_length=10, max_length=20), OneLine]
    purpose: Purpose


class CasesQuery(PageQuery):
    """Open or closed ones; `reference` is how it begins; `from` and `to`, both included, are of opening or closing.

    `purpose` is for what closed ones are looked up; it is recorded.
    """

    state: Literal["open", "closed"] = "open"
    reference: Annotated[str, Field(pattern=r"^[A-Z0-9-]{0,24}$")] = ""
    first_on: Annotated[Day | None, Field(alias="from")] = None
    last_on: Annotated[Day | None, Field(alias="to")] = None
    reason: CloseReason | None = None
    outcome: OutcomeKind | None = None
    purpose: Annotated[str, Field(max_length=LONGEST_PURPOSE), OneLine] = ""

    def given(self, clock: WallClock) -> CasesWanted:
        since, before = days_as_moments(self.first_on, self.last_on, clock)
        return CasesWanted(
            self.state == "open", self.reference, since, before, self.reason, self.outcome, self.wanted()
        )


def days_as_moments(
    first_on: date | None, last_on: date | None, clock: WallClock
) -> tuple[datetime | None, datetime | None]:
    """From the first moment of the one day to the first after the other."""
    since = clock.moment(first_on, MIDNIGHT) if first_on else None
    before = clock.moment(last_on + timedelta(days=1), MIDNIGHT) if last_on else None
    return since, before
