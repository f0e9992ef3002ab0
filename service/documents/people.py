"""The document of who is who."""

from typing import Annotated

from pydantic import Field

from agenda.meetings.party import ContactRole
from service.documents.kinds import Day, Document, Email, Language, Line, Name, OneLine, Word
from service.workflow.people import BodyGiven, Days, MemberGiven, PartyGiven, PeopleGiven, PersonGiven


class PersonDocument(Document):
    name: Name
    email: Email
    language: Language = "da"

    def given(self) -> PersonGiven:
        return PersonGiven(self.name, self.email, self.language)


class BodyDocument(Document):
    """What is left out stays as it is."""

    organiser_name: Name | None = None
    organiser_email: Email | None = None
    place: Line | None = None
    online: Annotated[str, Field(max_length=1000), OneLine] | None = None

    def given(self) -> BodyGiven:
        return BodyGiven(self.organiser_name, self.organiser_email, self.place, self.online)


class PartyDocument(Document):
    """What is left out stays as it is; another contact than the one there is takes over what is open."""

    id: Word
    name: Name | None = None
    mailbox: Email | None = None
    language: Language | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    contact: PersonDocument | None = None
    deputy: PersonDocument | None = None

    def given(self) -> PartyGiven:
        return PartyGiven(
            self.id,
            self.name,
            self.mailbox,
            self.language,
            Days(self.valid_from, self.valid_until),
            self.contact.given() if self.contact else None,
            self.deputy.given() if self.deputy else None,
        )


class ContactDocument(Document):
    """Who holds the role from the day on; left out, from today."""

    role: ContactRole
    person: PersonDocument
    valid_from: Day | None = None


class AbsenceDocument(Document):
    """Days on which the deputy stands in, both included; left out, today alone."""

    first_on: Day | None = None
    last_on: Day | None = None

    def given(self) -> Days:
        return Days(self.first_on, self.last_on)


class MemberDocument(Document):
    """A member is recognised by body and address."""

    body: Word
    name: Name
    email: Email
    party: Word | None = None
    language: Language = "da"
    valid_from: Day | None = None
    valid_until: Day | None = None

    def given(self) -> MemberGiven:
        person = PersonGiven(self.name, self.email, self.language)
        return MemberGiven(self.body, person, self.party, Days(self.valid_from, self.valid_until))


class PeopleDocument(Document):
    """What it names is set, what it does not name stays."""

    secretariat: PersonDocument | None = None
    bodies: Annotated[dict[Word, BodyDocument], Field(max_length=50, default_factory=dict)]
    parties: Annotated[tuple[PartyDocument, ...], Field(max_length=50)] = ()
    members: Annotated[tuple[MemberDocument, ...], Field(max_length=1000)] = ()

    def given(self) -> PeopleGiven:
        return PeopleGiven(
            self.secretariat.given() if self.secretariat else None,
            tuple((body_id, body.given()) for body_id, body in self.bodies.items()),
            tuple(party.given() for party in self.parties),
            tuple(member.given() for member in self.members),
        )
