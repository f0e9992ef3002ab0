"""A concern is received: it passes the gates, gets a reference, lands on a meeting, and the agencies are asked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.access import Action
from agenda.cases.case import Case, CaseState, check_parties
from agenda.cases.citizen import Citizen
from agenda.cases.concern import (
    Acute,
    Concern,
    ConcernGiven,
    Elsewhere,
    Referral,
    Taken,
    Urgency,
    received,
)
from agenda.reference import reference
from service.database.cases import questions
from service.database.engine import one_at_a_time
from service.database.meetings.questions import valid_parties
from service.workflow.cases.asking import ask_or_hold, hold
from service.workflow.cases.consents import follow_age, follow_courses
from service.workflow.cases.contents import (
    fingerprints,
    open_citizen,
    seal_citizen,
    seal_concern,
)
from service.workflow.cases.known_names import keep_known
from service.workflow.cases.placing import place_case, put_back
from service.workflow.cases.protecting import set_protection
from service.workflow.cases.recognising import NOTHING_SAID, Said, recognised_case, record_said, take_over
from service.workflow.meetings.sender import check_can_send
from service.workflow.unit import Unit


class Gate(StrEnum):
    """How intake ended."""

    TAKEN = "taken"
    ATTACHED = "attached"
    ELSEWHERE = "elsewhere"
    ACUTE = "acute"


@dataclass(frozen=True)
class Intake:
    """A concern and whom to ask: `parties` None is the proposal; unconfirmed, the case waits for the confirmation.

    `asks_again` starts a new round where the citizen has an open case; `said` is of cases that are in question.
    """

    concern: ConcernGiven
    parties: tuple[str, ...] | None = None
    is_confirmed: bool = False
    asks_again: bool = False
    needs_clearance: bool = False
    said: Said = NOTHING_SAID


@dataclass(frozen=True)
class Received:
    """What became of it. `words` are given back only where nothing of them was kept."""

    gate: Gate
    reference: str = ""
    case: Case | None = None
    municipality: str = ""
    words: str = ""


def take_concern(unit: Unit, intake: Intake, now: datetime) -> Received:
    """Pass the gates in order: acute, elsewhere, open case on the same citizen, new case."""
    unit.allow(Action.TAKE_CONCERN)
    on = unit.calendar.local(now).date()
    rules = unit.settings.cases
    passed = received(intake.concern, rules.municipality, frozenset(rules.themes), on)
    if isinstance(passed, Acute):
        questions.count_acute(unit.session, on.replace(day=1).isoformat())
        return Received(Gate.ACUTE, words=intake.concern.words)
    if isinstance(passed, Elsewhere):
        return _refer(unit, passed, intake, now)
    return _take(unit, intake, passed, now)


def proposed_parties(unit: Unit, citizen: Citizen | None, now: datetime) -> list[str]:
    """All parties for an adult; for a child under 15 less those that have nothing to do with one."""
    on = unit.calendar.local(now).date()
    is_young = citizen is not None and citizen.is_young_child(on)
    left_out = unit.settings.cases.not_asked_for_children_under_15 if is_young else ()
    return [party.id for party in valid_parties(unit.session, on) if party.id not in left_out]


def _refer(unit: Unit, to: Elsewhere, intake: Intake, now: datetime) -> Received:
    on = unit.calendar.local(now).date()
    given = _next_reference(unit, on)
    unit.session.add(Referral(given, on, to.municipality))
    return Received(Gate.ELSEWHERE, given, municipality=to.municipality, words=intake.concern.words)


def _take(unit: Unit, intake: Intake, taken: Taken, now: datetime) -> Received:
    check_can_send(unit, unit.settings.cases.body)
    one_at_a_time(unit.session, "a concern is taken")  # two about the same citizen make one case
    known = recognised_case(unit, taken.citizen, intake.said, now)
    record_said(unit, known.said, now)
    if known.case is not None:
        return _attach(unit, known.case, intake, taken, now)
    case = _open_case(unit, intake, taken, now)
    concern = _add_concern(unit, case, intake, taken, now)
    place_case(unit, case, now)
    wanted = _wanted(unit, case, intake, now)
    if wanted:
        ask_or_hold(unit, case, concern, wanted, now)
    unit.record("take_concern", case.reference, now, gate=str(Gate.TAKEN))
    return Received(Gate.TAKEN, case.reference, case)


def _open_case(unit: Unit, intake: Intake, taken: Taken, now: datetime) -> Case:
    on = unit.calendar.local(now).date()
    case_id = unit.new_id()
    unit.session.add(unit.vault.new_key(case_id))
    unit.session.flush()
    prints = fingerprints(unit, taken.citizen)
    case = Case(
        id=case_id,
        reference=_next_reference(unit, on),
        opened_at=now,
        sealed_citizen=seal_citizen(unit, case_id, taken.citizen),
        cpr_index=prints.cpr,
        person_index=prints.person,
        born_index=prints.born,
        name_index=prints.name,
        is_child=taken.citizen.is_child(on),
        is_urgent=intake.concern.urgency is Urgency.URGENT,
        needs_clearance=intake.needs_clearance or unit.settings.cases.police_clearance,
    )
    unit.session.add(case)
    unit.session.flush()
    keep_known(unit, case.id, taken.citizen)
    follow_age(unit, case, now)
    return case


def _next_reference(unit: Unit, on: date) -> str:
    number = questions.next_number(unit.session, on.year)
    return reference(unit.settings.cases.reference_prefix, on.year, number)


def _add_concern(unit: Unit, case: Case, intake: Intake, taken: Taken, now: datetime) -> Concern:
    given = intake.concern
    concern_id = unit.new_id()
    concern = Concern(
        id=concern_id,
        case_id=case.id,
        received_at=now,
        source_kind=given.source_kind,
        urgency=given.urgency,
        basis=given.basis,
        notification=taken.notification,
        taken_by=str(unit.actor),
        sealed_content=seal_concern(unit, case.id, concern_id, given),
    )
    case.concerns.append(concern)
    unit.session.flush()
    return concern


def _wanted(unit: Unit, case: Case, intake: Intake, now: datetime) -> list[str]:
    """Whom the intake confirms as to be asked; nobody, where it waits for the confirmation."""
    if intake.parties is None and not intake.is_confirmed and not intake.asks_again:
        return []
    proposal = proposed_parties(unit, open_citizen(unit, case), now)
    wanted = list(dict.fromkeys(intake.parties)) if intake.parties is not None else proposal
    check_parties(wanted, frozenset(proposed_parties(unit, None, now)), is_confirmed=intake.is_confirmed)
    return wanted


def _attach(unit: Unit, case: Case, intake: Intake, taken: Taken, now: datetime) -> Received:
    """A further concern on an open case: no second round unless asked for."""
    concern = _add_concern(unit, case, intake, taken, now)
    take_over(unit, case, taken.citizen, now)
    if taken.citizen.is_protected:
        set_protection(unit, case, is_protected=True, now=now)
    _ask_about_further(unit, case, concern, intake, now)
    follow_courses(unit, case, now)
    unit.record("take_concern", case.reference, now, gate=str(Gate.ATTACHED), asks_again=intake.asks_again)
    return Received(Gate.ATTACHED, case.reference, case)


def _ask_about_further(unit: Unit, case: Case, concern: Concern, intake: Intake, now: datetime) -> None:
    """Where nobody has been asked yet, its parties are asked too; clearance is asked for of a citizen who has none."""
    is_waiting = case.state in {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE}
    is_held = intake.needs_clearance and not case.needs_clearance and not is_waiting
    becomes_urgent = intake.concern.urgency is Urgency.URGENT and not case.is_urgent
    case.is_urgent = case.is_urgent or becomes_urgent
    case.needs_clearance = case.needs_clearance or intake.needs_clearance
    is_new_round = not is_waiting and (intake.asks_again or is_held)
    put_back(unit, case, now, is_new_round=is_new_round, becomes_urgent=becomes_urgent)
    wanted = _wanted(unit, case, intake, now) if is_waiting or intake.asks_again else []
    if is_held:
        hold(unit, case, dict.fromkeys(wanted, concern.id), now)
    elif wanted:
        ask_or_hold(unit, case, concern, wanted, now)
