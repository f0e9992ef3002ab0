"""A case leaves a meeting whose agenda is out: that owes no outcome for it, and takes none, unless it comes back."""

from datetime import date

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody

from agenda.access import CLOCK
from agenda.cases.case import CaseState, CloseReason
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.not_treated import SaidNotTreated
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.meetings.agenda import AgendaState
from service.database.cases.owed import owed_at
from service.database.meetings.agendas import agendas_of
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.placing import OntoMeeting, move_case

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
CALLED = OutcomeGiven(OutcomeKind.CONVERSATION, "sof", "Der er grund.", due_on=date(2026, 12, 1))
ANOTHER = citizen("Anden Eksempelborg", "020290-5002")
RELEASED = local("2026-11-20", "12:00")
AFTER = local("2026-11-24", "12:00")


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def taken(driven, about=None):
    return driven.do(take_concern, confirmed(concern(about), parties=("ssp", "sof"))).reference


def answer(driven, reference):
    for party_id in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(reference, party_id).id, NOTHING, as_=f"agency:{party_id}")


def owed(driven, meeting):
    with driven.service.unit(CLOCK) as unit:
        return owed_at(unit.session, meeting)


def versions(driven, meeting):
    with driven.service.unit(CLOCK) as unit:
        return [(one.state, sorted(one.about)) for one in agendas_of(unit.session, meeting.id)]


@pytest.fixture
def left(driven):
    """Released, corrected to another person, and not answered anew in time: the next meeting's."""
    reference = taken(driven)
    answer(driven, reference)
    driven.play_until(RELEASED)
    driven.do(correct, reference, Correction(ANOTHER, driven.case(reference).revision, is_same=False))
    driven.play_until(local("2026-11-23", "14:10"))
    return reference


def test_the_meeting_it_left_after_its_agenda_was_out_owes_no_outcome_and_takes_none(driven, left):
    case, (first, later) = driven.case(left), driven.meetings(KE)[:2]
    assert (case.state, case.meeting_id) == (CaseState.ASKING, later.id)
    driven.play_until(AFTER)
    assert owed(driven, first) == []
    with pytest.raises(SaidNotTreated):
        driven.do(record_outcome, left, Decision(first.id, CALLED, driven.case(left).revision))


def test_an_agenda_without_it_lies_ready_for_the_office_to_release(driven, left):
    first = driven.meetings(KE)[0]
    assert versions(driven, first) == [(AgendaState.DRAFT, []), (AgendaState.RELEASED, [left])]


def test_brought_back_in_time_it_is_treated_there_after_all(driven, left):
    first = driven.meetings(KE)[0]
    driven.do(
        move_case, left, OntoMeeting(first.id, "Alle har svaret", driven.case(left).revision, with_gaps=True)
    )
    answer(driven, left)
    driven.play_until(AFTER)
    assert driven.case(left).state is CaseState.DISCUSSED
    driven.do(record_outcome, left, Decision(first.id, CALLED, driven.case(left).revision))


def test_a_case_closed_between_agenda_and_meeting_owes_none_and_one_closed_after_it_does(driven):
    closed, (first, *_) = taken(driven), driven.meetings(KE)
    later = taken(driven, ANOTHER)
    for reference in (closed, later):
        answer(driven, reference)
    driven.play_until(local("2026-11-23"))
    driven.do(close_case, closed, Closing(CloseReason.OPENED_IN_ERROR, driven.case(closed).revision))
    driven.play_until(AFTER)
    driven.do(close_case, later, Closing(CloseReason.OPENED_IN_ERROR, driven.case(later).revision))
    assert owed(driven, first) == [later]
