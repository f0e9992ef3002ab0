"""Who is told of a request: whoever holds the role when a mail is sent, and what is news to them."""

from collections.abc import Sequence
from datetime import date, datetime

from agenda.cases.lookup import Lookup
from agenda.meetings.party import Party, Recipient, asked
from notifications.message import Message
from notifications.occasion import Occasion
from service.database.cases import questions
from service.database.cases.reaching import said_of_request
from service.database.meetings.questions import party_named
from service.database.outbox import is_told_alike
from service.workflow.composing import Derive, Words
from service.workflow.office import office_recipient
from service.workflow.unit import Unit


def to_who_holds_it(derive: Derive) -> Derive:
    """The same, told to whoever now does what the recipient did; who has the like of it already is not told twice.

    What is in words already is the former one's alone, and no longer true of anybody.
    """

    def worded(unit: Unit, message: Message, now: datetime) -> Words | None:
        successor = _successor(unit, message, now)
        if successor is not None:
            if message.content is not None or is_told_alike(unit.session, message, successor.email):
                return None
            message.address(successor.name, successor.email, successor.language)
        return derive(unit, message, now)

    return worded


def readers(unit: Unit, lookup: Lookup, occasion: Occasion, now: datetime) -> list[Recipient]:
    """Its agency's mailbox and the person on duty, or the deputy where the contact must not know.

    Who has yet to be told of the request at all is told of it as it stands then, and of no change and no withdrawal.
    """
    party, on = party_named(unit.session, lookup.party_id), unit.calendar.local(now).date()
    recipients = asked(party, on, to_deputy=lookup.asks_deputy)
    if occasion not in _CHANGES or (lookup.answers and not lookup.asks_deputy):
        return recipients
    said = said_of_request(unit.session, questions.worked_case(unit.session, lookup.case_id), lookup)

    def said_to(recipient: Recipient) -> list[Message]:
        addressed = ((_address(party, one, on), one) for one in said)
        return [one for address, one in addressed if address == recipient.email.lower()]

    return [one for one in recipients if _is_news(occasion, said_to(one))]


_CHANGES = {Occasion.LOOKUP_CORRECTED, Occasion.LOOKUP_CHANGED, Occasion.LOOKUP_WITHDRAWN}


def _is_news(occasion: Occasion, said: Sequence[Message]) -> bool:
    """To somebody to whom no mail of their own was meant, as a new contact, everything is."""
    if occasion is Occasion.LOOKUP_WITHDRAWN:
        return not said or any(one.may_have_gone for one in said)
    return not any(one.is_yet_to_go for one in said)


def _successor(unit: Unit, message: Message, now: datetime) -> Recipient | None:
    """An escalation goes to the office too, whose address may be another by now."""
    party, email = _party(unit, message), message.recipient_email.lower()
    is_office = message.recipient_name != party.name and not party.is_known(email)
    if is_office and message.occasion is Occasion.ESCALATION:
        office = office_recipient(unit, unit.settings.cases.body)
        return next((one for one in office if one.email.lower() != email), None)
    return party.successor(email, unit.calendar.local(now).date())


def _address(party: Party, message: Message, on: date) -> str:
    successor = party.successor(message.recipient_email, on) if message.is_yet_to_go else None
    return (successor.email if successor else message.recipient_email).lower()


def _party(unit: Unit, message: Message) -> Party:
    facts = message.facts
    if "lookup_id" in facts:
        return party_named(unit.session, questions.lookup_named(unit.session, facts["lookup_id"]).party_id)
    return party_named(unit.session, facts.get("party_id") or unit.settings.cases.police_party)
