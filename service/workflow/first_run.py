"""What a fresh database starts with, out of the settings; later the names of office and bodies follow them."""

from datetime import datetime

from agenda.meetings.body import Body, Office
from agenda.meetings.party import Party
from service.database.engine import start_one_at_a_time
from service.database.meetings import questions
from service.workflow.meetings.planning import keep_standing_proposals
from service.workflow.unit import Unit


def set_up(unit: Unit, now: datetime) -> None:
    start_one_at_a_time(unit.session.connection())
    _name_office(unit)
    _name_bodies(unit)
    if not questions.parties(unit.session):
        _found_parties(unit, now)
    unit.session.flush()
    keep_standing_proposals(unit, now)


def _name_office(unit: Unit) -> None:
    """It is called as our letters are signed, until somebody says who it is."""
    sender = unit.settings.letters.sender
    known = unit.session.get(Office, questions.OFFICE_ID)
    if known is None:
        unit.session.add(Office(questions.OFFICE_ID, sender))
    elif not known.email:
        known.name = sender


def _name_bodies(unit: Unit) -> None:
    for body_id, body in unit.settings.bodies.items():
        known = unit.session.get(Body, body_id)
        if known is None:
            unit.session.add(Body(body_id, body.name))
        else:
            known.name = body.name


def _found_parties(unit: Unit, now: datetime) -> None:
    """Only once: from then on parties are people's to add and to end, and no file of settings brings one back."""
    today = unit.calendar.local(now).date()
    for party_id, name in unit.settings.parties.items():
        unit.session.add(Party(party_id, name, "", "da", today))
