"""Somebody stands in for a contact or a deputy: they are told what is open, once it is sure that they do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.meetings.party import Absence, Contact, ContactRole, Party, as_recipient
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.outbox import messages_unbegun
from service.workflow.unit import Telling, Unit

BEFORE = "held_by"  # in a message's facts: the contact who had it before the first of several changes


@dataclass(frozen=True)
class HandOver:
    """From the day `on`, `to` gets what `before` would have got; `role` is whose requests, None for all."""

    party: Party
    before: Contact | None
    to: Contact
    on: date
    role: ContactRole | None = None


def hand_over(unit: Unit, given: HandOver, now: datetime) -> None:
    """Told after the pause, or on that day; a change that is taken back until then is told to nobody."""
    waiting = _waiting(unit, given)
    due_at, email = _due_at(unit, given, now), given.to.email.lower()
    own = next((m for m in waiting if m.recipient_email.lower() == email and _on(m) == given.on), None)
    if own is None:
        unit.tell(_telling(unit, given, waiting), now, due_at)
    else:
        own.due_at = own.next_attempt_at = due_at


def hand_over_absence(
    unit: Unit, party: Party, absence: Absence, before: Contact | None, now: datetime
) -> None:
    """To whoever is on duty in the stead of `before` now, or will be on the day on which the absence begins."""
    today = unit.calendar.local(now).date()
    to = party.on_duty(today)
    if to is not None and before is not None and to.id != before.id:
        is_back = to.role is ContactRole.CONTACT
        role, on = (ContactRole.CONTACT, today) if is_back else (None, absence.first_on)
        hand_over(unit, HandOver(party, before, to, on, role), now)
    contact, deputy = (party.holder(role, absence.first_on) for role in ContactRole)
    if absence in party.absences and absence.first_on > today and deputy is not None:
        hand_over(unit, HandOver(party, contact, deputy, absence.first_on), now)


def is_taken_over(party: Party, message: Message, today: date) -> bool:
    """Whether the recipient now has what they are told of, and somebody else had it before.

    An absence may have been corrected since, and a contact replaced once more.
    """
    holder = party.holder(ContactRole.DEPUTY, today) if _is_deputys(message) else party.on_duty(today)
    on, email = _on(message), message.recipient_email.lower()
    begins = message.facts["role"] or on is None or any(one.first_on == on for one in party.absences)
    before = {contact.email.lower() for contact in party.contacts if contact.id == message.facts.get(BEFORE)}
    return bool(begins) and holder is not None and holder.email.lower() == email and email not in before


def _waiting(unit: Unit, given: HandOver) -> list[Message]:
    """What is to be told of the same requests: those of the deputy alone, or of whoever is on duty."""
    unbegun = messages_unbegun(unit.session, Occasion.LOOKUP_HANDED_OVER, given.party.id)
    is_deputys = given.role is ContactRole.DEPUTY
    return [message for message in unbegun if _is_deputys(message) is is_deputys]


def _is_deputys(message: Message) -> bool:
    return bool(message.facts["role"] == ContactRole.DEPUTY)


def _on(message: Message) -> date | None:
    on = message.facts.get("on")
    return date.fromisoformat(on) if on else None


def _telling(unit: Unit, given: HandOver, waiting: list[Message]) -> Telling:
    before = given.before.id if given.before else ""
    facts: dict[str, object] = {
        "party_id": given.party.id,
        "role": str(given.role or ""),
        "on": given.on.isoformat(),
        BEFORE: waiting[0].facts.get(BEFORE, before) if waiting else before,
    }
    body_id, why = unit.settings.cases.body, Reason.TAKES_OVER
    to = as_recipient(given.to)
    return Telling(Occasion.LOOKUP_HANDED_OVER, to, body_id, given.party.id, why, facts, unit.new_id())


def _due_at(unit: Unit, given: HandOver, now: datetime) -> datetime:
    pause = timedelta(minutes=unit.settings.invitations.edit_pause_minutes)
    return max(now + pause, unit.calendar.moment(given.on, unit.settings.reminders.opens))
