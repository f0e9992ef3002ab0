"""Somebody stands in for a contact or a deputy: they are told what is open, and what waits in the outbox is theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from agenda.meetings.party import Contact, ContactRole, Party, as_recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.outbox import messages_unbegun_to
from service.workflow.unit import Telling, Unit

CONCERNING_LOOKUPS = ("lookup_id", "lookup_ids", "before")


@dataclass(frozen=True)
class HandOver:
    """From the day `on`, `to` gets what the addresses `of` would have got; `role` is whose requests, None for all."""

    party: Party
    of: tuple[str, ...]
    to: Contact
    on: date
    role: ContactRole | None = None


def hand_over(unit: Unit, given: HandOver, now: datetime) -> None:
    """Nothing is sent if nothing is open that day."""
    if given.on <= unit.calendar.local(now).date():
        _readdress(unit, given)
    facts: dict[str, object] = {"party_id": given.party.id, "role": str(given.role or "")}
    telling = Telling(
        Occasion.LOOKUP_HANDED_OVER,
        as_recipient(given.to),
        unit.settings.cases.body,
        given.party.id,
        Reason.TAKES_OVER,
        facts,
        f"{given.to.id}:{given.on}",
    )
    unit.tell(telling, now, max(now, unit.calendar.moment(given.on, unit.settings.reminders.opens)))


def _readdress(unit: Unit, given: HandOver) -> None:
    """Messages about the party's requests that nobody has begun to send."""
    to = as_recipient(given.to)
    for email in given.of:
        for message in messages_unbegun_to(unit.session, unit.settings.cases.body, email):
            if any(fact in message.facts for fact in CONCERNING_LOOKUPS):
                message.recipient_name, message.recipient_email = to.name, to.email
                message.language = to.language
