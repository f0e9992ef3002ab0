"""Which outcomes the minutes of a meeting tell their reader: the outcome and who is responsible, and nothing of why."""

from collections.abc import Collection
from datetime import datetime

from agenda.cases.visibility import is_shown_case
from notifications.document import OutcomeFacts
from service.database.cases.minutes import cases_in_minutes, outcomes_at
from service.database.cases.questions import Reading
from service.database.meetings.questions import party_named
from service.workflow.unit import Unit

TO_MINUTES = "the minutes of the meeting"


def outcomes_in_minutes(
    unit: Unit, meeting_id: str, references: Collection[str], now: datetime
) -> dict[str, OutcomeFacts]:
    """By reference; an agency is told of the cases it was asked about."""
    reading = Reading(unit.session, str(unit.actor), TO_MINUTES, now)
    police = unit.settings.cases.police_party
    shown = [c for c in cases_in_minutes(reading, references) if is_shown_case(c, unit.actor, police)]
    outcomes = outcomes_at(unit.session, meeting_id)
    return {
        case.reference: OutcomeFacts(
            str(outcomes[case.id].kind),
            party_named(unit.session, outcomes[case.id].responsible).name,
            outcomes[case.id].has_dissent,
        )
        for case in shown
        if case.id in outcomes
    }
