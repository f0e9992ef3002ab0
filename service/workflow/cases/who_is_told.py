"""Who holds a role when a mail is sent is who gets it, whoever held it when there first was something to tell."""

from datetime import datetime

from agenda.meetings.party import Party
from notifications.message import Message
from service.database.cases import questions
from service.database.meetings.questions import party_named
from service.database.outbox import is_told_alike
from service.workflow.composing import Derive, Words
from service.workflow.unit import Unit


def to_who_holds_it(derive: Derive) -> Derive:
    """The same, told to whoever now does what the recipient did; who has the like of it already is not told twice."""

    def worded(unit: Unit, message: Message, now: datetime) -> Words | None:
        successor = _party(unit, message).successor(message.recipient_email, unit.calendar.local(now).date())
        if successor is not None:
            if is_told_alike(unit.session, message, successor.email):
                return None
            message.address(successor.name, successor.email, successor.language)
        return derive(unit, message, now)

    return worded


def _party(unit: Unit, message: Message) -> Party:
    facts = message.facts
    if "lookup_id" in facts:
        return party_named(unit.session, questions.lookup_named(unit.session, facts["lookup_id"]).party_id)
    return party_named(unit.session, facts.get("party_id") or unit.settings.cases.police_party)
