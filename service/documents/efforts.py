"""What people decide about orientation, conversations and courses."""

from typing import Annotated

from pydantic import Field

from agenda.cases.addressee import AddresseeGiven, To
from agenda.cases.consent import Consenter, ConsentGiven, Giver
from agenda.cases.conversation import ConversationOutcome, ConversationPlan, ConversationReport
from agenda.cases.course import CourseEnd, CourseGiven, EndReason
from agenda.cases.follow_up import FollowUpGiven
from agenda.cases.orientation import Exemption, OrientationGiven, OrientationKind
from agenda.cases.representative import GuardianRule, RepresentativeGiven, RepresentativeKind
from service.documents.kinds import Day, Document, Key, Moment, OneLine, Revision, Text, Word, Yes
from service.workflow.cases.courses import Withdrawal

Named = Annotated[str, Field(min_length=1, max_length=200), OneLine]


class OrientationDocument(Document):
    """Given takes its day; put off or left out takes ground (dbl. § 22, stk.), reason and a day to assess it anew."""

    kind: OrientationKind
    given_on: Day | None = None
    exemption: Exemption | None = None
    reason: Text = ""
    reassess_on: Day | None = None
    revision: Revision

    def given(self) -> OrientationGiven:
        return OrientationGiven(self.kind, self.given_on, self.exemption, self.reason, self.reassess_on)


class ConversationDocument(Document):
    """`revision` is the case's for a new one, and the conversation's own where it is moved.

    `at_home`: at the citizen's own home, whose address is written nowhere; it takes no `place`.
    """

    party: Word
    holder: Named
    place: Annotated[str, Field(max_length=200), OneLine] = ""
    at_home: Yes = False
    planned_at: Moment
    revision: Revision

    def given(self) -> ConversationPlan:
        return ConversationPlan(self.party, self.holder, self.place, self.planned_at, self.at_home)


class ReportDocument(Document):
    """`held_at` left out is when it was planned."""

    outcome: ConversationOutcome
    held_at: Moment | None = None
    note: Text = ""
    revision: Revision

    def given(self) -> ConversationReport:
        return ConversationReport(self.outcome, self.held_at, self.note)


class CourseDocument(Document):
    """`kind` is one of the catalogue in the settings (`cases.courses`)."""

    kind: Word
    responsible: Word
    aim: Text = ""
    revision: Revision

    def given(self) -> CourseGiven:
        return CourseGiven(self.kind, self.responsible, self.aim)


class ConsentDocument(Document):
    """One consent: the citizen's own, or that of a `representative` by id, a holder of custody or a guardian."""

    by: Consenter
    representative: Key | None = None
    on: Day
    revision: Revision

    def given(self) -> ConsentGiven:
        return ConsentGiven(Giver(self.by, self.representative), self.on)


class RepresentativeDocument(Document):
    """Who speaks for the citizen; `consents` is said of a guardian alone.

    `revision` is the case's for a new one, and the representative's own where they are stated rightly.
    """

    kind: RepresentativeKind
    name: Named
    consents: GuardianRule | None = None
    revision: Revision

    def given(self) -> RepresentativeGiven:
        return RepresentativeGiven(self.kind, self.name, self.consents)


class StatusDayDocument(Document):
    """A day within three months, and what the unit wants to hear then; `revision` is the course's."""

    on: Day
    purpose: Text
    revision: Revision

    def given(self) -> FollowUpGiven:
        return FollowUpGiven(self.on, self.purpose)


class AddresseeDocument(Document):
    """To whom a letter about a child goes: the child, a holder of custody by id, or nobody, which takes a reason.

    `revision` is the case's.
    """

    to: To
    representative: Key | None = None
    reason: Text = ""
    revision: Revision

    def given(self) -> AddresseeGiven:
        return AddresseeGiven(self.to, self.representative, self.reason)


class WithdrawalDocument(Document):
    """Which consent was withdrawn: the course ends with one it needs, and `closes_case` closes the case with it."""

    consent: Key
    on: Day
    closes_case: Yes = False
    revision: Revision

    def given(self) -> Withdrawal:
        return Withdrawal(self.consent, self.on, self.closes_case)


class CourseEndDocument(Document):
    """`closes_case` closes the case with the course; the reason `other` takes words."""

    reason: EndReason
    on: Day
    words: Text = ""
    closes_case: Yes = False
    revision: Revision

    def given(self) -> CourseEnd:
        return CourseEnd(self.reason, self.on, self.words)
