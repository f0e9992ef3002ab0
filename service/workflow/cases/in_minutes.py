"""What the minutes of a meeting tell their reader of each case: the outcome and who is responsible, nothing of why."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from agenda.cases.approved_case import OutcomePart
from agenda.cases.case import Case
from agenda.cases.outcome import Outcome, acts_by
from agenda.cases.visibility import is_shown_case
from notifications.document import OfCase, OutcomeFacts
from service.database.cases.at_meetings import not_treated_at
from service.database.cases.minutes import cases_in_minutes, outcomes_at
from service.database.cases.minutes_tables import additions_to, approved_cases
from service.database.cases.questions import Reading
from service.database.meetings.questions import meeting_named, party_named
from service.workflow.cases.approved_parts import opened
from service.workflow.unit import Unit

TO_MINUTES = "the minutes of the meeting"


def cases_as_they_stand(
    unit: Unit, meeting_id: str, references: Collection[str], now: datetime
) -> Mapping[str, OfCase]:
    """By reference; an agency is told of the cases it was asked about."""
    outcomes, held_on = outcomes_at(unit.session, meeting_id), _held_on(unit, meeting_id)
    return {
        case.reference: OfCase(
            _facts(unit, outcomes[case.id], held_on) if case.id in outcomes else None,
            not_treated_at(unit.session, case.id, meeting_id) is not None,
        )
        for case in _shown(unit, references, now)
    }


def cases_as_approved(
    unit: Unit, meeting_id: str, approved_id: str, references: Collection[str], now: datetime
) -> Mapping[str, OfCase]:
    """The same, from the parts; of a case that is destroyed nothing but its hash is left."""
    kept = {one.reference: one for one in approved_cases(unit.session, approved_id)}
    shown = {case.reference: case for case in _shown(unit, references, now)}
    held_on = _held_on(unit, meeting_id)
    known = {case.reference for case in _all(unit, kept, now)}
    found = {
        reference: OfCase(is_destroyed=True) for reference in references if reference in kept.keys() - known
    }
    for reference, case in shown.items():
        if reference in kept:
            part = opened(unit, kept[reference])
            found[reference] = OfCase(
                _facts_of_part(part.outcome, held_on) if part.outcome else None,
                bool(part.not_treated),
                tuple(one.on for one in additions_to(unit.session, case.id, meeting_id)),
            )
    return found


def _shown(unit: Unit, references: Collection[str], now: datetime) -> list[Case]:
    police = unit.settings.cases.police_party
    return [case for case in _all(unit, references, now) if is_shown_case(case, unit.actor, police)]


def _all(unit: Unit, references: Collection[str], now: datetime) -> list[Case]:
    reading = Reading(unit.session, str(unit.actor), TO_MINUTES, now)
    return list(cases_in_minutes(reading, references))


def _held_on(unit: Unit, meeting_id: str) -> date:
    return unit.calendar.local(meeting_named(unit.session, meeting_id).starts_at).date()


def _facts(unit: Unit, outcome: Outcome, held_on: date) -> OutcomeFacts:
    name = party_named(unit.session, outcome.responsible).name
    by = acts_by(outcome.kind, outcome.due_on, held_on)
    return OutcomeFacts(str(outcome.kind), name, outcome.has_dissent, by)


def _facts_of_part(outcome: OutcomePart, held_on: date) -> OutcomeFacts:
    by = acts_by(outcome.kind, outcome.due_on, held_on)
    return OutcomeFacts(outcome.kind, outcome.authority, bool(outcome.dissents), by)
