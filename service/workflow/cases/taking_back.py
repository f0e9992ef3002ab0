"""An agency takes back what it answered; that it was so stays in the record, and what it said is destroyed."""

from datetime import datetime

from agenda.access import Action, check_party
from agenda.cases.case import Case
from agenda.cases.lookup import Answer, Lookup
from agenda.cases.taking_back import (
    Redaction,
    RedactionGiven,
    WithdrawalGiven,
    check_redaction,
    check_withdrawal,
    redactable,
    redacted,
    withdraw,
)
from service.database.cases.questions import NoSuchLookup, Reading, case_named, lookup_named, worked_case
from service.database.cases.taking_back import redaction_named
from service.workflow.cases.answerable import was_read
from service.workflow.cases.asking import hold_back
from service.workflow.cases.contents import open_answer, seal_answer, seal_redaction
from service.workflow.cases.following import ask_on
from service.workflow.cases.sight import is_kept_out
from service.workflow.unit import Unit


def withdraw_answer(unit: Unit, lookup_id: str, given: WithdrawalGiven, now: datetime) -> Lookup:
    """Before the release: the request is open again, and has a working day at least to be answered anew."""
    lookup, case = _own(unit, lookup_id)
    check_withdrawal(lookup, given.version, is_released=was_read(case, lookup))
    withdraw(lookup, given.why, str(unit.actor), now)
    if not hold_back(unit, case, lookup, now):
        ask_on(unit, case, lookup, now)
    facts = {"party": lookup.party_id, "why": str(given.why)}
    unit.record("withdraw_answer", case.reference, now, version=given.version, **facts)
    unit.session.flush()
    return lookup


def redact_answer(unit: Unit, lookup_id: str, given: RedactionGiven, now: datetime) -> Lookup:
    """After the release: what is named is taken out of what others read, and versions before that go whole.

    A later one that nobody has read stays as it is.
    """
    lookup, case = _own(unit, lookup_id)
    is_released = was_read(case, lookup)
    check_redaction(lookup, given, is_released=is_released)
    answer = redactable(lookup, is_released=is_released)
    _take_out(unit, case, answer, given)
    answer.redacted_at = now
    for version in lookup.answers:
        if version.version < answer.version:
            version.destroy()
    _keep_that_it_was_so(unit, case, lookup, given, now)
    unit.session.flush()
    return lookup


def see_redaction(unit: Unit, reference: str, redaction_id: str, now: datetime) -> Case:
    """The secretariat has taken note of it: it no longer waits on the desk."""
    unit.allow(Action.DECIDE_CASE)
    reading = Reading(unit.session, str(unit.actor), "take note of a redaction", now)
    case = case_named(reading, reference)
    found = redaction_named(unit.session, case.id, redaction_id)
    if found.seen_at is None:
        found.seen_at = now
        unit.record("see_redaction", case.reference, now, redaction=found.id)
    return case


def _own(unit: Unit, lookup_id: str) -> tuple[Lookup, Case]:
    """Another agency's request looks absent, and so does one's own to whoever is kept out of the case."""
    unit.allow(Action.ANSWER_LOOKUP)
    lookup = lookup_named(unit.session, lookup_id)
    check_party(unit.actor, lookup.party_id)
    case = worked_case(unit.session, lookup.case_id)
    if is_kept_out(unit, case):
        raise NoSuchLookup("there is no such lookup request for you", "lookup")
    return lookup, case


def _take_out(unit: Unit, case: Case, answer: Answer, given: RedactionGiven) -> None:
    if given.is_whole:
        answer.destroy()
        return
    said = open_answer(unit, case.id, answer)
    answer.sealed_content = seal_answer(unit, case.id, answer.id, redacted(said.as_given(), given))


def _keep_that_it_was_so(
    unit: Unit, case: Case, lookup: Lookup, given: RedactionGiven, now: datetime
) -> None:
    redaction_id = unit.new_id()
    unit.session.add(
        Redaction(
            id=redaction_id,
            lookup_id=lookup.id,
            version=given.version,
            redacted_at=now,
            redacted_by=str(unit.actor),
            is_whole=given.is_whole,
            statements=given.statements,
            sealed_reason=seal_redaction(unit, case.id, redaction_id, given.reason),
        )
    )
    unit.record(
        "redact_answer",
        case.reference,
        now,
        party=lookup.party_id,
        version=given.version,
        is_whole=given.is_whole,
        statements=given.statements,
    )
