"""A case owes an outcome for each meeting it was treated at, whatever has happened since; a further concern waits."""

from dataclasses import replace

import pytest
from case_at_meeting import CONVERSATION, ENDS, at_its_meeting, decide, shown, with_meetings
from driven_service import local
from sample_people import KE, confirmed

from agenda.cases.case import CaseState, Effort, NothingGoesOn
from agenda.cases.outcome import OutcomeDayElsewhen, OutcomeIncomplete, OutcomeKind
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.intake import Gate, take_concern
from service.workflow.desk import waiting_for_a_person

NO_CONVERSATION = replace(CONVERSATION, kind=OutcomeKind.NO_CONVERSATION, due_on=None)
UNCHANGED = replace(NO_CONVERSATION, kind=OutcomeKind.UNCHANGED)


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on, "2027-01-31")


@pytest.fixture
def reference(driven):
    """Held, and its outcome not written yet, when ten minutes later somebody calls about the same citizen."""
    taken = at_its_meeting(driven)
    driven.play_until(ENDS)
    driven.at(local("2026-11-24", "11:10"))
    again = driven.do(take_concern, confirmed(parties=None))
    assert (again.gate, again.reference) == (Gate.ATTACHED, taken)
    return taken


def first(driven):
    return driven.meetings(KE)[0].id


def second(driven):
    return driven.meetings(KE)[1].id


def waits_for(driven, reference):
    return [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]


def treated_at(driven, reference):
    return [concern.meeting_id for concern in driven.case(reference).concerns]


def test_the_further_concern_is_for_the_next_meeting_and_the_outcome_is_still_owed(driven, reference):
    case = driven.case(reference)
    assert (case.state, case.meeting_id) == (CaseState.ASKING, second(driven))
    assert "outcome" in waits_for(driven, reference)


def test_a_conversation_is_recorded_and_settles_what_the_meeting_treated(driven, reference):
    case = decide(driven, reference, meeting_id=first(driven))
    assert (case.state, case.effort, case.meeting_id) == (
        CaseState.ASKING,
        Effort.CONVERSATION,
        second(driven),
    )
    assert treated_at(driven, reference) == [first(driven), None]
    assert "outcome" not in waits_for(driven, reference)


def test_no_conversation_does_not_close_the_concern_that_nobody_has_looked_at(driven, reference):
    case = decide(driven, reference, NO_CONVERSATION, first(driven))
    assert (case.state, case.effort, case.closed_at) == (CaseState.ASKING, Effort.NONE, None)
    driven.play_until(local("2026-12-08", "11:00"))
    assert driven.case(reference).state is CaseState.DISCUSSED
    case = decide(driven, reference, NO_CONVERSATION, second(driven))
    assert (case.state, treated_at(driven, reference)) == (CaseState.CLOSED, [first(driven), second(driven)])
    assert [one.outcome.meeting_id for one in shown(driven, reference).outcomes] == [
        first(driven),
        second(driven),
    ]


def test_the_two_meetings_each_owe_one_until_it_is_recorded(driven, reference):
    driven.play_until(local("2026-12-08", "11:00"))
    assert waits_for(driven, reference).count("outcome") == 2
    decide(driven, reference, meeting_id=second(driven))
    assert waits_for(driven, reference).count("outcome") == 1


def test_what_a_later_meeting_decided_is_not_turned_by_an_outcome_that_was_forgotten(driven, reference):
    driven.play_until(local("2026-12-08", "11:00"))
    decide(driven, reference, meeting_id=second(driven))
    case = decide(driven, reference, NO_CONVERSATION, first(driven))
    assert (case.state, case.effort) == (CaseState.CONVERSATION, Effort.CONVERSATION)
    assert "outcome" not in waits_for(driven, reference)


def test_of_a_case_that_was_closed_by_hand_the_outcome_is_still_recorded_and_leads_nowhere(driven):
    taken = at_its_meeting(driven)
    driven.play_until(ENDS)
    driven.do(close_case, taken, Closing("moved_away", driven.case(taken).revision))
    assert waits_for(driven, taken) == ["outcome"]
    case = decide(driven, taken, meeting_id=first(driven))
    assert (case.state, case.close_reason, case.effort) == (CaseState.CLOSED, "moved_away", Effort.NONE)
    assert waits_for(driven, taken) == []


def test_a_concern_during_the_meeting_is_for_the_next_one(driven):
    taken = at_its_meeting(driven)
    driven.at(local("2026-11-24", "10:00"))
    driven.do(take_concern, confirmed(parties=None))
    case = decide(driven, taken, NO_CONVERSATION, first(driven))
    assert (case.state, case.meeting_id) == (CaseState.ASKING, second(driven))


def test_a_concern_before_the_meeting_is_settled_with_the_others(driven):
    taken = at_its_meeting(driven)
    driven.at(local("2026-11-24", "08:59"))
    driven.do(take_concern, confirmed(parties=None))
    driven.at(local("2026-11-24", "09:00"))
    assert decide(driven, taken, NO_CONVERSATION, first(driven)).state is CaseState.CLOSED


def test_what_goes_on_for_the_citizen_can_stand_unchanged_and_only_that(driven, reference):
    with pytest.raises(NothingGoesOn):
        decide(driven, reference, UNCHANGED, first(driven))
    decide(driven, reference, meeting_id=first(driven))
    driven.play_until(local("2026-12-08", "11:00"))
    case = decide(driven, reference, UNCHANGED, second(driven))
    assert (case.state, case.effort) == (CaseState.CONVERSATION, Effort.CONVERSATION)


def test_a_conversation_says_by_when_and_other_outcomes_have_the_day_of_the_meeting(driven):
    taken = at_its_meeting(driven)
    with pytest.raises(OutcomeIncomplete) as refused:
        decide(driven, taken, replace(CONVERSATION, due_on=None))
    assert refused.value.field == "due_on"
    with pytest.raises(OutcomeDayElsewhen):
        decide(driven, taken, replace(CONVERSATION, due_on=local("2026-11-23").date()))
    decide(driven, taken, NO_CONVERSATION)
    (one,) = shown(driven, taken).outcomes
    assert one.outcome.due_on == local("2026-11-24").date()
