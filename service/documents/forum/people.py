"""The document of the forum's part of who is who, and what is decided about one of it."""

from typing import Annotated

from pydantic import Field

from agenda.forum.accession import Signature
from agenda.forum.appointment import ForumRole
from service.documents.kinds import Day, Document, Email, Key, Language, Name, OneLine, Revision, Sentence
from service.documents.people import PersonDocument, days_given
from service.workflow.forum.given import (
    Acceded,
    AppointmentGiven,
    CharterGiven,
    ForumGiven,
    MemberGiven,
    OrganisationGiven,
)
from service.workflow.people import PersonGiven

Version = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Link = Annotated[str, Field(max_length=1000, pattern=r"^(https?://[^\s]+)?$"), OneLine]


class CharterDocument(Document):
    """A version of the Charter: from that day on no older one counts; `link` is where its text can be read."""

    version: Version
    in_force_from: Day
    link: Link = ""

    def given(self) -> CharterGiven:
        return CharterGiven(self.version, self.in_force_from, self.link)


class SignatureDocument(Document):
    """Who acceded and on which day; left out, it holds until a newer version is in force."""

    acceded_by: Name
    acceded_on: Day
    valid_until: Day | None = None

    def signature(self) -> Signature:
        return Signature(self.acceded_by, self.acceded_on, self.valid_until)


class AccededDocument(SignatureDocument):
    version: Version

    def given(self) -> Acceded:
        return Acceded(self.version, self.signature())


class OrganisationDocument(Document):
    """An organisation is recognised by its id; `contact` is whoever the Charter is sent to."""

    id: Key
    name: Name
    contact: PersonDocument
    accession: AccededDocument | None = None

    def given(self) -> OrganisationGiven:
        acceded = self.accession.given() if self.accession else None
        return OrganisationGiven(self.id, self.name, self.contact.given(), acceded)


class AppointmentDocument(Document):
    """A member is recognised by address; without an organisation they are there personally. Both days included."""

    name: Name
    email: Email
    language: Language = "da"
    organisation: Key | None = None
    role: ForumRole = ForumRole.MEMBER
    first_on: Day | None = None
    last_on: Day | None = None

    def appointment(self) -> AppointmentGiven:
        person = PersonGiven(self.name, self.email, self.language)
        days = days_given(self, self.first_on, self.last_on)
        return AppointmentGiven(person, self.organisation, self.role, days)


class ForumMemberDocument(AppointmentDocument):
    """`accession` is a personal member's own."""

    accession: AccededDocument | None = None

    def given(self) -> MemberGiven:
        return MemberGiven(self.appointment(), self.accession.given() if self.accession else None)


class ForumDocument(Document):
    """What it names is set, what it does not name stays."""

    charters: Annotated[tuple[CharterDocument, ...], Field(max_length=50)] = ()
    organisations: Annotated[tuple[OrganisationDocument, ...], Field(max_length=500)] = ()
    members: Annotated[tuple[ForumMemberDocument, ...], Field(max_length=1000)] = ()

    def given(self) -> ForumGiven:
        return ForumGiven(
            tuple(one.given() for one in self.charters),
            tuple(one.given() for one in self.organisations),
            tuple(one.given() for one in self.members),
        )


class ChangedOrganisationDocument(Document):
    name: Name
    contact: PersonDocument
    revision: Revision

    def given(self) -> tuple[str, PersonGiven]:
        return self.name, self.contact.given()


class ChangedMemberDocument(PersonDocument):
    """`revision` is the appointment's."""

    revision: Revision


class TakingBackDocument(Document):
    revision: Revision


class SendingDocument(Document):
    """Left out, the usual working days are given to answer."""

    reply_by: Day | None = None
    revision: Revision


class AccedingDocument(SignatureDocument):
    revision: Revision


class DecliningDocument(Document):
    reason: Sentence
    revision: Revision


class EndingDocument(DecliningDocument):
    """`on` is the first day on which it no longer holds; left out, today."""

    on: Day | None = None


class LastDayDocument(Document):
    last_on: Day
    revision: Revision
