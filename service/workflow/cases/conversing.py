"""Conversations with the citizen: planned, moved, called off, and what came of them. Nobody is mailed of them."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed, CaseNotThere, Effort
from agenda.cases.conversation import (
    ENDS,
    Conversation,
    ConversationPlan,
    ConversationPlannedAlready,
    ConversationReport,
    ConversationState,
    check_plan,
)
from service.database.cases.efforts import (
    conversation_named,
    conversations_of,
    mark_changed,
    planned_conversation,
)
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.closing import end_settled
from service.workflow.cases.effort_contents import seal_note, seal_plan
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Which:
    """A part of a case's effort, and the revision of it that was read."""

    reference: str
    id: str
    revision: int


def plan_conversation(
    unit: Unit, reference: str, plan: ConversationPlan, revision: int, now: datetime
) -> Conversation:
    """Plan the conversation that the unit recommended; one at a time."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "plan a conversation", now), reference)
    case.expect(revision)
    _check_state(case)
    _check(unit, case, plan, now)
    if planned_conversation(unit.session, case.id) is not None:
        raise ConversationPlannedAlready("move it, or call it off first", "conversation")
    conversation_id = unit.new_id()
    planned = Conversation(
        id=conversation_id,
        case_id=case.id,
        party_id=plan.party_id,
        planned_at=plan.planned_at,
        planned_by=str(unit.actor),
        sealed_plan=seal_plan(unit, case.id, conversation_id, plan),
    )
    unit.session.add(planned)
    mark_changed(case)
    unit.record("plan_conversation", case.reference, now, **_facts(planned))
    unit.session.flush()
    return planned


def move_conversation(unit: Unit, which: Which, plan: ConversationPlan, now: datetime) -> Conversation:
    """Another time, place or person."""
    case, planned = _to_change(unit, which, "move a conversation", now)
    _check(unit, case, plan, now)
    planned.become(ConversationState.PLANNED)
    planned.party_id, planned.planned_at = plan.party_id, plan.planned_at
    planned.sealed_plan = seal_plan(unit, case.id, planned.id, plan)
    unit.record("move_conversation", case.reference, now, **_facts(planned))
    return planned


def call_off_conversation(unit: Unit, which: Which, now: datetime) -> Conversation:
    case, planned = _to_change(unit, which, "call off a conversation", now)
    planned.call_off(now)
    unit.record("call_off_conversation", case.reference, now, conversation=planned.id)
    return planned


def plan_again(unit: Unit, case: Case, called_off_at: datetime, now: datetime) -> None:
    """The case did not end at that moment after all: what was called off with it stands as it was planned."""
    for one in conversations_of(unit.session, case.id):
        if one.state is ConversationState.CALLED_OFF and one.called_off_at == called_off_at:
            one.plan_again()
            unit.record("plan_conversation_again", case.reference, now, **_facts(one))


def report_conversation(unit: Unit, which: Which, given: ConversationReport, now: datetime) -> Conversation:
    """Keep what came of it. A citizen who wants no course, or needs none, is a normal end of the case."""
    case, held = _to_change(unit, which, "report a conversation", now)
    held.report(given, now)
    held.sealed_note = seal_note(unit, held, given.note) if given.note.strip() else None
    unit.record("report_conversation", case.reference, now, conversation=held.id, outcome=str(given.outcome))
    if given.outcome in ENDS:
        end_settled(unit, case, ENDS[given.outcome], now)
    return held


def _to_change(unit: Unit, which: Which, purpose: str, now: datetime) -> tuple[Case, Conversation]:
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), purpose, now), which.reference)
    found = conversation_named(unit.session, case.id, which.id)
    found.expect(which.revision)
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    return case, found


def _check_state(case: Case) -> None:
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    if case.effort is Effort.NONE:
        raise CaseNotThere(
            "record at a meeting first that the unit recommends a conversation",
            "case",
            {"state": str(case.state)},
        )


def _check(unit: Unit, case: Case, plan: ConversationPlan, now: datetime) -> None:
    """Whoever talks with the citizen is a party on that day."""
    check_plan(plan, now)
    authorities_in(unit, case, plan.planned_at).check(plan.party_id, "party")


def _facts(planned: Conversation) -> dict[str, str]:
    return {
        "conversation": planned.id,
        "party": planned.party_id,
        "planned_at": planned.planned_at.isoformat(),
    }
