"""A course from the citizen's wish to its end: by consent, for a reason, and the case with it where that is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from course_steps import MENTOR, held, opened, to_conversation, with_plan
from driven_service import local

from agenda.cases.authorities import UnknownAuthority
from agenda.cases.case import CaseIsClosed, CaseState, CloseReason
from agenda.cases.consent import CITIZEN, ConsentGiven, ConsentGivenAlready, WithdrawnBeforeGiven
from agenda.cases.conversation import ConversationOutcome
from agenda.cases.course import (
    CourseDayAhead,
    CourseEnd,
    CourseGiven,
    CourseOver,
    CourseState,
    CourseStillOpen,
    EndReason,
    UnknownCourseKind,
)
from agenda.cases.follow_up import FollowUpGiven, FollowUpTooFar
from agenda.errors import ChangedMeanwhile, NotAllowed
from service.database.cases.consents import NoSuchConsent
from service.database.cases.efforts import NoSuchCourse
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.conversing import Which
from service.workflow.cases.courses import (
    CourseNotWanted,
    Withdrawal,
    end_course,
    give_consent,
    open_course,
    set_status_day,
    withdraw_consent,
)
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import waiting_for_a_person

GIVEN_ON = date(2026, 11, 30)
CONSENT = ConsentGiven(CITIZEN, GIVEN_ON)
STATUS = FollowUpGiven(date(2026, 12, 29), "Er kontakten til foreningen i gang?")
COMPLETED = CourseEnd(EndReason.COMPLETED, GIVEN_ON, "Mentoren fortsætter som frivillig")


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    """A case whose citizen wants a course."""
    reference = to_conversation(driven)
    held(driven, reference)
    return reference


@pytest.fixture
def course(driven, reference):
    return opened(driven, reference)


def which(course, reference):
    return Which(reference, course.id, course.revision)


def running(driven, reference, course):
    return driven.do(give_consent, which(course, reference), CONSENT)


def withdrawal(course, on=GIVEN_ON, **named):
    return Withdrawal(course.consents[-1].id, on, **named)


def shown(driven, reference, as_="secretariat"):
    return driven.do(show_effort, reference, "opfølgning", as_=as_).courses


def waits(driven, reference):
    return [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]


def test_a_course_is_opened_waits_for_consent_and_runs_from_it_on(driven, reference, course):
    assert (driven.case(reference).state, course.state) == (CaseState.COURSE, CourseState.PROPOSED)
    assert "consent" in waits(driven, reference)
    after = running(driven, reference, course)
    (consent,) = after.consents
    assert (after.state, after.started_on) == (CourseState.RUNNING, GIVEN_ON)
    assert (consent.giver, consent.given_on, consent.withdrawn_on) == (CITIZEN, GIVEN_ON, None)
    assert "consent" not in waits(driven, reference)


def test_none_is_opened_for_a_citizen_who_has_not_wanted_one(driven):
    reference = to_conversation(driven)
    with pytest.raises(CourseNotWanted):
        opened(driven, reference)
    held(driven, reference, ConversationOutcome.DID_NOT_COME)
    with pytest.raises(CourseNotWanted):
        opened(driven, reference)


def test_a_kind_or_an_authority_there_is_not_is_refused(driven, reference):
    with pytest.raises(UnknownCourseKind):
        opened(driven, reference, CourseGiven("coaching", "sof"))
    with pytest.raises(UnknownAuthority) as refusal:
        opened(driven, reference, CourseGiven("mentor", "pet"))
    assert refusal.value.field == "responsible"


def test_two_courses_run_beside_each_other(driven, reference, course):
    opened(driven, reference, CourseGiven("relatives_coach", "ssp"))
    assert [one.course.kind for one in shown(driven, reference)] == ["mentor", "relatives_coach"]
    seen = {p: [one.course.kind for one in shown(driven, reference, f"agency:{p}")] for p in ("sof", "ssp")}
    assert seen == {"sof": ["mentor"], "ssp": ["relatives_coach"]}


def test_a_withdrawn_consent_ends_the_course_and_the_case_stays_open(driven, reference, course):
    after = running(driven, reference, course)
    driven.do(withdraw_consent, which(after, reference), withdrawal(after))
    (one,) = shown(driven, reference)
    assert (one.course.state, one.course.end_reason) == (CourseState.ENDED, EndReason.CONSENT_WITHDRAWN)
    assert (driven.case(reference).state, waits(driven, reference)) == (
        CaseState.COURSE,
        ["orientation", "course_ended"],
    )


def test_the_case_ends_with_it_where_that_is_said(driven, reference, course):
    after = running(driven, reference, course)
    driven.do(withdraw_consent, which(after, reference), withdrawal(after, closes_case=True))
    case = driven.case(reference)
    assert (case.state, case.close_reason, case.closed_at) == (CaseState.CLOSED, "ended", driven.now)


def test_a_consent_is_not_withdrawn_before_it_was_given_and_nothing_is_lost(driven, reference, course):
    with pytest.raises(NoSuchConsent):
        driven.do(withdraw_consent, which(course, reference), Withdrawal("nobody's", GIVEN_ON))
    after = running(driven, reference, course)
    with pytest.raises(WithdrawnBeforeGiven):
        driven.do(withdraw_consent, which(after, reference), withdrawal(after, GIVEN_ON - timedelta(days=1)))
    with pytest.raises(CourseDayAhead):
        driven.do(withdraw_consent, which(after, reference), withdrawal(after, GIVEN_ON + timedelta(days=1)))
    (one,) = shown(driven, reference)
    assert (one.course.state, one.course.consents[0].withdrawn_on) == (CourseState.RUNNING, None)


def test_a_consent_that_stands_is_not_given_twice(driven, reference, course):
    after = running(driven, reference, course)
    with pytest.raises(ConsentGivenAlready):
        driven.do(give_consent, which(after, reference), CONSENT)
    assert len(shown(driven, reference)[0].course.consents) == 1


@pytest.mark.parametrize(
    ("reason", "closes"),
    [
        (EndReason.NO_CONSENT, "citizen_declines"),
        (EndReason.MOVED_AWAY, "moved_away"),
        (EndReason.HANDED_OVER, "handed_over"),
        (EndReason.NO_CONTACT, "ended"),
    ],
)
def test_the_reason_of_the_courses_end_is_that_of_the_case(driven, reference, course, reason, closes):
    ending = CourseEnd(reason, GIVEN_ON)
    driven.do(end_course, which(course, reference), ending, closes_case=True)
    assert driven.case(reference).close_reason == closes


def test_a_course_ends_with_a_reason_and_its_words_are_sealed(driven, reference, course):
    after = running(driven, reference, course)
    driven.do(end_course, which(after, reference), COMPLETED)
    (one,) = shown(driven, reference)
    assert (one.course.end_reason, one.end_words, one.aim) == (
        EndReason.COMPLETED,
        "Mentoren fortsætter som frivillig",
        MENTOR.aim,
    )
    assert b"Mentoren" not in one.course.sealed_end
    (entry,) = driven.entries("end_course")
    assert "Mentoren" not in str(entry.facts)


def test_a_case_does_not_end_before_its_courses_have(driven, reference, course):
    opened(driven, reference, CourseGiven("relatives_coach", "ssp"))
    with pytest.raises(CourseStillOpen):
        driven.do(close_case, reference, Closing(CloseReason.ENDED, driven.case(reference).revision))
    ending = CourseEnd(EndReason.NO_CONSENT, GIVEN_ON)
    with pytest.raises(CourseStillOpen):
        driven.do(end_course, which(course, reference), ending, closes_case=True)
    assert [one.course.state for one in shown(driven, reference)] == [CourseState.PROPOSED] * 2


def test_of_a_closed_case_nothing_is_changed(driven, reference, course):
    driven.do(
        end_course, which(course, reference), CourseEnd(EndReason.NO_CONSENT, GIVEN_ON), closes_case=True
    )
    (one,) = shown(driven, reference)
    with pytest.raises(CaseIsClosed):
        driven.do(give_consent, which(one.course, reference), CONSENT)
    with pytest.raises(CaseIsClosed):
        opened(driven, reference)


def test_what_has_ended_is_not_ended_again(driven, reference, course):
    driven.do(end_course, which(course, reference), CourseEnd(EndReason.NO_CONSENT, GIVEN_ON))
    (one,) = shown(driven, reference)
    with pytest.raises(CourseOver):
        driven.do(end_course, which(one.course, reference), CourseEnd(EndReason.NO_CONTACT, GIVEN_ON))


def test_two_secretaries_at_once_the_second_reads_again(driven, reference, course):
    running(driven, reference, course)
    with pytest.raises(ChangedMeanwhile):
        driven.do(end_course, which(course, reference), COMPLETED)
    with pytest.raises(ChangedMeanwhile):
        driven.do(open_course, reference, MENTOR, 1)


def test_a_status_day_brings_the_case_back_to_a_meeting_by_itself(driven, reference, course):
    after = running(driven, reference, course)
    laid = driven.do(set_status_day, which(after, reference), STATUS)
    assert (laid.on, driven.meeting(laid.meeting_id).starts_at) == (STATUS.on, local("2027-01-05"))


def test_a_status_day_on_a_closed_day_is_moved_and_one_in_a_year_is_refused(driven, reference, course):
    closed = replace(STATUS, on=date(2026, 12, 24))
    laid = driven.do(set_status_day, which(course, reference), closed)
    assert (laid.wanted_on, laid.on) == (date(2026, 12, 24), date(2026, 12, 28))
    with pytest.raises(FollowUpTooFar):
        driven.do(set_status_day, which(course, reference), replace(STATUS, on=date(2027, 11, 30)))


def test_a_course_that_has_ended_has_no_status(driven, reference, course):
    driven.do(end_course, which(course, reference), CourseEnd(EndReason.NO_CONSENT, GIVEN_ON))
    (one,) = shown(driven, reference)
    with pytest.raises(CourseOver):
        driven.do(set_status_day, which(one.course, reference), STATUS)


def test_only_the_secretariat_decides_and_a_foreign_course_looks_absent(driven, reference, course):
    with pytest.raises(NotAllowed):
        driven.do(give_consent, which(course, reference), CONSENT, as_="agency:sof")
    with pytest.raises(NoSuchCourse):
        driven.do(give_consent, Which(reference, "nobody", 1), CONSENT)
