from dataclasses import replace

import pytest
from example_cases import at

from agenda.cases.case import CloseReason
from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.conversation import (
    ENDS,
    Conversation,
    ConversationAhead,
    ConversationInThePast,
    ConversationOutcome,
    ConversationOver,
    ConversationPlan,
    ConversationReport,
    ConversationState,
    HolderMissing,
    check_plan,
)
from agenda.errors import ChangedMeanwhile

PLANNED_AT = at(10, 14)
PLAN = ConversationPlan("ssp", "Rådgiver Prøve Holdersen", "Prøvegade 1", PLANNED_AT)
WANTS = ConversationReport(ConversationOutcome.WANTS_COURSE)


def planned():
    return Conversation("1", "c", "ssp", PLANNED_AT, "secretariat", b"")


def test_a_conversation_is_planned_ahead():
    check_plan(PLAN, at(10, 13, 59, 59))


@pytest.mark.parametrize("now", [PLANNED_AT, at(10, 14, 0, 1)])
def test_it_is_not_planned_for_a_moment_that_has_come(now):
    with pytest.raises(ConversationInThePast):
        check_plan(PLAN, now)


@pytest.mark.parametrize("field", ["holder", "place"])
def test_the_citizen_is_told_whom_they_meet_and_where(field):
    with pytest.raises(HolderMissing) as refusal:
        check_plan(replace(PLAN, **{field: " "}), at(1, 9))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("outcome", "state", "held_at"),
    [
        (ConversationOutcome.WANTS_COURSE, ConversationState.HELD, PLANNED_AT),
        (ConversationOutcome.DOES_NOT, ConversationState.HELD, PLANNED_AT),
        (ConversationOutcome.NO_NEED, ConversationState.HELD, PLANNED_AT),
        (ConversationOutcome.DID_NOT_COME, ConversationState.MISSED, None),
    ],
)
def test_what_came_of_it_is_kept(outcome, state, held_at):
    held = planned()
    held.report(ConversationReport(outcome), PLANNED_AT)
    assert (held.state, held.outcome, held.held_at) == (state, outcome, held_at)


def test_it_may_have_been_held_earlier_than_planned():
    held = planned()
    held.report(replace(WANTS, held_at=at(9, 10)), at(9, 12))
    assert held.held_at == at(9, 10)


def test_what_lies_ahead_has_no_outcome():
    held = planned()
    with pytest.raises(ConversationAhead):
        held.report(WANTS, at(10, 13, 59, 59))
    with pytest.raises(ConversationAhead):
        held.report(replace(WANTS, held_at=at(11, 9)), PLANNED_AT)
    assert held.state is ConversationState.PLANNED


def test_a_note_nobody_would_read_is_refused():
    with pytest.raises(TextTooLong):
        planned().report(replace(WANTS, note="x" * (LONGEST_TEXT + 1)), PLANNED_AT)


def test_what_was_held_is_not_reported_again_and_not_called_off():
    held = planned()
    held.report(WANTS, PLANNED_AT)
    with pytest.raises(ConversationOver):
        held.report(WANTS, PLANNED_AT)
    with pytest.raises(ConversationOver):
        held.become(ConversationState.CALLED_OFF)


def test_a_decision_on_an_older_reading_is_refused():
    planned().expect(1)
    with pytest.raises(ChangedMeanwhile):
        planned().expect(2)


def test_to_want_no_course_or_to_need_none_ends_the_case_and_not_to_come_does_not():
    assert dict(ENDS) == {
        ConversationOutcome.DOES_NOT: CloseReason.CITIZEN_DECLINES,
        ConversationOutcome.NO_NEED: CloseReason.NO_NEED,
    }
