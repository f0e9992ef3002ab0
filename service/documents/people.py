"""The document of who is who."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from agenda.meetings.party import ContactRole, Recipient
from service.documents.kinds import Day, Document, Email, Language, Line, Name, OneLine, Word
from service.workflow.people import (
    BodyGiven,
    Days,
    MemberGiven,
    PartyGiven,
    PeopleGiven,
    PersonGiven,
    RoomGiven,
)


def days_given(document: Document, first_on: date | None, last_on: date | None) -> Days:
    """A last day left out is not one given as null: the former stays, the latter takes it back."""
    is_named = not document.model_fields_set.isdisjoint({"valid_until", "last_on"})
    return Days(first_on, last_on, goes_on=is_named and last_on is None)


class PersonDocument(Document):
    name: Name
    email: Email
    language: Language = "da"

    def given(self) -> PersonGiven:
        return PersonGiven(self.name, self.email, self.language)

    def recipient(self) -> Recipient:
        return Recipient(self.name, self.email, self.language)


class RoomDocument(Document):
    """A room by its mailbox; an empty object is no room."""

    name: Name | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.name is None) != (self.email is None):
            raise ValueError("give both name and email, or neither for no room")
        return self

    def given(self) -> RoomGiven:
        return RoomGiven(self.name or "", self.email or "")


class BodyDocument(Document):
    """What is left out stays as it is; another room than the one there is is invited in its stead."""

    organiser_name: Name | None = None
    organiser_email: Email | None = None
    place: Line | None = None
    online: Annotated[str, Field(max_length=1000), OneLine] | None = None
    room: RoomDocument | None = None

    def given(self) -> BodyGiven:
        room = self.room.given() if self.room else None
        return BodyGiven(self.organiser_name, self.organiser_email, self.place, self.online, room)


class PartyDocument(Document):
    """What is left out stays as it is; another contact than the one there is takes over what is open.

    `valid_until` given as null takes back an end.
    """

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
            days_given(self, self.valid_from, self.valid_until),
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


class CorrectedAbsenceDocument(AbsenceDocument):
    """A day left out stays as it is."""


class EndedAbsenceDocument(Document):
    """The first day on which the contact is back; left out, today."""

    back_on: Day | None = None


class MemberDocument(Document):
    """A member is recognised by body and address. An end left out stays; `valid_until` given as null takes it back."""

    body: Word
    name: Name
    email: Email
    party: Word | None = None
    language: Language = "da"
    valid_from: Day | None = None
    valid_until: Day | None = None

    def given(self) -> MemberGiven:
        person = PersonGiven(self.name, self.email, self.language)
        return MemberGiven(self.body, person, self.party, days_given(self, self.valid_from, self.valid_until))


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
            tuple(replace(one.given(), place=f"parties.{n}") for n, one in enumerate(self.parties)),
            tuple(replace(one.given(), place=f"members.{n}") for n, one in enumerate(self.members)),
        )
