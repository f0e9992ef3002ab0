"""What minutes still lack of the cases: outcomes with their days, and what was to be said at the meeting alone."""

from collections.abc import Collection, Iterator
from datetime import datetime

from agenda.cases.case import Case
from agenda.cases.lookup import AnswerKind, Lookup, LookupState
from agenda.meetings.approval import Lack, LackKind
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import not_treated_at, notes_of, outcome_at
from service.database.cases.minutes import cases_in_minutes
from service.database.cases.owed import owed_at
from service.database.cases.questions import Reading
from service.workflow.cases.contents import open_answer
from service.workflow.meetings.kept_out import barred_parties
from service.workflow.unit import Unit

PURPOSE = "see what the minutes lack"


def lacking_of_cases(
    unit: Unit, meeting: Meeting, references: Collection[str], there: frozenset[str], now: datetime
) -> list[Lack]:
    """`there` are the parties that were at the meeting; whoever is kept out of a case owes nothing said of it."""
    lacks = [Lack(LackKind.OUTCOME, about=reference) for reference in owed_at(unit.session, meeting)]
    reading = Reading(unit.session, str(unit.actor), PURPOSE, now)
    for case in cases_in_minutes(reading, references):
        outcome = outcome_at(unit.session, case.id, meeting.id)
        if outcome is not None and outcome.due_on is None:
            lacks.append(Lack(LackKind.OUTCOME_DAY, about=case.reference))
        if not_treated_at(unit.session, case.id, meeting.id) is None:
            lacks += _unsaid(unit, case, meeting, there - barred_parties(unit, meeting, case.reference))
    return lacks


def _unsaid(unit: Unit, case: Case, meeting: Meeting, there: frozenset[str]) -> Iterator[Lack]:
    """What it said at an earlier meeting it need not say again."""
    notes = notes_of(unit.session, case.id)
    for lookup in _answered_before(case, meeting):
        answered_at, party_id = lookup.answered_at, lookup.party_id
        has_said = any(n.party_id == party_id and answered_at and n.said_at >= answered_at for n in notes)
        if party_id in there and not has_said and _is_oral_only(unit, case, lookup):
            yield Lack(LackKind.ORAL_NOTE, about=case.reference, party_id=party_id)


def _answered_before(case: Case, meeting: Meeting) -> list[Lookup]:
    """The round that the meeting had before it."""
    asked = [k for k in case.lookups if k.requested_at < meeting.starts_at]
    newest = max((k.round for k in asked), default=0)
    return [k for k in asked if k.round == newest and k.state is LookupState.ANSWERED]


def _is_oral_only(unit: Unit, case: Case, lookup: Lookup) -> bool:
    """Of an answer that was taken out whole nothing is left to be told."""
    if lookup.latest is None or lookup.latest.is_gone:
        return False
    return open_answer(unit, case.id, lookup.latest).kind is AnswerKind.ORAL_ONLY
