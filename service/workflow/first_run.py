"""What a fresh database starts with, out of the settings; run at every start, it changes nothing that is there."""

from datetime import datetime

from agenda.meetings.body import Body, Office
from agenda.meetings.party import Party
from service.database.engine import start_one_at_a_time
from service.database.meetings.questions import OFFICE_ID
from service.workflow.meetings.planning import keep_standing_proposals
from service.workflow.unit import Unit


def set_up(unit: Unit, now: datetime) -> None:
    start_one_at_a_time(unit.session.connection())
    if unit.session.get(Office, OFFICE_ID) is None:
        unit.session.add(Office(OFFICE_ID, "VINK, sekretariatet"))
    for body_id, body in unit.settings.bodies.items():
        if unit.session.get(Body, body_id) is None:
            unit.session.add(Body(body_id, body.name))
    today = unit.calendar.local(now).date()
    for party_id, name in unit.settings.parties.items():
        if unit.session.get(Party, party_id) is None:
            unit.session.add(Party(party_id, name, "", "da", today))
    unit.session.flush()
    keep_standing_proposals(unit, now)
