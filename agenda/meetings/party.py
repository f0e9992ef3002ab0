"""An agency that is asked, and who answers for it on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from agenda.errors import Invalid

NOTED_WITHIN = timedelta(days=366)  # before or after the day on which it is noted


class AbsenceTooFar(Invalid):
    """An absence begins within a year of the day on which it is noted."""


class AbsenceHasBegun(Invalid):
    """The deputy has stood in already."""


class ContactRole(StrEnum):
    CONTACT = "contact"
    DEPUTY = "deputy"


@dataclass
class Contact:
    """A person who is an agency's contact or deputy from one day until another (both included)."""

    id: str
    party_id: str
    role: ContactRole
    name: str
    email: str
    language: str
    valid_from: date
    valid_until: date | None = None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def end_before(self, on: date) -> None:
        self.valid_until = on - timedelta(days=1)


@dataclass
class Absence:
    """Days (both included) on which a contact is away and the deputy stands in."""

    id: str
    party_id: str
    contact_id: str
    first_on: date
    last_on: date

    def check_ends(self, back_on: date, today: date) -> None:
        """Days on which the deputy has stood in were days of absence, whatever comes after."""
        earliest = self.first_on + timedelta(days=1) if self.first_on < today else self.first_on
        if self.first_on <= today and back_on < earliest:
            raise AbsenceHasBegun(
                "it has begun: choose a later day, or correct its days if they were noted wrongly",
                "back_on",
                {"from": earliest},
            )


def check_noted(first_on: date, today: date) -> None:
    if not today - NOTED_WITHIN <= first_on <= today + NOTED_WITHIN:
        raise AbsenceTooFar("choose a first day within a year of today", "first_on")


@dataclass
class Party:
    """An agency; `mailbox` is its functional mailbox, agreed for lookup requests."""

    id: str
    name: str
    mailbox: str
    language: str
    valid_from: date
    valid_until: date | None = None
    contacts: list[Contact] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def has_ended(self, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on

    def holder(self, role: ContactRole, on: date) -> Contact | None:
        """Who holds the role that day, away or not; nobody at a party that has ended."""
        if self.has_ended(on):
            return None
        return next((c for c in self.contacts if c.role is role and c.is_valid(on)), None)

    def replaced_on(self, role: ContactRole, email: str, on: date) -> date | None:
        """The last day on which the person of that address held the role that is another's now; else None."""
        own = [c for c in self.contacts if c.role is role and c.email.lower() == email.lower()]
        last_days = [c.valid_until for c in own if c.valid_until is not None and c.valid_until < on]
        holder = self.holder(role, on)
        is_another = holder is not None and holder.email.lower() != email.lower()
        return max(last_days, default=None) if is_another and len(last_days) == len(own) else None

    def is_away(self, contact: Contact, on: date) -> bool:
        return any(a.contact_id == contact.id and a.first_on <= on <= a.last_on for a in self.absences)

    def on_duty(self, on: date) -> Contact | None:
        """The contact, or the deputy while the contact is away or there is none."""
        contact, deputy = (self.holder(role, on) for role in (ContactRole.CONTACT, ContactRole.DEPUTY))
        if contact and not (self.is_away(contact, on) and deputy):
            return contact
        return deputy

    def successor(self, email: str, on: date) -> "Recipient | None":
        """Who that day reads what was for that address once; None where it is read here still, or by nobody.

        An address that was never a contact's was the mailbox's.
        """
        if email.lower() == self.mailbox.lower():
            return None
        own = [c for c in self.contacts if c.email.lower() == email.lower()]
        held = next((c for c in own if c.is_valid(on)), own[-1] if own else None)
        if held is None:
            return next(iter(mailbox_of(self, on)), None)
        now = self.on_duty(on) if held.role is ContactRole.CONTACT else self.holder(held.role, on)
        return as_recipient(now) if now is not None and now.email.lower() != email.lower() else None

    def is_known(self, email: str) -> bool:
        """Whether it is the mailbox's address, or a contact's who is here or was."""
        return email.lower() in {self.mailbox.lower(), *(c.email.lower() for c in self.contacts)}

    def is_reachable(self, on: date) -> bool:
        return bool(mailbox_of(self, on)) or self.on_duty(on) is not None


@dataclass(frozen=True)
class Recipient:
    """Whom a message is for."""

    name: str
    email: str
    language: str


def without_repeats(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Each address once, where it is first mentioned."""
    by_address: dict[str, Recipient] = {}
    for recipient in recipients:
        by_address.setdefault(recipient.email.lower(), recipient)
    return list(by_address.values())


def mailbox_of(party: Party, on: date) -> list[Recipient]:
    is_read = bool(party.mailbox) and not party.has_ended(on)
    return [Recipient(party.name, party.mailbox, party.language)] if is_read else []


def as_recipient(contact: Contact) -> Recipient:
    return Recipient(contact.name, contact.email, contact.language)


def asked(party: Party, on: date, *, to_deputy: bool = False) -> list[Recipient]:
    """Whom a lookup request of the party goes to: its mailbox and the person on duty, or the deputy."""
    person = party.holder(ContactRole.DEPUTY, on) if to_deputy else party.on_duty(on)
    return without_repeats([*mailbox_of(party, on), *([as_recipient(person)] if person else [])])


def reminded(party: Party, on: date) -> list[Recipient]:
    """Whom a reminder before the deadline goes to: the person on duty, or the mailbox where there is none."""
    person = party.on_duty(on)
    return [as_recipient(person)] if person else mailbox_of(party, on)


def chased(party: Party, on: date) -> list[Recipient]:
    """After the deadline: contact and deputy, less whoever is away; the mailbox where nobody is left."""
    people = [party.holder(role, on) for role in ContactRole]
    there = [as_recipient(c) for c in people if c and not party.is_away(c, on)]
    return without_repeats(there) or mailbox_of(party, on)


def deputised(party: Party, on: date) -> list[Recipient]:
    """Whom an escalation at the agency goes to: the deputy, else (or away) the person on duty, else the mailbox."""
    deputy = party.holder(ContactRole.DEPUTY, on)
    return [as_recipient(deputy)] if deputy and not party.is_away(deputy, on) else reminded(party, on)
