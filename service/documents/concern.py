"""The document of a concern, as the secretariat writes it down."""

from typing import Annotated

from pydantic import Field

from agenda.cases.citizen import CitizenGiven
from agenda.cases.concern import Basis, ConcernGiven, Notification, SourceKind, Urgency
from service.documents.kinds import Birth, Document, OneLine, Reference, Revision, Text, Word, Yes
from service.workflow.cases.intake import Intake
from service.workflow.cases.recognising import Said, SamePerson

LONGEST_MUNICIPALITY = 100


class CitizenDocument(Document):
    """Named by CPR, or by name and date of birth; `municipality` is one of the 98, by name, code or short form.

    `is_protected`: name and address are protected (navne- og adressebeskyttelse). A correction without it keeps the
    mark.
    """

    name: Annotated[str, Field(max_length=200), OneLine] = ""
    cpr: Annotated[str, Field(max_length=20), OneLine] = ""
    born_on: Birth | None = None
    municipality: Annotated[str, Field(max_length=LONGEST_MUNICIPALITY), OneLine]
    is_protected: Yes | None = None

    def given(self) -> CitizenGiven:
        return CitizenGiven(self.name, self.cpr, self.born_on, self.municipality, self.is_protected)


class SamePersonDocument(Document):
    """Somebody has compared, and says that the citizen is the one of this open case, at the revision they read."""

    case: Reference
    revision: Revision

    def given(self) -> SamePerson:
        return SamePerson(self.case, self.revision)


class ConcernDocument(Document):
    """`parties` left out is the proposal; unconfirmed, the case waits for the confirmation.

    Of an open case whose citizen may be the same, `same_person` says that they are, and `another_person` that they are
    not; both are recorded.
    """

    citizen: CitizenDocument
    source_kind: SourceKind
    source: Text = ""
    theme: Word
    words: Text = ""
    urgency: Urgency
    basis: Basis
    purpose: Text
    necessity: Text
    notification: Notification = Notification.PENDING
    parties: Annotated[tuple[Word, ...], Field(max_length=50)] | None = None
    confirmed_necessary: Yes = False
    ask_again: Yes = False
    needs_clearance: Yes = False
    same_person: SamePersonDocument | None = None
    another_person: Annotated[tuple[Reference, ...], Field(max_length=50)] = ()

    def given(self) -> Intake:
        return Intake(
            self._concern(),
            self.parties,
            self.confirmed_necessary,
            self.ask_again,
            self.needs_clearance,
            Said(self.same_person.given() if self.same_person else None, self.another_person),
        )

    def _concern(self) -> ConcernGiven:
        return ConcernGiven(
            citizen=self.citizen.given(),
            source_kind=self.source_kind,
            source=self.source,
            theme=self.theme,
            words=self.words,
            urgency=self.urgency,
            basis=self.basis,
            purpose=self.purpose,
            necessity=self.necessity,
            notification=self.notification,
        )
