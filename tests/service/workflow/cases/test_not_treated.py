"""A case on the agenda that the meeting did not treat: why is kept with it, and it goes to the next meeting."""

from datetime import timedelta

import pytest
from case_at_meeting import ENDS, at_its_meeting, decide, shown, with_meetings
from driven_service import local
from sample_people import KE, concern, confirmed

from agenda.cases.case import CaseState
from agenda.cases.concern import Urgency
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.not_treated import NotSaid, SaidNotTreated
from agenda.cases.outcome import OutcomeRecorded
from agenda.meetings.meeting import ReasonMissing
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.cases.not_treating import LeftOut, say_not_treated, take_back_not_treated
from service.workflow.desk import waiting_for_a_person

WHY = "Tiden slap op."


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on)


def first(driven):
    return driven.meetings(KE)[0].id


def leave_out(driven, reference, why=WHY):
    given = LeftOut(first(driven), why, driven.case(reference).revision)
    return driven.do(say_not_treated, reference, given)


def take_back(driven, reference):
    return driven.do(take_back_not_treated, reference, first(driven), driven.case(reference).revision)


def test_the_case_goes_to_the_next_meeting_and_owes_nothing_there(driven):
    reference = at_its_meeting(driven)
    driven.play_until(ENDS)
    case = leave_out(driven, reference)
    assert (case.state, case.meeting_id) == (CaseState.ASKING, driven.meetings(KE)[1].id)
    (said,) = shown(driven, reference).not_treated
    assert (said.reason, said.said.said_by) == (WHY, "secretariat")
    assert [one.what for one in driven.do(waiting_for_a_person) if one.about == reference] == []


def test_an_agency_that_had_not_answered_is_asked_until_then(driven):
    reference = driven.do(
        take_concern, confirmed(concern(urgency=Urgency.URGENT), parties=("ssp", "sof"))
    ).reference
    driven.play_until(ENDS)
    assert driven.lookup(reference, "ssp").state is LookupState.LAPSED
    leave_out(driven, reference)
    again = driven.lookup(reference, "ssp")
    assert (again.state, again.due_at) == (LookupState.OPEN, local("2026-12-03", "12:00"))
    driven.tick()
    nothing = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, again.id, nothing, as_="agency:ssp")
    assert driven.lookup(reference, "ssp").state is LookupState.ANSWERED


def test_said_once_the_next_agenda_is_out_they_are_asked_for_a_working_day(driven):
    """Its own deadline is over by then: who is asked on is told how long."""
    urgent = confirmed(concern(urgency=Urgency.URGENT), parties=("ssp", "sof"))
    reference = driven.do(take_concern, urgent).reference
    said_at = local("2026-12-04", "12:30")
    driven.play_until(said_at)
    leave_out(driven, reference)
    again, due_at = driven.lookup(reference, "ssp"), local("2026-12-07", "12:30")
    assert (again.state, again.due_at, again.escalated_at) == (LookupState.OPEN, due_at, None)
    assert driven.case(reference).release_at == due_at
    driven.play_until(due_at - timedelta(minutes=1))
    told = {one.at: one.occasion for one in driven.told(since=said_at) if "ssp" in one.to}
    assert told == {"2026-12-04 12:35": "lookup_changed", "2026-12-07 09:00": "reminder"}


def test_it_takes_a_reason_and_no_outcome_beside_it(driven):
    reference = at_its_meeting(driven)
    with pytest.raises(ReasonMissing):
        leave_out(driven, reference, " ")
    leave_out(driven, reference)
    with pytest.raises(SaidNotTreated):
        decide(driven, reference, meeting_id=first(driven))
    with pytest.raises(SaidNotTreated):
        leave_out(driven, reference)


def test_a_case_with_its_outcome_was_treated(driven):
    reference = at_its_meeting(driven)
    decide(driven, reference)
    with pytest.raises(OutcomeRecorded):
        leave_out(driven, reference)


def test_taken_back_it_stands_as_the_meeting_discussed_it(driven):
    reference = at_its_meeting(driven)
    driven.play_until(ENDS)
    before = driven.case(reference)
    leave_out(driven, reference)
    case = take_back(driven, reference)
    assert (case.state, case.meeting_id, case.released_at) == (
        CaseState.DISCUSSED,
        before.meeting_id,
        before.released_at,
    )
    assert decide(driven, reference).state is CaseState.CONVERSATION
    with pytest.raises(NotSaid):
        take_back(driven, reference)
