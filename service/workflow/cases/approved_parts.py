"""The part of approved minutes that is a case's: made at the approval, sealed with the case, and read with it."""

import json
import secrets
from collections.abc import Collection
from datetime import datetime

from pydantic import TypeAdapter

from agenda.cases.approved_case import ApprovedCase, CasePart, OutcomePart
from agenda.cases.case import Case
from agenda.cases.outcome import Outcome
from agenda.meetings.approved import hash_of
from agenda.meetings.meeting import Meeting
from service.database.cases.acting import actions_of
from service.database.cases.at_meetings import not_treated_at, notes_of, outcome_at
from service.database.cases.minutes import cases_in_minutes
from service.database.cases.minutes_tables import case_minutes_of
from service.database.cases.questions import Reading, case_key
from service.database.meetings.questions import party_named
from service.database.sealed import Place
from service.workflow.cases.case_minutes import keep_drafts, words_of
from service.workflow.cases.contents import open_action, open_not_treated, open_outcome
from service.workflow.unit import Unit

_PARTS = TypeAdapter(CasePart)
TO_APPROVE = "approve the minutes"


def parts_of(
    unit: Unit, meeting: Meeting, approved_id: str, references: Collection[str], now: datetime
) -> list[ApprovedCase]:
    """Of each case on the agenda its part, to be kept with the version."""
    keep_drafts(unit, meeting, now)
    reading = Reading(unit.session, str(unit.actor), TO_APPROVE, now)
    return [_made(unit, case, meeting, approved_id) for case in cases_in_minutes(reading, references)]


def opened(unit: Unit, kept: ApprovedCase) -> CasePart:
    key = case_key(unit.session, kept.case_id)
    text = unit.vault.open(key, Place("approved_case", kept.id, "part"), kept.sealed_part)["part"]
    return _PARTS.validate_json(text)


def _made(unit: Unit, case: Case, meeting: Meeting, approved_id: str) -> ApprovedCase:
    kept_id = unit.new_id()
    text = _canonical(_part(unit, case, meeting))
    sealed = unit.vault.seal(
        case_key(unit.session, case.id), Place("approved_case", kept_id, "part"), {"part": text}
    )
    return ApprovedCase(kept_id, approved_id, case.id, case.reference, hash_of(text), sealed)


def _canonical(part: CasePart) -> str:
    tree = _PARTS.dump_python(part, mode="json")
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _part(unit: Unit, case: Case, meeting: Meeting) -> CasePart:
    session = unit.session
    outcome, left_out = outcome_at(session, case.id, meeting.id), not_treated_at(session, case.id, meeting.id)
    text = case_minutes_of(session, case.id, meeting.id)
    notes = [one for one in notes_of(session, case.id) if one.meeting_id == meeting.id]
    actions = [one for one in actions_of(session, case.id) if one.meeting_id == meeting.id]
    return CasePart(
        case.reference,
        words_of(unit, case, text) if text else "",
        _outcome(unit, outcome) if outcome else None,
        open_not_treated(unit, left_out) if left_out else "",
        tuple((_party(unit, one.party_id) if one.party_id else one.agency, one.said_at) for one in notes),
        tuple((open_action(unit, one).what, _party(unit, one.owner), one.due_on) for one in actions),
        secrets.token_hex(16),
    )


def _outcome(unit: Unit, outcome: Outcome) -> OutcomePart:
    content = open_outcome(unit, outcome)
    return OutcomePart(
        str(outcome.kind),
        outcome.responsible,
        _party(unit, outcome.responsible),
        outcome.due_on,
        content.grounds,
        tuple((_party(unit, one.party_id), one.words) for one in content.dissents),
        outcome.handed_to,
        outcome.close_reason,
    )


def _party(unit: Unit, party_id: str) -> str:
    return party_named(unit.session, party_id).name
