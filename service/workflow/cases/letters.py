"""Letters to the citizen, worded from the case to be printed: that they were made is kept, and nothing is sent."""

from dataclasses import asdict
from datetime import datetime

from agenda.access import Action
from agenda.cases.addressee import Letter, LetterOf
from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from agenda.cases.conversation import ConversationOver, ConversationState
from agenda.cases.lookup import LookupState
from notifications.citizen.letter import (
    CitizenLetter,
    ConversationFacts,
    OrientationFacts,
    Sender,
    citizen_letter,
)
from notifications.files import Format, written_paper
from notifications.paper.paper import Paper
from service.database.cases.efforts import conversation_named
from service.database.cases.questions import Reading, case_named
from service.database.meetings.questions import office, party_named
from service.workflow.cases.addressing import Addressed, addressed
from service.workflow.cases.contents import open_citizen
from service.workflow.cases.dispatching import note_made
from service.workflow.cases.effort_contents import open_plan
from service.workflow.meetings.document import File
from service.workflow.unit import Unit


def conversation_letter(
    unit: Unit, reference: str, conversation_id: str, language: str, now: datetime
) -> Paper:
    """The invitation to a planned conversation."""
    case = _read(unit, reference, "print the invitation to a conversation", now)
    planned = conversation_named(unit.session, case.id, conversation_id)
    if planned.state is not ConversationState.PLANNED:
        raise ConversationOver(
            f"the conversation is {planned.state}; plan another",
            "conversation",
            {"state": str(planned.state)},
        )
    plan, citizen = open_plan(unit, planned), open_citizen(unit, case)
    to = addressed(unit, case, LetterOf(Letter.CONVERSATION, planned.id), now)
    facts = ConversationFacts(
        citizen=_named(citizen, to),
        reference=case.reference,
        holder=plan.holder,
        party=party_named(unit.session, planned.party_id).name,
        place=plan.place,
        planned_at=planned.planned_at,
        zone=unit.calendar.zone,
        at_home=plan.at_home,
        is_child=citizen.is_child(unit.calendar.local(now).date()),
        addressee=to.name,
    )
    note_made(unit, case, asdict(facts), planned, now)
    which = CitizenLetter.CONVERSATION_HOLDER if to.is_to_holder else CitizenLetter.CONVERSATION
    return citizen_letter(which, facts, _sender(unit), language)


def orientation_letter(unit: Unit, reference: str, language: str, now: datetime) -> Paper:
    """The text of orientation (GDPR art. 14): which authorities were asked, and what a citizen may ask for."""
    case = _read(unit, reference, "print the text of orientation", now)
    to = addressed(unit, case, LetterOf(Letter.ORIENTATION), now)
    asked = {k.party_id for k in case.lookups if k.state is not LookupState.WITHDRAWN}
    facts = OrientationFacts(
        citizen=_named(open_citizen(unit, case), to),
        reference=case.reference,
        parties=tuple(party_named(unit.session, party_id).name for party_id in sorted(asked)),
        addressee=to.name,
    )
    note_made(unit, case, asdict(facts), None, now)
    which = CitizenLetter.ORIENTATION_HOLDER if to.is_to_holder else CitizenLetter.ORIENTATION
    return citizen_letter(which, facts, _sender(unit), language)


def letter_file(letter: Paper, wanted: Format) -> File:
    """Its name says which case it belongs to, and nothing of whom."""
    name = f"{letter.subtitle}-{letter.language}.{wanted}"
    return File(name, wanted, written_paper(letter, wanted))


def _read(unit: Unit, reference: str, purpose: str, now: datetime) -> Case:
    unit.allow(Action.DECIDE_CASE)
    return case_named(Reading(unit.session, str(unit.actor), purpose, now), reference)


def _named(citizen: Citizen, to: Addressed) -> str:
    """A protected name goes to nobody but its bearer."""
    return "" if to.is_to_holder and citizen.is_protected else citizen.name


def _sender(unit: Unit) -> Sender:
    """Where no telephone is set, the secretariat's own address."""
    rules, secretariat = unit.settings.letters, office(unit.session)
    contact = rules.contact or secretariat.email or rules.sender
    municipality = unit.settings.cases.municipality
    return Sender(rules.sender, rules.controller, contact, rules.data_protection or contact, municipality)
