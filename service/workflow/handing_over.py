"""Somebody stands in for a contact or a deputy: they are told what is open, and what waits in the outbox is theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from agenda.meetings.party import Absence, Contact, ContactRole, Party, as_recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.outbox import messages_unbegun_to
from service.workflow.unit import Telling, Unit

CONCERNING_LOOKUPS = ("lookup_id", "lookup_ids", "before")


@dataclass(frozen=True)
class HandOver:
    """From the day `on`, `to` gets what the addresses `of` would have got; `role` is whose requests, None for all.

    The same again is told once, unless `again` says that it went to and fro meanwhile.
    """

    party: Party
    of: tuple[str, ...]
    to: Contact
    on: date
    role: ContactRole | None = None
    again: str = ""


def hand_over(unit: Unit, given: HandOver, now: datetime) -> None:
    """Nothing is sent if nothing is open that day."""
    if given.on <= unit.calendar.local(now).date():
        _readdress(unit, given)
    facts: dict[str, object] = {
        "party_id": given.party.id,
        "role": str(given.role or ""),
        "on": given.on.isoformat(),
    }
    telling = Telling(
        Occasion.LOOKUP_HANDED_OVER,
        as_recipient(given.to),
        unit.settings.cases.body,
        given.party.id,
        Reason.TAKES_OVER,
        facts,
        f"{given.to.id}:{given.on}{given.again}",
    )
    unit.tell(telling, now, max(now, unit.calendar.moment(given.on, unit.settings.reminders.opens)))


def hand_over_absence(
    unit: Unit, party: Party, absence: Absence, before: Contact | None, now: datetime
) -> None:
    """To whoever is on duty in the stead of `before` now, or will be on the day on which the absence begins."""
    today = unit.calendar.local(now).date()
    to = party.on_duty(today)
    if to is not None and before is not None and to.id != before.id:
        is_back = to.role is ContactRole.CONTACT
        of, role = ((), ContactRole.CONTACT) if is_back else ((before.email,), None)
        on = today if is_back else absence.first_on
        hand_over(unit, HandOver(party, of, to, on, role, again=now.isoformat()), now)
    deputy = party.holder(ContactRole.DEPUTY, absence.first_on)
    if absence in party.absences and absence.first_on > today and deputy is not None:
        hand_over(unit, HandOver(party, (), deputy, absence.first_on), now)


def _readdress(unit: Unit, given: HandOver) -> None:
    """Messages about the party's requests that nobody has begun to send."""
    to = as_recipient(given.to)
    for email in given.of:
        for message in messages_unbegun_to(unit.session, unit.settings.cases.body, email):
            if any(fact in message.facts for fact in CONCERNING_LOOKUPS):
                message.recipient_name, message.recipient_email = to.name, to.email
                message.language = to.language
