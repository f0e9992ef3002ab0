"""A further concern is for a meeting: what goes on for the citizen closes none unread, nor stands still for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from course_steps import BEGINS, PLAN, PLANNED_AT, held, opened, planned, to_conversation, with_plan
from driven_service import local
from sample_people import KE, concern, confirmed

from agenda.cases.case import CaseState, CloseReason, Effort
from agenda.cases.consent import CITIZEN, ConsentGiven
from agenda.cases.conversation import ConversationOutcome, ConversationReport
from agenda.cases.course import CourseEnd, CourseState, EndReason
from agenda.cases.follow_up import FollowUpGiven
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from service.workflow.agendas import compose_agenda
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.conversing import Which, move_conversation, report_conversation
from service.workflow.cases.courses import (
    Withdrawal,
    end_course,
    give_consent,
    set_status_day,
    withdraw_consent,
)
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import waiting_for_a_person

UNCHANGED = OutcomeGiven(OutcomeKind.UNCHANGED, "sof", "Den nye bekymring ændrer intet.")


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    return to_conversation(driven)


def tell_more(driven, **named):
    driven.do(take_concern, confirmed(concern(words="Noget nyt."), parties=("ssp",), **named))


def to_course(driven, reference):
    """A course runs by the citizen's consent; gives its id and that of the consent."""
    held(driven, reference)
    course = opened(driven, reference)
    given = ConsentGiven(CITIZEN, PLANNED_AT.date())
    running = driven.do(give_consent, Which(reference, course.id, course.revision), given)
    return running.id, running.consents[0].id


def which(driven, reference, course_id):
    (course,) = driven.do(show_effort, reference, "opfølgning").courses
    assert course.course.id == course_id
    return Which(reference, course_id, course.course.revision)


def course_of(driven, reference):
    (course,) = driven.do(show_effort, reference, "opfølgning").courses
    return course.course


def waits(driven, reference):
    return {one.what for one in driven.do(waiting_for_a_person) if one.about == reference}


def is_kept_for_the_next_meeting(driven, reference):
    """Open, untreated, on the desk, and on the agenda of the meeting it lies on."""
    case = driven.case(reference)
    agenda = driven.do(compose_agenda, case.meeting_id)
    return (case.is_open, len(case.untreated), "further_concern" in waits(driven, reference)) == (
        True,
        1,
        True,
    ) and reference in agenda.about


@pytest.mark.parametrize("asks_again", [False, True])
def test_a_citizen_who_needs_nothing_closes_no_concern_that_nobody_has_read(driven, reference, asks_again):
    one = planned(driven, reference)
    driven.clock.now = BEGINS + timedelta(days=1)
    tell_more(driven, asks_again=asks_again)
    driven.clock.now = PLANNED_AT + timedelta(hours=1)
    report = ConversationReport(ConversationOutcome.NO_NEED)
    driven.do(report_conversation, Which(reference, one.id, one.revision), report)
    assert is_kept_for_the_next_meeting(driven, reference)
    assert driven.case(reference).effort is Effort.NONE


@pytest.mark.parametrize("asks_again", [False, True])
def test_a_consent_withdrawn_with_the_case_closes_none_either(driven, reference, asks_again):
    course_id, consent_id = to_course(driven, reference)
    tell_more(driven, asks_again=asks_again)
    withdrawal = Withdrawal(consent_id, driven.now.date(), closes_case=True)
    driven.do(withdraw_consent, which(driven, reference, course_id), withdrawal)
    assert course_of(driven, reference).state is CourseState.ENDED
    assert is_kept_for_the_next_meeting(driven, reference)


def test_nor_does_a_course_that_ends_with_the_case(driven, reference):
    course_id, _ = to_course(driven, reference)
    tell_more(driven)
    end = CourseEnd(EndReason.MOVED_AWAY, driven.now.date())
    driven.do(end_course, which(driven, reference, course_id), end, closes_case=True)
    assert is_kept_for_the_next_meeting(driven, reference)


def test_the_conversation_that_is_planned_is_moved_and_held_meanwhile(driven, reference):
    one = planned(driven, reference)
    tell_more(driven, asks_again=True)
    later = replace(PLAN, planned_at=PLANNED_AT + timedelta(days=1))
    moved = driven.do(move_conversation, Which(reference, one.id, one.revision), later)
    driven.clock.now = later.planned_at
    wants = ConversationReport(ConversationOutcome.WANTS_COURSE)
    driven.do(report_conversation, Which(reference, one.id, moved.revision), wants)
    assert "open_course" in waits(driven, reference)


def test_a_course_is_opened_runs_and_has_its_status_days_meanwhile(driven, reference):
    held(driven, reference)
    tell_more(driven, asks_again=True)
    course = opened(driven, reference)
    given = ConsentGiven(CITIZEN, PLANNED_AT.date())
    driven.do(give_consent, Which(reference, course.id, course.revision), given)
    assert course_of(driven, reference).state is CourseState.RUNNING
    on = FollowUpGiven(local("2027-01-11").date(), "Hvordan går det?")
    driven.do(set_status_day, which(driven, reference, course.id), on)
    assert (driven.case(reference).state, driven.case(reference).effort) == (CaseState.ASKING, Effort.COURSE)


def test_the_course_runs_on_past_the_meeting_that_treats_the_concern(driven, reference):
    to_course(driven, reference)
    tell_more(driven)
    driven.play_until(local("2026-12-08", "09:00"))
    case = driven.case(reference)
    assert case.state is CaseState.RELEASED
    driven.do(record_outcome, reference, Decision(case.meeting_id, UNCHANGED, case.revision))
    assert (driven.case(reference).state, driven.case(reference).untreated) == (CaseState.COURSE, [])
    assert course_of(driven, reference).state is CourseState.RUNNING
    assert "further_concern" not in waits(driven, reference)


def test_a_person_may_close_the_case_with_it_and_says_why(driven, reference):
    tell_more(driven)
    closing = Closing(CloseReason.UNFOUNDED, driven.case(reference).revision)
    assert driven.do(close_case, reference, closing).state is CaseState.CLOSED


def test_before_a_meeting_has_treated_any_a_second_concern_is_no_errand_of_its_own(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    tell_more(driven)
    assert "further_concern" not in waits(driven, reference)
    assert driven.case(reference).meeting_id == driven.meetings(KE)[0].id
